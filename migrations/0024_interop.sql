-- What other systems are told and may read, and how a need ends (需求销号).

-- A need ends with what came of it. Undone with its visit it has an end and no result.
alter table needs
  add column result text check (result in ('met', 'partly', 'not_met')),
  add column closed_by uuid,
  add column version integer not null default 1;
create index needs_open on needs (district_id, person_id) where closed_at is null;

-- Each end of a need and each opening again, in order; `words` are what came of it, or why it is open again.
create table need_events (
  district_id integer not null references districts,
  id uuid not null,
  need_id uuid not null,
  kind text not null check (kind in ('closed', 'reopened')),
  result text check (result in ('met', 'partly', 'not_met')),
  -- By whose word: a visit saw it, a referral was completed and the resident said so, or somebody says so.
  by_way text not null check (by_way in ('visit', 'referral', 'hand')),
  visit_id uuid,
  referral_id uuid,
  staff_id uuid,
  words_sealed text,
  at timestamptz not null,
  seq bigint generated always as identity,
  primary key (district_id, id),
  foreign key (district_id, need_id) references needs
);
create index need_events_need on need_events (district_id, need_id, seq);
alter table need_events enable row level security;
alter table need_events force row level security;
create policy scope on need_events using (district_id = (select app_district()) and exists (
  select from needs n where n.district_id = need_events.district_id and n.id = need_events.need_id));
grant select, insert on need_events to doorstep_service;

-- The need that a referral was raised for; what was not raised from a note has none.
alter table referrals
  add column need_id uuid,
  add foreign key (district_id, need_id) references needs;
create index referrals_need on referrals (district_id, need_id) where need_id is not null;

-- Whoever reads changes from outside asks by when something changed last.
create index referrals_changed on referrals (district_id, updated_at, id);

-- Where other systems want to be told, and of what. The secret signs what is sent; it is shown once.
create table webhook_endpoints (
  district_id integer not null references districts,
  id uuid not null,
  url text not null,
  events text[] not null,
  secret_sealed text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (district_id, id)
);

-- What is on its way to them: ids, states and times, never a name or a word that was said.
create table webhook_deliveries (
  district_id integer not null references districts,
  id uuid not null,
  endpoint_id uuid not null,
  -- The same for every endpoint that is told of it, and for every attempt.
  event_id uuid not null,
  type text not null,
  data jsonb not null,
  happened_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'delivered', 'dead')),
  attempts integer not null default 0,
  not_before timestamptz not null,
  -- Of the last attempt: the HTTP status, or a word for why there was none.
  last_status integer,
  last_fault text,
  ended_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, endpoint_id) references webhook_endpoints
);
create index webhook_deliveries_due on webhook_deliveries (not_before) where state = 'open';
create index webhook_deliveries_endpoint on webhook_deliveries (district_id, endpoint_id, id desc);
create index webhook_deliveries_ended on webhook_deliveries (district_id, ended_at) where state <> 'open';

alter table webhook_endpoints enable row level security;
alter table webhook_endpoints force row level security;
create policy read on webhook_endpoints for select using (district_id = (select app_district()) and (select app_sees_district()));
create policy add on webhook_endpoints for insert with check (district_id = (select app_district())
  and (select app_role()) = 'admin');
create policy change on webhook_endpoints for update using (district_id = (select app_district())
  and (select app_role()) = 'admin');
alter table webhook_deliveries enable row level security;
alter table webhook_deliveries force row level security;
create policy read on webhook_deliveries for select using (district_id = (select app_district()) and (select app_sees_district()));
create policy add on webhook_deliveries for insert with check (district_id = (select app_district())
  and (select app_role()) in ('system', 'admin'));
create policy change on webhook_deliveries for update using (district_id = (select app_district())
  and (select app_role()) in ('system', 'admin'));
create policy forget on webhook_deliveries for delete using (district_id = (select app_district())
  and (select app_role()) = 'system');
grant select, insert, update on webhook_endpoints to doorstep_service;
grant select, insert, update, delete on webhook_deliveries to doorstep_service;

-- A timer learns which endpoints have something due now, and nothing else of them.
create policy walk on webhook_deliveries for select to current_user using (true);
create policy walk on webhook_endpoints for select to current_user using (true);
create function webhooks_due(now timestamptz) returns table (district_id integer, endpoint_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select d.district_id, d.endpoint_id from webhook_deliveries d
        join webhook_endpoints e on e.district_id = d.district_id and e.id = d.endpoint_id and e.removed_at is null
        where d.state = 'open' and d.not_before <= now group by 1, 2 order by min(d.not_before) limit 100 $$;
revoke all on function webhooks_due(timestamptz) from public;
grant execute on function webhooks_due(timestamptz) to doorstep_service;
