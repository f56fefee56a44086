"""Three moderators go through one queue at the same time: every dossier is decided once, and no decision is lost."""

import asyncio
import re
from collections import Counter
from uuid import UUID

from services.eligibility.audit.store import list_latest
from shared.postgres.database import Database
from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.desk.working import PAGE, Moderator, tell
from tests.integration.eligibility.support import assess_all, changed, rows
from tests.support.service import Client

DOSSIERS = range(1, 31)
LINK = re.compile(r"/bureau/dossiers/([0-9a-f-]{36})")


async def work_through(moderator: Moderator) -> Counter[int]:
    """Decide as a browser leads on, from the top of the queue whenever somebody was quicker, until nothing is left."""
    answers: Counter[int] = Counter()
    following = await _first(moderator)
    while following:
        answer = await moderator.decide(UUID(following).int, "accept")
        answers[answer.status_code] += 1
        onward = LINK.search(answer.headers.get("location", ""))
        following = onward[1] if onward else await _first(moderator)
    return answers


async def _first(moderator: Moderator) -> str | None:
    queue = await moderator.client.get("/bureau", headers=moderator.key)
    found = LINK.search(queue.text)
    return found[1] if found else None


async def test_every_dossier_is_decided_once_and_whoever_was_slower_is_told(
    client: Client, make_key: MakeKey, database: Database, database_url: str
) -> None:
    three = [Moderator(client=client, key={**PAGE, **await make_key("moderator", "53")}) for _ in range(3)]
    await assess_all(database, *(changed(number) for number in DOSSIERS))

    answers = await asyncio.gather(*(work_through(moderator) for moderator in three))
    await tell(database, database_url)

    decided = await rows(
        database,
        """
        SELECT manifestation_id, count(*) AS times
        FROM decisions
        WHERE decided_by = 'chamber'
        GROUP BY manifestation_id
        ORDER BY manifestation_id
        """,
    )
    async with database.transaction(readonly=True) as tx:
        logged = await list_latest(tx, regions=["53"], before=None, limit=100)
    assert [(row["manifestation_id"].int, row["times"]) for row in decided] == [(number, 1) for number in DOSSIERS]
    assert sum(counted[303] for counted in answers) == len(DOSSIERS)
    assert {status for counted in answers for status in counted} <= {303, 409, 412}
    assert Counter(line.action.act for line in logged) == Counter(accepted=len(DOSSIERS))
