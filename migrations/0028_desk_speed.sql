-- Pages of the desk over a whole district. Few people have tags, and fewer doors: the numbers of elders walk over those alone.
create index people_tagged on people (district_id) where tags <> '{}' and merged_into is null;
create index households_tagged on households (district_id) where tags <> '{}';
-- Who lives behind a door.
create index people_household on people (district_id, household_id) where household_id is not null;
