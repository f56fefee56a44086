"""Use cases: write to whoever looks after a manifestation that it was received, and what was decided."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.submission.accounts.teams.membership import members_of
from services.submission.manifestations.gather import accounts_of, gather
from services.submission.manifestations.letter import decision_letter
from services.submission.manifestations.rules.decisions import LastDecision
from services.submission.manifestations.rules.letters import is_worth_a_mail, registration_received, weighed
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.store.announced import lock_announced, upsert_announced
from services.submission.manifestations.store.manifestations import find_manifestation
from services.submission.notices.post import post
from services.submission.notices.rules.letter import Letter
from shared.jobs.kind import Kind
from shared.jobs.running import Running
from shared.postgres.database import Tx

LinkTo = Callable[[UUID], str]
"""The address of the organiser's page of a manifestation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceReceipt:
    """Which manifestation was registered."""

    manifestation_id: UUID


ANNOUNCE_RECEIPT = Kind(name="announce_receipt", arguments=AnnounceReceipt)


def announce_receipt(link_to: LinkTo) -> Callable[[Running, AnnounceReceipt], Awaitable[None]]:
    """Return what the job does: it asks for the receipt's mail, once."""

    async def run(job: Running, arguments: AnnounceReceipt) -> None:
        async with job.database.transaction() as tx:
            manifestation = await find_manifestation(tx, arguments.manifestation_id)
            if manifestation:
                letter = registration_received(manifestation.content.title, link_to(manifestation.id))
                cause = f"registration-received/{manifestation.id}"
                await _write(tx, manifestation, letter, kind="registration_received", cause=cause)
            await job.finish(tx)

    return run


async def announce_decisions(tx: Tx, decisions: Sequence[LastDecision], link_to: LinkTo) -> None:
    """Ask for a mail for each decision that is worth one; heard again, it asks for none.

    What programs and files registered comes by the hundred, and is told together.
    """
    before = await lock_announced(tx, [decision.manifestation_id for decision in decisions])
    await upsert_announced(tx, [weighed(decision) for decision in decisions])
    worth = [each for each in decisions if is_worth_a_mail(each, before.get(each.manifestation_id))]
    if worth:
        gathered = await gather(tx, worth)
        for decision in worth:
            if decision.manifestation_id not in gathered:
                await _announce(tx, decision, link_to)


async def _announce(tx: Tx, decision: LastDecision, link_to: LinkTo) -> None:
    manifestation = await find_manifestation(tx, decision.manifestation_id)
    if manifestation:
        letter = await decision_letter(
            tx,
            decision,
            title=manifestation.content.title,
            state=manifestation.state,
            edition=manifestation.edition,
            link_to=link_to,
        )
        cause = f"decided/{decision.manifestation_id}/{decision.version}"
        await _write(tx, manifestation, letter, kind="decided", cause=cause)


async def _write(tx: Tx, manifestation: Manifestation, letter: Letter, *, kind: str, cause: str) -> None:
    """Ask for a mail to each of those who look after it, once for a cause."""
    for account_id in await readers_of(tx, manifestation):
        await post(tx, letter, to=account_id, kind=kind, cause=f"{cause}/{account_id}")


async def readers_of(tx: Tx, manifestation: Manifestation) -> list[UUID]:
    """Return the accounts to write to: the team's, or the owner's where there is none.

    Nobody where nobody waits any more, where a key of no account registered it, or where it was left to the chamber.
    """
    if manifestation.state == "withdrawn":
        return []
    if manifestation.team_id is not None:
        return [member.account_id for member in await members_of(tx, manifestation.team_id)]
    return accounts_of(manifestation.owner_id)
