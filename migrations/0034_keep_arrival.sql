-- A message and its job in one statement: the way to the database and back is most of what it costs to take a message in.
-- `boss.send_inbox` is pg-boss's own INSERT; it is made together with the queue (platform/queue/boss.ts), which comes after this.

-- Gives the row's id, and whether it is new: a redelivery gives the first one's.
create function keep_arrival(new_id uuid, its_channel text, its_event text, its_chat text, its_body text, card boolean, at timestamptz, job text)
  returns table (inbox_id uuid, fresh boolean) language plpgsql as $$
begin
  -- The lock makes the sequence numbers of one chat commit in their order: the next number is taken by whoever holds it.
  perform pg_advisory_xact_lock(hashtextextended(its_chat, 0));
  insert into inbox (id, channel, event_id, chat_key, body_sealed, card_attempted, received_at)
    values (new_id, its_channel, its_event, its_chat, its_body, card, at) on conflict (channel, event_id) do nothing;
  if found then
    perform boss.send_inbox(job);
    perform pg_notify('doorstep_job', '');
    return query select new_id, true;
  else
    return query select i.id, false from inbox i where i.channel = its_channel and i.event_id = its_event;
  end if;
end $$;
revoke all on function keep_arrival(uuid, text, text, text, text, boolean, timestamptz, text) from public;
grant execute on function keep_arrival(uuid, text, text, text, text, boolean, timestamptz, text) to doorstep_service;
