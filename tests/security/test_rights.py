"""Who may do what: each route is asked by everybody, and ``docs/rights.md`` says what they were answered.

``WRITE_RIGHTS=1 pytest tests/security/test_rights.py`` writes the document.
"""

import os
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from httpx import Response
from litestar.routes import HTTPRoute

from services.eligibility.register.client import Register
from services.eligibility.register.suggestions import Suggestions
from services.programme.listings.rules.addresses import PARTS
from services.programme.printing.http import cut as printing
from services.programme.printing.verify import Verification
from shared.http.access import BY_A_PERSON
from shared.http.headers import security_headers
from shared.http.site import ServiceName
from shared.postgres.database import Database
from tests.security.rights import eligibility, matchmaking, programme, submission
from tests.security.rights.asking import CALLERS, Door, Scene, Word, ask, common_doors, keys_for, sessions_for
from tests.support.applications import SITE, app_of
from tests.support.postgres import FreshDatabase
from tests.unit.http.sample import client_of

DOCUMENT = Path("docs/rights.md")
FRAMED = "/programme/cadre"
"""Made to stand in a frame, of the sites that the edition names."""
SCRIPTED = ("/bureau", "/inscription", "/brouillons")
LISTS = (
    "/",
    "/editions/{year}",
    "/programme/carte",
    "/editions/{year}/carte",
    *(f"/{part}/{{value}}" for part in PARTS),
)
"""Where something is proposed while somebody types, and the browser may be asked where it is."""
PAGE = "/programme/{manifestation_id}"
OF_ALL = common_doors()
DOORS: Mapping[ServiceName, Sequence[Door]] = {
    "submission": submission.DOORS,
    "eligibility": eligibility.DOORS,
    "programme": programme.DOORS,
    "matchmaking": matchmaking.DOORS,
}
HEAD = """# Who may do what

Each route is asked for by everybody in `tests/security/test_rights.py`, with nothing else wrong in the request; the
tables say what they were answered, and the test fails where that changes. It writes them too, with `WRITE_RIGHTS=1` in
its environment.

Whoever has an account asks by a key. What gives others access, sets up a key or ends an account takes a person who is
signed in and answers 403 to every key: inviting, handing over, accepting, keys and programs, where everybody asks by a
session here; `/compte/effacer` and `/deconnexion/partout`, which would end it, are asked by a key.

What is asked about is of region 53 and, where an organiser has it, of the first one. Partner systems read topics
(`deploy/kafka/topics.toml`), or hold the key of a service. Whoever reaches the operators' port may ask all that is
there: never publish it.

| word | meaning |
| --- | --- |
| yes | done, or shown |
| only others’ | answered, without what is asked about here: a list of one's own, a grid without names |
| sign in | 401, or the way to the sign-in page: no session and no key, or one that opens nothing any more |
| no | 403 |
| hidden | 404, as if there were nothing |
"""

ANSWERED: tuple[Word, ...] = ("yes", "only others’")
Answers = list[tuple[Door, str, Word, Response]]


async def no_replay(_: Database, *, snapshot_id: UUID, **_unused: object) -> Verification:
    """Stand for the replay of a topic, which takes a broker and has nothing to do with rights."""
    return Verification(snapshot_id=snapshot_id, match=True, expected="", replayed="", records_read=0, differing=())


async def nothing_found(*_: object, **_unused: object) -> Suggestions:
    """Stand for the public register, which is none of ours to ask."""
    return Suggestions()


@asynccontextmanager
async def scene_of(service: ServiceName, fresh_database: FreshDatabase, media: Path) -> AsyncIterator[Scene]:
    url = await fresh_database(service)
    database = Database(url)
    app = app_of(service, url, media.as_uri())
    try:
        async with client_of(app, SITE) as client:
            keys = await keys_for(database)
            sessions = await sessions_for(database, keys, app.state.site)
            yield Scene(client=client, database=database, keys=keys, sessions=sessions)
    finally:
        await database.close()


