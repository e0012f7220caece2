-- Systems of others that ask by themselves. A token leads, by its HMAC in entry_keys, to a row here and to a row of staff that nobody
-- is: with the name of the system, so that what it reads and does is written down under that name, with a role and with grids or an
-- organization as a colleague has them, and never active, so that nothing is ever given, told or lent to it as to a colleague.
alter table entry_keys
  drop constraint entry_keys_kind_check,
  add constraint entry_keys_kind_check check (kind in ('channel', 'invite', 'login', 'receiver', 'machine'));

create table machine_tokens (
  district_id integer not null references districts,
  id uuid not null,
  staff_id uuid not null,
  -- Else it only reads.
  writes boolean not null,
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  -- To the minute.
  last_used_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, staff_id) references staff,
  foreign key (district_id, made_by) references staff
);
alter table machine_tokens enable row level security;
alter table machine_tokens force row level security;
create policy read on machine_tokens for select using (district_id = (select app_district()) and (select app_sees_district()));
create policy add on machine_tokens for insert with check (district_id = (select app_district())
  and (select app_role()) = 'admin');
create policy change on machine_tokens for update using (district_id = (select app_district())
  and (select app_role()) in ('admin', 'system'));
grant select, insert, update on machine_tokens to doorstep_service;
