"""What an organiser sends, by JSON or by form: every field on its own; ``contradictions`` compares them."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, ValidationError, ValidationInfo, ValidatorFunctionWrapHandler, field_validator

from services.submission.manifestations.bodies.details import (
    AgeBody,
    BookingBody,
    ImageBody,
    PriceBody,
    TranslationBody,
)
from services.submission.manifestations.bodies.extra import Answers
from services.submission.manifestations.bodies.kinds import (
    Blank,
    Distinct,
    Format,
    Language,
    Paragraphs,
    PrintText,
    PrintTitle,
    Themes,
    Website,
)
from services.submission.manifestations.bodies.occurrence import OccurrenceBody
from services.submission.manifestations.bodies.organiser import CoOrganiserBody, OrganiserBody, PublicContactBody
from services.submission.manifestations.bodies.place import PlaceBody
from shared.contracts.vocabulary import Access, AccessibilityCode, Attendance, Audience
from shared.http.inputs import Input, Line

MOST_DATES = 60
Few = Field(max_length=20)


class ManifestationBody(Input):
    """A whole registration, first or amended; region, department and clock follow from the commune."""

    title: Annotated[Line, Field(title="Titre", min_length=3, max_length=140)]
    description: Annotated[Paragraphs, Field(title="Description", min_length=20, max_length=4000)]
    themes: Annotated[Themes, Field(title="Thèmes", min_length=1, max_length=5)]
    format: Annotated[Format, Field(title="Format")]
    open_to_all: Annotated[bool, Field(title="Ouverte à toutes et à tous")]
    access: Annotated[Access | None, Blank, Field(title="Accès")] = None
    access_conditions: Annotated[
        Annotated[Line, Field(max_length=300)] | None, Blank, Field(title="Conditions d’accès")
    ] = None
    audiences: Annotated[tuple[Audience, ...], Distinct, Field(title="Publics")] = ()
    attendance: Annotated[Attendance | None, Blank, Field(title="Participation")] = None
    occurrences: Annotated[list[OccurrenceBody], Field(title="Dates", min_length=1, max_length=MOST_DATES)]
    place: Annotated[PlaceBody | None, Field(title="Lieu")] = None
    online_url: Annotated[Website | None, Blank, Field(title="Adresse pour suivre à distance")] = None
    region_code: Annotated[Line | None, Blank, Field(title="Région")] = None
    organiser: Annotated[OrganiserBody, Field(title="Organisateur")]
    public_contact: Annotated[PublicContactBody, Field(title="Contact public")]
    price: Annotated[PriceBody | None, Field(title="Tarif")] = None
    booking: Annotated[BookingBody | None, Field(title="Réservation")] = None
    age: Annotated[AgeBody | None, Field(title="Âge")] = None
    accessibility: Annotated[tuple[AccessibilityCode, ...], Distinct, Field(title="Accessibilité")] = ()
    image: Annotated[ImageBody | None, Field(title="Image")] = None
    languages: Annotated[tuple[Language, ...], Distinct, Few, Field(title="Langues")] = ()
    co_organisers: Annotated[tuple[CoOrganiserBody, ...], Few, Field(title="Co-organisateurs")] = ()
    parent_id: Annotated[UUID | None, Blank, Field(title="Manifestation dont elle fait partie")] = None
    print_title: Annotated[
        Annotated[PrintTitle, Field(min_length=3)] | None, Blank, Field(title="Titre pour le papier")
    ] = None
    print_text: Annotated[PrintText | None, Blank, Field(title="Texte papier")] = None
    extra: Answers
    translations: Annotated[dict[Language, TranslationBody] | None, Field(title="Traductions")] = None
    external_id: Annotated[Annotated[Line, Field(max_length=100)] | None, Blank, Field(title="Votre référence")] = None
    another_because: Annotated[
        Annotated[Line, Field(min_length=3, max_length=500)] | None,
        Blank,
        Field(title="Pourquoi c’est une autre manifestation"),
    ] = None
    note: Annotated[
        Annotated[Paragraphs, Field(max_length=2000)] | None,
        Blank,
        Field(title="Mot à la chambre", validate_default=True),
    ] = None

    @field_validator("occurrences", mode="wrap")
    @classmethod
    def _read_dates(
        cls, value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> list[OccurrenceBody]:
        """Tell ``contradictions`` which dates are good, although the list has a fault."""
        try:
            dates: list[OccurrenceBody] = handler(value)
        except ValidationError as error:
            if faulty := {fault["loc"][:2] for fault in error.errors() if fault["loc"]}:
                _parts(info).update(_good_dates(value, faulty, handler))
            raise
        _parts(info)["dates"] = dict(enumerate(dates))
        return dates

    # The last field, before its own check: whatever else is good is known by now.
    @field_validator("note", mode="before")
    @classmethod
    def _note_what_was_read(cls, value: object, info: ValidationInfo) -> object:
        _parts(info).update(info.data)
        return value


def _good_dates(
    value: Sequence[Any], faulty: set[tuple[int | str, ...]], handler: ValidatorFunctionWrapHandler
) -> dict[str, Any]:
    """Return the good dates by position, and beginnings that are good although their date is not."""
    bad = {location[0] for location in faulty}
    begun = {
        position: {"starts_at": each["starts_at"], "ends_at": each["starts_at"]}
        for position, each in enumerate(value)
        if position in bad
        and isinstance(each, Mapping)
        and each.get("starts_at")
        and not each.get("place")
        and not {(position, "starts_at"), (position,)} & faulty
    }
    return {
        "dates": {position: handler([each])[0] for position, each in enumerate(value) if position not in bad},
        "begun": {position: handler([each])[0] for position, each in begun.items()},
        "unread_place": any(isinstance(each, Mapping) and each.get("place") for each in value),
    }


def _parts(info: ValidationInfo) -> dict[str, Any]:
    parts: dict[str, Any] = (info.context or {}).setdefault("parts", {})
    return parts
