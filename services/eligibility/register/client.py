"""The client of the public register (API Recherche d'entreprises), or of a stand-in at another address."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

import httpx
import structlog

from services.eligibility.criteria.facts import RegisterEntry, RegisterFacts
from services.eligibility.register.answer import NoAnswer, is_rnf, question, read
from services.eligibility.register.pace import CircuitBreaker, Pace
from services.eligibility.register.retry_after import seconds_asked_for
from services.eligibility.register.suggestions import Suggestions, read_suggestions, search_for
from shared.observability.metrics import REGISTER_LOOKUPS, begin_look_ups

TIMEOUT_SECONDS = 3.0
LONGEST_RETRY_SECONDS = 2.0
LONGEST_PAUSE_SECONDS = 300.0
"""However long the register asks for: it may have meant something else."""
MOST_BYTES = 2_000_000
PAUSE_SECONDS = 0.2
CONCURRENT_REQUESTS = 8
USER_AGENT = "mois-ess/0.1 (plateforme du Mois de l'ESS ; examen de l'eligibilite des organisateurs)"

T = TypeVar("T")

log = structlog.get_logger(__name__)


class RegisterSilent(Exception):
    """The register gave no answer that we can use; asking again later is right."""


class NotOurTurn(Exception):
    """Too many questions are ahead of this one, or the register asked for a pause."""


class Register:
    """Asks about structures at the agreed pace, and stops for a while when the register keeps failing."""

    def __init__(self, *, url: str, pace: Pace, breaker: CircuitBreaker) -> None:
        """Take the address; a connection is opened by ``find`` and closed with it."""
        begin_look_ups()
        self._url = url.rstrip("/")
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

    async def suggest(self, words: str, *, postcode: str | None) -> Suggestions | None:
        """Search by name; None where the register is silent, or it is not our turn. Never raises for what it does."""

        async def search(client: httpx.AsyncClient) -> Suggestions:
            return read_suggestions(await self._ask(client, *search_for(words, postcode)))

        async with self._client() as client:
            answered = await self._answered(search, client)
        return answered[0] if answered else None

    async def _entry(self, client: httpx.AsyncClient, identifier: str) -> RegisterEntry | None:
        async def facts_of(client: httpx.AsyncClient) -> RegisterFacts | None:
            return await self._facts(client, identifier)

        answered = await self._answered(facts_of, client)
        if answered is None:
            return None
        return RegisterEntry(identifier=identifier, facts=answered[0], fetched_at=datetime.now(UTC))

    async def _answered(
        self, asking: Callable[[httpx.AsyncClient], Awaitable[T]], client: httpx.AsyncClient
    ) -> tuple[T] | None:
        """Return what was answered, None where nothing was."""
        if not self._breaker.lets_pass():
            REGISTER_LOOKUPS.labels("not_asked").inc()
            return None
        try:
            answer = await asking(client)
        except NotOurTurn:
            REGISTER_LOOKUPS.labels("not_asked").inc()
            return None
        except (RegisterSilent, NoAnswer) as error:
            REGISTER_LOOKUPS.labels("unavailable").inc()
            # Without the identifier: a sole trader's number is personal data.
            log.warning("register_did_not_answer", error=str(error), stopped=self._breaker.failed())
            return None
        self._breaker.succeeded()
        REGISTER_LOOKUPS.labels("found" if answer else "not_found").inc()
        return (answer,)

    async def _facts(self, client: httpx.AsyncClient, identifier: str) -> RegisterFacts | None:
        """Ask, and of a foundation that is in the register of companies too ask that one as well."""
        facts = read(identifier, await self._ask(client, *question(identifier)))
        if not is_rnf(identifier) or facts is None or facts.siren is None:
            return facts
        unit = read(facts.siren, await self._ask(client, *question(facts.siren)))
        return replace(unit, rnf=identifier) if unit else replace(facts, siren=None)

    async def _ask(self, client: httpx.AsyncClient, path: str, parameters: dict[str, str]) -> bytes:
        """Return the body of an answer; one second try, after the pause that the register asks for."""
        for last in (False, True):
            if not await self._pace.turn():
                raise NotOurTurn
            try:
                status, headers, body = await self._answer(client, path, parameters)
            except (httpx.HTTPError, TimeoutError) as error:
                if last:
                    raise RegisterSilent(repr(error)) from error
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            if status == httpx.codes.OK:
                return body
            if status == httpx.codes.BAD_REQUEST:
                # The register will never take this number for one: it is not in there.
                return b'{"results": []}'
            pause = _pause(status, headers)
            if pause is not None and status == httpx.codes.TOO_MANY_REQUESTS:
                await self._pace.put_off(min(pause, LONGEST_PAUSE_SECONDS))
            if last or pause is None or pause > LONGEST_RETRY_SECONDS:
                raise RegisterSilent(f"status {status}")
            await asyncio.sleep(pause)
        raise AssertionError("the loop returns or raises")

    async def _answer(
        self, client: httpx.AsyncClient, path: str, parameters: dict[str, str]
    ) -> tuple[int, httpx.Headers, bytes]:
        """Return what comes within the time for one request, headers and body together, up to a size that none has."""
        body = bytearray()
        async with (
            asyncio.timeout(TIMEOUT_SECONDS),
            client.stream("GET", f"{self._url}{path}", params=parameters) as response,
        ):
            async for part in response.aiter_bytes():
                body += part
                if len(body) > MOST_BYTES:
                    raise RegisterSilent("the answer has no end")
            return response.status_code, response.headers, bytes(body)


def _pause(status: int, headers: httpx.Headers) -> float | None:
    """Return the seconds before a second try, None where one would be of no use."""
    if status != httpx.codes.TOO_MANY_REQUESTS and status < httpx.codes.INTERNAL_SERVER_ERROR:
        return None
    asked = headers.get("Retry-After", "")
    return seconds_asked_for(asked, now=datetime.now(UTC)) if asked else PAUSE_SECONDS
