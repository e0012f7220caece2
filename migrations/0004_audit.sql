-- Append-only. Each transaction appends; a background sealer chains the rows in commit order into audit_chain, which nobody
-- may change. `mac` is an HMAC over the row, so that a row cannot be replaced by one who has only the database.
create table audit_log (
  district_id integer not null references districts,
  id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  staff_id uuid,
  role text not null,
  action text not null,
  entity text not null,
  entity_id uuid,
  -- Ids, codes and states only; never a name or a word that was said.
  detail jsonb not null default '{}',
  mac text not null,
  primary key (district_id, id)
);
create index audit_log_order on audit_log (district_id, xid, id);

create table audit_chain (
  district_id integer not null references districts,
  seq bigint not null,
  xid xid8 not null,
  audit_id uuid not null,
  hash text not null,
  sealed_at timestamptz not null,
  primary key (district_id, seq),
  unique (district_id, audit_id)
);

alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy append on audit_log for insert with check (district_id = app_district());
create policy read on audit_log for select using (district_id = app_district() and app_sees_district());

alter table audit_chain enable row level security;
alter table audit_chain force row level security;
create policy append on audit_chain for insert with check (district_id = app_district() and app_role() = 'system');
create policy read on audit_chain for select using (district_id = app_district() and app_sees_district());

grant select, insert on audit_log, audit_chain to doorstep_service;
