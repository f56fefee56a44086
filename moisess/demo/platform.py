"""The platform as the demonstration's people see it: four public HTTP APIs."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any, TypeVar
from uuid import UUID, uuid4

import httpx

from moisess.demo.access import People
from moisess.feed.patience import seconds_of

T = TypeVar("T")

WAIT_SECONDS = 30
LOOK_SECONDS = 0.1


class DemonstrationFailed(Exception):
    """Something did not happen as it should; the sentence says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """Sends what people send, with the key of whoever does that at a service."""

    client: httpx.AsyncClient
    urls: Mapping[str, str]
    people: People
    instance: str = ""
    """What its services say of themselves."""

    async def get(self, service: str, path: str, **parameters: str) -> httpx.Response:
        """Read something."""
        headers = self.people.header(service)
        return await self._asked("GET", f"{self.urls[service]}{path}", params=parameters, headers=headers)

    async def send(
        self, method: str, service: str, path: str, body: Any = None, *, version: int | None = None
    ) -> httpx.Response:
        """Change something, once, and on the version that is named; a PATCH names only what changes."""
        headers = {**self.people.header(service), "Idempotency-Key": str(uuid4())}
        if method == "PATCH":
            headers["Content-Type"] = "application/merge-patch+json"
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return await self._asked(method, f"{self.urls[service]}{path}", json=body, headers=headers)

    def seen_as(self, key: str) -> "Platform":
        """Return it as it is for whoever has this key, at the doors of those who decide."""
        return replace(self, people=replace(self.people, national=key))

    async def post_form(self, service: str, path: str, fields: Mapping[str, str]) -> None:
        """Send a form of a page."""
        answer = await self._asked(
            "POST", f"{self.urls[service]}{path}", data=fields, headers=self.people.header(service)
        )
        if answer.status_code != httpx.codes.SEE_OTHER:
            raise DemonstrationFailed(f"{path} a répondu {answer.status_code} : {answer.text[:500]}")

    async def _asked(self, method: str, url: str, **sent: Any) -> httpx.Response:
        """Send, as late as a service wants it that had too many requests."""
        while True:
            answer = await self.client.request(method, url, **sent)
            if answer.status_code != httpx.codes.TOO_MANY_REQUESTS:
                return answer
            await asyncio.sleep(seconds_of(answer.headers.get("Retry-After")) or LOOK_SECONDS)


async def every_item(platform: Platform, service: str, path: str, **parameters: str) -> list[Any]:
    """Read a list to its end, page by page."""
    items: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        at = {"cursor": cursor} if cursor else {}
        page = expect(await platform.get(service, path, **parameters, **at), 200)
        items += page["items"]
        cursor = page["next"]
    return items


def expect(response: httpx.Response, status: int) -> Any:
    """Return the JSON of an answer that has the status it should have."""
    if response.status_code != status:
        raise DemonstrationFailed(
            f"{response.request.method} {response.request.url} a répondu {response.status_code} au lieu de {status} : "
            f"{response.text[:500]}"
        )
    return response.json()


async def until(what: str, look: Callable[[], Awaitable[T]], *, seconds: float = WAIT_SECONDS) -> T:
    """Wait until ``look`` returns something true, as a person who reloads a page would."""
    deadline = monotonic() + seconds
    while not (seen := await look()):
        if monotonic() > deadline:
            raise DemonstrationFailed(f"Au bout de {seconds:.0f} s, toujours pas : {what}")
        await asyncio.sleep(LOOK_SECONDS)
    return seen


async def wait_until_known(platform: Platform) -> None:
    """Wait until every service has heard of the people of the demonstration."""
    asked = {
        "submission": "/manifestations",
        "eligibility": "/dossiers",
        "programme": f"/print-snapshots/{UUID(int=0)}/content",
        "matchmaking": "/meetings",
    }
    for service, path in asked.items():

        async def known(service: str = service, path: str = path) -> bool:
            return (await platform.get(service, path)).status_code != httpx.codes.UNAUTHORIZED

        await until(f"{service} connaît les comptes de la démonstration", known)
