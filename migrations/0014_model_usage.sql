-- What a district spent on chat models on a day of China's calendar; a budget is held against it.
create table model_usage (
  district_id integer not null references districts,
  day date not null,
  tokens bigint not null check (tokens >= 0),
  calls integer not null,
  primary key (district_id, day)
);
alter table model_usage enable row level security;
alter table model_usage force row level security;
create policy read on model_usage for select using (district_id = (select app_district())
  and (select app_role()) in ('supervisor', 'admin', 'system'));
create policy write on model_usage for all using (district_id = (select app_district())
  and (select app_role()) = 'system');
grant select, insert, update on model_usage to doorstep_service;
