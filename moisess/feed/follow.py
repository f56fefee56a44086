"""Following what was sent until the platform has had its say."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import monotonic

from moisess.feed.outcomes import Outcome
from moisess.feed.patience import GaveUp
from moisess.feed.platform import Platform
from moisess.feed.verdict import verdict_of

Settle = Callable[[Outcome], None]

FIRST_ROUND, LONGEST_ROUND = 0.25, 3.0
NOT_SHOWN = "Pas encore visible dans le programme."


async def follow(
    sent: Sequence[Outcome], *, platform: Platform, concurrency: int, seconds: float, settle: Settle
) -> None:
    """Look at each until it is decided, or until nothing has changed for ``seconds``; ``settle`` hears of each once."""
    pending = {outcome.row: outcome for outcome in sent}
    latest = dict(pending)
    deadline, pause = monotonic() + seconds, FIRST_ROUND
    turn = asyncio.Semaphore(concurrency)

    async def look(outcome: Outcome) -> Outcome | None:
        async with turn:
            latest[outcome.row], settled = await _look(outcome, platform)
        return latest[outcome.row] if settled else None

    try:
        while pending and monotonic() < deadline:
            settled = [found for found in await asyncio.gather(*map(look, pending.values())) if found]
            for outcome in settled:
                del pending[outcome.row]
                settle(outcome)
            if settled:
                deadline, pause = monotonic() + seconds, FIRST_ROUND
            if pending:
                await asyncio.sleep(min(pause, max(0.0, deadline - monotonic())))
                pause = min(pause * 1.5, LONGEST_ROUND)
    finally:
        for row in pending:
            settle(latest[row])


async def _look(outcome: Outcome, platform: Platform) -> tuple[Outcome, bool]:
    """Return how it stands now, and whether that is the end of it."""
    try:
        registration = await platform.look(outcome.manifestation_id or "")
        if registration is None:
            return replace(outcome, message="Reçue, mais le service ne la retrouve plus."), False
        kind, message = verdict_of(registration)
        page = (registration.get("links") or {}).get("page")
        known = replace(outcome, kind=kind, message=message, page=str(page) if page else None)
        if kind != "listed" or not platform.knows_programme:
            return known, kind != "undecided"
        public = await platform.public_page(outcome.manifestation_id or "")
    except (GaveUp, TimeoutError) as error:
        return replace(outcome, message=f"Reçue ; son état n’a pas pu être relu : {error}"), isinstance(error, GaveUp)
    if public is None:
        return replace(known, notes=(*known.notes, NOT_SHOWN)), False
    return replace(known, page=public), True
