-- When somebody is to be seen again by a rule: the district's rules with their history, what is known of a person that a rule
-- looks at, and what became of a date. Dates that were agreed with the resident stay a kind of their own (`basis`).
alter table follow_ups
  -- Which rule made it; null for an agreed date. `source` is the rule's as it was then.
  add column rule text,
  -- From this day on it stands on the list of the day; a rule's date shows some days ahead. Null: from due_on.
  add column shown_from date,
  -- What was promised at the door, in the words of the note.
  add column promised_sealed text,
  -- Why it is closed; null with closed_at set: it went with a visit that was taken back.
  add column closed_as text check (closed_as in ('done', 'dropped', 'replaced', 'rule_off'));
update follow_ups set closed_as = 'done' where done_by_visit is not null;
create index follow_ups_open on follow_ups (district_id, due_on, id) where closed_at is null;
create index follow_ups_area on follow_ups (district_id, area_id, due_on) where closed_at is null;

-- A row for each change; the newest of a condition holds from its day on. Without one the shipped rule holds.
create table follow_up_rules (
  district_id integer not null references districts,
  id uuid not null,
  condition text not null check (condition in ('hardship_elder', 'smd_stable', 'smd_partly_stable', 'smd_unstable',
    'medicine_ends', 'medication_gap')),
  amount smallint not null check (amount between 1 and 366),
  unit text not null check (unit in ('day', 'month')),
  -- The document it rests on, as a supervisor wrote it.
  source text not null,
  since date not null,
  off boolean not null default false,
  -- Why it was changed or switched off.
  reason_sealed text,
  decided_by uuid not null,
  created_at timestamptz not null,
  primary key (district_id, id)
);
create index follow_up_rules_newest on follow_up_rules (district_id, condition, created_at desc, id desc);

-- What a rule looks at and no visit shows: how steady a physician rated somebody, who is an elder in hardship.
create table person_conditions (
  district_id integer not null references districts,
  id uuid not null,
  person_id uuid not null,
  condition text not null check (condition in ('hardship_elder', 'smd_stable', 'smd_partly_stable', 'smd_unstable')),
  since date not null,
  -- Whose word it is, or the words of the note it comes from.
  told_sealed text not null,
  visit_id uuid,
  set_by uuid not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (district_id, id),
  foreign key (district_id, person_id) references people
);
create index person_conditions_person on person_conditions (district_id, person_id) where ended_at is null;

create table follow_up_events (
  district_id integer not null references districts,
  id uuid not null,
  follow_up_id uuid not null,
  kind text not null check (kind in ('missed', 'snoozed', 'dropped')),
  reason text not null check (reason in ('nobody_home', 'away', 'hospital', 'resident_asked', 'refused', 'moved', 'died',
    'no_time', 'not_needed', 'other')),
  words_sealed text,
  -- The visit at which nobody was met.
  visit_id uuid,
  -- Of a date that was moved: from which day to which.
  from_on date,
  to_on date,
  by_staff uuid not null,
  at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, follow_up_id) references follow_ups
);
create index follow_up_events_follow_up on follow_up_events (district_id, follow_up_id, at);

alter table follow_up_rules enable row level security;
alter table follow_up_rules force row level security;
create policy read on follow_up_rules for select using (district_id = (select app_district()));
create policy write on follow_up_rules for insert with check (district_id = (select app_district()) and (select app_sees_district()));

alter table person_conditions enable row level security;
alter table person_conditions force row level security;
create policy scope on person_conditions using (district_id = (select app_district()) and exists (
  select from people p where p.district_id = person_conditions.district_id and p.id = person_conditions.person_id));

alter table follow_up_events enable row level security;
alter table follow_up_events force row level security;
create policy scope on follow_up_events using (district_id = (select app_district()) and exists (
  select from follow_ups f where f.district_id = follow_up_events.district_id and f.id = follow_up_events.follow_up_id));

grant select, insert on follow_up_rules, follow_up_events to doorstep_service;
grant select, insert, update on person_conditions to doorstep_service;
