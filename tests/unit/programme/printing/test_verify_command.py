from typing import Any
from uuid import UUID

import httpx
import pytest

from moisess.verify import verify

SNAPSHOT = UUID(int=1)
FOUND = {
    "match": True,
    "expected": "a" * 64,
    "replayed": "a" * 64,
    "records_read": 160,
    "differing": [],
}


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOISESS_KEY", "moisess_x")


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the service answer as a test says; returns what was asked."""
    asked: dict[str, Any] = {}

    def answer_with(status: int, body: Any) -> dict[str, Any]:
        def post(address: str, **options: Any) -> httpx.Response:
            asked.update(options, address=address)
            return httpx.Response(status, json=body)

        monkeypatch.setattr(httpx, "post", post)
        return asked

    return answer_with


def test_a_match_is_said_and_ends_well(answering: Any, capsys: pytest.CaptureFixture[str]) -> None:
    asked = answering(200, FOUND)

    verify(SNAPSHOT, url="http://programme.example/")

    assert asked["address"] == f"http://programme.example/print-snapshots/{SNAPSHOT}/verification"
    assert asked["headers"] == {"Authorization": "Bearer moisess_x"}
    assert "160 enregistrements rejoués" in capsys.readouterr().out


def test_a_mismatch_names_the_manifestations_and_ends_with_1(
    answering: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(200, {**FOUND, "match": False, "differing": [str(UUID(int=number)) for number in range(25)]})

    with pytest.raises(SystemExit, match="1"):
        verify(SNAPSHOT)

    said = capsys.readouterr().out
    assert "Manifestations qui ne concordent pas : 25" in said
    assert str(UUID(int=19)) in said
    assert "et 5 autres" in said


def test_a_refusal_is_said_in_the_services_words(answering: Any, capsys: pytest.CaptureFixture[str]) -> None:
    answering(409, {"title": "Historique incomplet", "detail": "La partition 0 ne commence plus qu’à la position 7."})

    with pytest.raises(SystemExit, match="1"):
        verify(SNAPSHOT)

    assert "ne commence plus qu’à la position 7" in " ".join(capsys.readouterr().err.split())


def test_without_a_key_the_variable_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MOISESS_KEY")

    with pytest.raises(SystemExit, match="1"):
        verify(SNAPSHOT)

    assert "MOISESS_KEY" in capsys.readouterr().err


def test_another_platform_at_the_address_is_not_shown_the_key(
    answering: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(200, FOUND)
    monkeypatch.setenv("MOISESS_INSTANCE", "ours")
    monkeypatch.setattr(httpx, "head", lambda _: httpx.Response(200, headers={"X-Moisess-Instance": "the-other"}))

    with pytest.raises(SystemExit, match="1"):
        verify(SNAPSHOT)

    assert "Une autre plateforme" in capsys.readouterr().err
    assert asked == {}
