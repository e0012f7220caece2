create extension if not exists vector;

create table regions (
  adcode char(6) primary key,
  name text not null,
  short text not null,
  parent char(6)
);

create table documents (
  district_id integer not null references districts,
  id text not null,
  version integer not null,
  title text not null,
  issuer text,
  doc_no text,
  region char(6) not null,
  published date,
  effective_from date,
  effective_to date,
  supersedes text,
  source text not null,
  checked_on date not null,
  reliability text not null check (reliability in ('law', 'official', 'media', 'unverified')),
  complete boolean not null,
  -- Why the text is to be doubted, shown with every citation of it.
  doubt text,
  -- As it was read; spans of chunks point into it.
  original text not null,
  content_hash text not null,
  -- The version that is retrieved; older versions stay readable.
  current boolean not null,
  ingested_at timestamptz not null,
  primary key (district_id, id, version)
);
create unique index documents_current on documents (district_id, id) where current;

create table chunks (
  district_id integer not null,
  id uuid not null,
  document_id text not null,
  version integer not null,
  ordinal integer not null,
  -- 第三章 社会救助 › 第九条
  path text not null,
  text text not null,
  span_start integer not null,
  span_end integer not null,
  -- The document's region, and the days on which this text holds: from the later of its start and its last amendment to the
  -- day before a newer text takes its place. Here, so that region and date are filtered inside the search.
  region char(6) not null,
  effective_from date,
  effective_to date,
  length integer not null,
  terms integer[] not null,
  bm sparsevec(1000000000) not null,
  primary key (district_id, id),
  foreign key (district_id, document_id, version) references documents on delete cascade
);
create index chunks_document on chunks (district_id, document_id, version, ordinal);
create index chunks_terms on chunks using gin (terms);

-- Document frequency per term; the query carries the idf, so that a new document changes no stored weight.
create table term_frequencies (
  district_id integer not null references districts,
  term integer not null,
  chunks integer not null,
  primary key (district_id, term)
);

-- One row per district: the average length is frozen per generation and rebuilt past 10 % drift.
create table index_generations (
  district_id integer primary key references districts,
  generation integer not null,
  frozen_average_length double precision not null,
  chunks integer not null,
  total_length bigint not null
);

create table synonyms (
  district_id integer not null references districts,
  say text not null,
  means text[] not null,
  primary key (district_id, say)
);

-- The curated help lines: the only source of a help line in an answer.
create table hotlines (
  district_id integer not null references districts,
  number text not null,
  region char(6) not null,
  name text not null,
  purpose text not null,
  region_name text not null,
  hours text,
  as_of text,
  source text not null,
  verified boolean not null,
  note text,
  kinds text[] not null,
  replaced_by text,
  primary key (district_id, number, region)
);

-- What was asked and what became of it. Asked words are kept masked and sealed.
create table questions (
  district_id integer not null references districts,
  id uuid not null,
  staff_id uuid not null,
  words_sealed text not null,
  verdict text not null check (verdict in ('answered', 'quoted', 'not_found', 'disputed')),
  document_ids text[] not null,
  asked_at timestamptz not null,
  primary key (district_id, id)
);
create index questions_recent on questions (district_id, asked_at desc);

do $$ declare name text; begin
  foreach name in array array['documents', 'chunks', 'term_frequencies', 'index_generations', 'synonyms', 'hotlines'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy read on %I for select using (district_id in (0, (select app_district())))', name);
    execute format($p$create policy write on %I for all using (district_id = (select app_district())
      and (select app_role()) in ('supervisor', 'admin', 'system'))$p$, name);
  end loop;
end $$;

-- A row-level policy keeps `terms && rare` out of the index, because the planner trusts no operator that is not leakproof
-- before it has applied the policy. So the search runs as the owner, and holds the district itself.
create policy search on chunks for select to current_user using (true);
-- `allowed`: adcodes, null for anywhere. `reports`: only what was reported, which is no rule for anybody.
create function search_chunks(query sparsevec, rare integer[], allowed text[], as_of date, reports boolean, wanted integer)
returns table (chunk_district integer, chunk_id uuid, score double precision)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  held constant text := 'c.district_id in (0, app_district()) and ($3 is null or c.region = any($3))
    and coalesce(c.effective_from <= $4, true) and coalesce(c.effective_to >= $4, true)
    and (not $5 or exists (select from documents d where d.district_id = c.district_id and d.id = c.document_id
      and d.version = c.version and d.reliability = ''media''))';
begin
  return query execute 'select c.district_id, c.id, -(c.bm <#> $1) from chunks c where '
    || case when rare is null then '' else 'c.terms && $2 and ' end || held || ' order by c.bm <#> $1 limit $6'
    using query, rare, allowed, as_of, reports, wanted;
end $$;
revoke all on function search_chunks(sparsevec, integer[], text[], date, boolean, integer) from public;
grant execute on function search_chunks(sparsevec, integer[], text[], date, boolean, integer) to doorstep_service;

alter table regions enable row level security;
alter table regions force row level security;
create policy read on regions for select using (true);
create policy write on regions for all using (app_district() = 0 and app_role() = 'system');
alter table questions enable row level security;
alter table questions force row level security;
create policy scope on questions using (district_id = app_district() and (app_sees_district() or staff_id = app_staff()));

grant select, insert, update, delete on regions, documents, chunks, term_frequencies, index_generations, synonyms, hotlines,
  questions to doorstep_service;
