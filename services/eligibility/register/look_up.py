"""Use case: have the register's answers about organisers at hand before they are judged."""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from time import monotonic

from cachetools import TTLCache

from services.eligibility.criteria.facts import Answer, RegisterEntry, identifiers_of, with_foundation
from services.eligibility.register.client import Register
from services.eligibility.register.store import list_fresh_entries, save_entries
from shared.contracts.content import Organiser
from shared.postgres.database import Database, Tx

FOUND_STAYS = timedelta(days=7)
MISSING_STAYS = timedelta(days=1)
RECENT_SECONDS = 60
MOST_RECENT = 5000
WITHIN_SECONDS = 10.0
"""A batch must end well before its partitions are given to somebody else; who is left over is asked for later."""


class Recent(TTLCache[str, RegisterEntry]):
    """Answers that were read within the last minute: judging what was just looked up reads them no second time."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin with none; ``clock`` counts seconds."""
        super().__init__(maxsize=MOST_RECENT, ttl=RECENT_SECONDS, timer=clock)


async def look_up(
    database: Database, register: Register, organisers: Sequence[Organiser], recent: Recent | None = None
) -> None:
    """Ask for those of whom no fresh answer is kept, and keep what is answered; holds no transaction meanwhile."""
    recent = Recent() if recent is None else recent
    wanted = {each for organiser in organisers for each in identifiers_of(organiser)} - recent.keys()
    if not wanted:
        return
    async with database.autocommit(wakes=False) as connection:
        kept = await _fresh(connection, sorted(wanted))
    recent.update(kept)
    missing = list(wanted - kept.keys())
    if not missing:
        return
    # In another order each time: numbers that the register chokes on must not keep the same others waiting.
    random.shuffle(missing)
    entries = await register.find(missing, within=WITHIN_SECONDS)
    if entries:
        async with database.transaction() as tx:
            await save_entries(tx, entries)


async def register_answers(tx: Tx, organisers: Sequence[Organiser], recent: Recent | None = None) -> list[Answer]:
    """Return what is known of each organiser, in their order."""
    given = [identifiers_of(organiser) for organiser in organisers]
    wanted = {identifier for identifiers in given for identifier in identifiers}
    entries = {identifier: entry for identifier in wanted if recent and (entry := recent.get(identifier))}
    if unknown := sorted(wanted - entries.keys()):
        entries |= await _fresh(tx, unknown)
    return [_answer(identifiers, entries) for identifiers in given]


def _answer(identifiers: Sequence[str], entries: dict[str, RegisterEntry]) -> Answer:
    if not identifiers:
        return "no_identifier"
    identifier, *others = identifiers
    answer = _said_of(identifier, entries)
    for rnf in others:
        answer = with_foundation(answer, _said_of(rnf, entries), rnf)
    return answer


def _said_of(identifier: str, entries: dict[str, RegisterEntry]) -> Answer:
    if identifier not in entries:
        return "unavailable"
    return entries[identifier].facts or "not_found"


async def _fresh(tx: Tx, identifiers: Sequence[str]) -> dict[str, RegisterEntry]:
    now = datetime.now(UTC)
    return await list_fresh_entries(tx, identifiers, found_since=now - FOUND_STAYS, missing_since=now - MISSING_STAYS)
