"""The platform's imports as a program uses them: send a file, look how far it is, take what became of each record."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

import httpx

from moisess.feed.patience import seconds_of
from shared.instance import HEADER

BUSY = frozenset({425, 429, 500, 502, 503, 504})
PAUSE_SECONDS = 0.5
ENDED = frozenset({"read", "sent", "refused"})


class ImportFailed(Exception):
    """The platform could not be asked, or would not take the file; the message is a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imports:
    """One submission service."""

    client: httpx.AsyncClient
    url: str
    key: str
    instance: str = ""
    """Whose services are meant, where several platforms run on one machine."""
    patience_seconds: float = 120
    """Without any answer for so long it is given up."""

    async def begin(self, name: str, content: bytes, fields: Mapping[str, Any]) -> str:
        """Send a file and return the id of its import; sent twice by a bad connection it registers nothing twice."""
        await self._recognise()
        sent = await self._asked("POST", "/imports", files={"file": (name, content)}, data=fields)
        return str(sent["import_id"])

    async def progress(self, import_id: str) -> AsyncIterator[dict[str, Any]]:
        """Yield how far it is, until it waits for somebody or has ended."""
        while True:
            found = await self._asked("GET", f"/imports/{import_id}")
            yield found
            if found["state"] in ENDED:
                return
            await asyncio.sleep(PAUSE_SECONDS)

    async def rows(self, import_id: str) -> list[dict[str, Any]]:
        """Return what became of each record."""
        found: list[dict[str, Any]] = (await self._asked("GET", f"/imports/{import_id}/rows"))["items"]
        return found

    async def report(self, import_id: str, ending: str) -> bytes:
        """Return the file as it came, with what became of each record in it."""
        return (await self._answer("GET", f"/importer/{import_id}/rapport.{ending}")).content

    async def _asked(self, method: str, path: str, **sent: Any) -> dict[str, Any]:
        answer = await self._answer(method, path, **sent)
        found: dict[str, Any] = _json(answer)
        if not found:
            raise ImportFailed(f"{answer.request.url} n’est pas l’adresse du service d’inscription.")
        return found

    async def _answer(self, method: str, path: str, **sent: Any) -> httpx.Response:
        url, since = f"{self.url.rstrip('/')}{path}", monotonic()
        headers = {"Authorization": f"Bearer {self.key}", "Accept": "application/json, */*;q=0.1"}
        while True:
            pause: float | None = None
            try:
                answer = await self.client.request(method, url, headers=headers, **sent)
            except httpx.HTTPError as error:
                reason = f"Le service ne répond pas à l’adresse {url} ({type(error).__name__})."
            else:
                if answer.status_code not in BUSY:
                    return _taken(answer)
                pause = seconds_of(answer.headers.get("Retry-After"))
                reason = _sentence(answer)
            if monotonic() - since > self.patience_seconds:
                raise ImportFailed(reason)
            await asyncio.sleep(PAUSE_SECONDS if pause is None else pause)

    async def _recognise(self) -> None:
        """Ask who answers there, without the key, before anything is sent."""
        if not self.instance:
            return
        door = f"{httpx.URL(self.url).copy_with(path='/', query=None)}"
        since = monotonic()
        while True:
            try:
                shown = (await self.client.head(door)).headers.get(HEADER)
                break
            except httpx.HTTPError as error:
                if monotonic() - since > self.patience_seconds:
                    raise ImportFailed(f"Le service ne répond pas à l’adresse {door}.") from error
                await asyncio.sleep(PAUSE_SECONDS)
        if shown != self.instance:
            raise ImportFailed(
                f"Une autre plateforme répond à l’adresse {door} (MOISESS_INSTANCE n’est pas la sienne) : corrigez "
                "l’adresse, ou relisez les variables de la pile."
            )


def _taken(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    if answer.status_code in {401, 403}:
        raise ImportFailed(f"La clé d’accès est refusée : {_sentence(answer)}")
    if answer.status_code in {404, 405} or answer.is_redirect:
        raise ImportFailed(
            f"{answer.request.url} n’est pas l’adresse du service d’inscription : il répond {answer.status_code}."
        )
    raise ImportFailed(_sentence(answer))


def _sentence(answer: httpx.Response) -> str:
    problem = _json(answer)
    errors = [str(error.get("message")) for error in problem.get("errors") or ()]
    said = problem.get("detail") or problem.get("title") or f"Le service répond {answer.status_code}."
    return " ".join([str(said), *errors])


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        content = answer.json()
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
