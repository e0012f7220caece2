-- What somebody gets, has asked for or was refused, as whoever knows it said: 低保 since March. Nothing is overwritten.
create table person_benefits (
  district_id integer not null references districts,
  id uuid not null,
  person_id uuid not null,
  -- Its name, as the office that pays it calls it.
  benefit text not null check (length(benefit) between 1 and 40),
  state text not null check (state in ('applied', 'receiving', 'refused', 'ended')),
  since date not null,
  -- Who said so and on what ground.
  words_sealed text not null,
  by_staff uuid not null,
  at timestamptz not null,
  seq bigint generated always as identity,
  primary key (district_id, id),
  foreign key (district_id, person_id) references people
);
create index person_benefits_person on person_benefits (district_id, person_id, since desc, seq desc);

alter table person_benefits enable row level security;
alter table person_benefits force row level security;
create policy scope on person_benefits using (district_id = (select app_district()) and exists (
  select from people p where p.district_id = person_benefits.district_id and p.id = person_benefits.person_id));
grant select, insert, update on person_benefits to doorstep_service;
