-- The service directory, after HSDS 3.x (openreferral.org): names of tables and columns are the standard's where it has one.
-- `organizations` stands in 0002, because staff belong to one.
create table services (
  district_id integer not null references districts,
  id uuid not null,
  organization_id uuid not null,
  name text not null,
  alternate_name text,
  description text,
  eligibility_description text,
  application_process text,
  fees_description text,
  status text not null check (status in ('active', 'inactive', 'defunct', 'temporarily closed')),
  -- When somebody last made sure that all this is true.
  assured_date date,
  need_codes text[] not null default '{}',
  -- Terms (knowledge/terms.ts) of the names alone, and of everything a person may search by: a word in the name weighs more.
  name_terms integer[] not null,
  terms integer[] not null,
  primary key (district_id, id),
  foreign key (district_id, organization_id) references organizations
);
create index services_organization on services (district_id, organization_id);
create table service_areas (
  district_id integer not null,
  id uuid not null,
  service_id uuid not null,
  extent char(6) not null,
  primary key (district_id, id),
  foreign key (district_id, service_id) references services on delete cascade
);
create table locations (
  district_id integer not null references districts,
  id uuid not null,
  name text not null,
  address text not null,
  latitude double precision,
  longitude double precision,
  primary key (district_id, id)
);
create table service_at_locations (
  district_id integer not null,
  id uuid not null,
  service_id uuid not null,
  location_id uuid not null,
  primary key (district_id, id),
  foreign key (district_id, service_id) references services on delete cascade,
  foreign key (district_id, location_id) references locations
);
create table phones (
  district_id integer not null,
  id uuid not null,
  service_id uuid not null,
  number text not null,
  extension text,
  description text,
  primary key (district_id, id),
  foreign key (district_id, service_id) references services on delete cascade
);
create table schedules (
  district_id integer not null,
  id uuid not null,
  service_id uuid not null,
  freq text not null check (freq in ('WEEKLY', 'MONTHLY')),
  byday text,
  opens_at time,
  closes_at time,
  description text,
  primary key (district_id, id),
  foreign key (district_id, service_id) references services on delete cascade
);
create table required_documents (
  district_id integer not null,
  id uuid not null,
  service_id uuid not null,
  document text not null,
  primary key (district_id, id),
  foreign key (district_id, service_id) references services on delete cascade
);

create index service_areas_service on service_areas (district_id, service_id);
create index service_at_locations_service on service_at_locations (district_id, service_id);
create index service_at_locations_location on service_at_locations (district_id, location_id);
create index phones_service on phones (district_id, service_id);
create index schedules_service on schedules (district_id, service_id);
create index required_documents_service on required_documents (district_id, service_id);

do $$ declare name text; begin
  foreach name in array array['services', 'service_areas', 'locations', 'service_at_locations', 'phones', 'schedules',
    'required_documents'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy read on %I for select using (district_id in (0, (select app_district())))', name);
    execute format($p$create policy write on %I for all using (district_id = (select app_district())
      and (select app_role()) in ('supervisor', 'admin', 'system'))$p$, name);
  end loop;
end $$;
grant select, insert, update, delete on services, service_areas, locations, service_at_locations, phones, schedules,
  required_documents to doorstep_service;
