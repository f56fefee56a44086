"""The client of the public register (API Recherche d'entreprises), or of a stand-in at another address."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
import msgspec
import structlog

from services.eligibility.criteria.facts import RegisterEntry
from services.eligibility.register.answer import query, read
from services.eligibility.register.pace import CircuitBreaker, Pace
from shared.observability.metrics import REGISTER_LOOKUPS, begin_look_ups

TIMEOUT_SECONDS = 3.0
LONGEST_RETRY_SECONDS = 2.0
PAUSE_SECONDS = 0.2
CONCURRENT_REQUESTS = 8
USER_AGENT = "mois-ess/0.1 (plateforme du Mois de l'ESS ; examen de l'eligibilite des organisateurs)"

log = structlog.get_logger(__name__)


class RegisterSilent(Exception):
    """The register gave no answer that we can use; asking again later is right."""


class Register:
    """Asks about structures at the agreed pace, and stops for a while when the register keeps failing."""

    def __init__(self, *, url: str, pace: Pace, breaker: CircuitBreaker) -> None:
        """Take the address; a connection is opened by ``find`` and closed with it."""
        begin_look_ups()
        self._search = f"{url.rstrip('/')}/search"
        self._pace = pace
        self._breaker = breaker
        self._tls = httpx.create_ssl_context()

    async def find(self, identifiers: Sequence[str], *, within: float) -> list[RegisterEntry]:
        """Ask for each identifier, some at once, for ``within`` seconds at most.

        Returns what was answered, "knows nothing" included; whatever is missing from it was not answered. Never raises
        for what the register does.
        """
        found: list[RegisterEntry] = []
        places = asyncio.Semaphore(CONCURRENT_REQUESTS)

        async def ask(client: httpx.AsyncClient, identifier: str) -> None:
            async with places:
                if entry := await self._entry(client, identifier):
                    found.append(entry)

        try:
            async with asyncio.timeout(within), self._client() as client, asyncio.TaskGroup() as group:
                for identifier in identifiers:
                    group.create_task(ask(client, identifier))
        except TimeoutError:
            log.info("register_time_is_up", asked=len(identifiers), answered=len(found), seconds=within)
        return found

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[httpx.AsyncClient]:
        async with httpx.AsyncClient(
            timeout=TIMEOUT_SECONDS, verify=self._tls, headers={"User-Agent": USER_AGENT, "Accept": "application/json"}
        ) as client:
            yield client

    async def _entry(self, client: httpx.AsyncClient, identifier: str) -> RegisterEntry | None:
        if not self._breaker.lets_pass():
            REGISTER_LOOKUPS.labels("not_asked").inc()
            return None
        try:
            facts = read(identifier, await self._ask(client, identifier))
        except (RegisterSilent, msgspec.DecodeError) as error:
            REGISTER_LOOKUPS.labels("unavailable").inc()
            # Without the identifier: a sole trader's number is personal data.
            log.warning("register_did_not_answer", error=str(error), stopped=self._breaker.failed())
            return None
        self._breaker.succeeded()
        REGISTER_LOOKUPS.labels("found" if facts else "not_found").inc()
        return RegisterEntry(identifier=identifier, facts=facts, fetched_at=datetime.now(UTC))

    async def _ask(self, client: httpx.AsyncClient, identifier: str) -> bytes:
        """Return the body of an answer; one second try, after the pause that the register asks for."""
        for last in (False, True):
            await self._pace.turn()
            try:
                response = await client.get(self._search, params=query(identifier))
            except httpx.HTTPError as error:
                if last:
                    raise RegisterSilent(repr(error)) from error
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            if response.status_code == httpx.codes.OK:
                return response.content
            if response.status_code == httpx.codes.BAD_REQUEST:
                # The register will never take this number for one: it is not in there.
                return b'{"results": []}'
            pause = _pause(response)
            if last or pause is None:
                raise RegisterSilent(f"status {response.status_code}")
            await asyncio.sleep(pause)
        raise AssertionError("the loop returns or raises")


def _pause(response: httpx.Response) -> float | None:
    """Return the seconds before a second try, None where one would be of no use or too long to wait for."""
    status = response.status_code
    if status != httpx.codes.TOO_MANY_REQUESTS and status < httpx.codes.INTERNAL_SERVER_ERROR:
        return None
    asked = response.headers.get("Retry-After", "")
    if not asked:
        return PAUSE_SECONDS
    try:
        seconds = float(asked)
    except ValueError:
        return None
    return seconds if 0 <= seconds <= LONGEST_RETRY_SECONDS else None
