"""Whether an account speaks for a structure; pure."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.eligibility.criteria.reasons import unknown
from shared.contracts.eligibility import Reason

CRITERION = "account"
CODE = "account_not_tied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A word of a chamber or of the national team, in force unless it was withdrawn."""

    account: str
    structure_id: UUID | None
    """None for a partner that registers for any structure."""
    made_by: str
    made_at: datetime
    withdrawn_at: datetime | None
    withdrawn_by: str | None


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties in force of some accounts."""

    pairs: AbstractSet[tuple[str, UUID | None]] = frozenset()

    def ties(self, account: str, structure_id: UUID) -> bool:
        """Return True where the account speaks for this structure, or for any."""
        return (account, structure_id) in self.pairs or (account, None) in self.pairs


def in_force(ties: Iterable[Tie]) -> Ties:
    """Return those that were not withdrawn."""
    return Ties(frozenset((tie.account, tie.structure_id) for tie in ties if tie.withdrawn_at is None))


def not_tied() -> Reason:
    """Say that a chamber looks whether whoever registers speaks for the structure: a typed number proves nothing."""
    message = (
        "Ce compte inscrit une manifestation au nom de cette structure sans que la chambre régionale ait encore "
        "reconnu qu’il parle pour elle : elle le vérifiera, une fois pour toutes."
    )
    return unknown(CRITERION, CODE, message, {})
