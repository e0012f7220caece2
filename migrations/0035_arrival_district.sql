-- The district that a message is for is found by the statement that keeps it: nearly every account leads to one, and the way to the
-- database and back is most of what it costs to take a message in. The keep_arrival of eight stays for processes of the build before.

-- Of whom a message is, is sealed in its body; null: nobody known, the web, or a message of the build before, which has it in the body.
alter table inbox add accepted_district integer;

-- Gives the row's id, and whether it is new: a redelivery gives the first one's. Gives nothing, and keeps nothing, where the account leads
-- to several districts: which of them is meant is then to be settled first.
-- its_account: the hash of what the account is found by (entry_keys); null where its_district says which district it is
create function keep_arrival(
  new_id uuid, its_channel text, its_event text, its_chat text, its_body text, card boolean, at timestamptz, job text,
  its_account text, its_district integer
) returns table (inbox_id uuid, fresh boolean) language plpgsql as $$
declare
  districts bigint;
begin
  if its_account is not null then
    select count(*), min(district_id) into districts, its_district from entry_find(its_account) where kind = 'channel';
    if districts > 1 then
      return;
    end if;
  end if;
  -- The lock makes the sequence numbers of one chat commit in their order: the next number is taken by whoever holds it.
  perform pg_advisory_xact_lock(hashtextextended(its_chat, 0));
  insert into inbox (id, channel, event_id, chat_key, body_sealed, card_attempted, received_at, accepted_district)
    values (new_id, its_channel, its_event, its_chat, its_body, card, at, its_district) on conflict (channel, event_id) do nothing;
  if found then
    perform boss.send_inbox(job);
    perform pg_notify('doorstep_job', '');
    return query select new_id, true;
  else
    return query select i.id, false from inbox i where i.channel = its_channel and i.event_id = its_event;
  end if;
end $$;
revoke all on function keep_arrival(uuid, text, text, text, text, boolean, timestamptz, text, text, integer) from public;
grant execute on function keep_arrival(uuid, text, text, text, text, boolean, timestamptz, text, text, integer) to doorstep_service;
