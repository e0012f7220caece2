-- The rest of HSDS 3.0 (openreferral.org): every table and every column of its tabular package has a place here, so that a
-- package can be brought in and given back whole. `extra` keeps the columns that the standard does not know.
alter table organizations add column alternate_name text, add column email text, add column website text,
  add column tax_status text, add column tax_id text, add column year_incorporated double precision,
  add column legal_status text, add column logo text, add column uri text, add column parent_organization_id uuid,
  add column extra jsonb;
alter table services add column program_id uuid, add column url text, add column email text,
  add column interpretation_services text, add column wait_time text, add column fees text, add column accreditations text,
  add column minimum_age double precision, add column maximum_age double precision, add column assurer_email text,
  add column licenses text, add column alert text, add column last_modified timestamptz, add column extra jsonb;
alter table service_at_locations add column description text, add column extra jsonb;
alter table required_documents alter column service_id drop not null, alter column document drop not null,
  add column uri text, add column extra jsonb;
-- An extent of six digits is an adcode and limits who finds the service; any other is kept and limits nobody.
alter table service_areas alter column service_id drop not null, alter column extent type text, alter column extent drop not null,
  add column name text, add column description text, add column extent_type text, add column uri text, add column extra jsonb;
-- `address` is what is shown: the first physical row of `addresses` in one line.
alter table locations alter column name drop not null, alter column address drop not null,
  add column location_type text not null default 'physical' check (location_type in ('physical', 'postal', 'virtual')),
  add column url text, add column organization_id uuid, add column alternate_name text, add column description text,
  add column transportation text, add column external_identifier text, add column external_identifier_type text,
  add column extra jsonb;
alter table phones alter column service_id drop not null, add column location_id uuid, add column organization_id uuid,
  add column contact_id uuid, add column service_at_location_id uuid, add column type text, add column extra jsonb;
alter table schedules alter column service_id drop not null, alter column freq drop not null, add column location_id uuid,
  add column service_at_location_id uuid, add column valid_from date, add column valid_to date, add column dtstart date,
  add column timezone double precision, add column until date, add column count double precision, add column wkst text,
  add column interval double precision, add column byweekno text, add column bymonthday text, add column byyearday text,
  add column schedule_link text, add column attending_type text, add column notes text, add column extra jsonb;

create table programs (
  district_id integer not null references districts, id uuid not null,
  organization_id uuid not null, name text not null, alternate_name text, description text not null, extra jsonb,
  primary key (district_id, id)
);
create table addresses (
  district_id integer not null references districts, id uuid not null,
  location_id uuid, attention text, address_1 text not null, address_2 text, city text not null, region text,
  state_province text not null, postal_code text not null, country text not null,
  address_type text not null check (address_type in ('physical', 'postal', 'virtual')), extra jsonb,
  primary key (district_id, id)
);
create table languages (
  district_id integer not null references districts, id uuid not null,
  service_id uuid, location_id uuid, phone_id uuid, name text, code text, note text, extra jsonb,
  primary key (district_id, id)
);
create table contacts (
  district_id integer not null references districts, id uuid not null,
  organization_id uuid, service_id uuid, service_at_location_id uuid, location_id uuid, name text, title text,
  department text, email text, extra jsonb,
  primary key (district_id, id)
);
create table funding (
  district_id integer not null references districts, id uuid not null,
  organization_id uuid, service_id uuid, source text, extra jsonb,
  primary key (district_id, id)
);
create table accessibility (
  district_id integer not null references districts, id uuid not null,
  location_id uuid, description text, details text, url text, extra jsonb,
  primary key (district_id, id)
);
create table cost_options (
  district_id integer not null references districts, id uuid not null,
  service_id uuid not null, valid_from date, valid_to date, option text, currency text, amount double precision,
  amount_description text, extra jsonb,
  primary key (district_id, id)
);
create table organization_identifiers (
  district_id integer not null references districts, id uuid not null,
  organization_id uuid not null, identifier_scheme text, identifier_type text not null, identifier text not null, extra jsonb,
  primary key (district_id, id)
);
create table taxonomies (
  district_id integer not null references districts, id uuid not null,
  name text not null, description text not null, uri text, version text, extra jsonb,
  primary key (district_id, id)
);
create table taxonomy_terms (
  district_id integer not null references districts, id uuid not null,
  code text, name text not null, description text not null, parent_id uuid, taxonomy text, language text, taxonomy_id uuid,
  term_uri text, extra jsonb,
  primary key (district_id, id)
);
create table attributes (
  district_id integer not null references districts, id uuid not null,
  link_id uuid not null, taxonomy_term_id uuid not null, link_type text, link_entity text not null, value text, extra jsonb,
  primary key (district_id, id)
);
create table record_metadata (
  district_id integer not null references districts, id uuid not null,
  resource_id uuid not null, resource_type text not null, last_action_date date not null, last_action_type text not null,
  field_name text not null, previous_value text not null, replacement_value text not null, updated_by text not null,
  extra jsonb,
  primary key (district_id, id)
);
create table meta_table_descriptions (
  district_id integer not null references districts, id uuid not null,
  name text, language text, character_set text, extra jsonb,
  primary key (district_id, id)
);
create index addresses_location on addresses (district_id, location_id);
create index languages_service on languages (district_id, service_id);
create index contacts_service on contacts (district_id, service_id);
create index cost_options_service on cost_options (district_id, service_id);
create index attributes_link on attributes (district_id, link_id);

