-- Pictures of a visit, freed of everything but their pixels before they come here (platform/image). Each hangs on a saved
-- visit, on a draft, or on nothing for a few minutes until somebody says whose it is.
create table visit_pictures (
  district_id integer not null references districts,
  id uuid not null,
  staff_id uuid not null,
  visit_id uuid,
  draft_id uuid,
  -- Forgotten then, unless a draft takes it.
  waits_until timestamptz,
  -- The message that brought it, `telegram:42`: a repeated one adds nothing, a withdrawn one finds it.
  source text not null,
  type text not null check (type in ('image/jpeg', 'image/png', 'image/webp')),
  -- Sealed bytes (platform/seal.ts).
  image_sealed bytea not null,
  created_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, staff_id, source),
  foreign key (district_id, visit_id) references visits,
  foreign key (district_id, draft_id) references drafts,
  check (num_nonnulls(visit_id, draft_id, waits_until) = 1)
);
-- Cipher text does not compress.
alter table visit_pictures alter column image_sealed set storage external;
create index visit_pictures_visit on visit_pictures (district_id, visit_id) where visit_id is not null;
create index visit_pictures_draft on visit_pictures (district_id, draft_id) where draft_id is not null;
create index visit_pictures_waiting on visit_pictures (district_id, waits_until) where waits_until is not null;

-- Before it belongs to a visit it is its sender's alone; afterwards whoever sees the visit sees it. Only its sender hangs it
-- anywhere; it is deleted by its sender or by time.
alter table visit_pictures enable row level security;
alter table visit_pictures force row level security;
create policy read on visit_pictures for select using (district_id = (select app_district()) and (
  staff_id = (select app_staff())
  or (select app_role()) = 'system'
  or (visit_id is not null and exists (
    select from visits v where v.district_id = visit_pictures.district_id and v.id = visit_pictures.visit_id))));
create policy keep on visit_pictures for insert
  with check (district_id = (select app_district()) and staff_id = (select app_staff()));
create policy hang on visit_pictures for update
  using (district_id = (select app_district()) and staff_id = (select app_staff()));
create policy drop on visit_pictures for delete using (district_id = (select app_district())
  and (staff_id = (select app_staff()) or (select app_role()) = 'system'));

grant select, insert, update, delete on visit_pictures to doorstep_service;
