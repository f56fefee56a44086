"""Use case: the mail on one decision, in the name of whoever decides in its region."""

from collections.abc import Callable
from uuid import UUID

from services.submission.manifestations.rules.decisions import LastDecision
from services.submission.manifestations.rules.letters import decided
from services.submission.notices.rules.letter import Letter
from shared.contracts.submission import State
from shared.editions.rules import NATIONAL_TEAM, chamber_of
from shared.editions.store import find_edition
from shared.postgres.database import Tx


async def decision_letter(
    tx: Tx, decision: LastDecision, *, title: str, state: State, edition: int, link_to: Callable[[UUID], str]
) -> Letter:
    """Return what is written of a decision on the manifestation with this title, state and edition."""
    found = await find_edition(tx, edition)
    chamber = chamber_of(found, decision.region_code) if found else NATIONAL_TEAM
    return decided(title, state, decision, chamber=chamber, link=link_to(decision.manifestation_id))
