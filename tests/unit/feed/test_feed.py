"""``moisess feed`` as a client of the platform's imports."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from moisess.feed import imports
from moisess.feed.command import feed
from shared.instance import HEADER, VARIABLE

URL = "https://inscription.example"
FOUND: dict[str, Any] = {
    "import_id": "0d5c1f4e-0000-4000-8000-000000000001",
    "state": "sent",
    "refusal": None,
    "notes": ["Colonne ignorée : Chaises."],
    "records": 2,
    "done": 2,
    "outcomes": {"registered": 1, "incomplete": 1},
}
ROWS = [
    {"row": 1, "title": "Bal", "outcome": "registered", "message": "Inscrite.", "faults": []},
    {"row": 2, "title": "Repas", "outcome": "incomplete", "message": "1 champ à compléter.",
     "faults": [{"where": "Commune", "message": "Le lieu manque."}]},
]  # fmt: skip


class Pretended:
    """A submission service that reads and registers in three looks."""

    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []
        self.found: dict[str, Any] = dict(FOUND)
        self.states = ["reading", "sending"]
        self.before: list[httpx.Response] = []
        self.instance = ""
        self.rows = ROWS

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        headers = {HEADER: self.instance} if self.instance else {}
        if request.method != "HEAD" and self.before:
            return self.before.pop(0)
        if request.url.path.endswith("/rows"):
            return httpx.Response(200, json={"items": self.rows}, headers=headers)
        if "rapport" in request.url.path:
            return httpx.Response(200, content=b"rapport", headers=headers)
        state = self.states.pop(0) if self.states and request.method == "GET" else self.found["state"]
        return httpx.Response(
            202 if request.method == "POST" else 200, json={**self.found, "state": state}, headers=headers
        )


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> Pretended:
    pretended = Pretended()
    transport = httpx.MockTransport(pretended)
    client: Callable[..., httpx.AsyncClient] = httpx.AsyncClient
    monkeypatch.setattr(httpx, "AsyncClient", lambda **said: client(transport=transport, **said))
    monkeypatch.setattr(imports, "PAUSE_SECONDS", 0.001)
    monkeypatch.setenv("MOISESS_KEY", "moisess_cle")
    monkeypatch.delenv(VARIABLE, raising=False)
    return pretended


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "feuille.csv"
    path.write_bytes(b"Titre\nBal\nRepas\n")
    return path


def fed(file: Path, **options: Any) -> int:
    return feed(file, url=URL, report=file.parent / "rapport", patience=0.05, **options)


def test_a_file_is_sent_and_its_report_written_and_what_is_incomplete_is_no_success(
    platform: Pretended, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == fed(file, openness="open_to_all", themes=("culture", "sport"))

    posted = platform.asked[0]
    assert ("POST", f"{URL}/imports", "Bearer moisess_cle") == (
        posted.method,
        str(posted.url),
        posted.headers["Authorization"],
    )
    for part in (b'name="openness"', b'name="send"', b"culture", b"sport", b"Titre\nBal\nRepas\n"):
        assert part in posted.content
    lines = (file.parent / "rapport" / "rapport.jsonl").read_text("utf-8").splitlines()
    assert ["registered", "incomplete"] == [json.loads(line)["outcome"] for line in lines]
    assert b"rapport" == (file.parent / "rapport" / "rapport.xlsx").read_bytes()
    said = capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Commune : Le lieu manque." in said
    assert "Colonne ignorée : Chaises." in said


def test_everything_registered_is_a_success(platform: Pretended, file: Path) -> None:
    platform.found["outcomes"], platform.rows = {"registered": 1}, ROWS[:1]

    assert 0 == fed(file)


def test_looking_first_does_not_ask_to_send(platform: Pretended, file: Path) -> None:
    platform.found |= {"state": "read", "outcomes": {"new": 1}}
    platform.rows = [{**ROWS[0], "outcome": "new"}]
    platform.states = ["reading"]

    assert 0 == fed(file, dry_run=True)
    assert b'name="send"' not in platform.asked[0].content


def test_a_file_that_is_refused_is_said_in_its_sentence(
    platform: Pretended, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    platform.found |= {"state": "refused", "refusal": "Ce classeur est protégé.", "outcomes": {}}

    assert 1 == fed(file)
    assert "Ce classeur est protégé." in capsys.readouterr().out


def test_who_is_busy_is_asked_again(platform: Pretended, file: Path) -> None:
    platform.before = [httpx.Response(503), httpx.Response(429, headers={"Retry-After": "0"})]

    assert 1 == fed(file)
    assert ["POST", "POST", "POST"] == [request.method for request in platform.asked[:3]]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (httpx.Response(401, json={"detail": "Clé inconnue."}), "La clé d’accès est refusée : Clé inconnue."),
        (httpx.Response(404), "n’est pas l’adresse du service d’inscription"),
        (httpx.Response(422, json={"detail": "À corriger.", "errors": [{"message": "SIREN faux."}]}), "SIREN faux."),
    ],
)
def test_what_stands_in_the_way_is_said_plainly(
    platform: Pretended, file: Path, answer: httpx.Response, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    platform.before = [answer]

    with pytest.raises(SystemExit):
        fed(file)
    captured = capsys.readouterr()
    said = " ".join((captured.out + captured.err).replace("\u00a0", " ").replace("\u202f", " ").split())
    assert says in said


def test_another_platform_at_the_address_gets_neither_the_key_nor_the_file(
    platform: Pretended, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "la-notre")
    platform.instance = "une-autre"

    with pytest.raises(SystemExit):
        fed(file)

    assert ["HEAD"] == [request.method for request in platform.asked]
    assert "Authorization" not in platform.asked[0].headers


def test_a_file_that_cannot_be_had_is_said_in_a_sentence(tmp_path: Path, platform: Pretended) -> None:
    for path in (tmp_path / "absent.csv", tmp_path):
        with pytest.raises(SystemExit):
            fed(path)
    assert [] == platform.asked
