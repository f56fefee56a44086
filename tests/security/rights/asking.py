"""Everybody who may come to a door, and what a door answers to each."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal
from uuid import uuid4

from httpx import AsyncClient, Response

from shared.http.site import Site
from shared.identity.caller import Role
from shared.postgres.database import Database
from tests.support.people import holder, revoke_key, token_of
from tests.support.service import bearer, new_key

By = Literal["key", "session"]
Word = Literal["yes", "only others’", "sign in", "no", "hidden"]

CALLERS: Mapping[str, tuple[Role, str | None] | None] = {
    "nobody": None,
    "organiser": ("organiser", None),
    "another organiser": ("organiser", None),
    "chamber": ("moderator", "53"),
    "another chamber": ("moderator", "28"),
    "national team": ("national", None),
    "service": ("service", None),
    "revoked key": ("organiser", None),
}
"""What is asked about is of region 53 and, where an organiser has it, of the first one."""

numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request with nothing wrong in it, so that only the right to make it is left to be judged."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    sent: Mapping[str, Any] = field(default_factory=dict)
    """``json`` or ``data``."""
    shows: str = ""
    """What the answer holds for whom it concerns; nothing where it is the same for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One service with a database of its own, and who comes."""

    client: AsyncClient
    database: Database
    keys: Mapping[str, str]
    sessions: Mapping[str, Mapping[str, str]]
    """What a browser sends of those who are signed in."""

    def of(self, caller: str, by: By = "key") -> Mapping[str, str]:
        """Return what shows who asks."""
        if by == "session" and caller in self.sessions:
            return self.sessions[caller]
        return bearer(self.keys[caller]) if caller in self.keys else {}


Prepare = Callable[[Scene], Awaitable[Request]]
"""Sets up what one request needs, anew for each: what one caller has ended cannot be ended by the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One method of one route."""

    method: str
    route: str
    prepare: Prepare
    by: By = "key"
    """Whoever has a session asks by it where no key opens the door; all others ask by a key."""


async def sessions_for(database: Database, keys: Mapping[str, str], site: Site) -> dict[str, Mapping[str, str]]:
    """Sign in everybody whose key was not revoked."""
    people = {caller: await holder(database, key) for caller, key in keys.items() if caller != "revoked key"}
    return {
        caller: {
            "Cookie": f"{site.session_cookie}={token_of(person.session(), issuer=site.issuer)}",
            "Sec-Fetch-Site": "same-origin",
        }
        for caller, person in people.items()
    }


async def keys_for(database: Database) -> dict[str, str]:
    """Hand out a key to everybody who has one."""
    keys = {caller: await new_key(database, *who) for caller, who in CALLERS.items() if who}
    await revoke_key(database, keys["revoked key"])
    return keys


async def ask(scene: Scene, door: Door, caller: str, *, by: By | None = None) -> tuple[Word, Response]:
    """Make the request as ``caller`` and say in a word what came of it."""
    request = await door.prepare(scene)
    scene.client.cookies.clear()
    answer = await scene.client.request(
        door.method,
        request.path,
        headers={**request.headers, **scene.of(caller, by or door.by)},
        follow_redirects=False,
        **request.sent,
    )
    return _word(door, request, answer), answer


def simple(method: str, route: str, path: str = "", *, shows: str = "", by: By = "key", **sent: Any) -> Door:
    """Return a door that needs nothing to be there first."""

    async def prepare(_: Scene) -> Request:
        return Request(path=path or route, sent=sent, shows=shows, headers=once() if method == "POST" else {})

    return Door(method=method, route=route, prepare=prepare, by=by)


def once() -> dict[str, str]:
    """Return the header that makes a repeated request harmless."""
    return {"Idempotency-Key": str(uuid4())}


def _word(door: Door, request: Request, answer: Response) -> Word:
    status, where = answer.status_code, answer.headers.get("location", "")
    if status == 401 or (status == 303 and "/connexion?" in where):
        return "sign in"
    if status == 403:
        return "no"
    if status == 404:
        return "hidden"
    assert answer.is_success or answer.is_redirect, f"{door.method} {door.route}: {status} {answer.text[:500]}"
    return "yes" if request.shows in answer.text else "only others’"


def common_doors() -> list[Door]:
    """Return the doors that all services have."""

    def of_job(act: str) -> Door:
        async def prepare(scene: Scene) -> Request:
            return Request(path=f"/travaux/{await dead_job(scene)}/{act}")

        return Door(method="POST", route=f"/travaux/{{job_id}}/{act}", prepare=prepare)

    async def list_jobs(scene: Scene) -> Request:
        return Request(path="/travaux", shows=f"n° {await dead_job(scene)}")

    return [
        simple("GET", "/schema"),
        *(simple("GET", f"/schema/openapi.{ending}") for ending in ("json", "yml", "yaml")),
        simple("GET", "/assets/{fingerprint}/{name}", "/assets/0/site.css"),
        Door(method="GET", route="/travaux", prepare=list_jobs),
        of_job("relancer"),
        of_job("abandonner"),
    ]


async def dead_job(scene: Scene) -> int:
    """Have one more job that is tried no more."""
    async with scene.database.transaction() as tx:
        return int(
            await tx.fetchval(
                """
                INSERT INTO jobs (kind, key, arguments, most_attempts, due_at, run_at, state, ended_at)
                VALUES ('send_mail', gen_random_uuid()::text, '{}', 3, now(), now(), 'dead', now())
                RETURNING job_id
                """
            )
        )
