"""An edition as programs are answered."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.contracts.edition import EditionRegion, ExtraField
from shared.contracts.submission import EditionChanged
from shared.editions.rules import chamber_of, contact_of
from shared.geography import region


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionAnswer:
    """Who is in charge of a region, and until when its paper programme takes what is online."""

    region_code: str
    name: str
    in_charge: str
    """The chamber, or the national team where there is none."""
    contact: str | None
    """Address at which organisers reach who is in charge."""
    paper_cut_off: datetime | None
    """What the region's clock shows, without offset; null where nothing is printed, or no date is set."""
    time_zone: str
    """IANA zone of that clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeAnswer:
    """A theme that a manifestation may have."""

    slug: str
    label: str
    links_to_ess: bool
    """It links a manifestation to the ESS whoever organises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatAnswer:
    """A format that a manifestation may have."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundAnswer:
    """A reason for which a chamber may refuse."""

    slug: str
    label: str
    sentence: str
    """As the organiser reads it, before the chamber's own sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswer:
    """A question that this edition asks beside the fields that every edition has."""

    name: str
    """Under which `extra` of a manifestation holds the answer."""
    label: str
    kind: str
    """`line`, `paragraphs`, `choice` or `tick`."""
    required: bool
    shown: tuple[str, ...]
    """`page`, `paper`: the answer is published there. Without either of them it is for the chamber alone."""
    choices: tuple[str, ...]
    """What a `choice` is among."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionAnswer:
    """An edition of the Mois de l'ESS."""

    year: int
    version: int
    state: str
    """`open` or `archived`; at most one is open."""
    first_day: date
    last_day: date
    registration_opens_at: datetime | None
    registration_closes_at: datetime | None
    regions: tuple[RegionAnswer, ...]
    themes: tuple[ThemeAnswer, ...]
    formats: tuple[FormatAnswer, ...]
    refusal_grounds: tuple[GroundAnswer, ...]
    extra_fields: tuple[QuestionAnswer, ...]
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionsAnswer:
    """The editions that readers may see, the latest first."""

    items: tuple[EditionAnswer, ...]


def edition_answer(edition: EditionChanged) -> EditionAnswer:
    """Return an edition as it is answered."""
    return EditionAnswer(
        year=edition.year,
        version=edition.version,
        state=edition.state,
        first_day=edition.first_day,
        last_day=edition.last_day,
        registration_opens_at=edition.registration_opens_at,
        registration_closes_at=edition.registration_closes_at,
        regions=tuple(_region(edition, each) for each in edition.regions),
        themes=tuple(
            ThemeAnswer(slug=each.slug, label=each.label, links_to_ess=each.links_to_ess) for each in edition.themes
        ),
        formats=tuple(FormatAnswer(slug=each.slug, label=each.label) for each in edition.formats),
        refusal_grounds=tuple(
            GroundAnswer(slug=each.slug, label=each.label, sentence=each.sentence) for each in edition.refusal_grounds
        ),
        extra_fields=tuple(_question(each) for each in edition.extra_fields),
        changed_at=edition.changed_at,
    )


def _question(question: ExtraField) -> QuestionAnswer:
    return QuestionAnswer(
        name=question.name,
        label=question.label,
        kind=question.kind,
        required=question.required,
        shown=question.shown,
        choices=question.choices,
    )


def _region(edition: EditionChanged, each: EditionRegion) -> RegionAnswer:
    found = region(each.region_code)
    return RegionAnswer(
        region_code=each.region_code,
        name=found.name if found else each.region_code,
        in_charge=chamber_of(edition, each.region_code),
        contact=contact_of(edition, each.region_code),
        paper_cut_off=each.cut_off,
        time_zone=each.time_zone,
    )
