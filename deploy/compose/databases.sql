-- Two roles and one database per service; run when the server makes its data, and again by hand to set other passwords:
-- docker compose exec postgres psql -U postgres -f /docker-entrypoint-initdb.d/databases.sql
\set service submission
\set password `cat /run/secrets/database-submission`
\set owner_password `cat /run/secrets/database-submission-owner`
\i /etc/mois-ess/service.sql

\set service eligibility
\set password `cat /run/secrets/database-eligibility`
\set owner_password `cat /run/secrets/database-eligibility-owner`
\i /etc/mois-ess/service.sql

\set service programme
\set password `cat /run/secrets/database-programme`
\set owner_password `cat /run/secrets/database-programme-owner`
\i /etc/mois-ess/service.sql

\set service matchmaking
\set password `cat /run/secrets/database-matchmaking`
\set owner_password `cat /run/secrets/database-matchmaking-owner`
\i /etc/mois-ess/service.sql
