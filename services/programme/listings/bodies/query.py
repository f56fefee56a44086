"""What callers may ask of the list."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.programme.listings.bodies.edition import EditionQuery
from services.programme.listings.bodies.fields import (
    AccessibilityWord,
    AudienceWord,
    CommuneCode,
    DepartmentCode,
    EpciCode,
    FormatSlug,
    LanguageCode,
    PartWord,
    RegionCode,
    Somewhere,
    ThemeSlug,
)
from services.programme.listings.listing import Filters, Near
from services.programme.listings.rules.around import around
from services.programme.listings.rules.words import text_query
from shared.geography import department, region
from shared.http.inputs import Line

LARGEST_PAGE = 100
KILOMETRES = 20
MOST_KILOMETRES = 200


class FilterQuery(EditionQuery):
    """Filters of the programme; each one left out asks for everything."""

    region: Annotated[
        RegionCode | None, Field(title="région", description="INSEE code of a region, for example 53.")
    ] = None
    department: Annotated[
        DepartmentCode | None,
        Field(title="département", description="INSEE code of a department, for example 35 or 2A."),
    ] = None
    epci: Annotated[
        EpciCode | None,
        Field(title="intercommunalité", description="SIREN of an EPCI, for example 243500741."),
    ] = None
    commune: Annotated[
        CommuneCode | None, Field(title="commune", description="INSEE code of a commune, for example 35236.")
    ] = None
    near: Annotated[
        Somewhere | None,
        Field(
            title="près de",
            description="A commune, a postcode, an INSEE code or `latitude,longitude`; what has no place on the map is "
            "out.",
        ),
    ] = None
    within: Annotated[
        int,
        Field(title="rayon", description="Kilometres around `near`.", ge=1, le=MOST_KILOMETRES),
    ] = KILOMETRES
    theme: Annotated[
        ThemeSlug | None,
        Field(title="thème", description="Slug of a theme, for example engagement-citoyen."),
    ] = None
    format: Annotated[
        FormatSlug | None,
        Field(title="format", description="Slug of a format, for example atelier."),
    ] = None
    audience: Annotated[
        AudienceWord | None, Field(title="public", description="Whom it is meant for, for example families.")
    ] = None
    accessibility: Annotated[
        AccessibilityWord | None,
        Field(title="accessibilité", description="For example motor or sign_language; `any` for whatever is stated."),
    ] = None
    language: Annotated[LanguageCode | None, Field(title="langue", description="BCP 47, for example br.")] = None
    organiser: Annotated[
        UUID | None, Field(title="organisateur", description="Identifier of a verified structure.")
    ] = None
    parent: Annotated[
        UUID | None,
        Field(
            title="programme collectif", description="Identifier of a manifestation: keeps those that are part of it."
        ),
    ] = None
    free: Annotated[bool, Field(title="gratuit", description="True keeps what is free.")] = False
    online: Annotated[bool, Field(title="en ligne", description="True keeps what can be followed from afar.")] = False
    weekend: Annotated[
        bool, Field(title="week-end", description="True keeps what takes place on a Saturday or a Sunday.")
    ] = False
    part: Annotated[
        PartWord | None,
        Field(title="moment de la journée", description="morning, afternoon (from noon) or evening (from 6 p.m.)."),
    ] = None
    first_day: Annotated[
        date | None,
        Field(
            alias="from",
            title="à partir du",
            description="First day, on the clock of each place: what still takes place then is in.",
        ),
    ] = None
    last_day: Annotated[
        date | None,
        Field(
            alias="to", title="jusqu’au", description="Last day, on the clock of each place: what begins later is out."
        ),
    ] = None
    coming: Annotated[
        bool,
        Field(title="à venir", description="True leaves out what has ended at this instant, wherever it took place."),
    ] = False
    q: Annotated[
        Line | None,
        Field(
            title="mot-clé",
            description="Words, or beginnings of words, that must all be found, accents and endings aside; what is "
            "called by them comes first.",
            max_length=200,
        ),
    ] = None

    @field_validator("department")
    @classmethod
    def _within_the_region(cls, code: str | None, info: ValidationInfo) -> str | None:
        chosen, part = info.data.get("region"), department(code) if code else None
        if chosen and part and part.region_code != chosen:
            within, other = region(chosen), region(part.region_code)
            raise PydanticCustomError(
                "department_of_another_region",
                "{department} n’est pas dans la région {region}, mais dans la région {own} : retirez l’un des deux "
                "filtres.",
                {
                    "department": f"Le département « {part.name} »",
                    "region": within.name if within else chosen,
                    "own": other.name if other else part.region_code,
                },
            )
        return code

    @field_validator("last_day")
    @classmethod
    def _last_after_first(cls, last_day: date | None, info: ValidationInfo) -> date | None:
        first_day = info.data.get("first_day")
        if last_day and first_day and last_day < first_day:
            raise PydanticCustomError(
                "days_reversed", "La dernière date précède la première : échangez-les, ou retirez l’une des deux."
            )
        return last_day

    def filters(self, edition: int, *, now: datetime) -> Filters:
        """Return what is asked for in this edition, as the list is searched at this instant."""
        place = around(self.near) if self.near else None
        return Filters(
            edition=edition,
            region=self.region,
            department=self.department,
            epci=self.epci,
            commune=self.commune,
            near=Near(place.latitude, place.longitude, self.within) if place else None,
            theme=self.theme,
            format=self.format,
            audience=self.audience,
            accessibility=self.accessibility,
            language=self.language,
            organiser=self.organiser,
            parent=self.parent,
            free=self.free,
            online=self.online,
            weekend=self.weekend,
            part=self.part,
            first_day=self.first_day,
            last_day=self.last_day,
            ending_after=now if self.coming else None,
            words=text_query(self.q or ""),
        )


class ListQuery(FilterQuery):
    """Filters of the list, and which page of it."""

    limit: Annotated[int, Field(title="nombre par page", description="Page size.", ge=1, le=LARGEST_PAGE)] = 20
    cursor: Annotated[str | None, Field(title="repère", description="Value of `next` on the page before.")] = None
