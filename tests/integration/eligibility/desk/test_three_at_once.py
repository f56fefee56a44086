"""Three moderators go through one queue at the same time: every dossier is decided once, by the word of one of them."""

import asyncio
import re
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast
from uuid import UUID

import msgspec
from httpx import ASGITransport, AsyncClient

from services.eligibility.app import create_app
from services.eligibility.dossiers.rules.thread import Thread
from services.eligibility.settings import Settings
from shared.postgres.database import Database
from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.desk.mixed import fill, is_appealed
from tests.integration.eligibility.desk.working import PAGE, Moderator, tell
from tests.integration.eligibility.support import rows
from tests.support.service import without_broker

BASE = "http://testserver.local"
FIFTY = range(1, 51)
NO_FORM = 0
NAMES = ("Anne", "Bruno", "Chloé")
LINK = re.compile(r"/bureau/dossiers/([0-9a-f-]{36})")
VERSION = re.compile(r'name="_version" value="(\d+)"')
Won = defaultdict[int, list[str]]
"""By dossier: who was told that their word holds."""


def act_of(number: int) -> str:
    return "refuse" if number % 3 == 0 else "ask" if number % 7 == 0 else "accept"


def word_of(name: str, number: int) -> str:
    return f"{name} a lu la manifestation {number}."


async def work_through(moderator: Moderator, name: str, won: Won, together: asyncio.Barrier) -> Counter[int]:
    """Decide as a browser leads on, and elsewhere in the queue where somebody was quicker, until nothing is left."""
    answers: Counter[int] = Counter()
    following = await _from_the_queue(moderator, 0)
    await together.wait()
    while following:
        number = UUID(following).int
        onward = None
        page = await moderator.open(number)
        if shown := VERSION.search(page.text):
            word = word_of(name, number)
            answer = await moderator.decide(number, act_of(number), version=int(shown[1]), message=word)
            answers[answer.status_code] += 1
            if answer.status_code == 303:
                won[number].append(name)
            onward = LINK.search(answer.headers.get("location", ""))
        else:
            # Somebody has just decided: there is no form any more.
            answers[NO_FORM] += 1
        following = onward[1] if onward else await _from_the_queue(moderator, NAMES.index(name))
    return answers


async def _from_the_queue(moderator: Moderator, row: int) -> str | None:
    """Return the dossier of a row, or of the last one; all three begin with the first."""
    queue = await moderator.client.get("/bureau", headers=moderator.key)
    found = list(dict.fromkeys(LINK.findall(queue.text)))
    return found[min(row, len(found) - 1)] if found else None


@asynccontextmanager
async def at_once(database_url: str) -> AsyncIterator[AsyncClient]:
    """Give a client whose requests run beside each other: that of other tests has one answered after the other."""
    app = create_app(without_broker(Settings, database_url), "api")
    async with app.lifespan(), AsyncClient(transport=ASGITransport(cast("Any", app)), base_url=BASE) as client:
        yield client


async def test_every_dossier_is_decided_once_by_whoever_was_told_so_and_nobody_is_overwritten(
    make_key: MakeKey, database: Database, database_url: str
) -> None:
    keys = [await make_key("moderator", "53") for _ in NAMES]
    won: Won = defaultdict(list)
    await fill(database, FIFTY)

    async with at_once(database_url) as client:
        three = [Moderator(client=client, key={**PAGE, **key}) for key in keys]
        together = asyncio.Barrier(len(NAMES))
        answers = await asyncio.gather(
            *(work_through(moderator, name, won, together) for moderator, name in zip(three, NAMES, strict=True))
        )
    await tell(database, database_url)

    found = await rows(database, "SELECT manifestation_id, thread FROM dossiers ORDER BY manifestation_id")
    said = {
        row["manifestation_id"].int: [
            line.text for line in msgspec.convert(row["thread"], Thread) if line.by == "chamber"
        ]
        for row in found
    }
    outcomes = await rows(
        database,
        """
        SELECT manifestation_id, CASE WHEN aside = 'asked' THEN 'asked' ELSE verdict END AS outcome
        FROM dossiers
        LEFT JOIN desk_work USING (manifestation_id)
        """,
    )
    logged = await rows(database, "SELECT act, count(*)::int FROM audit_lines GROUP BY act")

    assert {number: len(names) for number, names in won.items()} == dict.fromkeys(FIFTY, 1)
    assert {number: lines[is_appealed(number) :] for number, lines in said.items()} == {
        number: [word_of(names[0], number)] for number, names in won.items()
    }
    assert {row["manifestation_id"].int: row["outcome"] for row in outcomes} == {
        number: {"accept": "eligible", "refuse": "refused", "ask": "asked"}[act_of(number)] for number in FIFTY
    }
    assert sum(counted[303] for counted in answers) == len(FIFTY) < sum(map(Counter.total, answers))
    assert {status for counted in answers for status in counted} <= {NO_FORM, 303, 409, 412}
    wanted = Counter(act_of(number) for number in FIFTY)
    appealed = sum(map(is_appealed, FIFTY))
    assert {row["act"]: row["count"] for row in logged} == {
        "accepted": wanted["accept"],
        "refused": wanted["refuse"] + appealed,
        "changes_asked": wanted["ask"],
    }
