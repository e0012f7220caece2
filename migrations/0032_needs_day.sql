-- Where and when a need was told stands on the need itself: the numbers of a district's year are counted without asking for the visit
-- of each. A copy, kept by the database whatever changes the visit.
alter table needs
  add column area_id uuid,
  add column told_on date,
  -- Told in a visit that was taken back.
  add column undone boolean not null default false;
-- Forced row-level security hides every row from the owner as well.
alter table needs no force row level security;
alter table visits no force row level security;
update needs n set area_id = v.area_id, told_on = v.visited_on, undone = v.undone_at is not null
  from visits v where v.district_id = n.district_id and v.id = n.visit_id;
alter table needs force row level security;
alter table visits force row level security;
alter table needs alter column told_on set not null;

-- 0023 meant to do this, and as the owner saw no row.
alter table follow_ups no force row level security;
update follow_ups set closed_as = 'done' where done_by_visit is not null and closed_as is null;
alter table follow_ups force row level security;

create function need_told() returns trigger language plpgsql as $$
begin
  select v.area_id, v.visited_on, v.undone_at is not null into new.area_id, new.told_on, new.undone
    from visits v where v.district_id = new.district_id and v.id = new.visit_id;
  return new;
end $$;
create trigger need_told before insert or update of visit_id on needs for each row execute function need_told();

create function visit_told() returns trigger language plpgsql as $$
begin
  update needs n set area_id = new.area_id, told_on = new.visited_on, undone = new.undone_at is not null
    where n.district_id = new.district_id and n.visit_id = new.id;
  return null;
end $$;
create trigger visit_told after update of area_id, visited_on, undone_at on visits for each row
  when ((old.area_id, old.visited_on, old.undone_at) is distinct from (new.area_id, new.visited_on, new.undone_at))
  execute function visit_told();

create index needs_told on needs (district_id, told_on) include (area_id, visit_id, closed_at) where not undone;
-- The counts of a month and of a year read no visit's row.
drop index visits_day;
create index visits_day on visits (district_id, visited_on) include (id, area_id, staff_id) where undone_at is null;
