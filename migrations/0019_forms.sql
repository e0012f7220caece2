-- What a district makes of the forms: its own Word templates and the order of the columns in its tables. The forms that are
-- shipped stand in cases/forms and hold wherever there is no row.
create table form_templates (
  district_id integer not null references districts,
  id uuid not null,
  -- A name of cases/forms/kinds.ts.
  form text not null,
  -- What the file was called, for whoever looks for it again.
  file_name text not null,
  -- An empty form: nobody's data is in it.
  file bytea not null,
  put_by uuid not null,
  put_at timestamptz not null,
  -- Taken out of use; it is kept, so that it can be used again.
  ended_by uuid,
  ended_at timestamptz,
  primary key (district_id, id)
);
-- One is in use.
create unique index form_templates_used on form_templates (district_id, form) where ended_at is null;
create index form_templates_form on form_templates (district_id, form, put_at desc);

create table form_columns (
  district_id integer not null references districts,
  -- A name of cases/forms/columns.ts.
  sheet text not null,
  columns text[] not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (district_id, sheet)
);

-- Everybody of the district fills them; supervisors and admins change them.
alter table form_templates enable row level security;
alter table form_templates force row level security;
create policy read on form_templates for select using (district_id = (select app_district()));
create policy put on form_templates for insert with check (district_id = (select app_district()) and (select app_sees_district()));
create policy change on form_templates for update using (district_id = (select app_district()) and (select app_sees_district()));

alter table form_columns enable row level security;
alter table form_columns force row level security;
create policy read on form_columns for select using (district_id = (select app_district()));
create policy put on form_columns for insert with check (district_id = (select app_district()) and (select app_sees_district()));
create policy change on form_columns for update using (district_id = (select app_district()) and (select app_sees_district()));

grant select, insert, update on form_templates, form_columns to doorstep_service;
