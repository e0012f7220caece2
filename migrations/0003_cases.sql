-- The case table. Words people said, names, phones and addresses are sealed (platform/seal.ts): `*_sealed` is an envelope,
-- `*_index` an HMAC for exact search.

-- The grids of whoever asks, as one array, so that a policy costs one lookup a statement and not one a row.
create function app_areas() returns uuid[] language sql stable
  as $$ select coalesce(array_agg(area_id), '{}') from staff_areas
        where district_id = app_district() and staff_id = app_staff() $$;
create function app_organization() returns uuid language sql stable
  as $$ select organization_id from staff where district_id = app_district() and id = app_staff() $$;

create table households (
  district_id integer not null references districts,
  id uuid not null,
  area_id uuid,
  address_sealed text,
  address_index text,
  tags text[] not null default '{}',
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (district_id, id)
);
create index households_address on households (district_id, area_id, address_index);

create table people (
  district_id integer not null references districts,
  id uuid not null,
  -- What people call the file by on the phone or abroad, where no full name may stand: P-7K3QD.
  ref text not null,
  area_id uuid,
  household_id uuid,
  name_sealed text,
  name_index text,
  pinyin_index text,
  sex text check (sex in ('男', '女')),
  -- Age as it was said, and when; a range when it was said as one (七十好几).
  age_from smallint,
  age_to smallint,
  age_on date,
  phone_sealed text,
  phone_index text,
  stage text check (stage in ('screening', 'diagnosis', 'treatment', 'community_follow_up', 'rehabilitation')),
  tags text[] not null default '{}',
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, ref),
  foreign key (district_id, household_id) references households
);
create index people_name on people (district_id, name_index);
create index people_pinyin on people (district_id, pinyin_index);
create index people_phone on people (district_id, phone_index);
create index people_area on people (district_id, area_id);

create table visits (
  district_id integer not null references districts,
  id uuid not null,
  ref text not null,
  staff_id uuid not null,
  area_id uuid,
  household_id uuid,
  visited_on date not null,
  form text check (form in ('入户', '电话', '视频', '偶遇')),
  met text[] not null default '{}',
  note_sealed text not null,
  consent text check (consent in ('yes', 'no')),
  flags text[] not null default '{}',
  created_at timestamptz not null,
  undone_at timestamptz,
  primary key (district_id, id),
  unique (district_id, ref)
);
create index visits_staff on visits (district_id, staff_id, created_at desc);
create index visits_area on visits (district_id, area_id, visited_on desc);

create table visit_people (
  district_id integer not null,
  visit_id uuid not null,
  person_id uuid not null,
  -- Place in the note, from 0: ids made in one millisecond have no order.
  ordinal smallint not null,
  primary key (district_id, visit_id, person_id),
  foreign key (district_id, visit_id) references visits,
  foreign key (district_id, person_id) references people
);
create index visit_people_person on visit_people (district_id, person_id);

create table observations (
  district_id integer not null,
  id uuid not null,
  visit_id uuid not null,
  person_id uuid,
  kind text not null,
  words_sealed text not null,
  basis text not null check (basis in ('seen', 'told', 'guessed')),
  teller_sealed text,
  span_start integer not null,
  span_end integer not null,
  primary key (district_id, id),
  foreign key (district_id, visit_id) references visits
);
create index observations_visit on observations (district_id, visit_id);

create table needs (
  district_id integer not null,
  id uuid not null,
  visit_id uuid not null,
  ordinal smallint not null,
  person_id uuid,
  code char(2) not null,
  words_sealed text not null,
  urgency text not null check (urgency in ('red', 'orange', 'yellow', 'green')),
  owner_id uuid not null,
  outcome_sealed text,
  closed_at timestamptz,
  created_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, visit_id) references visits
);
create index needs_visit on needs (district_id, visit_id);

