"""What a partner is answered that sends what it has: what became of it, or would."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from services.submission.manifestations.answers.manifestation import resource_address
from services.submission.manifestations.rules.sync import Kept, Outcome
from shared.errors import DomainError
from shared.http.problems import content
from shared.http.site import Site

STATUSES: Final[dict[Outcome, int]] = {"created": 201, "changed": 200, "unchanged": 200, "withdrawn": 200}


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What would become of one manifestation, were it sent now; nothing was kept."""

    outcome: Outcome
    """``created``, ``changed``, ``unchanged``, ``withdrawn`` or ``refused``."""
    status: int
    """The status that it would be answered with."""
    problem: dict[str, Any] | None = None
    """Why it would be refused: a problem document (RFC 9457), all of its faults in ``errors``."""
    warnings: list[str] = field(default_factory=list)
    """What would be taken, and is mostly a slip; French sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAnswer:
    """What became of one item, or would."""

    position: int
    """In the list that was sent, counted from 0."""
    reference: str | None
    """None where the item has none that can be read."""
    outcome: Outcome
    """``created``, ``changed``, ``unchanged``, ``withdrawn`` or ``refused``."""
    status: int
    """The status that the item alone would have been answered with."""
    manifestation_id: UUID | None = None
    version: int | None = None
    """The one that stands now."""
    problem: dict[str, Any] | None = None
    """Why it was refused: a problem document (RFC 9457); its pointers begin at the manifestation."""
    warnings: list[str] = field(default_factory=list)
    """What was taken, and is mostly a slip; French sentences."""
    links: dict[str, str] = field(default_factory=dict)
    """``self``: the manifestation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkAnswer:
    """What became of each item, in the order in which they were sent."""

    counts: dict[str, int]
    """How many ended how; what did not happen is left out."""
    items: list[ItemAnswer]


def forecast_of(kept: Kept, *, instance: str) -> Forecast:
    """Return what is answered to a rehearsal of one."""
    return Forecast(
        outcome=kept.outcome,
        status=status_of(kept),
        problem=_problem(kept.refusal, instance),
        warnings=[*kept.doubts],
    )


def bulk_answer(site: Site, kept: Sequence[Kept], *, instance: str, rehearsal: bool = False) -> BulkAnswer:
    """Return what is answered to many."""
    counts = Counter(each.outcome for each in kept)
    return BulkAnswer(
        counts={outcome: counts[outcome] for outcome in (*STATUSES, "refused") if counts[outcome]},
        items=[
            _item(site, position, each, f"{instance}#/items/{position}", rehearsal=rehearsal)
            for position, each in enumerate(kept)
        ],
    )


def status_of(kept: Kept) -> int:
    """Return the status that it is, or would be, answered with."""
    return kept.refusal.status if kept.refusal else STATUSES[kept.outcome]


def _item(site: Site, position: int, kept: Kept, instance: str, *, rehearsal: bool) -> ItemAnswer:
    # What a rehearsal would register has no address.
    there = None if rehearsal and kept.outcome == "created" else kept.manifestation
    return ItemAnswer(
        position=position,
        reference=kept.reference,
        outcome=kept.outcome,
        status=status_of(kept),
        manifestation_id=there.id if there else None,
        version=there.version if there else None,
        problem=_problem(kept.refusal, instance),
        warnings=[*kept.doubts],
        links={"self": resource_address(site, there.id)} if there else {},
    )


def _problem(refusal: DomainError | None, instance: str) -> dict[str, Any] | None:
    return content(refusal, instance=instance) if refusal else None
