-- Changing APP_KEY, backing up, and what both need of the owner of the schema.

-- By which key a hash was made; null: before this was written down.
alter table entry_keys add column key_id text;
drop function entry_put(text, text, uuid, timestamptz);
create function entry_put(new_hash text, new_kind text, new_id uuid, new_expires_at timestamptz, made_with text) returns void
  language sql security definer set search_path = public, pg_temp
  as $$ insert into entry_keys (hash, district_id, kind, id, expires_at, key_id)
        values (new_hash, app_district(), new_kind, new_id, new_expires_at, made_with) $$;

-- A key that was put by an older APP_KEY is found by the newest one from now on. Exact match, like finding it: whoever knows the older
-- hashes brought the words.
create function entry_move(older text[], hash_now text, made_with text) returns void
  language sql security definer set search_path = public, pg_temp
  as $$ delete from entry_keys k where k.hash = any (older) and exists (
          select from entry_keys n where n.hash = hash_now and n.district_id = k.district_id);
        update entry_keys set hash = hash_now, key_id = made_with where hash = any (older) $$;
revoke all on function entry_put(text, text, uuid, timestamptz, text), entry_move(text[], text, text) from public;
grant execute on function entry_put(text, text, uuid, timestamptz, text), entry_move(text[], text, text) to doorstep_service;

-- Audit rows are never written again, so what checks those that an older APP_KEY signed is kept, sealed by the newer one. It checks
-- and opens nothing.
create table retired_audit_keys (
  key_id text primary key,
  secret_sealed text not null,
  retired_at timestamptz not null
);
grant select on retired_audit_keys to doorstep_service;

-- Row-level security is forced on the owner of the schema too. Sealing anew and backing up go through every row of every district, so
-- the owner alone is let in everywhere; the service is nobody's member. For every table that comes later: `select let_owner_in()`.
create function let_owner_in() returns void language plpgsql set search_path = public, pg_temp as $$
declare found regclass; begin
  for found in select c.oid from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'owner') loop
    execute format('create policy owner on %s to current_user using (true) with check (true)', found);
  end loop;
end $$;
revoke all on function let_owner_in() from public;
select let_owner_in();

-- Questions whose words were kept long enough say nothing any more.
alter table questions add column words_gone boolean not null default false;

-- What is kept beside the records goes after its time (platform/retention/kinds.ts), in every district and without its owner's being
-- there. Nothing of the last day goes, whatever it is asked.
create function sweep_kept(kind text, before timestamptz, blank text) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare n integer; latest timestamptz := least(before, now() - interval '1 day'); begin
  case kind
    when 'drafts' then
      update drafts set state = 'discarded', body_sealed = null where (district_id, id) in (
        select d.district_id, d.id from drafts d where d.state = 'open' and d.updated_at < latest limit 1000);
    when 'chat_states' then
      delete from chats where (district_id, staff_id) in (
        select c.district_id, c.staff_id from chats c where c.updated_at < latest limit 1000);
    when 'questions' then
      update questions set words_sealed = blank, words_gone = true where (district_id, id) in (
        select q.district_id, q.id from questions q where not q.words_gone and q.asked_at < latest
          -- What people confirmed as answered goes on teaching the search.
          and not exists (select from confirmations c where c.district_id = q.district_id and c.question_id = q.id
            and c.withdrawn_at is null) limit 1000);
    when 'receiver_phones' then
      update receiver_links set phone_sealed = null where (district_id, id) in (
        select l.district_id, l.id from receiver_links l where l.phone_sealed is not null and l.expires_at < latest limit 1000);
    when 'entry_keys' then
      delete from entry_keys where (hash, district_id) in (
        select e.hash, e.district_id from entry_keys e
        where e.kind <> 'channel' and (e.expires_at < latest or e.used_at < latest) limit 1000);
  end case;
  get diagnostics n = row_count;
  return n;
end $$;
revoke all on function sweep_kept(text, timestamptz, text) from public;
grant execute on function sweep_kept(text, timestamptz, text) to doorstep_service;
create index drafts_forgotten on drafts (updated_at) where state = 'open';
create index questions_worded on questions (asked_at) where not words_gone;

-- A person whose file was erased: what tells who they were is gone from it, what the figures count stays.
alter table people add column erased_at timestamptz;

-- Words about somebody go from rows that nobody may change otherwise; an admin in their own district alone, sealed fields and their
-- indexes alone. `changes` is [{table, id, set: {column: envelope or null}}].
create function erase_words(changes jsonb) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare change jsonb; field record; n integer := 0; begin
  if app_role() is distinct from 'admin' then
    raise exception 'only an admin erases' using errcode = 'insufficient_privilege';
  end if;
  for change in select * from jsonb_array_elements(changes) loop
    if change->>'table' in ('staff', 'channel_accounts', 'webhook_endpoints', 'retired_audit_keys', 'inbox', 'outbox') then
      raise exception '% holds nobody who is erased', change->>'table' using errcode = 'insufficient_privilege';
    end if;
    for field in select * from jsonb_each_text(change->'set') loop
      if field.key !~ '_(sealed|index)$' then
        raise exception '% is no sealed field', field.key using errcode = 'insufficient_privilege';
      end if;
      execute format('update %I set %I = $1 where district_id = app_district() and %I = $2', change->>'table', field.key,
        case change->>'table' when 'referral_steps' then 'referral_id' else 'id' end)
        using field.value, (change->>'id')::uuid;
      n := n + 1;
    end loop;
  end loop;
  return n;
end $$;

-- Rows that are nothing but words or a picture of somebody go whole. With them goes what every conversation of the district remembers
-- between two messages: nobody but its writer may read it, and at worst one question is asked again.
create function erase_rows(names uuid[], pictures uuid[], unsaved uuid[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$ begin
  if app_role() is distinct from 'admin' then
    raise exception 'only an admin erases' using errcode = 'insufficient_privilege';
  end if;
  delete from person_names where district_id = app_district() and id = any (names);
  delete from visit_pictures where district_id = app_district() and id = any (pictures);
  update drafts set state = 'discarded', body_sealed = null where district_id = app_district() and id = any (unsaved);
  delete from chats where district_id = app_district();
end $$;
revoke all on function erase_words(jsonb), erase_rows(uuid[], uuid[], uuid[]) from public;
grant execute on function erase_words(jsonb), erase_rows(uuid[], uuid[], uuid[]) to doorstep_service;

-- What policies look at is fixed when it is written down (as in 0030): pg_dump asks without a search path.
create or replace function app_sees_district() returns boolean language sql stable
  return app_role() in ('supervisor', 'admin', 'system');
