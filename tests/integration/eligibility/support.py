"""Manifestations as the consumer hands them on, a register that does what a test says, and what is stored after."""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import msgspec
import uvicorn

from services.eligibility.criteria.facts import RegisterEntry, RegisterFacts
from services.eligibility.dossiers.assess import assess
from services.eligibility.register.client import Register
from services.eligibility.register.pace import CircuitBreaker, Clock, Pace
from services.eligibility.register.store import save_entries
from services.eligibility.structures.tie import tie
from shared.contracts.eligibility import DECISIONS, STRUCTURES, EligibilityDecided, StructureVerified
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.kafka.records import Received, read
from shared.observability.context import Cause
from shared.postgres.database import Database
from tests.support.builders import manifestation_changed, record_of

SIREN = "999999014"
SIRET = "99999901400015"
ASSOCIATION = RegisterFacts(
    siren=SIREN,
    name="LA RESSOURCERIE DU CANAL",
    legal_category="9220",
    activity="94.99Z",
    state="A",
    establishment_state="A",
    flagged_ess=True,
    region_code="52",
    seat_region_code="52",
)
COMPANY = replace(ASSOCIATION, legal_category="5710", activity="62.01Z")
OUTSIDE = replace(ASSOCIATION, legal_category="8420", flagged_ess=False)


def changed(number: int, version: int = 1, **fields: Any) -> ManifestationChanged:
    """Return manifestation ``number`` as its organiser left it at ``version``."""
    fields = {"state": "submitted" if version == 1 else "amended", **fields}
    return manifestation_changed(manifestation_id=UUID(int=number), version=version, **fields)


def received(
    *events: ManifestationChanged, correlation_id: str | None = "story"
) -> list[Received[ManifestationChanged]]:
    read_back = [read(MANIFESTATIONS, record_of(MANIFESTATIONS, event)) for event in events]
    return [replace(item, cause=Cause(correlation_id=correlation_id, traceparent=None)) for item in read_back]


def desk_of(manifestation_id: UUID) -> str:
    """Return where a dossier is read."""
    return f"https://examen.example/bureau/dossiers/{manifestation_id}"


async def assess_all(database: Database, *events: ManifestationChanged) -> None:
    """Judge in one transaction, as one batch."""
    async with database.transaction() as tx:
        await assess(tx, received(*events), desk_of=desk_of)


async def keep(database: Database, facts: RegisterFacts | None = ASSOCIATION, identifier: str = SIRET) -> None:
    """Have an answer of the register at hand."""
    async with database.transaction() as tx:
        await save_entries(tx, [RegisterEntry(identifier=identifier, facts=facts, fetched_at=datetime.now(UTC))])


async def answer_for(database: Database, account: str) -> None:
    """Let an account register for any structure."""
    async with database.transaction() as tx:
        await tie(tx, account=account, structure_id=None, made_by="national")


async def rows(database: Database, query: str, *arguments: Any) -> list[dict[str, Any]]:
    async with database.transaction(readonly=True) as tx:
        return [dict(row) for row in await tx.fetch(query, *arguments)]


def statements_of_ours(statements: Iterable[str]) -> list[str]:
    """Leave out those by which the driver asks about types."""
    tables = ("dossiers", "structures", "register_entries")
    return [statement for statement in statements if any(table in statement for table in tables)]


async def told_decisions(database: Database) -> list[EligibilityDecided]:
    """Return the decisions in the outbox, in the order in which they leave."""
    found = await rows(database, "SELECT payload FROM outbox WHERE topic = $1 ORDER BY id", DECISIONS.topic)
    return [DECISIONS.decode(row["payload"]) for row in found]


async def told_structures(database: Database) -> list[StructureVerified]:
    found = await rows(database, "SELECT payload FROM outbox WHERE topic = $1 ORDER BY id", STRUCTURES.topic)
    return [STRUCTURES.decode(row["payload"]) for row in found]


async def history(database: Database, number: int) -> list[tuple[int, int, str, str]]:
    """Return (version, judged version, verdict, decided by) of every decision on manifestation ``number``."""
    found = await rows(
        database,
        """
        SELECT version, judged_version, verdict, decided_by
        FROM decisions
        WHERE manifestation_id = $1
        ORDER BY version
        """,
        UUID(int=number),
    )
    return [(row["version"], row["judged_version"], row["verdict"], row["decided_by"]) for row in found]


@dataclass
class Scripted:
    """A register on a loopback port whose answers the test chooses."""

    status: int = 200
    body: bytes = b'{"results": []}'
    headers: Sequence[tuple[bytes, bytes]] = ()
    asked: list[dict[str, str]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)

    def knows(self, facts: RegisterFacts) -> None:
        """Answer every question with this unit; its one establishment is that of ``SIRET``."""
        unit = {
            "siren": facts.siren,
            "nom_raison_sociale": facts.name,
            "nature_juridique": facts.legal_category,
            "activite_principale": facts.activity,
            "etat_administratif": facts.state,
            "siege": {
                "siret": SIRET,
                "region": facts.seat_region_code,
                "etat_administratif": facts.establishment_state,
            },
            "complements": {"est_ess": facts.flagged_ess, "identifiant_association": facts.rna},
        }
        self.status, self.headers, self.body = 200, (), msgspec.json.encode({"results": [unit]})

    def fails(self, status: int = 500, headers: Sequence[tuple[bytes, bytes]] = ()) -> None:
        """Answer every question with a failure."""
        self.status, self.headers, self.body = status, headers, b'{"erreur": "x"}'

    async def __call__(self, scope: Any, _: Any, send: Any) -> None:
        assert scope["path"] in {"/search", "/fondation"}
        self.asked.append(dict(parse_qsl(scope["query_string"].decode())))
        self.agents.append(dict(scope["headers"]).get(b"user-agent", b"").decode())
        await send({"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})


@contextmanager
def served(application: Callable[..., Any]) -> Iterator[str]:
    """Serve an ASGI application on a free loopback port, in a thread; gives its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application, log_level="error", lifespan="off", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()


@dataclass
class Unhurried:
    """A pace at which nobody waits; it keeps the pauses that the register asked for."""

    pauses: list[float] = field(default_factory=list)

    async def turn(self) -> bool:
        return True

    async def put_off(self, seconds: float) -> None:
        self.pauses.append(seconds)


def register_at(url: str, *, pace: Pace | None = None, clock: Clock | None = None) -> Register:
    breaker = CircuitBreaker(clock=clock) if clock else CircuitBreaker()
    return Register(url=url, pace=pace or Unhurried(), breaker=breaker)
