"""A key is shown by commands and never written on their line, which everybody on the machine can read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cyclopts import App

from moisess.access_key import KeyMissing, access_key
from moisess.main import app

SECRET = re.compile(r"key|cle|secret|pass|token|credential|dsn|database[-_]url", re.IGNORECASE)
HARMLESS = re.compile(r"^(?:--)?key[-_](?:file|id)$", re.IGNORECASE)
"""A path, and the half of a key that everybody may know."""


def options(commands: App, *before: str) -> Iterator[tuple[str, str]]:
    """Yield every command with each name that it takes a value under."""
    if commands.default_command is not None:
        for argument in commands.assemble_argument_collection():
            for name in argument.names or (argument.name,):
                yield " ".join(before), name
            for name in argument.parameter.env_var or ():
                yield " ".join(before), name
    for name in commands:
        if not name.startswith("-"):
            yield from options(commands[name], *before, name)


def test_no_command_takes_a_key_or_a_password_as_an_option() -> None:
    taken = list(options(app))

    assert ("feed", "--key-file") in taken, "the walk sees what commands take"
    assert [] == [(path, name) for path, name in taken if SECRET.search(name) and not HARMLESS.match(name)]


def test_a_key_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOISESS_KEY", " moisess_x ")

    assert access_key(None) == "moisess_x"


def test_a_file_goes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOISESS_KEY", "moisess_x")
    (tmp_path / "key").write_text("moisess_y\n")

    assert access_key(tmp_path / "key") == "moisess_y"


@pytest.mark.parametrize("text", ["", " \n", "clé"])
def test_what_is_no_key_is_said(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOISESS_KEY", text)

    with pytest.raises(KeyMissing, match=r"MOISESS_KEY.*--key-file"):
        access_key(None)
