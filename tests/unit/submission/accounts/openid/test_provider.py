"""The operator's file: what is wrong with it is said at start, with the way out."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from services.submission.accounts.openid.provider import read_providers
from services.submission.settings import Settings
from tests.support.service import without_broker

SECRET = "secret-d-essai"
GOOD = """
[[provider]]
name = "proconnect"
label = "ProConnect"
issuer = "https://identite.exemple.fr/api/v2"
client_id = "mois-ess"
client_secret_file = "{folder}/secret"
scopes = ["openid", "email", "given_name", "usual_name", "uid", "siret"]
pkce = false
signed_userinfo = true
vouches_for_address = true
vouches_for_siret = true
"""


def written(folder: Path, text: str, secret: str = SECRET) -> Path:
    (folder / "secret").write_text(secret)
    file = folder / "fournisseurs.toml"
    file.write_text(text.replace("{folder}", str(folder)))
    return file


def test_without_a_file_there_is_no_provider() -> None:
    assert () == read_providers(None)


def test_several_providers_are_read_with_their_secrets(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD + GOOD.replace('"proconnect"', '"ailleurs"'))
    first, second = read_providers(file)

    assert ("proconnect", "ailleurs") == (first.name, second.name)
    assert SECRET == first.client_secret
    assert SECRET not in repr(first)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"proconnect"', '"Pro Connect"', "fournisseur n° 1, name"),
        ("https://identite", "http://identite", "doit commencer par https://"),
        ('"openid", ', "", "ajoutez « openid »"),
        ("pkce = false", "pkcs = false", "pkcs"),
        ("/secret", "/absent", "client_secret_file : le fichier .* n’est pas lisible"),
        ("[[provider]]", "[provider]", r"sous un titre \[\[provider\]\]"),
        ("pkce = false", "pkce =", "n’est pas lisible"),
        ("pkce = false", 'algorithm = "none"', "algorithm"),
        ("pkce = false", 'algorithm = "HS256"', "algorithm"),
        (GOOD, GOOD + GOOD, "deux fournisseurs portent le nom « proconnect »"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, before: str, after: str, said: str) -> None:
    with pytest.raises(ValueError, match=rf"(?s)SUBMISSION_OPENID_PROVIDERS_FILE.*{said}"):
        read_providers(written(tmp_path, GOOD.replace(before, after)))


def test_a_service_does_not_start_with_a_fault(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD.replace("pkce = false", "pkcs = false"))
    given = without_broker(Settings, "postgresql://nobody@127.0.0.1:9/none").model_dump(by_alias=True)

    with pytest.raises(ValidationError, match="SUBMISSION_OPENID_PROVIDERS_FILE"):
        Settings.model_validate({**given, "openid_providers_file": file})


def test_an_empty_secret_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="est vide"):
        read_providers(written(tmp_path, GOOD, "  \n"))


def test_a_provider_of_this_machine_may_speak_in_clear(tmp_path: Path) -> None:
    [provider] = read_providers(written(tmp_path, GOOD.replace("https://identite.exemple.fr", "http://127.0.0.1:9000")))

    assert "http://127.0.0.1:9000/api/v2" == provider.issuer
