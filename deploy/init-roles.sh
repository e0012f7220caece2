#!/bin/sh
# Run once by the PostgreSQL image on an empty data folder.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -d postgres \
  -v owner_password="$DOORSTEP_OWNER_PASSWORD" -v service_password="$DOORSTEP_SERVICE_PASSWORD" -f /roles.sql
