-- One person who works in several districts: one account, bound in each of them to the row of staff there. Its key leads to all of them,
-- and the one that was chosen last is where the person is now.
alter table entry_keys
  add column chosen_at timestamptz,
  drop constraint entry_keys_pkey,
  add primary key (hash, district_id);
create index entry_keys_row on entry_keys (district_id, kind, id);

-- From now on the account of this key is in the district of the asker.
create function entry_choose(wanted text) returns void
  language sql security definer set search_path = public, pg_temp
  as $$ update entry_keys set chosen_at = clock_timestamp() where hash = wanted and kind = 'channel' and district_id = app_district() $$;

-- Takes the key away in the district of the asker; what it leads to elsewhere stays.
create or replace function entry_drop(unwanted text) returns void
  language sql security definer set search_path = public, pg_temp
  as $$ delete from entry_keys where hash = unwanted and district_id = app_district() $$;

-- Where else these accounts of the asker's district are bound: numbers, and rows that only that district can read.
create function entry_elsewhere(own uuid[]) returns table (own_id uuid, district_id integer, id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select here.id, there.district_id, there.id
        from entry_keys here join entry_keys there on there.hash = here.hash and there.district_id <> here.district_id
        where here.district_id = app_district() and here.kind = 'channel' and here.id = any (own) and there.kind = 'channel' $$;

revoke all on function entry_choose(text), entry_elsewhere(uuid[]) from public;
grant execute on function entry_choose(text), entry_elsewhere(uuid[]) to doorstep_service;
