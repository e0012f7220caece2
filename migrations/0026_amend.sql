-- A saved visit can be amended: what was confirmed stands with the visit, and each text that another took the place of is kept.
alter table visits
  -- What was confirmed, as JSON; null of visits that came in otherwise.
  add column told_sealed text,
  -- Raised by each amendment, so that of two people at once one is told.
  add column version integer not null default 1,
  add column amended_at timestamptz;

create table visit_versions (
  district_id integer not null references districts,
  id uuid not null,
  visit_id uuid not null,
  version integer not null,
  told_sealed text not null,
  -- Why it was amended; needed of whoever did not write the visit.
  reason_sealed text,
  amended_by uuid not null,
  amended_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, visit_id, version),
  foreign key (district_id, visit_id) references visits
);
alter table visit_versions enable row level security;
alter table visit_versions force row level security;
create policy scope on visit_versions using (district_id = (select app_district()) and exists (
  select from visits v where v.district_id = visit_versions.district_id and v.id = visit_versions.visit_id));
grant select, insert on visit_versions to doorstep_service;

-- What an amended visit does not say any more goes; the version that said it stays.
grant delete on visit_people, observations, needs, follow_up_events to doorstep_service;

-- Consent that was taken back, with the referral that stopped by it: the file shows when and to whom it was said, the receiver's page that
-- nothing more is to be done.
alter table referrals
  add column consent_withdrawn_at timestamptz,
  add column consent_withdrawn_by uuid;
