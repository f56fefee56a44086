"""Forged tokens: what a conforming provider never sends, and somebody else might."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import Key, OctKey, RSAKey

from services.submission.accounts.openid.errors import AnswerRefused
from services.submission.accounts.openid.provider import Provider
from services.submission.accounts.openid.rules import check_this_sign_in, identity_of, key_id_of, verified

NOW = datetime(2026, 9, 4, 9, 30, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
ISSUER = "https://identite.exemple.fr/api/v2"
KEY = RSAKey.generate_key(2048, {"kid": "celle-ci", "use": "sig"})
OTHER = RSAKey.generate_key(2048, {"kid": "celle-ci"})
CLAIMS = {
    "iss": ISSUER,
    "sub": "claire",
    "aud": "mois-ess",
    "exp": SECONDS + 60,
    "iat": SECONDS,
    "nonce": "n" * 43,
}
ESSENTIAL = ("exp", "iat", "nonce")


@pytest.fixture
def provider(tmp_path: Path) -> Callable[..., Provider]:
    (tmp_path / "secret").write_text("secret-d-essai")

    def make(**agreed: Any) -> Provider:
        common = {"name": "essai", "label": "Essai", "issuer": ISSUER, "client_id": "mois-ess"}
        return Provider.model_validate({**common, "client_secret_file": tmp_path / "secret", **agreed})

    return make


def token(key: Key = KEY, algorithm: str = "RS256", **claims: Any) -> str:
    told = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not None}
    return jwt.encode({"alg": algorithm, "kid": "celle-ci"}, told, key, algorithms=[algorithm])


def by_hand(header: dict[str, str], claims: dict[str, Any], signature: str = "") -> str:
    parts = [urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (header, claims)]
    return ".".join([*parts, signature])


def reason(text: str, provider: Provider, key: Key = KEY) -> str:
    with pytest.raises(AnswerRefused) as refused:
        verified(text, key, provider, now=NOW, essential=ESSENTIAL)
    return refused.value.reason


def test_an_honest_token_is_believed(provider: Callable[..., Provider]) -> None:
    claims = verified(token(), KEY, provider(), now=NOW, essential=ESSENTIAL)

    assert "claire" == claims["sub"]
    assert "celle-ci" == key_id_of(token())


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", ""])
def test_a_token_without_signature_is_refused(provider: Callable[..., Provider], algorithm: str) -> None:
    assert "unsupported_algorithm" == reason(by_hand({"alg": algorithm}, CLAIMS), provider())


def test_a_public_key_is_no_secret_to_sign_with(provider: Callable[..., Provider]) -> None:
    confused = OctKey.import_key(str(KEY.as_dict(private=False)["n"]))

    assert "unsupported_algorithm" == reason(token(confused, "HS256"), provider())


def test_a_signature_of_somebody_else_is_refused(provider: Callable[..., Provider]) -> None:
    assert "bad_signature" == reason(token(OTHER), provider())


def test_changed_claims_do_not_keep_their_signature(provider: Callable[..., Provider]) -> None:
    header, _, signature = token().split(".")
    changed = by_hand({}, {**CLAIMS, "sub": "malo"}).split(".")[1]

    assert "bad_signature" == reason(f"{header}.{changed}.{signature}", provider())


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"iss": "https://identite.exemple.fr"}, "invalid_claim"),
        ({"iss": None}, "missing_claim"),
        ({"sub": None}, "missing_claim"),
        ({"sub": ""}, "invalid_claim"),
        ({"sub": 7}, "invalid_claim"),
        ({"sub": "x" * 256}, "subject_unfit"),
        ({"sub": "cla\x00ire"}, "subject_unfit"),
        ({"aud": None}, "another_audience"),
        ({"aud": "quelqu-un"}, "another_audience"),
        ({"aud": ["mois-ess", "quelqu-un"]}, "another_audience"),
        ({"azp": "quelqu-un"}, "another_party"),
        ({"exp": None}, "missing_claim"),
        ({"exp": SECONDS - 61}, "expired_token"),
        ({"exp": "demain"}, "invalid_claim"),
        ({"exp": float("nan")}, "invalid_claim"),
        ({"iat": None}, "missing_claim"),
        ({"iat": SECONDS + 61}, "invalid_claim"),
        ({"nbf": SECONDS + 61}, "invalid_claim"),
        ({"nonce": None}, "missing_claim"),
    ],
)
def test_a_token_that_is_not_from_there_for_us_and_now_is_refused(
    provider: Callable[..., Provider], claims: dict[str, Any], expected: str
) -> None:
    assert expected == reason(token(**claims), provider())


@pytest.mark.parametrize("claims", [{"aud": ["mois-ess"]}, {"exp": SECONDS - 59}, {"iat": SECONDS + 59}])
def test_what_the_standard_allows_is_taken(provider: Callable[..., Provider], claims: dict[str, Any]) -> None:
    assert verified(token(**claims), KEY, provider(), now=NOW, essential=ESSENTIAL)


@pytest.mark.parametrize("text", ["", "a", "a.b", "a.b.c", "....", "é.é.é", "e30.e30."])
def test_what_is_no_token_is_refused_as_such(provider: Callable[..., Provider], text: str) -> None:
    assert reason(text, provider())


def test_claims_that_are_no_object_are_refused(provider: Callable[..., Provider]) -> None:
    assert reason(by_hand({"alg": "RS256"}, []), provider())  # type: ignore[arg-type]


@pytest.mark.parametrize("nonce", ["x" * 43, None, 7, ["n" * 43]])
def test_a_token_of_another_sign_in_is_refused(provider: Callable[..., Provider], nonce: object) -> None:
    with pytest.raises(AnswerRefused, match="another_nonce"):
        check_this_sign_in({**CLAIMS, "nonce": nonce}, provider(), nonce="n" * 43)


def test_a_provider_is_believed_only_what_it_is_trusted_with(provider: Callable[..., Provider]) -> None:
    claims = {"sub": "claire", "email": " claire@exemple.fr ", "siret": "99999901400018", "given_name": "Claire"}
    trusted = identity_of(claims, provider(vouches_for_address=True, vouches_for_siret=True))
    other = identity_of(claims, provider())
    verified_there = identity_of({**claims, "email_verified": True}, provider())

    assert ("claire@exemple.fr", "99999901400018") == (trusted.address, trusted.siret)
    assert (None, None) == (other.address, other.siret)
    assert "claire@exemple.fr" == verified_there.address
    assert identity_of({**claims, "email_verified": "true"}, provider()).address is None


@pytest.mark.parametrize(
    "siret", ["9999990140001", "999999014000181", "9999990140001X", "٩٩٩٩٩٩٠١٤٠٠٠١٨", 99999901400018]
)
def test_a_siret_is_fourteen_digits(provider: Callable[..., Provider], siret: object) -> None:
    assert identity_of({"sub": "claire", "siret": siret}, provider(vouches_for_siret=True)).siret is None


@pytest.mark.parametrize(
    "address",
    [
        "\u212aarim@exemple.fr",
        "claire",
        "claire@exemple.fr, malo@exemple.fr",
        "cl\x00aire@exemple.fr",
        "a" * 260 + "@b.fr",
    ],
)
def test_what_has_not_the_form_of_an_address_leads_to_nobody_s_account(
    provider: Callable[..., Provider], address: str
) -> None:
    # The first is written with the sign of the kelvin: in small letters it is another person's address.
    assert identity_of({"sub": "claire", "email": address}, provider(vouches_for_address=True)).address is None


def test_a_name_is_one_line_without_signs_that_nobody_sees(provider: Callable[..., Provider]) -> None:
    claims = {"sub": "claire", "given_name": "Cla\x00ire\n", "usual_name": "\u202eMar\ud800tin"}

    assert "Claire Martin" == identity_of(claims, provider()).name
