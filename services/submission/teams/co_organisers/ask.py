"""Use case: ask a structure that a manifestation names beside its organiser whether that is so, by mail."""

import secrets
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from services.submission.manifestations.hand_over import refuse_settled
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.notices.post import give_up, post
from services.submission.notices.rules.letters import co_organiser_asked
from services.submission.teams.co_organisers.errors import AskedOften, ConfirmedAlready, NotNamed
from services.submission.teams.co_organisers.rules import GOOD_FOR, MOST_TIMES, Standing, cause_of, days_of, standings
from services.submission.teams.co_organisers.store import list_asked, upsert_asked
from shared.identity.caller import Caller
from shared.identity.keys import digest
from shared.postgres.database import Tx


async def standings_of(tx: Tx, manifestation: Manifestation) -> list[Standing]:
    """Return where each of its co-organisers stands."""
    named = manifestation.content.co_organisers
    return standings(named, await list_asked(tx, manifestation.id)) if named else []


async def ask_co_organiser(
    tx: Tx,
    manifestation: Manifestation,
    name: str,
    *,
    email: str,
    caller: Caller,
    link_to: Callable[[str], str],
    now: datetime,
) -> None:
    """Mail the question, in place of one that was not answered, or with no.

    Raises ``NotNamed``, ``ConfirmedAlready``, ``AskedOften``, ``AlreadyWithdrawn``, ``EditionArchived``.
    """
    await refuse_settled(tx, manifestation)
    content, token = manifestation.content, secrets.token_urlsafe(32)
    if name not in {each.name for each in content.co_organisers}:
        raise NotNamed(name)
    former = [each for each in await list_asked(tx, manifestation.id) if each.name == name]
    asked_id = await upsert_asked(
        tx, manifestation.id, name, digest(token), email=email, asked_by=UUID(caller.account_id), asked_at=now
    )
    if asked_id is None:
        raise ConfirmedAlready(name) if any(each.answer == "yes" for each in former) else AskedOften(name, MOST_TIMES)
    await give_up(tx, [cause_of(each.asked_id) for each in former])
    letter = co_organiser_asked(
        link_to(token),
        name=name,
        title=content.title,
        organiser=manifestation.organiser.name,
        when=days_of(content),
    )
    await post(tx, letter, to=email, kind="co_organiser_asked", cause=cause_of(asked_id), good_for=GOOD_FOR)
