-- From 发现 to 结案: where a crisis stands, whose it is, and until when somebody must have tapped 收到.
alter table crises
  add column state text not null default 'found'
    check (state in ('found', 'assessing', 'linking', 'handling', 'revisiting', 'closed')),
  add column owner_id uuid,
  add column person_id uuid,
  -- The next on the roster is told then, unless somebody has it by that time; null once it is taken, or nobody is left to tell.
  add column climbs_at timestamptz,
  add column list_ended_at timestamptz,
  -- Who was asked to take it over and has not tapped yet; until then it stays the owner's.
  add column handed_to uuid,
  -- Somebody tried to take their life: contacts follow.
  add column attempted boolean not null default false,
  add column outcome text
    check (outcome in ('safe', 'in_hospital', 'with_police', 'referred', 'false_alarm', 'died', 'not_found')),
  add foreign key (district_id, owner_id) references staff (district_id, id),
  add foreign key (district_id, handed_to) references staff (district_id, id),
  add foreign key (district_id, person_id) references people (district_id, id),
  add foreign key (district_id, area_id) references areas (district_id, id);
-- Row-level security is forced on the owner too: one district after the other.
do $$ declare d integer; begin
  perform set_config('app.role', 'system', true);
  for d in select district_ids() loop
    perform set_config('app.district', d::text, true);
    update crises set owner_id = acknowledged_by, state = case when closed_at is not null then 'closed' else 'assessing' end
      where acknowledged_at is not null;
    -- Of the writer's own distress no rule and no kind stays: they would say what was said.
    update crises set kind = 'own_distress', rules = '{}' where words_sealed is null;
  end loop;
  perform set_config('app.role', '', true), set_config('app.district', '', true);
end $$;
create index crises_climbing on crises (climbs_at) where climbs_at is not null;
create index crises_open on crises (district_id, created_at) where closed_at is null;

-- Where somebody is called who reported or has a crisis.
alter table staff add column phone_sealed text;

-- Whose turn a person was on the list; null: told by hand, not by the list.
alter table crisis_notices
  add column place smallint default 1,
  add column tapped_at timestamptz;

-- Who is told first, by grid (or any area above it) and kind. `place` 1 is told at once, the next ones in turn.
create table crisis_roster (
  district_id integer not null references districts,
  id uuid not null,
  -- Null: the whole district. Null kinds: every kind.
  area_id uuid,
  kinds text[],
  place smallint not null check (place between 1 and 9),
  staff_id uuid not null,
  -- Told instead while the first is away.
  stand_in_id uuid,
  away_from date,
  away_until date,
  -- ISO days of the week, 1 is Monday.
  weekdays smallint[] not null default '{1,2,3,4,5,6,7}',
  -- By the clock of China; null: the whole day; `until` before `from` passes midnight.
  duty_from time,
  duty_until time,
  active boolean not null default true,
  created_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, area_id) references areas,
  foreign key (district_id, staff_id) references staff,
  foreign key (district_id, stand_in_id) references staff (district_id, id),
  check ((duty_from is null) = (duty_until is null)),
  check (away_from is null or away_until is null or away_from <= away_until)
);

-- Everything that happened, in order: the timeline of a crisis, and what a waiting page is woken by. Codes only; what was said is sealed.
create table crisis_events (
  district_id integer not null references districts,
  id uuid not null,
  crisis_id uuid not null,
  seq bigint generated always as identity,
  at timestamptz not null,
  kind text not null check (kind in ('recorded', 'told', 'list_ended', 'acknowledged', 'moved', 'handed_over', 'called',
    'reported', 'contacts_proposed', 'contact_taken', 'contact_done', 'noted', 'closed')),
  -- Who did it; null for a timer. `to_staff_id` is who was told or was given it.
  staff_id uuid,
  to_staff_id uuid,
  detail jsonb not null default '{}',
  words_sealed text,
  primary key (district_id, id),
  foreign key (district_id, crisis_id) references crises
);
create index crisis_events_crisis on crisis_events (district_id, crisis_id, seq);
create index crisis_events_seq on crisis_events (district_id, seq);

