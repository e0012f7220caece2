-- Pages of the desk over a whole district. Few people have tags, and fewer doors: the numbers of elders walk over those alone.
create index people_tagged on people (district_id) where tags <> '{}' and merged_into is null;
create index households_tagged on households (district_id) where tags <> '{}';
-- Who lives behind a door.
create index people_household on people (district_id, household_id) where household_id is not null;

-- Whoever sees the district sees all of its visits and referrals: what belongs to one is not asked about row by row.
alter policy scope on visit_people using (district_id = (select app_district()) and ((select app_sees_district()) or exists (
  select from visits v where v.district_id = visit_people.district_id and v.id = visit_people.visit_id)));
alter policy scope on observations using (district_id = (select app_district()) and ((select app_sees_district()) or exists (
  select from visits v where v.district_id = observations.district_id and v.id = observations.visit_id)));
alter policy scope on needs using (district_id = (select app_district()) and ((select app_sees_district()) or exists (
  select from visits v where v.district_id = needs.district_id and v.id = needs.visit_id)));
alter policy scope on referral_events using (district_id = (select app_district()) and ((select app_sees_district()) or exists (
  select from referrals r where r.district_id = referral_events.district_id and r.id = referral_events.referral_id)));
