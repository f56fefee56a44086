"""What the forms of a dossier may send."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from litestar.datastructures import FormMultiDict
from pydantic import Field

from services.eligibility.desk.rules.said import CORRECTED_YES, USUAL_YES, ChangesAsked, Said
from services.eligibility.dossiers.bodies import MOST_GROUNDS, CorrectedTexts, StatusBody
from services.eligibility.dossiers.rules.grounds import grounds_named
from services.eligibility.dossiers.rules.ruling import Ruling
from shared.contracts.edition import Ground, PrintLimits
from shared.errors import FieldError, FieldsRefused, VersionMissing
from shared.http.forms import nested
from shared.http.inputs import Input, Line, Lines
from shared.http.refusals import checked

LONGEST = 1000
LONGEST_VERSION = 18
"""Digits."""
VERSION = "_version"
"""Name of the hidden field with the version that the page showed."""
Sentence = Annotated[Lines, Field(title="Phrase pour l’organisateur", min_length=3, max_length=LONGEST)]
Remark = Annotated[Lines | None, Field(title="Ce qui est à modifier", max_length=LONGEST)]


class AcceptBody(Input):
    """An acceptance."""

    message: Sentence | None = None
    status: Annotated[StatusBody | None, Field(title="Statut")] = None
    recognise: Annotated[bool, Field(title="Compte reconnu")] = False


class CorrectBody(CorrectedTexts):
    """An acceptance, with texts that are corrected."""

    message: Sentence | None = None
    recognise: Annotated[bool, Field(title="Compte reconnu")] = False


class RefuseBody(Input):
    """A refusal."""

    message: Sentence
    grounds: Annotated[tuple[Line, ...], Field(title="Motifs", max_length=MOST_GROUNDS)] = ()


class AskedFields(Input):
    """What is to be changed, field by field."""

    title: Remark = None
    description: Remark = None
    occurrences: Remark = None
    place: Remark = None
    themes: Remark = None
    access: Remark = None
    organiser: Remark = None
    public_contact: Remark = None
    image: Remark = None
    print_text: Remark = None


class AskBody(Input):
    """A demand for changes."""

    message: Sentence | None = None
    fields: Annotated[AskedFields, Field(title="Champs")] = AskedFields()


class DecisionBody(Input):
    """One of the four."""

    act: Annotated[Literal["accept", "correct", "refuse", "ask"], Field(title="Décision")]
    accept: AcceptBody = AcceptBody()
    correct: CorrectBody = CorrectBody()
    refuse: RefuseBody | None = None
    ask: AskBody = AskBody()


def values_of(form: FormMultiDict) -> dict[str, Any]:
    """Return the nested body that a form stands for."""
    values = nested(form, DecisionBody)
    if values.get("act") == "refuse":
        # All left empty is a refusal without a sentence, not none.
        values.setdefault("refuse", {})
    return values


def read_decision(
    values: Mapping[str, Any], *, at: datetime, grounds: Sequence[Ground], limits: PrintLimits | None
) -> Said:
    """Return what was decided; raises ``FieldsRefused``.

    ``grounds`` are those on which the edition has a chamber refuse, ``limits`` those of the paper programme: None where
    no text is corrected, since several are decided at one go.
    """
    body = checked(DecisionBody, values)
    if body.act == "refuse" and body.refuse is not None:
        named = grounds_named(body.refuse.grounds, grounds, within="/refuse/grounds")
        return Said(ruling=Ruling(verdict="refused", message=body.refuse.message, grounds=named))
    if body.act == "accept":
        return Said(ruling=_acceptance(body.accept, at=at))
    if body.act == "correct":
        if limits is None:
            raise FieldsRefused(errors=[_one_by_one()])
        return Said(ruling=_correction(body.correct, limits))
    fields = {name: text for name, text in body.ask.fields.model_dump().items() if text}
    if not fields and not body.ask.message:
        raise FieldsRefused(errors=[_nothing_asked()])
    return Said(asked=ChangesAsked(message=body.ask.message or "", fields=fields))


def based_on(form: FormMultiDict) -> int:
    """Return the version that the page showed; raises ``VersionMissing``."""
    text = str(form.get(VERSION) or "")
    if not (text.isascii() and text.isdecimal() and len(text) < LONGEST_VERSION):
        raise VersionMissing("La version que vous avez lue manque : rouvrez le dossier, puis recommencez.")
    return int(text)


def _acceptance(body: AcceptBody, *, at: datetime) -> Ruling:
    try:
        status = body.status.status(at=at) if body.status else None
    except FieldsRefused as refused:
        faults = [
            FieldError(pointer=f"/accept{fault.pointer}", code=fault.code, message=fault.message)
            for fault in refused.errors
        ]
        raise FieldsRefused(errors=faults) from refused
    return Ruling(
        verdict="eligible", message=body.message or USUAL_YES, status=status, recognises_account=body.recognise
    )


def _correction(body: CorrectBody, limits: PrintLimits) -> Ruling:
    return Ruling(
        verdict="eligible",
        message=body.message or CORRECTED_YES,
        recognises_account=body.recognise,
        corrections=body.corrections(limits, within="correct"),
    )


def _one_by_one() -> FieldError:
    message = "Des fautes se corrigent dossier par dossier : ouvrez celui dont le texte est à corriger."
    return FieldError(pointer="/act", code="one_by_one", message=message)


def _nothing_asked() -> FieldError:
    return FieldError(
        pointer="/ask/message",
        code="nothing_asked",
        message="Rien n’est demandé : écrivez au moins une phrase, ou ce qui est à modifier dans un champ.",
    )
