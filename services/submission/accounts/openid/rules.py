"""What must hold of a signed answer before a word of it is believed. Pure."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key
from joserfc.jws import JWSRegistry

from services.submission.accounts.openid.errors import AnswerRefused
from services.submission.accounts.openid.provider import Provider
from shared.email_address import is_email_address
from shared.text import one_line

SKEW_SECONDS = 60
"""By so much a clock may be wrong, theirs or ours."""
LONGEST_SUBJECT = 255
LONGEST_NAME = 200
SIRET_DIGITS = 14
Claims = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whom a provider says it knows."""

    issuer: str
    subject: str
    """Its name for the person; means nothing elsewhere."""
    address: str | None
    """Only one that it answers for."""
    name: str
    siret: str | None
    """Of the establishment for which the person works, where the provider is trusted with that."""


def key_id_of(token: str) -> str | None:
    """Return which key a token says that it is signed with, None where it says nothing."""
    try:
        key_id = jws.extract_compact(token.encode()).headers().get("kid")
    except (JoseError, ValueError) as error:
        raise AnswerRefused("token_unreadable") from error
    return key_id if isinstance(key_id, str) else None


def verified(token: str, key: Key, provider: Provider, *, now: datetime, essential: tuple[str, ...]) -> Claims:
    """Return the claims of a token that this provider signed, for us, for now; raises ``AnswerRefused``.

    Another audience beside us is refused too: who else may show the token is nobody that we know.
    """
    needed: dict[str, jwt.ClaimsOption] = {name: {"essential": True} for name in ("sub", *essential)}
    registry = JWSRegistry(algorithms=[provider.algorithm], strict_check_header=False)
    try:
        claims = jwt.decode(token, key, registry=registry).claims
        jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=SKEW_SECONDS,
            iss={"essential": True, "value": provider.issuer},
            **needed,
        ).validate(claims)
    except (JoseError, ValueError, TypeError) as error:
        raise AnswerRefused(getattr(error, "error", "") or "token_unreadable") from error
    if claims.get("aud") not in (provider.client_id, [provider.client_id]):
        raise AnswerRefused("another_audience")
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise AnswerRefused("another_party")
    if len(claims["sub"]) > LONGEST_SUBJECT or not claims["sub"].isprintable():
        raise AnswerRefused("subject_unfit")
    return claims


def check_this_sign_in(claims: Claims, provider: Provider, *, nonce: str) -> None:
    """Raise ``AnswerRefused`` for an ID token of another sign-in, or of one by weaker means than were asked for."""
    given = claims.get("nonce")
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), nonce.encode()):
        raise AnswerRefused("another_nonce")
    if provider.acr_values and claims.get("acr") not in provider.acr_values:
        raise AnswerRefused("another_assurance")


def identity_of(claims: Claims, provider: Provider) -> Identity:
    """Return what we take from the claims; an address of another form than any account's is none."""
    vouched = provider.vouches_for_address or claims.get("email_verified") is True
    # As it was written but for blanks around it: cleaning may make another person's address of it.
    address = str(claims.get("email")).strip()
    names = (_text(claims, "given_name"), _text(claims, "usual_name") or _text(claims, "family_name"))
    siret = _text(claims, "siret") if provider.vouches_for_siret else ""
    return Identity(
        issuer=provider.issuer,
        subject=claims["sub"],
        address=address if vouched and is_email_address(address) else None,
        name=(" ".join(filter(None, names)) or _text(claims, "name"))[:LONGEST_NAME],
        siret=siret if len(siret) == SIRET_DIGITS and siret.isascii() and siret.isdecimal() else None,
    )


def _text(claims: Claims, name: str) -> str:
    value = claims.get(name)
    return one_line(value) if isinstance(value, str) else ""
