"""What callers may send: a decision, or whether readers are to see it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from services.eligibility.dossiers.rules.correction import CORRECTABLE
from services.eligibility.dossiers.rules.grounds import grounds_named
from services.eligibility.dossiers.rules.ruling import Ruling
from services.eligibility.dossiers.rules.status import Proof, Status, status_faults, status_of
from shared.contracts.edition import Ground, PrintLimits
from shared.contracts.eligibility import CorrectedField, LegalFamily
from shared.errors import FieldError, FieldsRefused
from shared.http.inputs import Input, Line, Lines

MOST_GROUNDS = 6
"""Of one refusal."""
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


class CorrectedTexts(Input):
    """Texts without their faults; those that are left out stay as they are."""

    title: Annotated[Line | None, Field(title="Titre", min_length=3, max_length=140)] = None
    description: Annotated[Lines | None, Field(title="Description", min_length=20, max_length=4000)] = None
    access_conditions: Annotated[Line | None, Field(title="Conditions d’accès", max_length=300)] = None
    print_title: Annotated[Line | None, Field(title="Titre pour le papier", min_length=3)] = None
    print_text: Annotated[Lines | None, Field(title="Texte pour le papier")] = None

    def corrections(self, limits: PrintLimits, *, within: str) -> dict[CorrectedField, str]:
        """Return them; raises ``FieldsRefused`` where paper has no room, naming the field ``within`` the body."""
        found = {name: text for name in CORRECTABLE if (text := getattr(self, name))}
        rooms: Mapping[CorrectedField, int] = {"print_title": limits.title, "print_text": limits.text}
        faults = [_too_long(within, name, most) for name, most in rooms.items() if len(found.get(name, "")) > most]
        if faults:
            raise FieldsRefused(errors=faults)
        return found


class VisibilityBody(Input):
    """Whether readers are to see it."""

    online: Annotated[
        bool, Field(title="en ligne", description="False takes it offline at once, true puts it back as it was.")
    ]


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
        tuple[Annotated[Line, Field(max_length=60)], ...],
        Field(
            title="motifs",
            description="Of a refusal: slugs of the edition’s `refusal_grounds`; of an acceptance, passed over.",
            max_length=MOST_GROUNDS,
        ),
    ] = ()

    corrections: Annotated[
        CorrectedTexts | None,
        Field(
            title="corrections", description="Faults that are corrected by an acceptance; of a refusal, passed over."
        ),
    ] = None

    def ruling(self, *, at: datetime, limits: PrintLimits, grounds: Sequence[Ground]) -> Ruling:
        """Return it as the use case takes it; raises ``FieldsRefused``.

        ``limits`` are those of the paper programme, ``grounds`` those on which the edition has a chamber refuse.
        """
        if self.verdict == "refused":
            named = grounds_named(self.grounds, grounds, within="/grounds")
            return Ruling(verdict="refused", message=self.message, grounds=named)
        return Ruling(
            verdict="eligible",
            message=self.message,
            status=self.status.status(at=at) if self.status else None,
            corrections=self.corrections.corrections(limits, within="corrections") if self.corrections else {},
        )


def _too_long(within: str, name: CorrectedField, most: int) -> FieldError:
    message = f"{CORRECTABLE[name]} : le papier n’a de place que pour {most} caractères ; raccourcissez."
    return FieldError(pointer=f"/{within}/{name}", code="no_room", message=message)
