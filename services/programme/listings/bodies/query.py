"""What callers may ask of the list."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.programme.listings.listing import Filters
from services.programme.listings.rules.words import search_patterns
from shared.contracts.submission import EditionChanged
from shared.editions.editions import Editions
from shared.editions.rules import format_labels, theme_labels
from shared.geography import department, region
from shared.http.inputs import Input, Line
from shared.http.refusals import checked

LARGEST_PAGE = 100


def _known(what: str, find: Callable[[str], object | None]) -> AfterValidator:
    def check(value: str) -> str:
        return _found(value, find(value), what)

    return AfterValidator(check)


def _of_edition(what: str, words_of: Callable[[EditionChanged], Mapping[str, str]]) -> AfterValidator:
    def check(value: str, info: ValidationInfo) -> str:
        return _found(value, words_of((info.context or {})["edition"]).get(value), what)

    return AfterValidator(check)


def _found(value: str, found: object | None, what: str) -> str:
    if found is None:
        raise PydanticCustomError(
            "not_in_list", "« {value} » n’est pas {what} : vérifiez-le.", {"value": value[:80], "what": what}
        )
    return value


# Outside the classes: there a field's default already hides the function of the same name.
RegionCode = Annotated[Line, _known("le code INSEE d’une région", region), Field(title="région", max_length=3)]
DepartmentCode = Annotated[Line, _known("le code d’un département", department), Field(max_length=3)]
ThemeSlug = Annotated[Line, _of_edition("l’un des thèmes proposés", theme_labels)]
FormatSlug = Annotated[Line, _of_edition("l’un des formats proposés", format_labels)]


class EditionQuery(Input):
    """Which edition is asked for, without which the other filters cannot be read."""

    edition: Annotated[
        int | None, Field(ge=2008, le=2100, title="édition", description="Year of another edition than the open one.")
    ] = None


class FilterQuery(EditionQuery):
    """Filters of the programme; each one left out asks for everything."""

    region: Annotated[RegionCode | None, Field(description="INSEE code of a region, for example 53.")] = None
    department: Annotated[
        DepartmentCode | None,
        Field(title="département", description="INSEE code of a department, for example 35 or 2A."),
    ] = None
    theme: Annotated[
        ThemeSlug | None,
        Field(title="thème", description="Slug of a theme, for example engagement-citoyen."),
    ] = None
    format: Annotated[
        FormatSlug | None,
        Field(title="format", description="Slug of a format, for example atelier."),
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
        Field(title="mot-clé", description="Words that must all be found, accents and plurals aside.", max_length=200),
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
        return Filters(
            edition=edition,
            region=self.region,
            department=self.department,
            theme=self.theme,
            format=self.format,
            first_day=self.first_day,
            last_day=self.last_day,
            ending_after=now if self.coming else None,
            patterns=tuple(search_patterns(self.q or "")),
        )


class ListQuery(FilterQuery):
    """Filters of the list, and which page of it."""

    limit: Annotated[int, Field(title="nombre par page", description="Page size.", ge=1, le=LARGEST_PAGE)] = 20
    cursor: Annotated[str | None, Field(title="repère", description="Value of `next` on the page before.")] = None


def edition_asked(editions: Editions, given: Mapping[str, str]) -> EditionChanged:
    """Return the edition that a query names, the present one without; raises ``FieldsRefused``, ``EditionUnknown``."""
    year = checked(EditionQuery, {name: value for name, value in given.items() if name == "edition"}).edition
    return editions.present if year is None else editions.shown(year)
