-- What a clause means, as a vector of the configured embedding model; made by knowledge/ingest/embed.ts, one model at a time.
-- A clause without one is found by its words.
create table chunk_embeddings (
  district_id integer not null,
  chunk_id uuid not null,
  model text not null,
  dimensions integer not null,
  embedding vector not null check (vector_dims(embedding) = dimensions),
  primary key (district_id, chunk_id),
  foreign key (district_id, chunk_id) references chunks on delete cascade
);
alter table chunk_embeddings enable row level security;
alter table chunk_embeddings force row level security;
create policy read on chunk_embeddings for select using (district_id in (0, (select app_district())));
create policy write on chunk_embeddings for all using (district_id = (select app_district())
  and (select app_role()) in ('supervisor', 'admin', 'system'));
grant select, insert, update, delete on chunk_embeddings to doorstep_service;

-- The search runs as the owner and holds the district itself, for the reason given at search_chunks.
create policy search on chunk_embeddings for select to current_user using (true);

-- An HNSW index for vectors of one length: pgvector indexes a fixed length only. Vectors of another length that nobody asks for any
-- more lose theirs. Writes wait while it is made, searches do not; whether it pays is the caller's to know.
create function index_embeddings(length integer) returns void
language plpgsql security definer set search_path = public, pg_temp set maintenance_work_mem = '256MB' as $$
declare
  other text;
begin
  if length not between 1 and 2000 then
    raise exception 'vectors of % cannot be indexed', length using errcode = '22023';
  end if;
  for other in select indexname from pg_indexes where schemaname = 'public' and tablename = 'chunk_embeddings'
    and indexname like 'chunk\_embeddings\_near\_%' and indexname <> 'chunk_embeddings_near_' || length
    and not exists (select from chunk_embeddings e
      where e.dimensions = substring(indexname from '\d+$')::integer) loop
    execute format('drop index %I', other);
  end loop;
  execute format('create index if not exists chunk_embeddings_near_%s on chunk_embeddings
    using hnsw ((embedding::vector(%s)) vector_cosine_ops) where dimensions = %s', length, length, length);
end $$;
revoke all on function index_embeddings(integer) from public;
grant execute on function index_embeddings(integer) to doorstep_service;

-- The clauses nearest in meaning, by vectors of `by_model`, held like those of search_chunks: place, day and district are looked at
-- inside the search. `similarity` is the cosine. Place and days are asked for in a way that the planner can weigh: thinking that few
-- clauses hold, it would compare all and leave the index alone.
create function search_dense(query vector, by_model text, allowed text[], as_of date, reports boolean, wanted integer)
returns table (chunk_district integer, chunk_id uuid, similarity double precision)
language plpgsql stable security definer rows 20 set search_path = public, pg_temp as $$
declare
  length constant integer := vector_dims(query);
begin
  -- From pgvector 0.8 on the index is read on until enough clauses pass; before, it gives up after ef_search of them.
  if (select string_to_array(extversion, '.')::integer[] >= array[0, 8] from pg_extension where extname = 'vector') then
    perform set_config('hnsw.iterative_scan', 'strict_order', true);
  end if;
  perform set_config('hnsw.ef_search', least(greatest(40, wanted), 1000)::text, true);
  return query execute format('select near.district_id, near.chunk_id, 1 - near.distance from (
      select e.district_id, e.chunk_id, (e.embedding::vector(%s)) <=> $1::vector(%s) as distance
      from chunk_embeddings e join chunks c on c.district_id = e.district_id and c.id = e.chunk_id
      where e.dimensions = %s and e.model = $2 and e.district_id = any($7) and ($3 is null or c.region = any($3::bpchar[]))
        and (c.effective_from is null or c.effective_from <= $4) and (c.effective_to is null or c.effective_to >= $4)
        and (not $5 or exists (select from documents d where d.district_id = c.district_id and d.id = c.document_id
          and d.version = c.version and d.reliability = ''media''))
      order by distance limit $6) near', length, length, length)
    using query, by_model, allowed, as_of, reports, wanted, array[0, coalesce(app_district(), 0)];
end $$;
revoke all on function search_dense(vector, text, text[], date, boolean, integer) from public;
grant execute on function search_dense(vector, text, text[], date, boolean, integer) to doorstep_service;
