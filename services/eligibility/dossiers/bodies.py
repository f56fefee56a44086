"""What callers may send: a decision."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from services.eligibility.dossiers.rules.grounds import Ground
from services.eligibility.dossiers.rules.ruling import Ruling
from services.eligibility.dossiers.rules.status import Proof, Status, status_faults, status_of
from shared.contracts.eligibility import LegalFamily
from shared.errors import FieldsRefused
from shared.http.inputs import Input, Lines

Day = Annotated[date, Field(description="Day on the clock of Paris.", strict=False)]


class StatusBody(Input):
    """What the organiser was found to be, and for how long."""

    proof: Annotated[Proof, Field(title="preuve")]
    family: Annotated[LegalFamily | None, Field(title="famille")] = None
    valid_from: Annotated[Day | None, Field(title="début", description="First day; today where it is left out.")] = None
    valid_until: Annotated[
        Day | None,
        Field(title="fin", description="Last day; left out, the end of next year."),
    ] = None

    def status(self, *, at: datetime) -> Status:
        """Return it as the use case takes it; raises ``FieldsRefused``."""
        found = status_of(
            family=self.family,
            proof=self.proof,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            at=at,
        )
        if faults := status_faults(found, at=at):
            raise FieldsRefused(errors=faults)
        return found


class RulingBody(Input):
    """A moderator's decision."""

    verdict: Annotated[Literal["eligible", "refused"], Field(title="décision")]
    message: Annotated[
        Lines,
        Field(title="message", description="Sentence for the organiser, in French.", min_length=3, max_length=1000),
    ]
    status: Annotated[
        StatusBody | None,
        Field(title="statut", description="What the organiser was found to be; of a refusal, it is passed over."),
    ] = None

    grounds: Annotated[
        tuple[Ground, ...],
        Field(title="motifs", description="Of a refusal; of an acceptance, they are passed over.", max_length=6),
    ] = ()

    def ruling(self, *, at: datetime) -> Ruling:
        """Return it as the use case takes it; raises ``FieldsRefused``."""
        if self.verdict == "refused":
            return Ruling(verdict="refused", message=self.message, grounds=tuple(dict.fromkeys(self.grounds)))
        return Ruling(
            verdict="eligible", message=self.message, status=self.status.status(at=at) if self.status else None
        )
