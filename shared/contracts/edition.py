"""What an edition of the Mois de l'ESS is made of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from shared.contracts.vocabulary import documented

LocalTime = Annotated[datetime, Meta(tz=False)]
"""A date and hour without offset: what the clock of a place shows."""

EditionState = Literal["preparing", "open", "archived"]
ExtraKind = Literal["line", "paragraphs", "choice", "tick"]
ShownWhere = Literal["page", "paper", "chamber"]
"""On the public page, in the paper programme, or to the chamber alone."""
CosmeticField = Literal[
    "title",
    "description",
    "format",
    "access_conditions",
    "audiences",
    "occurrences",
    "notes",
    "place",
    "online_url",
    "public_contact",
    "price",
    "booking",
    "age",
    "accessibility",
    "languages",
    "image",
    "co_organisers",
    "parent_id",
    "print_title",
    "print_text",
    "extra",
    "translations",
]
"""What may change without the chamber reading it again; who organises, who may come, themes and region never may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chamber:
    """The regional chamber (CRESS) in charge of a region."""

    name: str
    """As sentences name it: ``CRESS Bretagne``."""
    contact: str | None = None
    """Address at which organisers reach it."""
    imprint: str | None = None
    """Name and address as the paper programme prints them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRegion:
    """A region, or a collectivité d'outre-mer, in one edition."""

    region_code: str
    """INSEE code."""
    time_zone: str
    """IANA zone of the clock that its cut-off is read on."""
    chamber: Chamber | None
    """None where there is no chamber: the national team is in charge."""
    cut_off: LocalTime | None
    """What is online then is edited on paper; on the region's clock. None: no paper, or no date yet."""
    embedded_by: tuple[str, ...] = ()
    """Origins of the sites that may show the region's programme in a frame, for example ``https://cress.example``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme that a manifestation may have."""

    slug: str
    label: str
    links_to_ess: bool
    """It links a manifestation to the ESS whoever organises; others do through an organiser that is of the ESS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that a manifestation may have."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A reason for which a chamber may refuse."""

    slug: str
    label: str
    """In a word or two, for figures."""
    sentence: str
    """As the organiser reads it, before the chamber's own sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraField:
    """A question that this edition asks beside those of the platform."""

    name: str
    """Under which ``extra`` of a manifestation holds the answer."""
    label: str
    kind: Annotated[str, documented(ExtraKind)]
    required: bool
    shown: tuple[Annotated[str, documented(ShownWhere)], ...]
    choices: tuple[str, ...] = ()
    """What a ``choice`` is among."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintLimits:
    """How many characters the paper programme has room for."""

    title: int
    text: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDelays:
    """How long a dossier may wait for its chamber, in days."""

    remind: int = 3
    """After so many its chamber is reminded of it."""
    escalate: int = 7
    """After so many the national team sees it too."""
    hurry: int = 10
    """So many before the paper cut-off of its region it may wait no longer than the two below."""
    hurried_remind: int = 1
    hurried_escalate: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Which organisers are published before a chamber has read them."""

    accepted: int = 5
    """Of whom people accepted so many and refused none; 0: nobody."""
    sample: int = 10
    """In so many of a hundred a chamber reads them afterwards."""


USUAL_DELAYS, USUAL_TRUST = ReviewDelays(), Trust()
USUAL_GROUNDS = (
    Ground(
        slug="organiser",
        label="Organisateur",
        sentence="L’organisateur n’est ni une structure de l’ESS, ni une collectivité, ni un établissement "
        "d’enseignement.",
    ),
    Ground(
        slug="subject",
        label="Sujet sans lien avec l’ESS",
        sentence="Le lien du sujet avec l’économie sociale et solidaire n’est pas établi.",
    ),
    Ground(slug="season", label="Hors saison", sentence="La manifestation n’a pas lieu pendant le Mois de l’ESS."),
    Ground(slug="duplicate", label="Déjà inscrite", sentence="La même manifestation est déjà inscrite."),
    Ground(
        slug="incomplete",
        label="Incomplète",
        sentence="Ce qui est inscrit ne permet pas au public de savoir quoi, où et quand.",
    ),
    Ground(slug="unfit", label="Contenu", sentence="Le contenu n’a pas sa place au programme."),
)
