"""Which OpenID Connect providers may vouch for people, as a file of the operator names them."""

import tomllib
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from shared.password_file import read_password

VARIABLE = "SUBMISSION_OPENID_PROVIDERS_FILE"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Provider(BaseModel):
    """One provider, and what we agreed with it when this site was registered there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")
    """In addresses of ours: ``/connexion/openid/<name>``."""
    label: str = Field(min_length=1, max_length=60)
    """On the button: « Se connecter avec <label> »."""
    issuer: str
    client_id: str = Field(min_length=1)
    client_secret_file: Path
    client_authentication: Literal["client_secret_post", "client_secret_basic"] = "client_secret_post"
    scopes: tuple[str, ...] = ("openid", "email")
    acr_values: tuple[str, ...] = ()
    """Levels of assurance that are asked for; whoever comes with another is not let in."""
    pkce: bool = True
    """Off for a provider that refuses parameters which it does not know."""
    algorithm: Literal["RS256", "PS256", "ES256"] = "RS256"
    """The only one taken: the token's own word for it decides nothing."""
    signed_userinfo: bool = False
    vouches_for_address: bool = False
    """Every address is its own: ``email_verified`` is not looked at. Otherwise it must be true."""
    vouches_for_siret: bool = False
    """``siret`` proves for whom a person works; from any other provider it is a word like another."""

    @model_validator(mode="after")
    def _can_be_used(self) -> Self:
        parts = urlsplit(self.issuer)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise ValueError(f"issuer : « {self.issuer} » doit commencer par https://.")
        if "openid" not in self.scopes:
            raise ValueError("scopes : ajoutez « openid », sans quoi rien n’est signé.")
        self.client_secret  # noqa: B018  read once, at start, where a fault can be mended
        return self

    @cached_property
    def client_secret(self) -> str:
        """What this site proves itself with."""
        return read_password(self.client_secret_file, variable="client_secret_file")


class File(BaseModel):
    """The whole of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    provider: tuple[Provider, ...] = ()


def read_providers(path: Path | None) -> tuple[Provider, ...]:
    """Read the file; raises ``ValueError`` with a French sentence that names the variable and the provider."""
    if path is None:
        return ()
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"{VARIABLE} : le fichier {path} n’est pas lisible ({error}).") from error
    try:
        providers = File.model_validate(told).provider
    except ValidationError as error:
        raise ValueError(f"{VARIABLE} : {' ; '.join(_sentence(fault) for fault in error.errors())}.") from error
    twice = [name for name, times in Counter(provider.name for provider in providers).items() if times > 1]
    if twice:
        raise ValueError(f"{VARIABLE} : deux fournisseurs portent le nom « {twice[0]} » ; donnez un nom à chacun.")
    return providers


def _sentence(fault: ErrorDetails) -> str:
    match fault["loc"]:
        case ("provider", int(position), *field):
            return f"fournisseur n° {position + 1}, {'.'.join(map(str, field)) or 'ensemble'} : {fault['msg']}"
        case _:
            return "écrivez chaque fournisseur sous un titre [[provider]], à crochets doubles, et rien d’autre"