create table referrals (
  district_id integer not null references districts,
  id uuid not null,
  ref text not null,
  person_id uuid,
  visit_id uuid,
  area_id uuid,
  raised_by uuid not null,
  reason_sealed text not null,
  background_sealed text,
  priority text not null check (priority in ('routine', 'urgent', 'asap', 'stat')),
  consent text not null check (consent in ('yes', 'legal_ground')),
  legal_ground text,
  service_id uuid,
  -- As it was shown to the person, whatever becomes of the directory row.
  service_name text not null,
  organization_id uuid,
  owner_id uuid,
  -- FHIR Task.status; the allowed moves are cases/referrals/moves.ts.
  status text not null check (status in ('draft', 'requested', 'received', 'accepted', 'in-progress', 'on-hold',
    'completed', 'rejected', 'cancelled', 'failed', 'entered-in-error')),
  due_on date,
  review text check (review in ('approved', 'returned')),
  review_words_sealed text,
  reviewed_by uuid,
  reviewed_at timestamptz,
  outcome_sealed text,
  resident_confirmed boolean,
  chained_from uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, ref),
  foreign key (district_id, person_id) references people
);
create index referrals_recent on referrals (district_id, created_at desc, id desc);
create index referrals_status on referrals (district_id, status, created_at desc, id desc);
create index referrals_area on referrals (district_id, area_id, created_at desc, id desc);
create index referrals_raiser on referrals (district_id, raised_by, created_at desc);
create index referrals_organization on referrals (district_id, organization_id, created_at desc);
create index referrals_person on referrals (district_id, person_id);

create table referral_events (
  district_id integer not null,
  id uuid not null,
  referral_id uuid not null,
  kind text not null check (kind in ('move', 'review')),
  from_status text,
  to_status text,
  by_staff uuid,
  words_sealed text,
  at timestamptz not null,
  -- Order of writing: several may share one moment.
  seq bigint generated always as identity,
  primary key (district_id, id),
  foreign key (district_id, referral_id) references referrals
);
create index referral_events_referral on referral_events (district_id, referral_id, seq);

create table follow_ups (
  district_id integer not null references districts,
  id uuid not null,
  person_id uuid,
  visit_id uuid,
  area_id uuid,
  owner_id uuid not null,
  due_on date not null,
  -- Agreed at the door, or proposed by a rule: kept apart.
  basis text not null check (basis in ('agreed', 'rule')),
  why text not null,
  source text,
  done_by_visit uuid,
  closed_at timestamptz,
  created_at timestamptz not null,
  primary key (district_id, id)
);
create index follow_ups_due on follow_ups (district_id, owner_id, due_on) where closed_at is null;
create index follow_ups_person on follow_ups (district_id, person_id) where closed_at is null;

create table crises (
  district_id integer not null references districts,
  id uuid not null,
  ref text not null,
  -- One message makes one crisis, however often it is delivered.
  inbox_id uuid not null,
  level text not null check (level in ('red', 'orange')),
  kind text not null,
  rules text[] not null,
  -- Null when the writer spoke of themself: those words are not kept.
  words_sealed text,
  area_id uuid,
  reported_by uuid,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  closed_by uuid,
  closed_at timestamptz,
  created_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, inbox_id)
);

create table crisis_notices (
  district_id integer not null,
  id uuid not null,
  crisis_id uuid not null,
  staff_id uuid not null,
  told_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, crisis_id, staff_id),
  foreign key (district_id, crisis_id) references crises
);

-- What was understood and not yet confirmed: a visit or a referral on its way. Nothing of it is in the case table.
create table drafts (
  district_id integer not null references districts,
  id uuid not null,
  staff_id uuid not null,
  kind text not null check (kind in ('visit', 'referral')),
  body_sealed text,
  -- Raised at every change: a button of an older version says so instead of acting.
  version integer not null default 1,
  state text not null default 'open' check (state in ('open', 'saved', 'discarded')),
  message_id text,
  saved_as uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (district_id, id)
);
create index drafts_open on drafts (district_id, staff_id, created_at desc) where state = 'open';

-- What the conversation must remember between two messages (the last place shared, the question it asked).
create table chats (
  district_id integer not null references districts,
  staff_id uuid not null,
  state_sealed text not null,
  updated_at timestamptz not null,
  primary key (district_id, staff_id)
);

