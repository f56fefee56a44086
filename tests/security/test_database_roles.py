"""As whom a service enters its database: a role that changes rows of its own and nothing else."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from deploy.local import unprivileged
from deploy.local.databases import SCRIPT
from deploy.local.given import SERVICES
from tests.support.command import moisess
from tests.support.private_servers import PrivateServer

COMPOSE = Path(__file__).parents[2] / "deploy" / "compose"
PSQL = str(unprivileged.package() / unprivileged.PROGRAMS / "psql")


@pytest.fixture(scope="module")
async def server(run_folder: Path) -> AsyncIterator[PrivateServer]:
    """Give a server as the local stack and ``deploy/compose`` set it up, with the tables of programme."""
    server = PrivateServer("postgres", Path(mkdtemp(prefix="postgres-", dir=run_folder)))
    await server.start()
    finished = await moisess("migrate", "programme", environment=owned(server))
    assert 0 == finished.code, finished.output
    yield server
    await server.stop()


def owned(server: PrivateServer) -> dict[str, str]:
    return {"PROGRAMME_DATABASE_OWNER_URL": server.owners["programme"]}


async def execute(url: str, statement: str) -> str:
    connection = await asyncpg.connect(url)
    try:
        return str(await connection.execute(statement))
    finally:
        await connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE another (x int)",
        "CREATE TEMPORARY TABLE another (x int)",
        "CREATE SCHEMA another",
        "CREATE FUNCTION another() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE listings ADD COLUMN another int",
        "ALTER TABLE print_snapshots DISABLE TRIGGER USER",
        "ALTER TABLE listings OWNER TO programme",
        "DROP TABLE listings",
        "TRUNCATE listings CASCADE",
        "CREATE INDEX another ON listings (version)",
        "CREATE ROLE another",
        "ALTER ROLE programme_owner PASSWORD 'another'",
        "SET ROLE programme_owner",
        "ALTER DATABASE programme RENAME TO another",
        "COPY listings TO PROGRAM 'cat'",
    ],
)
async def test_the_role_of_a_service_changes_no_table_and_no_right(server: PrivateServer, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await execute(server.databases["programme"], statement)


async def test_it_reads_and_writes_every_table_that_its_owner_made(server: PrivateServer) -> None:
    connection = await asyncpg.connect(server.databases["programme"])
    lacking = await connection.fetch(
        """
        SELECT relname, relkind FROM pg_class
        WHERE relnamespace = 'public'::regnamespace
            AND CASE relkind
                WHEN 'r' THEN NOT has_table_privilege(oid, 'SELECT')
                    OR NOT has_table_privilege(oid, 'INSERT')
                    OR NOT has_table_privilege(oid, 'UPDATE')
                    OR NOT has_table_privilege(oid, 'DELETE')
                WHEN 'S' THEN NOT has_sequence_privilege(oid, 'USAGE')
            END
        """
    )
    tables = await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
    owned = await connection.fetchval("SELECT count(*) FROM pg_class WHERE relowner = 'programme'::regrole")
    await connection.close()

    assert [] == lacking
    assert tables > 5
    assert 0 == owned


@pytest.mark.parametrize("role", ["runtime", "owner"])
async def test_neither_role_of_a_service_enters_the_database_of_another(server: PrivateServer, role: str) -> None:
    own = (server.databases if role == "runtime" else server.owners)["programme"]
    for other in {*SERVICES} - {"programme"}:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied for database"):
            await execute(urlunsplit(urlsplit(own)._replace(path=f"/{other}")), "SELECT 1")


async def test_every_role_has_a_password_that_opens_nothing_else(server: PrivateServer) -> None:
    addresses = [*server.databases.values(), *server.owners.values(), server.address]
    passwords = {str(urlsplit(url).password) for url in addresses}
    own = server.databases["programme"]

    assert len(addresses) == len(passwords)
    for password in passwords - {str(urlsplit(own).password)}:
        with pytest.raises(asyncpg.InvalidPasswordError):
            await execute(own.replace(str(urlsplit(own).password), password), "SELECT 1")


async def test_passwords_are_kept_and_asked_for_as_scram(server: PrivateServer) -> None:
    connection = await asyncpg.connect(server.address)
    kept = await connection.fetch("SELECT rolname, rolpassword FROM pg_authid WHERE rolcanlogin")
    asked = await connection.fetch("SELECT DISTINCT auth_method FROM pg_hba_file_rules")
    powers = await connection.fetch(
        """
        SELECT rolname FROM pg_roles
        WHERE rolcanlogin AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)
        """
    )
    await connection.close()

    assert 2 * len(SERVICES) + 1 == len(kept)
    assert all(row["rolpassword"].startswith("SCRAM-SHA-256$") for row in kept)
    assert ["scram-sha-256"] == [row["auth_method"] for row in asked]
    assert ["postgres"] == [row["rolname"] for row in powers]


@pytest.mark.parametrize("command", ["migrate", "rebuild"])
async def test_the_role_of_a_service_is_refused_where_tables_change(server: PrivateServer, command: str) -> None:
    environment = {
        "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:9",
        "PROGRAMME_URL": "https://programme.example",
        "PROGRAMME_DATABASE_OWNER_URL": server.databases["programme"],
    }

    finished = await moisess(command, "programme", environment=environment)

    assert 1 == finished.code
    assert "PROGRAMME_DATABASE_OWNER_URL" in finished.output
    assert "« programme », qui n’a pas le droit d’en changer les tables" in finished.output
    assert "« programme_owner »" in finished.output
    assert "Traceback" not in finished.output


async def test_so_is_an_administrator_whose_tables_the_service_could_not_read(server: PrivateServer) -> None:
    address = urlunsplit(urlsplit(server.address)._replace(path="/programme"))

    finished = await moisess("migrate", "programme", environment={"PROGRAMME_DATABASE_OWNER_URL": address})

    assert 1 == finished.code
    assert "sous le rôle « postgres »" in finished.output


@pytest.mark.parametrize("command", ["migrate", "rebuild"])
async def test_the_address_of_the_service_is_never_taken_in_place_of_the_owners(
    server: PrivateServer, command: str
) -> None:
    environment = {
        "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:9",
        "PROGRAMME_DATABASE_URL": server.databases["programme"],
        "PROGRAMME_DATABASE_OWNER_URL": "",
    }

    finished = await moisess(command, "programme", environment=environment)

    assert finished.code in {1, 2}
    assert "PROGRAMME_DATABASE_OWNER_URL n’est pas renseignée" in finished.output
    assert "Celui de PROGRAMME_DATABASE_URL n’a pas le droit" in finished.output
    assert "Traceback" not in finished.output


@pytest.mark.parametrize("command", [("migrate", "programme"), ("rebuild", "programme"), ("keys", "list")])
async def test_a_wrong_password_is_said_in_one_sentence(server: PrivateServer, command: tuple[str, ...]) -> None:
    def wrong(url: str) -> str:
        return url.replace(str(urlsplit(url).password), "wrong")

    environment = {
        "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:9",
        "SUBMISSION_DATABASE_URL": wrong(server.databases["submission"]),
        "PROGRAMME_DATABASE_URL": wrong(server.databases["programme"]),
        "PROGRAMME_DATABASE_OWNER_URL": wrong(server.owners["programme"]),
        "PROGRAMME_URL": "https://programme.example",
    }

    finished = await moisess(*command, environment=environment)

    assert 1 == finished.code
    assert "PostgreSQL refuse le rôle ou son mot de passe" in finished.output
    assert "Traceback" not in finished.output


async def test_a_password_may_lie_in_a_file(server: PrivateServer, tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    for variable, url in (
        ("SUBMISSION_DATABASE", server.databases["submission"]),
        ("SUBMISSION_DATABASE_OWNER", server.owners["submission"]),
    ):
        password = str(urlsplit(url).password)
        (file := tmp_path / variable).write_text(f"{password}\n")
        environment |= {f"{variable}_URL": url.replace(f":{password}@", "@"), f"{variable}_PASSWORD_FILE": str(file)}

    migrated = await moisess("migrate", "submission", environment=environment)
    listed = await moisess("keys", "list", environment=environment)

    assert (0, 0) == (migrated.code, listed.code), migrated.output + listed.output


async def test_rights_come_back_when_they_are_given_again(server: PrivateServer) -> None:
    """As after a restore that left rights out; starting the stack runs ``deploy/postgres/service.sql`` again."""
    await execute(server.owners["programme"], "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM programme")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await execute(server.databases["programme"], "SELECT FROM listings")

    await server.start()

    assert "SELECT 0" == await execute(server.databases["programme"], "SELECT FROM listings")


async def test_containers_are_set_up_by_the_same_script_which_sets_other_passwords_too(
    server: PrivateServer, tmp_path: Path
) -> None:
    """As ``psql`` does in the container, but for where it finds the files."""
    shutil.copy(COMPOSE / "secrets.sh", tmp_path)
    await run("/bin/sh", str(tmp_path / "secrets.sh"))
    script = (COMPOSE / "databases.sql").read_text("utf-8")
    script = script.replace("/run/secrets/", f"{tmp_path}/secrets/").replace("/etc/mois-ess/service.sql", str(SCRIPT))
    (tmp_path / "databases.sql").write_text(script, "utf-8")

    await run(PSQL, "--no-psqlrc", "--quiet", "--file", str(tmp_path / "databases.sql"), server.address)

    for service in SERVICES:
        for url, secret in (
            (server.databases[service], f"database-{service}"),
            (server.owners[service], f"database-{service}-owner"),
        ):
            former, drawn = str(urlsplit(url).password), (tmp_path / "secrets" / secret).read_text()
            assert "SELECT 1" == await execute(url.replace(former, drawn), "SELECT 1")
            with pytest.raises(asyncpg.InvalidPasswordError):
                await execute(url, "SELECT 1")
    await server.start()
    assert "SELECT 1" == await execute(server.databases["programme"], "SELECT 1")


async def run(*command: str) -> None:
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    _, errors = await process.communicate()
    assert 0 == process.returncode, errors.decode()
