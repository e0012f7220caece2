-- The desk: lists that stay quick when a district is large, filters that somebody keeps, and what is changed for several referrals at once.

-- Lists walk from the newest on, whatever else they ask for.
create index visits_recent on visits (district_id, created_at desc, id desc) where undone_at is null;
create index referrals_followed on referrals (district_id, owner_id, created_at desc, id desc) where owner_id is not null;
create index needs_recent on needs (district_id, created_at desc, id desc);
create index needs_person on needs (district_id, person_id);
-- What waits for somebody is a small part of all.
create index referrals_open_due on referrals (district_id, due_on)
  where status not in ('completed', 'rejected', 'cancelled', 'failed', 'entered-in-error');
create index referrals_returned on referrals (district_id, created_at desc, id desc)
  where review = 'returned' and status not in ('completed', 'rejected', 'cancelled', 'failed', 'entered-in-error');

-- The audit log as people read it: the newest first, of somebody, of a kind, of one thing.
create index audit_log_recent on audit_log (district_id, at desc, id desc);
create index audit_log_staff on audit_log (district_id, staff_id, at desc, id desc);
create index audit_log_action on audit_log (district_id, action, at desc, id desc);
create index audit_log_entity on audit_log (district_id, entity_id, at desc) where entity_id is not null;

-- Whose it is, by when, how urgent: changed without a move.
alter table referral_events drop constraint referral_events_kind_check;
alter table referral_events
  add constraint referral_events_kind_check check (kind in ('move', 'review', 'claim', 'denial', 'resent', 'outcome', 'resident',
    'link', 'pathway', 'step', 'changed'));

-- A filter of the referral log under a name of one's own. `query` is what stands in the address: ids and codes, and words that were
-- looked for among the names of services, never of residents.
create table saved_filters (
  district_id integer not null references districts,
  id uuid not null,
  staff_id uuid not null,
  name text not null,
  query text not null,
  created_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, staff_id, name),
  foreign key (district_id, staff_id) references staff
);
alter table saved_filters enable row level security;
alter table saved_filters force row level security;
create policy own on saved_filters using (district_id = (select app_district()) and staff_id = (select app_staff()))
  with check (district_id = (select app_district()) and staff_id = (select app_staff()));
grant select, insert, update, delete on saved_filters to doorstep_service;
