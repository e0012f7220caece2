-- A synonym is looked for when the term of its first two characters stands in the question (knowledge/terms.ts), so that
-- thousands of them cost a question nothing. `say` may be several parts with blanks between: all of them must be said.
alter table synonyms add column lookup integer not null default 0;
create index synonyms_lookup on synonyms (lookup, district_id);

-- What is meant when a word is said: terms that stand in the clauses behind it. `thesaurus`: from the synonyms of the same
-- district. `confirmed`: from questions and the clauses that people confirmed as their answer. Made by knowledge/learn/.
create table associations (
  district_id integer not null references districts,
  kind text not null check (kind in ('thesaurus', 'confirmed')),
  -- The term of `word`.
  said integer not null,
  word text not null,
  -- Terms, how much each is meant, the words they stand for, and of how many pairs by how many people that was learned.
  means integer[] not null,
  weights real[] not null,
  words text[] not null,
  confirmations integer[] not null,
  people integer[] not null,
  primary key (district_id, kind, said)
);
create index associations_said on associations (said, district_id);
alter table associations enable row level security;
alter table associations force row level security;
create policy read on associations for select using (district_id in (0, (select app_district())));
create policy write on associations for all using (district_id = (select app_district())
  and (select app_role()) in ('supervisor', 'admin', 'system'));
grant select, insert, update, delete on associations to doorstep_service;

-- A clause is about 2 kB, most of it the weights: kept in the row, not in TOAST, a candidate costs one page and not five.
alter table chunks set (toast_tuple_target = 8160);

-- New clauses wait in the inverted index's pending list, which every search has to read through; PGlite never empties it.
create function settle_search() returns void language sql security definer set search_path = public, pg_temp
  as $$ select gin_clean_pending_list('chunks_terms') $$;
revoke all on function settle_search() from public;
grant execute on function settle_search() to doorstep_service;

-- What was said and what it is known to mean, each with how many clauses hold it. As the owner and in plpgsql, because policies
-- and planning would cost more than the reading; it holds the district itself, like search_chunks.
create policy search on associations for select to current_user using (true);
create policy search on term_frequencies for select to current_user using (true);
create policy search on index_generations for select to current_user using (true);
-- `kind` is 'held' for the terms given, and 'known' for those that people's confirmations say something of; of 'thesaurus' and 'confirmed' come the `most` strongest meanings that any clause holds.
-- `size` is how many clauses the index holds.
create function expand_question(asked integer[], stood_for integer[], most integer)
returns table (kind text, term integer, chunks integer, strength double precision, size integer)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  district constant integer := coalesce(app_district(), 0);
  clauses constant double precision := (select coalesce(sum(g.chunks), 0) from index_generations g
    where g.district_id in (0, district));
begin
  return query
    with held as materialized (
      select f.term, sum(f.chunks)::integer as chunks from term_frequencies f
      where f.district_id in (0, district) and f.term = any(asked || stood_for) group by f.term),
    rarity as materialized (
      select a.term, ln(1 + (clauses - coalesce(h.chunks, 0) + 0.5) / (coalesce(h.chunks, 0) + 0.5)) as idf
      from unnest(asked) as a(term) left join held h on h.term = a.term),
    meanings as materialized (
      select a.kind, a.said, a.means, a.weights, r.idf from associations a join rarity r on r.term = a.said
      where a.said = any(asked) and a.district_id in (0, district)),
    strengths as (
      select s.kind, m.term, sum(s.idf * m.weight) as strength
      from meanings s, unnest(s.means, s.weights) as m(term, weight) group by 1, 2),
    best as (
      select s.kind, s.term, s.strength, row_number() over (partition by s.kind order by s.strength desc) as place
      from strengths s),
    added as materialized (
      select b.kind, b.term, b.strength from best b where b.place <= most)
    select 'held', h.term, h.chunks, 0::double precision, clauses::integer from held h
    union all
    select distinct 'known', s.said, 0, 0::double precision, clauses::integer from meanings s where s.kind = 'confirmed'
    union all
    select a.kind, a.term, sum(f.chunks)::integer, a.strength, clauses::integer
    from added a join term_frequencies f on f.term = a.term and f.district_id in (0, district)
    group by a.kind, a.term, a.strength;
end $$;
revoke all on function expand_question(integer[], integer[], integer) from public;
grant execute on function expand_question(integer[], integer[], integer) to doorstep_service;

-- As in 0006, and: a search gives a few clauses, not the thousand that the planner takes a function to give, so that they are looked
-- up and not joined; and with terms to look up the index is used however many there are (a scan of 59,000 clauses costs a second).
create or replace function search_chunks(query sparsevec, rare integer[], allowed text[], as_of date, reports boolean, wanted integer)
returns table (chunk_district integer, chunk_id uuid, score double precision)
language plpgsql stable security definer rows 20 set search_path = public, pg_temp set enable_seqscan = on as $$
declare
  held constant text := 'c.district_id = any($7) and ($3 is null or c.region = any($3))
    and coalesce(c.effective_from <= $4, true) and coalesce(c.effective_to >= $4, true)
    and (not $5 or exists (select from documents d where d.district_id = c.district_id and d.id = c.document_id
      and d.version = c.version and d.reliability = ''media''))';
begin
  if rare is not null then
    perform set_config('enable_seqscan', 'off', true);
  end if;
  -- The distance is worked out once a clause, in the inner select; districts are read once, not once a clause.
  return query execute 'select near.district_id, near.id, -near.distance from (
      select c.district_id, c.id, c.bm <#> $1 as distance from chunks c where '
    || case when rare is null then '' else 'c.terms && $2 and ' end || held || ' order by distance limit $6) near'
    using query, rare, allowed, as_of, reports, wanted, array[0, coalesce(app_district(), 0)];
end $$;
