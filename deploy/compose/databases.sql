-- One role and one database per service; run once, when the server makes its data.
\getenv password MOISESS_PASSWORD

CREATE ROLE submission LOGIN PASSWORD :'password';
CREATE DATABASE submission OWNER submission;
REVOKE ALL ON DATABASE submission FROM PUBLIC;

CREATE ROLE eligibility LOGIN PASSWORD :'password';
CREATE DATABASE eligibility OWNER eligibility;
REVOKE ALL ON DATABASE eligibility FROM PUBLIC;

CREATE ROLE programme LOGIN PASSWORD :'password';
CREATE DATABASE programme OWNER programme;
REVOKE ALL ON DATABASE programme FROM PUBLIC;

CREATE ROLE matchmaking LOGIN PASSWORD :'password';
CREATE DATABASE matchmaking OWNER matchmaking;
REVOKE ALL ON DATABASE matchmaking FROM PUBLIC;
