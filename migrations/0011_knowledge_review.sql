-- What the knowledge officer does: uploads on their way, every change of a document, help lines that wait for a second person,
-- gaps with what became of them, and what people confirmed at an answer.

-- Between the preview and the press that puts it in: sealed, and gone after an hour.
create table uploads (
  district_id integer not null references districts,
  id uuid not null,
  staff_id uuid not null,
  name_sealed text not null,
  body_sealed text not null,
  -- The question that this is to answer.
  question_id uuid,
  -- The document of which it is a new version.
  version_of text,
  uploaded_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (district_id, id)
);

-- Who put in, withdrew or brought back which version. Versions without a row came by the command or with the pack.
create table knowledge_changes (
  district_id integer not null references districts,
  id uuid not null,
  staff_id uuid not null,
  changed_at timestamptz not null,
  action text not null check (action in ('added', 'replaced', 'withdrawn', 'restored', 'checked')),
  document_id text not null,
  -- The version that was retrieved before and the one after; null: none.
  version_before integer,
  version_after integer,
  -- The version row that this step made, or that was looked at; it stays readable, withdrawn or not.
  version integer not null,
  -- The older version whose text was brought back.
  restored_from integer,
  primary key (district_id, id)
);
create index knowledge_changes_document on knowledge_changes (district_id, document_id, changed_at desc);

-- A help line is changed by two: one proposes, another decides.
create table approvals (
  district_id integer not null references districts,
  id uuid not null,
  -- What is proposed: hotline.
  kind text not null,
  proposed jsonb not null,
  -- The row as answers use it when this was proposed; null for a new one.
  before jsonb,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'rejected')),
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  primary key (district_id, id)
);
create index approvals_waiting on approvals (district_id, proposed_at) where state = 'waiting';

-- Questions on one subject, from the first thing somebody did about them.
create table gaps (
  district_id integer not null references districts,
  id uuid not null,
  state text not null check (state in ('answered', 'not_ours')),
  reason text,
  document_ids text[] not null,
  -- The clause that an officer chose as the answer.
  chunk_id uuid,
  closed_by uuid not null,
  closed_at timestamptz not null,
  primary key (district_id, id)
);

alter table questions
  -- The clauses that were shown, the first one first.
  add column chunk_ids uuid[] not null default '{}',
  add column gap_id uuid,
  -- When the asker was told of a later answer.
  add column told_at timestamptz;
create index questions_open on questions (district_id, asked_at desc) where gap_id is null and verdict in ('not_found', 'disputed');
create index questions_gap on questions (district_id, gap_id) where gap_id is not null;

-- A person said that this clause answers that question: what associations are learned from.
create table confirmations (
  district_id integer not null references districts,
  id uuid not null,
  question_id uuid not null,
  staff_id uuid not null,
  document_id text not null,
  chunk_id uuid not null,
  kind text not null check (kind in ('useful', 'officer_fix')),
  confirmed_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (district_id, id)
);
create unique index confirmations_once on confirmations (district_id, question_id, staff_id, chunk_id, kind);

do $$ declare name text; begin
  foreach name in array array['uploads', 'knowledge_changes', 'approvals', 'gaps', 'confirmations'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
end $$;
create policy scope on uploads using (district_id = (select app_district()) and ((select app_role()) = 'system'
  or (staff_id = (select app_staff()) and (select app_sees_district()))));
create policy read on knowledge_changes for select using (district_id = (select app_district()));
create policy append on knowledge_changes for insert
  with check (district_id = (select app_district()) and (select app_sees_district()));
-- Everybody proposes and decides in their own name, and nobody decides upon their own proposal.
create policy scope on approvals using (district_id = (select app_district()) and (select app_sees_district()))
  with check (district_id = (select app_district()) and (select app_sees_district()) and case
    when state = 'waiting' then decided_by is null and proposed_by = (select app_staff())
    else decided_by = (select app_staff()) and decided_by <> proposed_by end);
create policy scope on gaps using (district_id = (select app_district()) and (select app_sees_district()));
create policy scope on confirmations using (district_id = (select app_district())
  and ((select app_sees_district()) or staff_id = (select app_staff())));

grant select, insert, delete on uploads to doorstep_service;
grant select, insert on knowledge_changes to doorstep_service;
grant select, insert, update on approvals, gaps, confirmations to doorstep_service;
