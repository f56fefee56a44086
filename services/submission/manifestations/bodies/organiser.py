"""Who organises, who may be asked, and who organises it too."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.submission.manifestations.bodies.identifiers import Rna, Rnf, Siren, Siret, Uai
from services.submission.manifestations.bodies.kinds import Blank, Phone, Website
from shared.http.inputs import EmailAddress, Input, Line


class CourtEntryBody(Input):
    """Entry in the register of associations of a court: those of Bas-Rhin, Haut-Rhin and Moselle have no RNA number."""

    court: Annotated[Line, Field(title="Tribunal", min_length=2, max_length=80)]
    volume: Annotated[Line, Field(title="Volume", max_length=20)]
    folio: Annotated[Annotated[Line, Field(max_length=20)] | None, Blank, Field(title="Folio")] = None


class OrganiserBody(Input):
    """The structure that carries the manifestation, and every number of it in a State register.

    Without any number its chamber finds out who it is. An association of Bas-Rhin, Haut-Rhin or Moselle names its
    entry in the register of the court.
    """

    name: Annotated[Line, Field(title="Nom de l’organisateur", min_length=2, max_length=200)]
    siren: Annotated[Siren | None, Blank, Field(title="SIREN")] = None
    rna: Annotated[Rna | None, Blank, Field(title="RNA")] = None
    uai: Annotated[Uai | None, Blank, Field(title="UAI")] = None
    rnf: Annotated[Rnf | None, Blank, Field(title="RNF")] = None
    # Behind the SIREN: only here is it known.
    siret: Annotated[Siret | None, Blank, Field(title="SIRET")] = None
    court_entry: Annotated[CourtEntryBody | None, Field(title="Inscription au registre d’un tribunal")] = None

    @field_validator("siret")
    @classmethod
    def _agrees_with_the_siren(cls, siret: str | None, info: ValidationInfo) -> str | None:
        siren = info.data.get("siren")
        if siret and siren and not siret.startswith(siren):
            raise PydanticCustomError(
                "siret_of_another_siren",
                "Le SIRET {siret} n’appartient pas au SIREN {siren} : un SIRET commence par le SIREN de la structure. "
                "Corrigez l’un des deux, ou n’en donnez qu’un.",
                {"siret": siret, "siren": siren},
            )
        return siret


class PublicContactBody(Input):
    """What will be shown to everybody; never the account holder's address by default."""

    name: Annotated[Annotated[Line, Field(max_length=100)] | None, Blank, Field(title="Nom du contact public")] = None
    phone: Annotated[Phone | None, Blank, Field(title="Téléphone public")] = None
    website: Annotated[Website | None, Blank, Field(title="Site web")] = None
    # Checked even when absent, and behind the other means: only here are they known.
    email: Annotated[
        EmailAddress | None, Blank, Field(title="Adresse électronique publique", validate_default=True)
    ] = None
    print_consent: Annotated[bool, Field(title="Accord pour l’impression")] = False

    @field_validator("email")
    @classmethod
    def _can_be_reached_somehow(cls, email: str | None, info: ValidationInfo) -> str | None:
        refused = {"phone", "website"} - info.data.keys()
        if not email and not refused and not info.data["phone"] and not info.data["website"]:
            raise PydanticCustomError(
                "contact_missing",
                "Indiquez au moins un moyen de joindre les organisateurs, qui sera publié : adresse électronique, "
                "téléphone ou site web.",
            )
        return email


class CoOrganiserBody(Input):
    """Another structure that organises it too."""

    name: Annotated[Line, Field(title="Nom du co-organisateur", min_length=2, max_length=200)]
