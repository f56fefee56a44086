"""A database reached over TLS: its certificate must come from an authority that was named, and be that of the host."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx
import pytest
import trustme

from deploy.local.services import Services
from shared.outbox.session import relay_session
from tests.support.command import moisess
from tests.support.eventually import eventually
from tests.support.postgres import FreshDatabase, owner_url
from tests.support.service import NO_BROKER
from tests.support.tls import in_front_of

NOT_ACCEPTED = "Le certificat de PostgreSQL n’est pas accepté"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encrypted:
    """A database of submission whose server speaks TLS alone, and as whom it is entered."""

    url: str
    owner: str
    authority: Path
    another: Path
    """A certificate authority that has nothing to do with the server."""

    def environment(self, *, mode: str = "verify-full", authority: Path | None) -> dict[str, str]:
        query = f"sslmode={mode}" + (f"&sslrootcert={authority}" if authority else "")
        return {
            "SUBMISSION_DATABASE_URL": f"{self.url}?{query}",
            "SUBMISSION_DATABASE_OWNER_URL": f"{self.owner}?{query}",
            "KAFKA_BOOTSTRAP_SERVERS": NO_BROKER,
        }


@pytest.fixture
async def encrypted(fresh_database: FreshDatabase, tmp_path: Path) -> AsyncIterator[Encrypted]:
    async with encrypting(await fresh_database("submission"), tmp_path, host="127.0.0.1") as encrypted:
        yield encrypted


@asynccontextmanager
async def encrypting(url: str, folder: Path, *, host: str) -> AsyncIterator[Encrypted]:
    authority, another = trustme.CA(), trustme.CA()
    authority.cert_pem.write_to_path(folder / "authority.pem")
    another.cert_pem.write_to_path(folder / "another.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(host).configure_cert(context)
    async with in_front_of(urlsplit(url).port or 0, context) as port:
        yield Encrypted(
            url=at(url, port),
            owner=at(owner_url(url), port),
            authority=folder / "authority.pem",
            another=folder / "another.pem",
        )


def at(url: str, port: int) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{parts.username}:{parts.password}@127.0.0.1:{port}", query=""))


@pytest.mark.parametrize("mode", ["require", "verify-ca", "verify-full"])
async def test_a_service_its_relay_and_its_migrations_take_a_certificate_of_the_authority_that_was_named(
    encrypted: Encrypted, mode: str
) -> None:
    environment = encrypted.environment(mode=mode, authority=encrypted.authority)

    migrated = await moisess("migrate", "submission", environment=environment)
    listed = await moisess("keys", "list", environment=environment)
    async with relay_session(environment["SUBMISSION_DATABASE_URL"]) as connection:
        assert connection.is_closed() is False

    assert (0, 0) == (migrated.code, listed.code), migrated.output + listed.output


@pytest.mark.parametrize(
    "command",
    [("migrate", "submission"), ("keys", "list"), ("rebuild", "submission")],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize("mode", ["require", "verify-ca", "verify-full"])
async def test_a_certificate_of_another_authority_is_refused_in_one_sentence(
    encrypted: Encrypted, command: tuple[str, ...], mode: str
) -> None:
    finished = await moisess(*command, environment=encrypted.environment(mode=mode, authority=encrypted.another))

    assert 1 == finished.code
    assert NOT_ACCEPTED in finished.output
    assert "sslrootcert" in finished.output
    assert "Traceback" not in finished.output


async def test_a_certificate_of_another_host_is_refused(fresh_database: FreshDatabase, tmp_path: Path) -> None:
    async with encrypting(await fresh_database("submission"), tmp_path, host="elsewhere.example") as encrypted:
        environment = encrypted.environment(authority=encrypted.authority)

        finished = await moisess("migrate", "submission", environment=environment)

    assert 1 == finished.code
    assert NOT_ACCEPTED in finished.output


async def test_a_server_without_tls_is_not_spoken_to_in_the_clear(fresh_database: FreshDatabase) -> None:
    url = await fresh_database("submission")
    parts = urlsplit(owner_url(url))
    environment = {"SUBMISSION_DATABASE_OWNER_URL": urlunsplit(parts._replace(query="sslmode=require"))}

    finished = await moisess("migrate", "submission", environment=environment)

    assert 1 == finished.code
    assert "ne chiffre pas à cette adresse" in finished.output


async def test_a_service_says_to_its_operators_why_it_is_not_ready_and_to_nobody_else(
    encrypted: Encrypted, tmp_path: Path
) -> None:
    environment = encrypted.environment(authority=encrypted.another)
    services = Services(environment=environment, folder=tmp_path, usual={})
    running = services.start("submission", role="api")

    async def says_why() -> bool:
        async with httpx.AsyncClient() as client:
            try:
                answer = await client.get(f"{running.operations_url}/health/ready")
            except httpx.TransportError:
                return False
        return NOT_ACCEPTED in answer.json()["checks"]["database"].get("detail", "")

    try:
        await eventually(says_why, within=90)
        async with httpx.AsyncClient() as client:
            answer = await client.get(
                f"{running.url}/manifestations", headers={"Authorization": "Bearer moisess_abcdefgh_unknown"}
            )
    finally:
        await asyncio.to_thread(services.stop_all)

    assert NOT_ACCEPTED not in answer.text
    assert "CERTIFICATE_VERIFY_FAILED" in running.log.read_text("utf-8")