do $$ declare name text; begin
  foreach name in array array['programs', 'addresses', 'languages', 'contacts', 'funding', 'accessibility', 'cost_options',
    'organization_identifiers', 'taxonomies', 'taxonomy_terms', 'attributes', 'record_metadata', 'meta_table_descriptions'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy read on %I for select using (district_id in (0, (select app_district())))', name);
    execute format($p$create policy write on %I for all using (district_id = (select app_district())
      and (select app_role()) in ('supervisor', 'admin', 'system'))$p$, name);
  end loop;
end $$;
grant select, insert, update, delete on programs, addresses, languages, contacts, funding, accessibility, cost_options,
  organization_identifiers, taxonomies, taxonomy_terms, attributes, record_metadata, meta_table_descriptions to doorstep_service;

-- What somebody at a door found to be wrong with an entry. Open until a supervisor decides; the new value is written into
-- the directory by the one who confirms, who is not the one who reported.
create table directory_corrections (
  district_id integer not null,
  id uuid not null,
  service_id uuid not null,
  kind text not null check (kind in ('phone', 'moved', 'closed', 'unreachable', 'hours', 'other')),
  -- Sealed: what people say at a door may name somebody.
  words_sealed text not null,
  -- The new value, where the one who reports knows it.
  proposed text,
  reported_by uuid not null,
  reported_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'confirmed', 'rejected')),
  decided_by uuid,
  decided_at timestamptz,
  -- What the entry says now, or why the report was not right.
  decision text,
  primary key (district_id, id),
  foreign key (district_id, service_id) references services on delete cascade,
  foreign key (district_id, reported_by) references staff,
  foreign key (district_id, decided_by) references staff,
  check ((status = 'open') = (decided_by is null)),
  check (decided_by is null or decided_by <> reported_by)
);
create index directory_corrections_open on directory_corrections (district_id, service_id) where status = 'open';
-- The same report twice is one report.
create unique index directory_corrections_once on directory_corrections (district_id, service_id, kind, reported_by)
  where status = 'open';
alter table directory_corrections enable row level security;
alter table directory_corrections force row level security;
create policy read on directory_corrections for select using (district_id = (select app_district()));
create policy report on directory_corrections for insert with check (district_id = (select app_district())
  and reported_by = (select app_staff()) and status = 'open');
create policy decide on directory_corrections for update using (district_id = (select app_district())
  and (select app_role()) in ('supervisor', 'admin', 'system'));
grant select, insert, update on directory_corrections to doorstep_service;