-- Who sees what: grid workers their grids, social workers what is referred to them, supervisors the district.

alter table referrals enable row level security;
alter table referrals force row level security;
create policy scope on referrals using (district_id = (select app_district()) and (
  (select app_sees_district())
  or raised_by = (select app_staff())
  or ((select app_role()) = 'grid_worker' and area_id = any ((select app_areas())::uuid[]))
  or ((select app_role()) = 'social_worker' and (owner_id = (select app_staff()) or organization_id = (select app_organization())))));

alter table people enable row level security;
alter table people force row level security;
create policy scope on people using (district_id = (select app_district()) and (
  (select app_sees_district())
  or created_by = (select app_staff())
  or ((select app_role()) = 'grid_worker' and area_id = any ((select app_areas())::uuid[]))
  or ((select app_role()) = 'social_worker' and exists (
    select from referrals r where r.district_id = people.district_id and r.person_id = people.id))));

alter table households enable row level security;
alter table households force row level security;
create policy scope on households using (district_id = (select app_district()) and (
  (select app_sees_district())
  or created_by = (select app_staff())
  or ((select app_role()) = 'grid_worker' and area_id = any ((select app_areas())::uuid[]))
  or ((select app_role()) = 'social_worker' and exists (
    select from people p where p.district_id = households.district_id and p.household_id = households.id))));

alter table visits enable row level security;
alter table visits force row level security;
create policy scope on visits using (district_id = (select app_district()) and (
  (select app_sees_district())
  or staff_id = (select app_staff())
  or ((select app_role()) = 'grid_worker' and area_id = any ((select app_areas())::uuid[]))));

alter table visit_people enable row level security;
alter table visit_people force row level security;
create policy scope on visit_people using (district_id = (select app_district()) and exists (
  select from visits v where v.district_id = visit_people.district_id and v.id = visit_people.visit_id));

alter table observations enable row level security;
alter table observations force row level security;
create policy scope on observations using (district_id = (select app_district()) and exists (
  select from visits v where v.district_id = observations.district_id and v.id = observations.visit_id));

alter table needs enable row level security;
alter table needs force row level security;
create policy scope on needs using (district_id = (select app_district()) and exists (
  select from visits v where v.district_id = needs.district_id and v.id = needs.visit_id));

alter table referral_events enable row level security;
alter table referral_events force row level security;
create policy scope on referral_events using (district_id = (select app_district()) and exists (
  select from referrals r where r.district_id = referral_events.district_id and r.id = referral_events.referral_id));

alter table follow_ups enable row level security;
alter table follow_ups force row level security;
create policy scope on follow_ups using (district_id = (select app_district()) and (
  (select app_sees_district()) or owner_id = (select app_staff()) or ((select app_role()) = 'grid_worker' and area_id = any ((select app_areas())::uuid[]))));

alter table crises enable row level security;
alter table crises force row level security;
-- One without words is the writer's own distress: nobody sees it whom the writer has not asked to be told.
create policy scope on crises using (district_id = (select app_district()) and (
  (select app_role()) = 'system' or reported_by = (select app_staff())
  or (words_sealed is not null and (select app_sees_district()))
  or exists (select from crisis_notices n
    where n.district_id = crises.district_id and n.crisis_id = crises.id and n.staff_id = (select app_staff()))));

alter table crisis_notices enable row level security;
alter table crisis_notices force row level security;
create policy scope on crisis_notices using (district_id = (select app_district()) and ((select app_sees_district()) or staff_id = (select app_staff())));

alter table drafts enable row level security;
alter table drafts force row level security;
create policy scope on drafts using (district_id = (select app_district()) and staff_id = (select app_staff()));

alter table chats enable row level security;
alter table chats force row level security;
create policy scope on chats using (district_id = (select app_district()) and staff_id = (select app_staff()));

grant select, insert, update on households, people, visits, visit_people, observations, needs, referrals, referral_events,
  follow_ups, crises, crisis_notices, drafts, chats to doorstep_service;
grant delete on drafts, chats to doorstep_service;
