-- Who asks: set per transaction by the service (platform/scope.ts); every policy below reads these three.
do $$ begin
  if not exists (select from pg_roles where rolname = 'doorstep_service') then
    create role doorstep_service nologin;
  end if;
end $$;

create function app_district() returns integer language sql stable
  as $$ select nullif(current_setting('app.district', true), '')::integer $$;
create function app_staff() returns uuid language sql stable
  as $$ select nullif(current_setting('app.staff', true), '')::uuid $$;
create function app_role() returns text language sql stable
  as $$ select nullif(current_setting('app.role', true), '') $$;

-- The roles that see a whole district. `system` is the service itself, working off a message or a timer.
create function app_sees_district() returns boolean language sql stable
  as $$ select app_role() in ('supervisor', 'admin', 'system') $$;

create table districts (
  id integer primary key,
  name text not null,
  adcode char(6) not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);
alter table districts enable row level security;
alter table districts force row level security;
create policy read on districts for select using (id = app_district());
create policy found on districts for insert with check (id = app_district());
create policy write on districts for update using (id = app_district() and app_role() in ('admin', 'supervisor', 'system'));
-- Forced row-level security binds the owner too; district_ids() below runs as the owner and walks them all.
create policy walk on districts for select to current_user using (true);

-- District 0 holds the shared knowledge.
select set_config('app.district', '0', true);
insert into districts (id, name, adcode) values (0, '全国', '000000');

-- Timers walk every district; they learn its number and nothing else.
create function district_ids() returns setof integer language sql stable security definer set search_path = public, pg_temp
  as $$ select id from districts where id > 0 order by id $$;

-- Before the district is known (login, invite, receiver's link, channel account) this table is read by exact match only:
-- the service may call the functions and touch nothing else.
create table entry_keys (
  hash text primary key,
  district_id integer not null,
  kind text not null check (kind in ('channel', 'invite', 'login', 'receiver')),
  id uuid not null,
  expires_at timestamptz,
  used_at timestamptz
);

create function entry_find(wanted text) returns setof entry_keys
  language sql stable security definer set search_path = public, pg_temp
  as $$ select * from entry_keys where hash = wanted $$;

create function entry_put(new_hash text, new_kind text, new_id uuid, new_expires_at timestamptz) returns void
  language sql security definer set search_path = public, pg_temp
  as $$ insert into entry_keys (hash, district_id, kind, id, expires_at)
        values (new_hash, app_district(), new_kind, new_id, new_expires_at) $$;

-- Spends a single-use key; no row when it is unknown, expired or already spent.
create function entry_use(wanted text, wanted_kind text, at timestamptz) returns setof entry_keys
  language sql security definer set search_path = public, pg_temp
  as $$ update entry_keys set used_at = at
        where hash = wanted and kind = wanted_kind and used_at is null and (expires_at is null or expires_at > at)
        returning * $$;

create function entry_drop(unwanted text) returns void
  language sql security definer set search_path = public, pg_temp
  as $$ delete from entry_keys where hash = unwanted $$;

-- Ends every unspent key of one kind that leads to this row of the district.
create function entry_revoke(unwanted_kind text, unwanted_id uuid) returns void
  language sql security definer set search_path = public, pg_temp
  as $$ delete from entry_keys
        where district_id = app_district() and kind = unwanted_kind and id = unwanted_id and used_at is null $$;

revoke all on function entry_find(text), entry_put(text, text, uuid, timestamptz),
  entry_use(text, text, timestamptz), entry_drop(text), entry_revoke(text, uuid), district_ids() from public;
grant execute on function entry_find(text), entry_put(text, text, uuid, timestamptz),
  entry_use(text, text, timestamptz), entry_drop(text), entry_revoke(text, uuid), district_ids() to doorstep_service;
grant select, insert, update on districts to doorstep_service;
