"""Use case: what was decided at a desk ten seconds ago is decided and told, once."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from services.eligibility.audit.record import log_action
from services.eligibility.audit.rules import Act, Action
from services.eligibility.desk.hold import CarryOut
from services.eligibility.desk.rules.said import HeldRuling, changes_notice
from services.eligibility.desk.store.rulings import finish_ruling, lock_ruling
from services.eligibility.desk.store.work import put_aside, put_back
from services.eligibility.dossiers.ask import ask
from services.eligibility.dossiers.decide import decide
from services.eligibility.dossiers.rules.asked import Demand
from services.eligibility.dossiers.rules.dossier import Dossier
from shared.contracts.notices import NOTICES
from shared.editions.rules import chamber_of
from shared.editions.store import find_edition
from shared.errors import DomainError, NotAllowed, Unavailable
from shared.identity.caller import Caller, caller_of
from shared.identity.store import find_account
from shared.jobs.running import Running
from shared.outbox.append import OutboxRow, outbox_row
from shared.postgres.database import Tx

LinkTo = Callable[[UUID], str]
"""The address at which an organiser changes a manifestation."""


def carry_out(link_to: LinkTo) -> Callable[[Running, CarryOut], Awaitable[None]]:
    """Return the work of the job."""

    async def run(job: Running, arguments: CarryOut) -> None:
        async with job.database.transaction() as tx:
            held = await lock_ruling(tx, arguments.ruling_id)
            if held is not None and held.state == "held":
                await _carry_out(tx, held, link_to)
            await job.finish(tx)

    return run


async def _carry_out(tx: Tx, held: HeldRuling, link_to: LinkTo) -> None:
    try:
        # A savepoint, so that nothing of what was refused is kept.
        async with tx.transaction():
            caller = await _caller(tx, held)
            if held.said.ruling is not None:
                await _decide(tx, held, caller)
            else:
                await _ask(tx, held, caller, link_to)
    except Unavailable:
        raise
    except DomainError as refused:
        await finish_ruling(tx, held.ruling_id, "void", outcome=refused.detail)
        await put_back(tx, held.manifestation_id)
        await log_action(tx, _action(held, "not_carried_out", why=refused.detail))


async def _caller(tx: Tx, held: HeldRuling) -> Caller:
    """Return who decided, with what they may do by now."""
    account_id = UUID(held.account_id)
    account = await find_account(tx, account_id)
    if account is None:
        raise NotAllowed("Le compte qui a décidé n’existe plus.")
    return caller_of(account_id, account.roles)


async def _decide(tx: Tx, held: HeldRuling, caller: Caller) -> None:
    assert held.said.ruling is not None  # noqa: S101  it is a ruling
    await finish_ruling(tx, held.ruling_id, "done")
    await put_back(tx, held.manifestation_id)
    await decide(
        tx,
        manifestation_id=held.manifestation_id,
        ruling=held.said.ruling,
        caller=caller,
        based_on=held.based_on,
    )


async def _ask(tx: Tx, held: HeldRuling, caller: Caller, link_to: LinkTo) -> None:
    assert held.said.asked is not None  # noqa: S101  it is a demand
    demand = Demand(message=held.said.asked.message, points=held.said.asked.points)
    dossier = await ask(
        tx, manifestation_id=held.manifestation_id, demand=demand, caller=caller, based_on=held.based_on
    )
    await finish_ruling(tx, held.ruling_id, "done", told=await _notice(tx, held, dossier, link_to))
    await put_aside(
        tx,
        held.manifestation_id,
        "asked",
        judged_version=dossier.manifestation.version,
        account_id=held.account_id,
        note=held.said.told,
    )
    await log_action(
        tx,
        _action(held, "changes_asked", why=held.said.told, owner=dossier.manifestation.owner),
    )


async def _notice(tx: Tx, held: HeldRuling, dossier: Dossier, link_to: LinkTo) -> list[OutboxRow]:
    """Return the mail; none where a program registered it, whose account nobody reads mails of."""
    manifestation = dossier.manifestation
    edition = await find_edition(tx, manifestation.edition)
    chamber = chamber_of(edition, dossier.region_code) if edition else ""
    with suppress(ValueError):
        notice = changes_notice(
            held,
            manifestation,
            UUID(manifestation.owner),
            chamber=chamber,
            link=link_to(manifestation.manifestation_id),
            at=datetime.now(UTC),
        )
        return [outbox_row(NOTICES["eligibility"], notice)]
    return []


def _action(held: HeldRuling, act: Act, *, why: str, owner: str | None = None) -> Action:
    return Action(
        at=datetime.now(UTC),
        act=act,
        account_id=held.account_id,
        region_code=held.region_code,
        manifestation_id=held.manifestation_id,
        version=held.based_on,
        for_account=owner,
        why=why,
    )
