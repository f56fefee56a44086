"""The parts of an edition as a file or a form gives them."""

import re
from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from shared.contracts.edition import ExtraKind, ShownWhere
from shared.geography import region
from shared.http.inputs import Input, Line, Lines

Slug = Annotated[Line, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", min_length=2, max_length=60)]
SITE = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,9}(?::[0-9]{1,5})?", re.IGNORECASE)
Label = Annotated[Line, Field(min_length=2, max_length=120)]


def _region(code: str) -> str:
    if region(code) is None:
        raise PydanticCustomError(
            "region_unknown",
            "« {value} » n’est le code INSEE d’aucune région ; celui de la Bretagne est 53.",
            {"value": code[:20]},
        )
    return code


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError(
            "time_zone_unknown",
            "« {value} » n’est le nom d’aucun fuseau horaire : écrivez par exemple Europe/Paris ou Indian/Reunion.",
            {"value": name[:60]},
        ) from None
    return name


def _origin(text: str) -> str:
    found = urlsplit(text)
    if found.scheme != "https" or not found.hostname or text.lower() != f"https://{found.netloc}".lower():
        raise PydanticCustomError(
            "origin_expected",
            "« {value} » n’est pas l’adresse d’un site : écrivez-la sans page ni barre finale, par exemple "
            "https://www.cress.example.",
            {"value": text[:80]},
        )
    if not SITE.fullmatch(found.netloc):
        raise PydanticCustomError(
            "site_expected", "« {value} » a des signes qu’un nom de site n’a pas : vérifiez-le.", {"value": text[:80]}
        )
    return text.lower()


def _lines(value: object) -> object:
    """Read what a form sends in one field, a site a line."""
    return [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else value


def _local(value: datetime) -> datetime:
    if value.tzinfo is not None:
        raise PydanticCustomError(
            "local_time_expected",
            "La date limite se lit à l’horloge de la région : écrivez-la sans décalage, par exemple "
            "2026-09-12T18:00:00.",
        )
    return value


class RegionBody(Input):
    """A region, its chamber and its paper cut-off; without a chamber the national team is in charge."""

    code: Annotated[Line, AfterValidator(_region), Field(title="Code de la région")]
    chamber: Annotated[Label | None, Field(title="Chambre")] = None
    contact: Annotated[Annotated[Line, Field(max_length=200)] | None, Field(title="Adresse pour les organisateurs")] = (
        None
    )
    imprint: Annotated[Annotated[Lines, Field(max_length=400)] | None, Field(title="Mention imprimée")] = None
    cut_off: Annotated[
        Annotated[datetime, AfterValidator(_local)] | None, Field(title="Date limite du programme papier")
    ] = None
    time_zone: Annotated[Annotated[Line, AfterValidator(_zone)] | None, Field(title="Fuseau horaire")] = None
    embedded_by: Annotated[
        tuple[Annotated[Line, AfterValidator(_origin)], ...],
        BeforeValidator(_lines),
        Field(title="Sites qui montrent le programme", max_length=20),
    ] = ()

    @model_validator(mode="after")
    def _addresses_are_of_a_chamber(self) -> "RegionBody":
        if self.chamber is None and (self.contact or self.imprint):
            raise PydanticCustomError(
                "chamber_missing",
                "La région {code} a une adresse et pas de chambre : nommez la chambre, ou retirez l’adresse ; sans "
                "chambre, l’équipe nationale s’en occupe.",
                {"code": self.code},
            )
        return self


class ThemeBody(Input):
    """A theme, by its place in the list."""

    slug: Annotated[Slug, Field(title="Identifiant du thème")]
    label: Annotated[Label, Field(title="Nom du thème")]
    links_to_ess: Annotated[bool, Field(title="Relie à l’ESS")]


class FormatBody(Input):
    """A format, by its place in the list."""

    slug: Annotated[Slug, Field(title="Identifiant du format")]
    label: Annotated[Label, Field(title="Nom du format")]


class GroundBody(Input):
    """A ground of a refusal, by its place in the list."""

    slug: Annotated[Slug, Field(title="Identifiant du motif")]
    label: Annotated[Label, Field(title="Nom du motif")]
    sentence: Annotated[Line, Field(min_length=10, max_length=300, title="Phrase du motif")]


class ExtraFieldBody(Input):
    """A question that this edition adds."""

    name: Annotated[Line, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40, title="Nom du champ")]
    label: Annotated[Label, Field(title="Question")]
    kind: Annotated[ExtraKind, Field(title="Nature")]
    required: Annotated[bool, Field(title="Obligatoire")] = False
    shown: Annotated[tuple[ShownWhere, ...], Field(title="Montré à")] = ("chamber",)
    choices: Annotated[tuple[Label, ...], Field(title="Choix")] = ()

    @model_validator(mode="after")
    def _a_choice_has_choices(self) -> "ExtraFieldBody":
        if (self.kind == "choice") != bool(self.choices):
            raise PydanticCustomError(
                "choices_expected",
                "« {label} » : donnez « choices » avec la nature « choice », et seulement avec elle.",
                {"label": self.label},
            )
        return self


class PrintBody(Input):
    """Room on paper, in characters."""

    title: Annotated[int, Field(ge=20, le=140, title="Longueur du titre imprimé")] = 80
    text: Annotated[int, Field(ge=50, le=1000, title="Longueur du texte imprimé")] = 300


class ReviewBody(Input):
    """How long a dossier may wait for its chamber, in days."""

    remind: Annotated[int, Field(ge=1, le=60, title="Rappel à la chambre")] = 3
    escalate: Annotated[int, Field(ge=1, le=60, title="Équipe nationale prévenue")] = 7
    hurry: Annotated[int, Field(ge=0, le=60, title="Jours pressés avant la date limite")] = 10
    hurried_remind: Annotated[int, Field(ge=1, le=60, title="Rappel dans les jours pressés")] = 1
    hurried_escalate: Annotated[int, Field(ge=1, le=60, title="Équipe nationale prévenue dans les jours pressés")] = 2

    @model_validator(mode="after")
    def _reminded_first(self) -> "ReviewBody":
        for first, then in ((self.remind, self.escalate), (self.hurried_remind, self.hurried_escalate)):
            if first >= then:
                raise PydanticCustomError(
                    "reminder_too_late",
                    "La chambre serait rappelée après {first} jours et l’équipe nationale prévenue après {then} : "
                    "rappelez la chambre d’abord, avec un délai plus court.",
                    {"first": first, "then": then},
                )
        return self


class TrustBody(Input):
    """Which organisers are published before a chamber has read them."""

    accepted: Annotated[int, Field(ge=0, le=100, title="Manifestations acceptées avant publication directe")] = 5
    sample: Annotated[int, Field(ge=0, le=100, title="Part relue ensuite, en pour cent")] = 10
