"""What may be said beyond what, when and where; all of it optional."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.submission.manifestations.bodies.kinds import Blank, Paragraphs, Phone, Website
from services.submission.manifestations.bodies.moments import Instant
from shared.contracts.pictures import ADDRESS
from shared.contracts.vocabulary import PriceKind
from shared.http.inputs import EmailAddress, Input, Line

Cents = Annotated[int, Field(ge=0, le=1_000_000)]
Years = Annotated[int, Field(ge=0, le=120)]
Alt = Annotated[Line, Field(min_length=3, max_length=300)]
Credit = Annotated[Line, Field(min_length=2, max_length=200)]


class PriceBody(Input):
    """What it costs; amounts are euro cents."""

    kind: Annotated[PriceKind, Field(title="Tarif")]
    lowest_cents: Annotated[Cents | None, Field(title="Prix le plus bas, en centimes")] = None
    highest_cents: Annotated[Cents | None, Field(title="Prix le plus haut, en centimes", validate_default=True)] = None
    conditions: Annotated[Annotated[Line, Field(max_length=300)] | None, Blank, Field(title="Conditions de tarif")] = (
        None
    )

    @field_validator("highest_cents")
    @classmethod
    def _agrees(cls, highest: int | None, info: ValidationInfo) -> int | None:
        lowest = info.data.get("lowest_cents")
        if info.data.get("kind") == "free" and (lowest or highest):
            raise PydanticCustomError(
                "price_of_what_is_free",
                "kind dit que c’est gratuit (free), et un prix est donné : corrigez l’un des deux.",
            )
        if lowest is not None and highest is not None and highest < lowest:
            raise PydanticCustomError(
                "highest_below_lowest",
                "Le prix le plus haut est inférieur au prix le plus bas : corrigez l’un des deux.",
            )
        return highest


class BookingBody(Input):
    """How a seat is reserved."""

    required: Annotated[bool, Field(title="Réservation obligatoire")]
    url: Annotated[Website | None, Blank, Field(title="Adresse web de réservation")] = None
    email: Annotated[EmailAddress | None, Blank, Field(title="Adresse électronique de réservation")] = None
    phone: Annotated[Phone | None, Blank, Field(title="Téléphone de réservation")] = None
    seats: Annotated[Annotated[int, Field(ge=1, le=1_000_000)] | None, Field(title="Nombre de places")] = None
    closes_at: Annotated[Instant | None, Blank, Field(title="Fin des réservations")] = None


class AgeBody(Input):
    """For whom it is suitable, in years; both ends are included."""

    lowest: Annotated[Years | None, Field(title="Âge le plus bas")] = None
    highest: Annotated[Years | None, Field(title="Âge le plus haut", validate_default=True)] = None

    @field_validator("highest")
    @classmethod
    def _agrees(cls, highest: int | None, info: ValidationInfo) -> int | None:
        lowest = info.data.get("lowest")
        if lowest is not None and highest is not None and highest < lowest:
            raise PydanticCustomError(
                "highest_below_lowest", "L’âge le plus haut est inférieur au plus bas : corrigez l’un des deux."
            )
        if "lowest" in info.data and lowest is None and highest is None:
            raise PydanticCustomError(
                "age_missing", "Donnez l’âge le plus bas, le plus haut ou les deux, ou retirez « age »."
            )
        return highest


class TranslationBody(Input):
    """The text in another language."""

    title: Annotated[Line, Field(title="Titre traduit", min_length=3, max_length=140)]
    description: Annotated[
        Annotated[Paragraphs, Field(max_length=4000)] | None, Blank, Field(title="Description traduite")
    ] = None


class ImageBody(Input):
    """A picture that was sent before (POST /pictures), and the words that go with it."""

    url: Annotated[Line, Field(title="Adresse de l’image")]
    alt: Annotated[Alt, Field(title="Texte de remplacement")]
    credit: Annotated[Credit, Field(title="Crédit de l’image")]

    @field_validator("url")
    @classmethod
    def _is_one_of_ours(cls, url: str) -> str:
        if not ADDRESS.fullmatch(url):
            raise PydanticCustomError(
                "picture_unknown",
                "« {value} » n’est pas l’adresse d’une image que nous gardons : envoyez-la par POST /pictures et "
                "reprenez l’adresse (url) de la réponse.",
                {"value": url[:80]},
            )
        return url
