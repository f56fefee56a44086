"""A manifestation as its organiser left it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from services.submission.manifestations.rules.decisions import LastDecision
from shared.contracts.contact import without_contact
from shared.contracts.content import Content, Organiser
from shared.contracts.submission import ManifestationChanged, State
from shared.identity.caller import Role
from shared.versions import require_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What an organiser registers, checked and cleaned."""

    organiser: Organiser
    content: Content
    region_code: str | None
    """None where it is online only and nobody has said."""
    external_id: str | None = None
    """The organiser's own reference."""
    note: str | None = None
    """For the chamber alone."""
    chamber_answers: dict[str, str] = field(default_factory=dict)
    """To those of the edition's questions that readers are not shown."""
    another_because: str | None = None
    """Why it is another one than what looks like it, for the chamber alone; it counts when it is registered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What is kept of a manifestation, as its organiser left it."""

    id: UUID
    version: int
    state: State
    edition: int
    region_code: str | None
    organiser: Organiser
    content: Content
    external_id: str | None
    note: str | None
    owner_id: str
    """Account that registered it, or was handed it; it alone looks after it where there is no team."""
    team_id: UUID | None
    """Team of the structure, which looks after it."""
    changed_by: str | None
    """Account that made this version; None where only the topic knew of it."""
    changed_as: Role | None
    """In which role: a chamber acts for an organiser."""
    created_at: datetime
    updated_at: datetime
    chamber_answers: dict[str, str] = field(default_factory=dict)
    another_because: str | None = None
    """Why it is another one than what looked like it when it was registered."""
    appeal: str | None = None
    """Why a refusal is to be looked at again, for whoever decides alone."""
    appealed_decision: int | None = None
    """Version of the decision that it is against."""
    by_program: bool = False
    """A program or a file registered it, of many: nobody waits at a screen for what is written about each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifestation(Registered):
    """A manifestation as it stands, with the last decision on it."""

    last_decision: LastDecision | None = None

    @property
    def chamber_region(self) -> str | None:
        """The region whose chamber is in charge, as the organiser has said or as it was decided."""
        if self.region_code is None and self.last_decision:
            return self.last_decision.region_code
        return self.region_code


def changed(manifestation: Manifestation) -> ManifestationChanged:
    """Return what is told of a manifestation."""
    return ManifestationChanged(
        manifestation_id=manifestation.id,
        version=manifestation.version,
        state=manifestation.state,
        edition=manifestation.edition,
        region_code=manifestation.region_code,
        owner=manifestation.owner_id,
        organiser=manifestation.organiser,
        content=manifestation.content,
        changed_at=manifestation.updated_at,
        external_id=manifestation.external_id,
        note=manifestation.note,
        chamber_answers=manifestation.chamber_answers,
        appeal=manifestation.appeal,
        appealed_decision=manifestation.appealed_decision,
        another_because=manifestation.another_because,
    )


def taken_back(manifestation: Manifestation) -> Manifestation:
    """Return it as withdrawn: nobody's address or number outlives that, nor what was said to the chamber alone."""
    return replace(
        manifestation,
        state="withdrawn",
        content=without_contact(manifestation.content),
        note=None,
        chamber_answers={},
        appeal=None,
        appealed_decision=None,
        another_because=None,
    )


def says_the_same(manifestation: Manifestation, registration: Registration) -> bool:
    """Return True for a registration that changes nothing; the order of what is ticked in boxes says nothing."""
    return (
        manifestation.organiser == registration.organiser
        and manifestation.region_code == registration.region_code
        and manifestation.note == registration.note
        and manifestation.chamber_answers == registration.chamber_answers
        and _unordered(manifestation.content) == _unordered(registration.content)
    )


def refuse_former(manifestation: Manifestation, expected_version: int) -> None:
    """Raise ``VersionChanged`` where what was read is older than the version that a change is based on.

    Another change came in between: the next version would bring back what it replaced.
    """
    if manifestation.version < expected_version:
        require_version(expected_version, manifestation.version)


def _unordered(content: Content) -> Content:
    return replace(
        content,
        themes=tuple(sorted(content.themes)),
        audiences=tuple(sorted(content.audiences)),
        accessibility=tuple(sorted(content.accessibility)),
        languages=tuple(sorted(content.languages)),
    )
