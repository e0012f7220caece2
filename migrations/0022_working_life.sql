-- What was written without a network says when: the visit is of that time, the record of the time it came.
alter table visits add column written_at timestamptz;

-- A grid that somebody looks after in another's place: from a day to a day (leave), or for good (until_on is null). Whoever has
-- no access of their own loses it with the last day; the record stays.
create table grid_covers (
  district_id integer not null references districts,
  id uuid not null,
  area_id uuid not null,
  from_staff uuid not null,
  to_staff uuid not null,
  from_on date not null,
  until_on date,
  reason_sealed text,
  created_by uuid not null,
  created_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, area_id) references areas,
  foreign key (district_id, from_staff) references staff,
  foreign key (district_id, to_staff) references staff,
  check (until_on is null or until_on >= from_on)
);
create index grid_covers_to on grid_covers (district_id, to_staff) where ended_at is null;
create index grid_covers_from on grid_covers (district_id, from_staff) where ended_at is null;

alter table grid_covers enable row level security;
alter table grid_covers force row level security;
create policy scope on grid_covers for select using (district_id = (select app_district())
  and ((select app_sees_district()) or to_staff = (select app_staff()) or from_staff = (select app_staff())));
create policy write on grid_covers for all using (district_id = (select app_district())
  and (select app_role()) in ('supervisor', 'admin', 'system'));
grant select, insert, update on grid_covers to doorstep_service;

-- The day in China by the clock of the database, which nobody who asks can set.
create function app_today() returns date language sql stable
  as $$ select (now() at time zone 'Asia/Shanghai')::date $$;

-- The grids of a member of staff today: their own, and those they look after for the time being.
create function areas_of(somebody uuid) returns setof uuid language sql stable
  as $$ select area_id from staff_areas where district_id = app_district() and staff_id = somebody
        union
        select area_id from grid_covers where district_id = app_district() and to_staff = somebody and ended_at is null
          and until_on is not null and from_on <= app_today() and app_today() <= until_on $$;
create or replace function app_areas() returns uuid[] language sql stable
  as $$ select coalesce(array_agg(area_id), '{}') from areas_of(app_staff()) as area_id $$;

-- For whom somebody acts today in which grid, one step: whose tasks and notices there are theirs as well.
create function app_stands_in() returns table (from_staff uuid, area_id uuid) language sql stable
  as $$ select from_staff, area_id from grid_covers
        where district_id = app_district() and to_staff = app_staff() and ended_at is null
          and from_on <= app_today() and (until_on is null or app_today() <= until_on) $$;

-- What its writer has not saved goes along with the grid: the service takes it over for whoever comes after.
create policy hand_over on drafts for all using (district_id = (select app_district()) and (select app_role()) = 'system');
create policy hand_over on visit_pictures for update using (district_id = (select app_district()) and (select app_role()) = 'system');

-- A door that nobody goes to alone, until a day. Why is sealed; it is shown to whoever goes there.
create table door_flags (
  district_id integer not null references districts,
  id uuid not null,
  area_id uuid not null,
  household_id uuid not null,
  reason_sealed text not null,
  until_on date not null,
  set_by uuid not null,
  created_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, area_id) references areas,
  foreign key (district_id, household_id) references households
);
create index door_flags_household on door_flags (district_id, household_id) where lifted_at is null;

alter table door_flags enable row level security;
alter table door_flags force row level security;
create policy scope on door_flags using (district_id = (select app_district()) and ((select app_sees_district())
  or ((select app_role()) = 'grid_worker' and area_id = any ((select app_areas())::uuid[]))));
grant select, insert, update on door_flags to doorstep_service;
