-- 一人一档: the same person is found again under another spelling, two files of one person become one and can be parted again, and
-- a file says at which stage somebody is and who stands by them (1+N).
alter table people
  -- Closed: everything of it stands in that file, which itself is closed in none.
  add column merged_into uuid,
  -- Opened although files of nearly the same name stood there: which, and why it is somebody else.
  add column opened_past uuid[] not null default '{}',
  add column opened_past_reason_sealed text,
  add foreign key (district_id, merged_into) references people,
  add check (merged_into <> id);
create index people_recent on people (district_id, created_at desc, id desc) where merged_into is null;
create index people_staged on people (district_id, stage, created_at desc, id desc) where merged_into is null and stage is not null;
create index people_merged on people (district_id, merged_into) where merged_into is not null;

-- How else somebody is written, as whoever knows them confirmed.
create table person_names (
  district_id integer not null references districts,
  id uuid not null,
  person_id uuid not null,
  name_sealed text not null,
  name_index text not null,
  pinyin_index text not null,
  by_staff uuid not null,
  at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, person_id) references people
);
create index person_names_name on person_names (district_id, name_index);
create index person_names_person on person_names (district_id, person_id);

create table person_stages (
  district_id integer not null references districts,
  id uuid not null,
  person_id uuid not null,
  stage text not null check (stage in ('screening', 'diagnosis', 'treatment', 'community_follow_up', 'rehabilitation')),
  since date not null,
  -- Who said so and on what ground.
  words_sealed text not null,
  by_staff uuid not null,
  at timestamptz not null,
  seq bigint generated always as identity,
  primary key (district_id, id),
  foreign key (district_id, person_id) references people
);
create index person_stages_person on person_stages (district_id, person_id, since desc, seq desc);

create table person_support (
  district_id integer not null references districts,
  id uuid not null,
  person_id uuid not null,
  -- A name of cases/people/support.ts.
  role text not null,
  name_sealed text not null,
  phone_sealed text,
  by_staff uuid not null,
  at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, person_id) references people
);
create index person_support_person on person_support (district_id, person_id, role) where ended_at is null;

-- One merge: `merged_id` was closed in favour of `kept_id`. `filled` are the columns of the kept file that were empty until then.
create table person_merges (
  district_id integer not null references districts,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  reason_sealed text not null,
  filled text[] not null default '{}',
  tags_added text[] not null default '{}',
  by_staff uuid not null,
  at timestamptz not null,
  undone_reason_sealed text,
  undone_by uuid,
  undone_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, kept_id) references people,
  foreign key (district_id, merged_id) references people
);
create unique index person_merges_open on person_merges (district_id, merged_id) where undone_at is null;
create index person_merges_kept on person_merges (district_id, kept_id);

-- Row by row what moved with it.
create table person_merge_rows (
  district_id integer not null references districts,
  merge_id uuid not null,
  table_name text not null,
  row_id uuid not null,
  went_back boolean,
  primary key (district_id, merge_id, table_name, row_id),
  foreign key (district_id, merge_id) references person_merges
);

-- Whoever sees the person sees how they are written, where they stand and who stands by them.
alter table person_names enable row level security;
alter table person_names force row level security;
create policy scope on person_names using (district_id = (select app_district()) and exists (
  select from people p where p.district_id = person_names.district_id and p.id = person_names.person_id));
alter table person_stages enable row level security;
alter table person_stages force row level security;
create policy scope on person_stages using (district_id = (select app_district()) and exists (
  select from people p where p.district_id = person_stages.district_id and p.id = person_stages.person_id));
alter table person_support enable row level security;
alter table person_support force row level security;
create policy scope on person_support using (district_id = (select app_district()) and exists (
  select from people p where p.district_id = person_support.district_id and p.id = person_support.person_id));

alter table person_merges enable row level security;
alter table person_merges force row level security;
create policy read on person_merges for select using (district_id = (select app_district()) and exists (
  select from people p where p.district_id = person_merges.district_id and p.id = person_merges.kept_id));
create policy write on person_merges for all using (district_id = (select app_district()) and (select app_sees_district()));
alter table person_merge_rows enable row level security;
alter table person_merge_rows force row level security;
create policy scope on person_merge_rows using (district_id = (select app_district()) and (select app_sees_district()));

grant select, insert, update on person_names, person_stages, person_support, person_merges, person_merge_rows to doorstep_service;
