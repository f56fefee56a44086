"""What a partner says of its manifestations, each under its own reference, and what becomes of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from services.submission.manifestations.rules.manifestation import Manifestation, Registration
from shared.errors import DomainError

Outcome = Literal["created", "changed", "unchanged", "withdrawn", "refused"]

MOST_ITEMS = 500
"""That one request may bring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One manifestation as its partner has it now."""

    reference: str
    body: Any = None
    """As it came, not checked yet; of no meaning where it is withdrawn."""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What stands under a reference, and what the partner said there last."""

    present: Manifestation
    """The one that is not withdrawn, else the one withdrawn last."""
    said: Mapping[str, str]
    """What the partner said last, a digest by field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done so that we have what the partner has."""

    outcome: Outcome
    manifestation: Manifestation | None = None
    """The one to be registered, or the one there is."""
    registration: Registration | None = None
    """What a change puts in its place."""
    said: Mapping[str, str] = field(default_factory=dict)
    """What the partner has said with it, a digest by field."""
    doubts: tuple[str, ...] = ()
    """What is right by every rule, and mostly a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of one manifestation that was sent."""

    reference: str | None
    outcome: Outcome
    manifestation: Manifestation | None = None
    """As it stands now; None where it is refused, and nothing stands under its reference."""
    refusal: DomainError | None = None
    doubts: tuple[str, ...] = ()
