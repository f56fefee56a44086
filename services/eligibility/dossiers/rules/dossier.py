"""A dossier: a manifestation as it was judged last, the decision on it, and what readers may see of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.eligibility.criteria.facts import Answer
from services.eligibility.criteria.identity import CRITERION as IDENTITY
from services.eligibility.criteria.rules import outcome_of
from services.eligibility.dossiers.rules.appeal import Appeal
from services.eligibility.dossiers.rules.past import PastRuling
from services.eligibility.dossiers.rules.recognised import is_recognised
from services.eligibility.dossiers.rules.status import Status, status_in
from services.eligibility.dossiers.rules.thread import Thread, told
from services.eligibility.structures.rules.ties import CRITERION as ACCOUNT
from shared.contracts.eligibility import DecidedBy, EligibilityDecided, Publication, Reason, Verdict
from shared.contracts.submission import ManifestationChanged
from shared.observability.context import Cause

DOUBTS = frozenset({IDENTITY, ACCOUNT})
"""The criteria that stand only where somebody may give a number that is another's."""
WITHHELD = "vigilance"
"""The criterion that says that a chamber took it offline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The current state; each change of it is one decision, with the next version."""

    manifestation: ManifestationChanged
    """As it was judged."""
    version: int
    """Of the decision."""
    verdict: Verdict
    reasons: tuple[Reason, ...]
    rules_version: str
    """The set of rules by which the criteria were judged last."""
    region_code: str | None
    """Region whose chamber decides; None where the national team does."""
    published: Publication | None
    """The approved version, None where readers may see nothing; not always what was judged."""
    first_published_at: datetime | None
    """When readers could first see something of it, whether they still can or not."""
    ruling: PastRuling | None
    """Kept while an amendment waits and after a withdrawal: what was refused stays so when it comes back unchanged."""
    decided_by: DecidedBy
    decided_at: datetime
    opened_at: datetime
    """When the manifestation was first heard of: the chamber's queue is in this order."""
    correlation_id: str | None
    structure_id: UUID
    """Which structure the organiser is, verified or not."""
    register_answer: Answer
    """What is known of the organiser: what was found holds while the register is silent about the same one."""
    withheld: Publication | None = None
    """What readers saw until a chamber took it offline; it may be put back."""
    thread: Thread
    appeal: Appeal | None
    """None where nobody waits for a second reader."""

    @property
    def manifestation_id(self) -> UUID:
        """Key of the dossier, of its manifestation and of every decision on it."""
        return self.manifestation.manifestation_id

    @property
    def desk_region(self) -> str | None:
        """Region of those who read it now; None where the national team does."""
        if self.appeal is None or self.appeal.to == "chamber":
            return self.region_code
        return self.appeal.region_code

    @property
    def awaits_register(self) -> bool:
        """True while the register's answer may settle it without a person."""
        return self.verdict == "to_review" and "register_unavailable" in [reason.code for reason in self.reasons]

    @property
    def accepted_name(self) -> str | None:
        """The organiser's name as a chamber read and accepted it; None where no chamber's yes holds."""
        if self.ruling is None or outcome_of("chamber", self.reasons) != "met":
            return None
        return self.ruling.manifestation.organiser.name

    @property
    def verifies_organiser(self) -> bool:
        """True where the organiser's right to take part stands: by the register's facts, or by a chamber's word.

        Facts on a number prove nothing about whoever gives it under another name, or speaks for nobody yet.
        """
        if outcome_of("chamber", self.reasons) == "met":
            return True
        return self.register_shows_it and DOUBTS.isdisjoint([reason.criterion for reason in self.reasons])

    @property
    def register_shows_it(self) -> bool:
        """True where the register shows the right to take part of whoever has the number.

        What a chamber found earlier verifies by itself, for as long as it holds: nobody's next manifestation renews it.
        """
        return outcome_of("organiser", self.reasons) == "met" and not is_recognised(self.reasons)

    @property
    def status(self) -> Status | None:
        """What a chamber's yes says of the organiser; None where none holds, or it says nothing of that."""
        word = next((each for each in self.reasons if each.criterion == "chamber" and each.outcome == "met"), None)
        return status_in(word.facts) if word else None

    @property
    def verified_until(self) -> datetime | None:
        """When the organiser's right to take part ends, as far as this dossier goes; None where nothing ends it."""
        if self.register_shows_it or self.status is None:
            return None
        return self.status.ends_at

    def decided(self) -> EligibilityDecided:
        """Return the decision as it is told."""
        return EligibilityDecided(
            manifestation_id=self.manifestation_id,
            version=self.version,
            judged_version=self.manifestation.version,
            verdict=self.verdict,
            reasons=self.reasons,
            edition=self.manifestation.edition,
            region_code=self.region_code,
            decided_by=self.decided_by,
            decided_at=self.decided_at,
            organiser=self.manifestation.organiser,
            content=self.manifestation.content,
            published=self.published,
            rules_version=self.rules_version,
            said=told(self.thread),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A manifestation that a person refused, as it was then."""

    structure_id: UUID
    manifestation: ManifestationChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """A dossier after a decision that is not written yet, with what it came from."""

    dossier: Dossier
    cause: Cause | None
    """The record that was judged; None where the request at hand is the cause."""
    account_id: str | None = None
    """Account of whoever decided, if a person did."""
    numbers: tuple[str, ...] = ()
    """Numbers of the organiser that do not lead to its structure yet."""
