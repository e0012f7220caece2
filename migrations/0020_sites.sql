-- 挂图作战: where services stand or are to stand, what the district set out to reach, and what is known of an area besides its name.
create table sites (
  district_id integer not null references districts,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('demonstration', 'service', 'rehabilitation', 'counselling', 'elder_care', 'other')),
  stage text not null check (stage in ('built', 'near', 'far')),
  -- The area it stands in.
  area_id uuid not null,
  -- Who runs it, as it is called.
  host text,
  -- What has to be done until it stands.
  task text,
  -- Null: nobody yet, and the page says so.
  owner_id uuid,
  due_on date,
  built_on date,
  longitude double precision check (longitude between -180 and 180),
  latitude double precision check (latitude between -90 and 90),
  version integer not null default 1,
  updated_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  dropped_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, area_id) references areas,
  foreign key (district_id, owner_id) references staff
);

-- The areas that a site serves besides the one it stands in, each with all below it.
create table site_areas (
  district_id integer not null references districts,
  site_id uuid not null,
  area_id uuid not null,
  primary key (district_id, site_id, area_id),
  foreign key (district_id, site_id) references sites,
  foreign key (district_id, area_id) references areas
);

-- What is to be reached, in percent, in which year; a target without a year is none.
create table targets (
  district_id integer not null references districts,
  measure text not null check (measure in ('street_sites', 'town_sites', 'community_sites', 'standardized', 'elder_visits')),
  year smallint not null,
  percent smallint not null check (percent between 0 and 100),
  -- Where it stands.
  source text not null,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (district_id, measure, year)
);

create table area_profiles (
  district_id integer not null references districts,
  area_id uuid not null,
  -- 街道 or 乡镇: the targets differ. Null: not said, counted as a street.
  settlement text check (settlement in ('street', 'town')),
  -- From there to the nearest point of service, as somebody who knows the way said it.
  travel_minutes smallint check (travel_minutes between 0 and 600),
  travel_told_by uuid,
  travel_told_on date,
  -- The outline, as GeoJSON geometry in degrees.
  outline jsonb,
  primary key (district_id, area_id),
  foreign key (district_id, area_id) references areas
);

-- 调度会: a decision of the meeting is a task of somebody's, with a day and what it is about.
create table dispatch_tasks (
  district_id integer not null references districts,
  id uuid not null,
  held_on date not null,
  what_sealed text not null,
  owner_id uuid not null,
  due_on date not null,
  referral_id uuid,
  site_id uuid,
  created_by uuid not null,
  created_at timestamptz not null,
  done_at timestamptz,
  done_by uuid,
  outcome_sealed text,
  primary key (district_id, id),
  foreign key (district_id, owner_id) references staff,
  foreign key (district_id, referral_id) references referrals,
  foreign key (district_id, site_id) references sites
);
create index dispatch_tasks_open on dispatch_tasks (district_id, owner_id, due_on) where done_at is null;

-- Counted by the month, over the whole district.
create index visits_day on visits (district_id, visited_on) where undone_at is null;

alter table sites enable row level security;
alter table sites force row level security;
create policy read on sites for select using (district_id = (select app_district()));
create policy write on sites for all using (district_id = (select app_district()) and (select app_sees_district()));

alter table site_areas enable row level security;
alter table site_areas force row level security;
create policy read on site_areas for select using (district_id = (select app_district()));
create policy write on site_areas for all using (district_id = (select app_district()) and (select app_sees_district()));

alter table targets enable row level security;
alter table targets force row level security;
create policy read on targets for select using (district_id = (select app_district()));
create policy write on targets for all using (district_id = (select app_district()) and (select app_sees_district()));

alter table area_profiles enable row level security;
alter table area_profiles force row level security;
create policy read on area_profiles for select using (district_id = (select app_district()));
create policy write on area_profiles for all using (district_id = (select app_district()) and (select app_sees_district()));

alter table dispatch_tasks enable row level security;
alter table dispatch_tasks force row level security;
create policy scope on dispatch_tasks using (district_id = (select app_district())
  and ((select app_sees_district()) or owner_id = (select app_staff())))
  with check (district_id = (select app_district())
  and ((select app_sees_district()) or owner_id = (select app_staff())));

grant select, insert, update on sites, targets, area_profiles, dispatch_tasks to doorstep_service;
grant select, insert, delete on site_areas to doorstep_service;
grant delete on targets to doorstep_service;
