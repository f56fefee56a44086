"""The public API as the feed uses it: send one record, look where one stands; a bad connection is tried again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

import httpx

from moisess.feed.patience import Patience
from services.submission.imports.rules.faults import Fault
from shared.instance import HEADER

BUSY = frozenset({425, 429, 500, 502, 503, 504})
OUR_DOOR = frozenset({401, 403, 404, 405})
"""Answers to a registration that say that no other registration will fare better."""
TAKEN = "external_id_taken"
MANIFESTATION = re.compile(r"/manifestations/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
MOST_ERRORS_OF_THEIRS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """Taken in, now or (``before``) by an earlier request under the same reference."""

    manifestation_id: str
    before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """Not taken in as it is; sending it again unchanged would not help."""

    message: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Could not be sent, this time."""

    message: str


class Platform:
    """One submission service, and where given the programme."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        *,
        url: str,
        programme_url: str | None,
        patience: Patience,
        instance: str = "",
    ) -> None:
        self._client = client
        self._url = url.rstrip("/")
        self._programme_url = programme_url.rstrip("/") if programme_url else None
        self._patience = patience
        self._instance = instance
        self._recognised: set[str] = set()

    async def register(self, body: bytes, key: str) -> Registered | Declined | Lost:
        """Send one record. Raises ``GaveUp`` where no other will get through either."""
        headers = {"Idempotency-Key": key, "Content-Type": "application/json"}
        try:
            answer = await self._request("POST", f"{self._url}/manifestations", content=body, headers=headers)
        except TimeoutError as error:
            return Lost(message=str(error))
        if answer.is_success:
            identifier = _json(answer).get("manifestation_id")
            return Registered(manifestation_id=str(identifier)) if identifier else Lost(message=_unexpected(answer))
        problem = _json(answer)
        if answer.status_code in OUR_DOOR or answer.is_redirect:
            raise self._patience.give_up(_door_closed(answer, problem))
        faults = tuple(_fault(error) for error in problem.get("errors", ()) if isinstance(error, dict))
        known = MANIFESTATION.search(answer.text) if any(fault.code == TAKEN for fault in faults) else None
        if known:
            return Registered(manifestation_id=known[1], before=True)
        return Declined(message=_sentence(problem) if problem else f"Réponse {answer.status_code}.", faults=faults)

    async def look(self, manifestation_id: str) -> dict[str, Any] | None:
        """Return a registration as it stands; None where there is none. Raises ``GaveUp`` and ``TimeoutError``."""
        answer = await self._request("GET", f"{self._url}/manifestations/{manifestation_id}")
        return _json(answer) if answer.is_success else None

    async def public_page(self, manifestation_id: str) -> str | None:
        """Return the public page where the programme shows it, None where it does not (yet) or was not asked for."""
        if self._programme_url is None:
            return None
        answer = await self._request("GET", f"{self._programme_url}/manifestations/{manifestation_id}")
        url = _json(answer).get("url") if answer.is_success else None
        return str(url) if url else None

    @property
    def knows_programme(self) -> bool:
        """True where public pages can be looked for."""
        return self._programme_url is not None

    async def _request(self, method: str, url: str, **sent: Any) -> httpx.Response:
        since, attempt = monotonic(), 0
        while True:
            await self._patience.wait_for_turn()
            retry_after: str | None = None
            try:
                answer = await self._unknown_at(url) or await self._client.request(method, url, **sent)
            except httpx.HTTPError as error:
                reason = f"Le service ne répond pas à l’adresse {url} ({type(error).__name__})."
            else:
                if self._is_of_another(answer):
                    raise self._patience.give_up(_another(answer))
                if answer.status_code not in BUSY and not _in_flight(answer):
                    self._patience.answered()
                    return answer
                reason = f"Le service répond {answer.status_code} : {_sentence(_json(answer))}"
                retry_after = answer.headers.get("Retry-After")
                if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
                    # It is there: a file longer than what it takes at once is no reason to give up.
                    self._patience.answered()
                if answer.status_code == httpx.codes.INTERNAL_SERVER_ERROR:
                    self._patience.answered()
                    if attempt + 1 == MOST_ERRORS_OF_THEIRS:
                        raise TimeoutError(reason)
            await self._patience.pause(attempt, retry_after, since=since, reason=reason)
            attempt += 1

    async def _unknown_at(self, url: str) -> httpx.Response | None:
        """Ask who answers there, without the key, before anything is sent; return the answer unless it is our own."""
        door = str(httpx.URL(url).copy_with(path="/", query=None))
        if not self._instance or door in self._recognised:
            return None
        asking = self._client.build_request("HEAD", door)
        asking.headers.pop("Authorization", None)
        answer = await self._client.send(asking)
        if answer.headers.get(HEADER) != self._instance:
            return answer
        self._recognised.add(door)
        return None

    def _is_of_another(self, answer: httpx.Response) -> bool:
        # Who is overloaded may not get as far as to say who it is.
        shown = answer.headers.get(HEADER)
        return bool(self._instance) and shown != self._instance and answer.status_code not in BUSY


def _another(answer: httpx.Response) -> str:
    door = answer.request.url.copy_with(path="/", query=None)
    return (
        f"Une autre plateforme répond à l’adresse {door} (MOISESS_INSTANCE n’est pas la sienne) : corrigez l’adresse, "
        "ou relisez les variables de la pile."
    )


def _in_flight(answer: httpx.Response) -> bool:
    """Return True where the same request is still being worked on: it says so with a time to come back."""
    return answer.status_code == httpx.codes.CONFLICT and "Retry-After" in answer.headers


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        content = answer.json()
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _fault(error: Mapping[str, Any]) -> Fault:
    value = error.get("value")
    return Fault(
        pointer=str(error.get("pointer", "")),
        code=str(error.get("code", "")),
        message=str(error.get("message", "")),
        value=None if value is None else str(value),
    )


def _sentence(problem: Mapping[str, Any]) -> str:
    return str(problem.get("detail") or problem.get("title") or "sans explication.")


def _door_closed(answer: httpx.Response, problem: Mapping[str, Any]) -> str:
    if answer.status_code in {401, 403} and problem:
        return f"La clé d’accès est refusée : {_sentence(problem)}"
    return f"{answer.request.url} n’est pas l’adresse du service d’inscription : il répond {answer.status_code}."


def _unexpected(answer: httpx.Response) -> str:
    return f"Réponse {answer.status_code} sans identifiant de manifestation : rien ne dit qu’elle est enregistrée."
