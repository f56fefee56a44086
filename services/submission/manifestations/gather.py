"""Use cases: decisions on what programs and files registered are told together, in one mail at a time."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from services.submission.accounts.teams.membership import members_of
from services.submission.manifestations.letter import decision_letter
from services.submission.manifestations.rules.decisions import LastDecision
from services.submission.manifestations.rules.letters import decided_together
from services.submission.manifestations.store.gathered import Gathered, gather_decisions, take_gathered
from services.submission.notices.post import post
from services.submission.notices.rules.letter import Letter
from shared.jobs.enqueue import enqueue_at_pace
from shared.jobs.kind import Kind
from shared.jobs.running import Running
from shared.postgres.database import Tx

PACE: Final = timedelta(minutes=10)
"""Between two mails to the same: the first leaves at once, and what is decided meanwhile comes with the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailGathered:
    """To whom: ``team/<id>`` or ``account/<id>``."""

    reader: str


MAIL_GATHERED: Final = Kind(name="mail_gathered_decisions", arguments=MailGathered)


async def gather(tx: Tx, decisions: Sequence[LastDecision]) -> frozenset[UUID]:
    """Keep those that are told together until a mail tells them, and return of which manifestations they are."""
    kept = await gather_decisions(tx, decisions)
    for reader in sorted({reader for reader, _ in kept}):
        await enqueue_at_pace(tx, MAIL_GATHERED, MailGathered(reader=reader), key=reader, every=PACE)
    return frozenset(decision.manifestation_id for _, decision in kept)


def mail_gathered(
    link_to: Callable[[UUID], str], *, list_page: str
) -> Callable[[Running, MailGathered], Awaitable[None]]:
    """Return what the job does: one mail to each, with all that waits for them, which is then forgotten."""

    async def run(job: Running, arguments: MailGathered) -> None:
        async with job.database.transaction() as tx:
            # First, so that whoever gathers more at this moment asks for the next one.
            await job.finish(tx)
            gathered = await take_gathered(tx, arguments.reader)
            if gathered:
                letter = await _letter(tx, gathered, link_to, list_page)
                first = gathered[0].decision
                cause = f"decided/{first.manifestation_id}/{first.version}"
                for account_id in await _readers(tx, arguments.reader):
                    await post(tx, letter, to=account_id, kind="decided", cause=f"{cause}/{account_id}")

    return run


async def _letter(tx: Tx, gathered: Sequence[Gathered], link_to: Callable[[UUID], str], list_page: str) -> Letter:
    if len(gathered) > 1:
        return decided_together([(each.title, each.state, each.decision) for each in gathered], link=list_page)
    [only] = gathered
    return await decision_letter(
        tx, only.decision, title=only.title, state=only.state, edition=only.edition, link_to=link_to
    )


async def _readers(tx: Tx, reader: str) -> list[UUID]:
    kind, _, name = reader.partition("/")
    return [member.account_id for member in await members_of(tx, UUID(name))] if kind == "team" else accounts_of(name)


def accounts_of(owner_id: str) -> list[UUID]:
    """Return whom an owner is written to by: nobody where a key of no account registered it."""
    try:
        return [UUID(owner_id)]
    except ValueError:
        return []
