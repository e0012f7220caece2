create table organizations (
  district_id integer not null references districts,
  id uuid not null,
  name text not null,
  description text,
  primary key (district_id, id)
);

create table areas (
  district_id integer not null references districts,
  id uuid not null,
  parent_id uuid,
  level text not null check (level in ('district', 'street', 'community', 'grid')),
  name text not null,
  primary key (district_id, id),
  unique nulls not distinct (district_id, parent_id, name),
  foreign key (district_id, parent_id) references areas
);

create table staff (
  district_id integer not null references districts,
  id uuid not null,
  role text not null check (role in ('grid_worker', 'social_worker', 'supervisor', 'admin')),
  name_sealed text not null,
  name_index text not null,
  organization_id uuid,
  active boolean not null default true,
  -- Raised to end every web session at once (a lost phone).
  session_epoch integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (district_id, id),
  foreign key (district_id, organization_id) references organizations
);

create table staff_areas (
  district_id integer not null,
  staff_id uuid not null,
  area_id uuid not null,
  primary key (district_id, staff_id, area_id),
  foreign key (district_id, staff_id) references staff,
  foreign key (district_id, area_id) references areas
);

create table channel_accounts (
  district_id integer not null,
  id uuid not null,
  staff_id uuid not null,
  channel text not null check (channel in ('telegram', 'line', 'web')),
  account_index text not null,
  chat_sealed text not null,
  bound_at timestamptz not null,
  unbound_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, staff_id) references staff
);
create unique index channel_accounts_bound on channel_accounts (district_id, account_index) where unbound_at is null;

create table invites (
  district_id integer not null,
  id uuid not null,
  staff_id uuid not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, staff_id) references staff
);

alter table organizations enable row level security;
alter table organizations force row level security;
create policy read on organizations for select using (district_id in (0, (select app_district())));
create policy write on organizations for all using (district_id = (select app_district())
  and (select app_role()) in ('admin', 'supervisor', 'system'));

alter table areas enable row level security;
alter table areas force row level security;
create policy scope on areas using (district_id = app_district())
  with check (district_id = app_district() and app_role() in ('admin', 'system'));

alter table staff enable row level security;
alter table staff force row level security;
create policy scope on staff for select using (district_id = app_district());
create policy write on staff for all using (district_id = app_district() and app_role() in ('admin', 'supervisor', 'system'));

alter table staff_areas enable row level security;
alter table staff_areas force row level security;
create policy scope on staff_areas for select using (district_id = app_district());
create policy write on staff_areas for all using (district_id = app_district() and app_role() in ('admin', 'system'));

alter table channel_accounts enable row level security;
alter table channel_accounts force row level security;
create policy scope on channel_accounts using (district_id = app_district() and (app_sees_district() or staff_id = app_staff()));

alter table invites enable row level security;
alter table invites force row level security;
create policy scope on invites using (district_id = app_district() and app_sees_district());

grant select, insert, update on organizations, areas, staff, channel_accounts to doorstep_service;
grant select, insert, update, delete on staff_areas, invites to doorstep_service;
