-- What putting one document among thousands costs (knowledge/ingest/index.ts, validity.ts): each look-up by an index of its own.
create index documents_content on documents (district_id, content_hash) where current;
create index documents_superseding on documents (district_id, supersedes) where current and supersedes is not null;
create index documents_decisions on documents (district_id) where current and rule_name like '%修改%的决定';

-- Hundreds of counts change with every document: room in each page lets a count change in place. The district is held by
-- index_generations, whose row every writer takes first; checking it for every single term was a third of the counting.
alter table term_frequencies set (fillfactor = 70);
alter table term_frequencies drop constraint term_frequencies_district_id_fkey;
