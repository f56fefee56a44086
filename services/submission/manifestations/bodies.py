"""What an organiser sends, by JSON or by form: every field checked, every fault named at once."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from services.submission.manifestations.body_parts import OrganiserBody, PlaceBody, PublicContactBody
from services.submission.manifestations.kinds import Blank, Format, Instant, Paragraphs, Themes, Website
from services.submission.manifestations.rules import LONGEST_DAYS, Registration, season
from shared.contracts.content import Content, Openness, Organiser, Place, PublicContact
from shared.errors import FieldsRefused
from shared.geography import find_commune
from shared.http.french import METROPOLE, day, moment
from shared.http.inputs import Input, Line
from shared.http.refusals import DETAIL, refusals


class ManifestationBody(Input):
    """A whole registration, first or amended; region, department and clock follow from the commune."""

    title: Annotated[Line, Field(title="Titre", min_length=3, max_length=140)]
    description: Annotated[Paragraphs, Field(title="Description", min_length=20, max_length=4000)]
    themes: Annotated[Themes, Field(title="Thèmes", min_length=1, max_length=5)]
    format: Annotated[Format, Field(title="Format")]
    openness: Annotated[Openness, Field(title="Public")]
    # Before the hours, which are read on the clock of the place.
    place: Annotated[PlaceBody, Field(title="Lieu")]
    starts_at: Annotated[Instant, Field(title="Début")]
    ends_at: Annotated[Instant, Field(title="Fin")]
    online_url: Annotated[Website | None, Blank, Field(title="Adresse pour suivre à distance")] = None
    organiser: Annotated[OrganiserBody, Field(title="Organisateur")]
    public_contact: Annotated[PublicContactBody, Field(title="Contact public")]
    external_id: Annotated[Annotated[Line, Field(max_length=100)] | None, Blank, Field(title="Votre référence")] = None

    @field_validator("starts_at", "ends_at")
    @classmethod
    def _in_season(cls, value: datetime, info: ValidationInfo) -> datetime:
        edition: int = (info.context or {})["edition"]
        first, last = season(edition)
        # Years far away first: shifting their very ends to another zone would overflow.
        if abs(value.year - edition) > 1 or not first <= value.astimezone(_zone(info)).date() <= last:
            raise PydanticCustomError(
                "outside_season",
                "Le Mois de l’ESS {edition} accueille les manifestations du {first} au {last} : choisissez une date "
                "dans cette période.",
                {"edition": edition, "first": day(first, year=False), "last": day(last)},
            )
        return value

    @field_validator("ends_at")
    @classmethod
    def _after_the_start(cls, ends_at: datetime, info: ValidationInfo) -> datetime:
        starts_at: datetime | None = info.data.get("starts_at")
        if starts_at is None:
            return ends_at
        if ends_at <= starts_at:
            raise PydanticCustomError(
                "ends_before_start",
                "La fin doit venir après le début, {start} : corrigez l’un des deux.",
                {"start": moment(starts_at, _zone(info).key)},
            )
        if ends_at - starts_at > timedelta(days=LONGEST_DAYS):
            raise PydanticCustomError(
                "too_long_a_time",
                "Une manifestation dure {days} jours au plus : inscrivez-en plusieurs, ou resserrez les dates.",
                {"days": LONGEST_DAYS},
            )
        return ends_at

    def registration(self) -> Registration:
        """Return what the rest of the service works with, hours on the clock of the place."""
        commune = find_commune(self.place.commune_code)
        if commune is None:
            raise LookupError(self.place.commune_code)
        zone = ZoneInfo(commune.time_zone)
        content = Content(
            title=self.title,
            description=self.description,
            themes=tuple(self.themes),
            format=self.format,
            openness=self.openness,
            starts_at=self.starts_at.astimezone(zone),
            ends_at=self.ends_at.astimezone(zone),
            time_zone=commune.time_zone,
            place=Place(
                name=self.place.name,
                address=self.place.address,
                postcode=self.place.postcode,
                commune_code=commune.code,
                commune_name=commune.name,
                department_code=commune.department_code,
                region_code=commune.region_code,
            ),
            public_contact=PublicContact(**vars(self.public_contact)),
            online_url=self.online_url,
        )
        organiser = Organiser(**vars(self.organiser))
        return Registration(organiser=organiser, content=content, external_id=self.external_id)


class ReceivedManifestation(ManifestationBody):
    """The body as it came: whether its dates fit depends on the edition, which a type cannot know.

    Only its description is of use; ``received`` goes to ``read_manifestation``.
    """

    _received: Any = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _keep(cls, received: Any, _: ModelWrapValidatorHandler[Self]) -> Self:
        kept = cls.model_construct()
        kept._received = received  # noqa: SLF001 -- its own, set where it is made
        return kept

    @property
    def received(self) -> Any:
        """Return what was sent, not checked yet."""
        return self._received


def read_manifestation(body: Any, *, edition: int) -> ManifestationBody:
    """Check a body against everything at once; raises ``FieldsRefused`` with every fault."""
    try:
        return ManifestationBody.model_validate(body, context={"edition": edition})
    except ValidationError as error:
        raise FieldsRefused(DETAIL, errors=refusals(ManifestationBody, error.errors())) from error


def _zone(info: ValidationInfo) -> ZoneInfo:
    place: PlaceBody | None = info.data.get("place")
    commune = find_commune(place.commune_code) if place else None
    return ZoneInfo(commune.time_zone if commune else METROPOLE)
