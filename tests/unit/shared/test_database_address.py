"""What a process is told of its database: nothing that contradicts itself is taken, and the variable is named."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pydantic import ValidationError

from moisess.misconfigured import misconfigured
from services.programme.settings import Settings
from shared.postgres.address import address_in, complete

VARIABLE = "PROGRAMME_DATABASE_URL"
FILE = "PROGRAMME_DATABASE_PASSWORD_FILE"
URL = "postgresql://programme@database.example:5432/programme"
WITH_PASSWORD = "postgresql://programme:secret@database.example:5432/programme"


def test_an_address_without_a_file_stays_as_it_is() -> None:
    assert WITH_PASSWORD == address_in({VARIABLE: WITH_PASSWORD}, VARIABLE)
    assert URL == address_in({VARIABLE: URL, FILE: ""}, VARIABLE)
    assert address_in({FILE: "/nowhere"}, VARIABLE) is None


@pytest.mark.parametrize("password", ["secret", "p@ss:w/ord?#%41 é"])
def test_a_password_is_read_from_its_file_whatever_its_letters(tmp_path: Path, password: str) -> None:
    (file := tmp_path / "password").write_text(f"{password}\n", encoding="utf-8")

    found = urlsplit(address_in({VARIABLE: f"{URL}?sslmode=require", FILE: str(file)}, VARIABLE) or "")

    assert ("programme", password) == (found.username, unquote(found.password or ""))
    assert ("database.example", 5432, "/programme", "sslmode=require") == (
        found.hostname,
        found.port,
        found.path,
        found.query,
    )


@pytest.mark.parametrize(
    ("url", "file", "named"),
    [
        ("database.example", None, "postgresql://"),
        (WITH_PASSWORD, "password", FILE),
        (URL, "/nowhere/password", "/nowhere/password"),
        ("postgresql://database.example/programme", "password", "ne nomme pas le rôle"),
        (f"{URL}?sslmode=full", None, "sslmode=full"),
        (f"{URL}?sslmode=verify-full", None, "sslrootcert"),
        (f"{URL}?sslmode=verify-full&sslrootcert=/nowhere/ca.pem", None, "/nowhere/ca.pem"),
        (f"{URL}?sslrootcert=/nowhere/ca.pem", None, "sslmode=verify-full"),
        (f"{URL}?sslmode=prefer&sslrootcert=/nowhere/ca.pem", None, "sslmode=verify-full"),
    ],
)
def test_what_cannot_be_used_is_named(url: str, file: str | None, named: str, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("secret")

    with pytest.raises(ValueError, match="PROGRAMME_DATABASE") as caught:
        complete(url, tmp_path / file if file else None, variable=VARIABLE)

    assert named in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_service_names_its_own_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9092")
    monkeypatch.setenv(VARIABLE, URL)
    monkeypatch.setenv(FILE, "/nowhere/password")

    with pytest.raises(ValidationError) as caught:
        Settings.from_environment()

    [line] = misconfigured(caught.value)
    assert line.startswith(f"{FILE} : le fichier /nowhere/password n’est pas lisible")
