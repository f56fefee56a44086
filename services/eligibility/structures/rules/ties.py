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
    """A word of a chamber, of the national team or of a provider of identity, in force unless it was withdrawn."""

    account: str
    structure_id: UUID | None
    """None for a partner that registers for any structure."""
    made_by: str | None
    """None where a provider of identity says that the person works there, as long as it does."""
    made_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties in force of some accounts."""

    pairs: AbstractSet[tuple[str, UUID | None]] = frozenset()

    def ties(self, account: str, structure_id: UUID) -> bool:
        """Return True where the account speaks for this structure, or for any."""
        return (account, structure_id) in self.pairs or (account, None) in self.pairs


def in_force(ties: Iterable[Tie], proven: Iterable[tuple[str, UUID]] = ()) -> Ties:
    """Return those that were not withdrawn, and those that are ``proven`` unless a chamber took them back."""
    said = {(tie.account, tie.structure_id): tie.withdrawn_at is None for tie in ties}
    return Ties(frozenset(pair for pair, holds in (dict.fromkeys(proven, True) | said).items() if holds))


def not_tied() -> Reason:
    """Say that a chamber looks whether whoever registers speaks for the structure: a typed number proves nothing."""
    message = (
        "Ce compte inscrit une manifestation au nom de cette structure sans que la chambre régionale ait encore "
        "reconnu qu’il parle pour elle : elle le vérifiera, une fois pour toutes."
    )
    return unknown(CRITERION, CODE, message, {})
