"""Use case: remember that an account speaks for a structure, or no longer."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from services.eligibility.audit.record import log_action
from services.eligibility.audit.rules import Action
from services.eligibility.structures.errors import TieUnknown
from services.eligibility.structures.rules.identities import Identities
from services.eligibility.structures.rules.ties import Ties, in_force
from services.eligibility.structures.store.ties import end_tie, list_proofs, list_ties, save_tie
from shared.postgres.database import Tx


async def proofs_of(tx: Tx, accounts: Sequence[str]) -> list[tuple[str, str]]:
    """Return what providers of identity prove: accounts, each with the number of a structure."""
    return await list_proofs(tx, accounts)


async def ties_of(
    tx: Tx, accounts: Sequence[str], *, proofs: Iterable[tuple[str, str]], identities: Identities
) -> Ties:
    """Return for which structures accounts speak; ``identities`` know where the numbers of ``proofs`` lead."""
    proven = [(account, identities.id_by(number)) for account, number in proofs]
    return in_force(await list_ties(tx, accounts), proven)


async def tie(tx: Tx, *, account: str, structure_id: UUID | None, made_by: str) -> None:
    """Let an account speak for a structure, or for any where there is none: the national team answers for such."""
    await save_tie(tx, account=account, structure_id=structure_id, made_by=made_by)


async def untie(tx: Tx, *, account: str, structure_id: UUID | None, withdrawn_by: str, region_code: str | None) -> None:
    """Let it do so no more from now on: what was decided stays. Raises ``TieUnknown``.

    ``region_code`` says at whose desk; None for the national team's.
    """
    if not await end_tie(tx, account=account, structure_id=structure_id, withdrawn_by=withdrawn_by):
        raise TieUnknown(
            "Ce compte ne parle pas pour cette structure, ou ne le fait déjà plus : il n’y a rien à retirer."
        )
    action = Action(
        at=datetime.now(UTC),
        act="tie_withdrawn",
        account_id=withdrawn_by,
        region_code=region_code,
        structure_id=structure_id,
        for_account=account,
    )
    await log_action(tx, action)
