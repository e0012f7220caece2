-- The database and its roles, once, as a superuser:
--   psql -v ON_ERROR_STOP=1 -v owner_password=… -v service_password=… -f deploy/roles.sql
-- doorstep_owner owns the schema and migrates; doorstep serves and owns nothing, so that row-level security binds it.
create role doorstep_owner login password :'owner_password';
create role doorstep_service nologin;
create role doorstep login password :'service_password';
grant doorstep_service to doorstep;
create database doorstep owner doorstep_owner template template0 encoding 'UTF8' locale 'C.UTF-8';
\connect doorstep
create extension vector;
revoke all on database doorstep from public;
grant connect on database doorstep to doorstep;
-- A transaction that nobody goes on with lets go of what it holds.
alter role doorstep set idle_in_transaction_session_timeout = '5min';