-- Duties to report: 未成年人保护法 第十一条, 反家庭暴力法 第十四条. Each on a track of its own, with when and to whom.
create table crisis_reports (
  district_id integer not null references districts,
  id uuid not null,
  crisis_id uuid not null,
  duty text not null check (duty in ('minor', 'limited_capacity')),
  due_at timestamptz not null,
  -- The owner is reminded then, once.
  remind_at timestamptz,
  recipient_sealed text,
  reported_at timestamptz,
  reported_by uuid,
  primary key (district_id, id),
  unique (district_id, crisis_id, duty),
  foreign key (district_id, crisis_id) references crises,
  check ((recipient_sealed is null) = (reported_at is null))
);
create index crisis_reports_reminding on crisis_reports (remind_at) where remind_at is not null;

-- After an attempt: proposed to a professional, who takes them or does not.
create table crisis_contacts (
  district_id integer not null references districts,
  id uuid not null,
  crisis_id uuid not null,
  after_hours integer not null,
  due_at timestamptz not null,
  -- When somebody is told of it: at first when it is due; once it is taken and due, a day later it is missed.
  remind_at timestamptz,
  state text not null default 'proposed' check (state in ('proposed', 'taken', 'done', 'missed', 'dropped')),
  owner_id uuid,
  done_at timestamptz,
  outcome text check (outcome in ('safe', 'at_risk', 'in_care', 'refused', 'not_reached')),
  note_sealed text,
  primary key (district_id, id),
  unique (district_id, crisis_id, after_hours),
  foreign key (district_id, crisis_id) references crises,
  foreign key (district_id, owner_id) references staff (district_id, id)
);
create index crisis_contacts_due on crisis_contacts (district_id, due_at) where state in ('proposed', 'taken');
create index crisis_contacts_reminding on crisis_contacts (remind_at) where remind_at is not null;

alter table crisis_roster enable row level security;
alter table crisis_roster force row level security;
create policy read on crisis_roster for select using (district_id = (select app_district()));
create policy write on crisis_roster for all using (district_id = (select app_district()) and (select app_sees_district()));

-- Whoever sees the crisis sees what happened in it.
alter table crisis_events enable row level security;
alter table crisis_events force row level security;
create policy scope on crisis_events using (district_id = (select app_district()) and exists (
  select from crises c where c.district_id = crisis_events.district_id and c.id = crisis_events.crisis_id));
alter table crisis_reports enable row level security;
alter table crisis_reports force row level security;
create policy scope on crisis_reports using (district_id = (select app_district()) and exists (
  select from crises c where c.district_id = crisis_reports.district_id and c.id = crisis_reports.crisis_id));
alter table crisis_contacts enable row level security;
alter table crisis_contacts force row level security;
create policy scope on crisis_contacts using (district_id = (select app_district()) and exists (
  select from crises c where c.district_id = crisis_contacts.district_id and c.id = crisis_contacts.crisis_id));

grant select, insert, update on crisis_events, crisis_reports, crisis_contacts to doorstep_service;
grant select, insert, update, delete on crisis_roster to doorstep_service;
revoke update on crisis_events from doorstep_service;

-- A timer learns which crises, reports and contacts are due now, and nothing else of them.
create policy walk on crises for select to current_user using (true);
create policy walk on crisis_reports for select to current_user using (true);
create policy walk on crisis_contacts for select to current_user using (true);
create function crises_due(now timestamptz) returns table (district_id integer, id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select c.district_id, c.id from crises c
        where c.climbs_at <= now and c.closed_at is null order by c.climbs_at limit 100 $$;
create function crisis_reports_due(now timestamptz) returns table (district_id integer, id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select r.district_id, r.id from crisis_reports r
        where r.remind_at <= now and r.reported_at is null order by r.remind_at limit 100 $$;
-- Nobody is reminded of somebody who died, or who was never in danger.
create function crisis_contacts_due(now timestamptz) returns table (district_id integer, id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select k.district_id, k.id from crisis_contacts k join crises c on c.district_id = k.district_id and c.id = k.crisis_id
        where k.remind_at <= now and k.state in ('proposed', 'taken') and coalesce(c.outcome, '') not in ('died', 'false_alarm')
        order by k.remind_at limit 100 $$;
revoke all on function crises_due(timestamptz), crisis_reports_due(timestamptz), crisis_contacts_due(timestamptz) from public;
grant execute on function crises_due(timestamptz), crisis_reports_due(timestamptz), crisis_contacts_due(timestamptz)
  to doorstep_service;
