"""What a provider publishes about itself is kept for a while, renewed in time, and looked at before it is used."""

import json
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey

from services.submission.accounts.openid.connection import Answer, Connection
from services.submission.accounts.openid.documents import AGAIN_SECONDS, FRESH_SECONDS, STALE_SECONDS, Documents
from services.submission.accounts.openid.errors import AnswerRefused, ProviderSilent
from services.submission.accounts.openid.metadata import Metadata, address_of, read_metadata
from services.submission.accounts.openid.provider import Provider

ISSUER = "https://identite.exemple.fr"
METADATA = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/jwks",
}


class Pretended(Connection):
    """A provider whose documents the test writes."""

    def __init__(self) -> None:
        self.documents: dict[str, Any] = {address_of(ISSUER): METADATA}
        self.asked: list[str] = []

    async def get(self, address: str, **_: Any) -> Answer:
        self.asked.append(address)
        if address not in self.documents:
            raise ProviderSilent("Essai")
        body = json.dumps(self.documents[address]).encode()
        return Answer(status=200, media_type="application/json", body=body)


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def made(tmp_path: Path) -> tuple[Documents, Pretended, Clock]:
    (tmp_path / "secret").write_text("secret-d-essai")
    agreed = {"name": "essai", "label": "Essai", "issuer": ISSUER, "client_id": "mois-ess"}
    provider = Provider.model_validate({**agreed, "client_secret_file": tmp_path / "secret"})
    pretended, clock = Pretended(), Clock()
    return Documents(provider, pretended, clock=clock), pretended, clock


def published(*keys: RSAKey | ECKey | OctKey) -> dict[str, Any]:
    return {"keys": [key.as_dict(private=False) for key in keys]}


def rsa(kid: str, use: str = "sig") -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": use})


Made = tuple[Documents, Pretended, Clock]


async def test_documents_are_kept_and_renewed_in_time(made: Made) -> None:
    documents, pretended, clock = made
    await documents.metadata()
    clock.seconds = FRESH_SECONDS - 1
    await documents.metadata()

    assert 1 == len(pretended.asked)

    clock.seconds = FRESH_SECONDS + 1
    await documents.metadata()

    assert 2 == len(pretended.asked)


async def test_an_old_document_serves_for_a_day_while_the_provider_is_down(made: Made) -> None:
    documents, pretended, clock = made
    await documents.metadata()
    del pretended.documents[address_of(ISSUER)]
    clock.seconds = STALE_SECONDS - 1

    assert ISSUER == (await documents.metadata()).issuer

    clock.seconds = STALE_SECONDS + AGAIN_SECONDS
    with pytest.raises(ProviderSilent):
        await documents.metadata()


async def test_a_provider_that_is_down_is_not_asked_again_at_once(made: Made) -> None:
    documents, pretended, clock = made
    pretended.documents.clear()
    for _ in range(3):
        with pytest.raises(ProviderSilent):
            await documents.metadata()

    assert 1 == len(pretended.asked)

    clock.seconds, pretended.documents[address_of(ISSUER)] = AGAIN_SECONDS + 1.0, METADATA

    assert ISSUER == (await documents.metadata()).issuer


async def test_invented_key_ids_have_a_provider_asked_seldom(made: Made) -> None:
    documents, pretended, clock = made
    address = METADATA["jwks_uri"]
    pretended.documents[address] = published(rsa("une"))
    await documents.key("une")
    for number in range(5):
        clock.seconds += 1
        with pytest.raises(AnswerRefused, match="key_unknown"):
            await documents.key(f"inventee-{number}")

    assert 1 == pretended.asked.count(address)

    clock.seconds, pretended.documents[address] = AGAIN_SECONDS + 1.0, published(rsa("deux"))

    assert "deux" == (await documents.key("deux")).kid
    with pytest.raises(AnswerRefused, match="key_unknown"):
        await documents.key("une")


async def test_only_keys_for_signatures_are_taken_and_none_by_chance(made: Made) -> None:
    documents, pretended, _ = made
    shared_secret = {"kty": "oct", "k": "c2VjcmV0LXF1aS1uLWVzdC1wYXMtcHVibGlj", "kid": "secret"}
    keys = published(rsa("une"), rsa("chiffrement", use="enc"), ECKey.generate_key("P-256", {"kid": "deux"}))
    pretended.documents[METADATA["jwks_uri"]] = {"keys": [*keys["keys"], shared_secret, {"kty": "nouveau", "kid": "x"}]}

    assert "deux" == (await documents.key("deux")).kid
    for kid in ("chiffrement", "secret", "x", None):
        with pytest.raises(AnswerRefused, match="key_unknown"):
            await documents.key(kid)


@pytest.mark.parametrize("document", [{}, {"keys": []}, {"keys": "rien"}, {"keys": [{}]}, [], "rien", None])
async def test_what_are_no_keys_is_refused(made: Made, document: object) -> None:
    documents, pretended, _ = made
    pretended.documents[METADATA["jwks_uri"]] = document

    with pytest.raises(AnswerRefused, match="keys_unreadable"):
        await documents.key("une")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"issuer": f"{ISSUER}/"}, "metadata_of_another_issuer"),
        ({"token_endpoint": "http://identite.exemple.fr/token"}, "endpoint_not_encrypted"),
        ({"end_session_endpoint": "javascript:alert(1)"}, "endpoint_not_encrypted"),
        ({"jwks_uri": None}, "metadata_unreadable"),
    ],
)
def test_metadata_that_lead_elsewhere_are_refused(change: dict[str, Any], reason: str) -> None:
    def read(told: dict[str, Any]) -> Metadata:
        return read_metadata(json.dumps(told).encode(), issuer=ISSUER)

    assert read(METADATA).token_endpoint == f"{ISSUER}/token"
    with pytest.raises(AnswerRefused, match=reason):
        read({**METADATA, **change})
