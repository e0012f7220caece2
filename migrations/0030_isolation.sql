-- What row-level security did not hold by itself. A row that somebody puts in their own name may lead only to what they see: else a
-- referral of one's own would open a stranger's file, a notice to oneself a crisis, a person of one's own the address of a door.
-- As functions, because policies that ask each other never end.
create function sees_person(wanted uuid) returns boolean language sql stable
  return exists (select from people p where p.district_id = app_district() and p.id = wanted);
create function sees_household(wanted uuid) returns boolean language sql stable
  return exists (select from households h where h.district_id = app_district() and h.id = wanted);
create function sees_crisis(wanted uuid) returns boolean language sql stable
  return exists (select from crises c where c.district_id = app_district() and c.id = wanted);

alter policy scope on referrals with check (district_id = (select app_district()) and (
  (select app_sees_district())
  or ((raised_by = (select app_staff())
    or ((select app_role()) = 'grid_worker' and area_id = any ((select app_areas())::uuid[]))
    or ((select app_role()) = 'social_worker' and (owner_id = (select app_staff()) or organization_id = (select app_organization()))))
    and (person_id is null or sees_person(person_id)))));

alter policy scope on people with check (district_id = (select app_district()) and (
  (select app_sees_district())
  or ((created_by = (select app_staff())
    or ((select app_role()) = 'grid_worker' and area_id = any ((select app_areas())::uuid[]))
    or ((select app_role()) = 'social_worker' and exists (
      select from referrals r where r.district_id = people.district_id and r.person_id = people.id)))
    and (household_id is null or sees_household(household_id)))));

alter policy scope on crisis_notices with check (district_id = (select app_district()) and (
  (select app_role()) = 'system' or ((staff_id = (select app_staff()) or (select app_sees_district())) and sees_crisis(crisis_id))));

-- A picture hangs on a visit that its sender sees.
alter policy keep on visit_pictures with check (district_id = (select app_district()) and staff_id = (select app_staff())
  and (visit_id is null or exists (
    select from visits v where v.district_id = visit_pictures.district_id and v.id = visit_pictures.visit_id)));
alter policy hang on visit_pictures with check (district_id = (select app_district()) and staff_id = (select app_staff())
  and (visit_id is null or exists (
    select from visits v where v.district_id = visit_pictures.district_id and v.id = visit_pictures.visit_id)));

-- Nobody makes an admin of themself: whose role is what is written when somebody is put on the list, by an admin or at the setup, and
-- never changes.
drop policy write on staff;
create policy add on staff for insert with check (district_id = app_district() and app_role() in ('admin', 'system'));
create policy write on staff for update using (district_id = app_district() and app_role() in ('admin', 'supervisor', 'system'));
revoke update on staff from doorstep_service;
grant update (name_sealed, name_index, organization_id, active, session_epoch, phone_sealed) on staff to doorstep_service;

-- Whoever does something writes it down in their own name.
alter policy append on audit_log
  with check (district_id = app_district() and (app_role() = 'system' or staff_id is not distinct from app_staff()));

-- What policies look at is fixed when it is written down: a temporary table of the same name does not stand in for it.
create or replace function app_organization() returns uuid language sql stable
  return (select organization_id from staff where district_id = app_district() and id = app_staff());
create or replace function areas_of(somebody uuid) returns setof uuid language sql stable
  begin atomic select area_id from staff_areas where district_id = app_district() and staff_id = somebody
    union
    select area_id from grid_covers where district_id = app_district() and to_staff = somebody and ended_at is null
      and until_on is not null and from_on <= app_today() and app_today() <= until_on; end;
create or replace function app_areas() returns uuid[] language sql stable
  return (select coalesce(array_agg(area_id), '{}') from areas_of(app_staff()) as area_id);
create or replace function app_stands_in() returns table (from_staff uuid, area_id uuid) language sql stable
  begin atomic select c.from_staff, c.area_id from grid_covers c
    where c.district_id = app_district() and c.to_staff = app_staff() and c.ended_at is null
      and c.from_on <= app_today() and (c.until_on is null or app_today() <= c.until_on); end;
