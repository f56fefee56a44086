"""An edition as a file or a form gives it: everything but its state, which is changed by opening and archiving."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, get_args

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from services.submission.editions.bodies.parts import (
    ExtraFieldBody,
    FormatBody,
    GroundBody,
    PrintBody,
    RegionBody,
    ReviewBody,
    ThemeBody,
    TrustBody,
)
from shared.contracts.edition import (
    USUAL_GROUNDS,
    Chamber,
    CosmeticField,
    EditionRegion,
    ExtraField,
    Format,
    Ground,
    PrintLimits,
    ReviewDelays,
    Theme,
    Trust,
)
from shared.contracts.submission import EditionChanged
from shared.geography import REGIONS, departments, time_zone_of
from shared.geography.regions import COLLECTIVITES
from shared.http.inputs import Input, Line, Moment

EVERY_REGION = tuple(place.code for place in (*REGIONS, *COLLECTIVITES))


class EditionBody(Input):
    """What an edition is, as its file says it."""

    year: Annotated[int, Field(ge=2008, le=2100, title="Année")]
    version: Annotated[int | None, Field(ge=1, title="Version de départ")] = None
    """Which version was changed to this; None replaces whichever is there."""
    first_day: Annotated[date, Field(title="Premier jour")]
    last_day: Annotated[date, Field(title="Dernier jour")]
    registration_opens_at: Annotated[Moment | None, Field(title="Ouverture des inscriptions")] = None
    registration_closes_at: Annotated[Moment | None, Field(title="Clôture des inscriptions")] = None
    national_contact: Annotated[
        Annotated[Line, Field(max_length=200)] | None, Field(title="Adresse de l’équipe nationale")
    ] = None
    cosmetic: Annotated[tuple[CosmeticField, ...], Field(title="Champs sans réexamen")] = ()
    print: Annotated[PrintBody, Field(title="Place sur le papier")] = PrintBody()
    review: Annotated[ReviewBody, Field(title="Délais d’examen")] = ReviewBody()
    trust: Annotated[TrustBody, Field(title="Confiance")] = TrustBody()
    region: Annotated[tuple[RegionBody, ...], Field(title="Régions", min_length=1)]
    theme: Annotated[tuple[ThemeBody, ...], Field(title="Thèmes", min_length=1, max_length=100)]
    format: Annotated[tuple[FormatBody, ...], Field(title="Formats", min_length=1, max_length=100)]
    ground: Annotated[tuple[GroundBody, ...], Field(title="Motifs de refus", max_length=30)] = tuple(
        GroundBody(slug=each.slug, label=each.label, sentence=each.sentence) for each in USUAL_GROUNDS
    )
    field: Annotated[tuple[ExtraFieldBody, ...], Field(title="Champs ajoutés", max_length=20)] = ()

    @field_validator("last_day")
    @classmethod
    def _days_in_order(cls, last_day: date, info: ValidationInfo) -> date:
        first, year = info.data.get("first_day"), info.data.get("year")
        if first and last_day < first:
            raise PydanticCustomError(
                "days_reversed", "Le dernier jour précède le premier : échangez-les, ou corrigez l’un des deux."
            )
        if first and year and first.year != year:
            raise PydanticCustomError(
                "season_of_another_year",
                "La saison commence en {first}, or c’est l’édition {year} : corrigez l’un des deux.",
                {"first": first.year, "year": year},
            )
        return last_day

    @field_validator("region", "theme", "format", "ground", "field")
    @classmethod
    def _named_once(cls, parts: tuple[Input, ...], info: ValidationInfo) -> tuple[Input, ...]:
        if twice := _twice([_name(part) for part in parts]):
            raise PydanticCustomError(
                "named_twice",
                "{field} : « {name} » est là deux fois, n’en laissez qu’un.",
                {"field": str(info.field_name), "name": twice},
            )
        return parts

    @field_validator("region")
    @classmethod
    def _every_region(cls, regions: tuple[RegionBody, ...]) -> tuple[RegionBody, ...]:
        named = {each.code for each in regions}
        if missing := [code for code in EVERY_REGION if code not in named]:
            raise PydanticCustomError(
                "region_missing",
                "Il manque les régions {codes} : chacune doit être là, sans « chamber » où il n’y a pas de chambre.",
                {"codes": ", ".join(missing)},
            )
        return regions

    @model_validator(mode="after")
    def _closes_after_opening(self) -> "EditionBody":
        opens, closes = self.registration_opens_at, self.registration_closes_at
        if opens and closes and closes <= opens:
            raise PydanticCustomError(
                "registration_reversed",
                "Les inscriptions se clôturent avant d’ouvrir : échangez les deux dates, ou corrigez l’une d’elles.",
            )
        return self


def edition_in(body: EditionBody, *, now: datetime) -> EditionChanged:
    """Return the edition that is described, as it is when nothing was known of it before."""
    return EditionChanged(
        year=body.year,
        version=1,
        state="preparing",
        first_day=body.first_day,
        last_day=body.last_day,
        registration_opens_at=body.registration_opens_at,
        registration_closes_at=body.registration_closes_at,
        national_contact=body.national_contact,
        regions=tuple(_region(each) for each in body.region),
        themes=tuple(Theme(slug=each.slug, label=each.label, links_to_ess=each.links_to_ess) for each in body.theme),
        formats=tuple(Format(slug=each.slug, label=each.label) for each in body.format),
        cosmetic=tuple(name for name in get_args(CosmeticField) if name in body.cosmetic),
        extra_fields=tuple(ExtraField(**each.model_dump()) for each in body.field),
        print_limits=PrintLimits(title=body.print.title, text=body.print.text),
        review_delays=ReviewDelays(**body.review.model_dump()),
        trust=Trust(accepted=body.trust.accepted, sample=body.trust.sample),
        refusal_grounds=tuple(Ground(**each.model_dump()) for each in body.ground),
        changed_at=now,
    )


def _region(body: RegionBody) -> EditionRegion:
    chamber = Chamber(name=body.chamber, contact=body.contact, imprint=body.imprint) if body.chamber else None
    return EditionRegion(
        region_code=body.code,
        time_zone=body.time_zone or _usual_clock(body.code),
        chamber=chamber,
        cut_off=body.cut_off,
        embedded_by=body.embedded_by,
    )


def _usual_clock(region_code: str) -> str:
    return next(time_zone_of(each.code) for each in departments() if each.region_code == region_code)


def _name(part: Input) -> str:
    return str(next(getattr(part, name) for name in ("code", "slug", "name") if hasattr(part, name)))


def _twice(names: Iterable[str]) -> str | None:
    seen: set[str] = set()
    return next((name for name in names if name in seen or seen.add(name)), None)  # type: ignore[func-returns-value]