@pytest.fixture(params=list(DOORS))
async def answers(
    request: pytest.FixtureRequest, fresh_database: FreshDatabase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Answers:
    """Ask at every door of one service as everybody."""
    monkeypatch.setattr(printing, "verify", no_replay)
    monkeypatch.setattr(Register, "suggest", nothing_found)
    service: ServiceName = request.param
    async with scene_of(service, fresh_database, tmp_path) as scene:
        return [
            (door, caller, *await ask(scene, door, caller)) for door in (*DOORS[service], *OF_ALL) for caller in CALLERS
        ]


@pytest.mark.parametrize("service", DOORS)
def test_every_route_is_asked_for(service: ServiceName) -> None:
    routes = {
        (method, route.path_format)
        for route in app_of(service).routes
        if isinstance(route, HTTPRoute)
        for method in route.methods
        if method != "OPTIONS"
    }

    assert routes == {(door.method, door.route) for door in (*DOORS[service], *OF_ALL)}


async def test_no_key_opens_what_only_a_person_may_do(fresh_database: FreshDatabase, tmp_path: Path) -> None:
    handlers = {
        (str(method), route.path_format): handler
        for route in app_of("submission").routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        for method in handler.http_methods
    }
    doors = [door for door in DOORS["submission"] if handlers[door.method, door.route].opt.get(BY_A_PERSON)]
    async with scene_of("submission", fresh_database, tmp_path) as scene:
        words = {(door.method, door.route): await ask(scene, door, "national team", by="key") for door in doors}

    assert {("POST", "/chambre/inviter"), ("POST", "/compte/cles"), ("POST", "/compte/effacer")} <= set(words)
    assert {"no"} == {word for word, _ in words.values()}


async def test_the_document_says_what_everybody_is_answered(answers: Answers, request: pytest.FixtureRequest) -> None:
    service = request.node.callspec.params["answers"]
    table = _table(service, answers)
    if os.environ.get("WRITE_RIGHTS"):
        _write(service, table)

    assert table in _document()


async def test_every_answer_to_everybody_has_the_headers_that_protect_it(answers: Answers) -> None:
    app: Any = app_of("submission")
    expected = security_headers(app.state.site)
    strangers = {(door.method, door.route): word for door, caller, word, _ in answers if caller == "nobody"}

    for door, caller, word, answer in answers:
        said = f"{door.method} {door.route} as {caller}"
        for name, value in expected.items():
            # A file is shown by no page of ours: it may do less still. Some pages bring a script.
            narrower = name == "content-security-policy" and answer.headers.get(name, "").startswith("sandbox;")
            scripted = '<script src="/assets/' in answer.text and (
                door.route.startswith(SCRIPTED) or door.route in {*LISTS, PAGE}
            )
            allowed = value.replace("script-src 'none'", "script-src 'self'") if scripted else value
            if scripted and door.route in LISTS:
                allowed = allowed.replace("geolocation=()", "geolocation=(self)")
            if door.route == FRAMED:
                allowed = allowed.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
            if name not in {"cache-control", "vary"} and not narrower:
                assert answer.headers.get(name) == allowed, f"{said}: {name}"
        kept = answer.headers["cache-control"]
        if word not in ANSWERED or word != strangers[door.method, door.route]:
            assert re.search("no-store|private", kept), f"{said} ({word}): {kept}"
        if "private" in kept and "no-store" not in kept:
            assert {"Authorization", "Cookie"} <= set(answer.headers["vary"].split(", ")), said


def _document() -> str:
    return DOCUMENT.read_text("utf-8") if DOCUMENT.exists() else ""


def _table(service: str, answers: Answers) -> str:
    rows = [f"## {service}", "", f"| | {' | '.join(CALLERS)} |", f"| --- |{' --- |' * len(CALLERS)}"]
    words = {(door.method, door.route, caller): word for door, caller, word, _ in answers}
    for door in dict.fromkeys(door for door, *_ in answers):
        cells = [words[door.method, door.route, caller] for caller in CALLERS]
        rows.append(f"| `{door.method} {door.route}` | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _write(service: str, table: str) -> None:
    present = _document()
    sections = dict(re.findall(r"(?ms)^## (\w+)\n(.*?)(?=^## |\Z)", present))
    sections[service] = table.partition("\n")[2]
    written = [f"## {name}\n{sections[name].rstrip()}\n" for name in DOORS if name in sections]
    DOCUMENT.write_text("\n".join([HEAD, *written]), "utf-8")
