"""Commands that the documents name: each is one that there is, with options that it has."""

import re
from itertools import product
from pathlib import Path

import pytest
from cyclopts import App

from moisess.main import app

DOCUMENTS = [
    *Path().glob("*.md"),
    *(path for folder in ("docs", "decisions", "services", "deploy") for path in Path(folder).rglob("*.md")),
]
WRITTEN = re.compile(r"`(?:\.venv/bin/)?moisess ([a-z][^`\n]*)`")


def written() -> set[str]:
    return {found for path in DOCUMENTS for found in WRITTEN.findall(path.read_text("utf-8"))}


def read(text: str) -> list[tuple[App, list[str], set[str]]]:
    """Return, for each way in which a text can be read, the command, the words behind it, and the options named."""
    found = []
    plain = re.sub(r"[\[\]]", " ", text)
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", plain))
    words = [word.split("|") for word in plain.split(" --")[0].split() if re.fullmatch(r"[a-z][a-z0-9|-]*", word)]
    for ways in product(*words):
        command, rest = app, list(ways)
        while rest and rest[0] in command:
            command = command[rest.pop(0)]
        found.append((command, rest, options))
    return found


def options_of(command: App) -> set[str]:
    return {name for argument in command.assemble_argument_collection() for name in argument.names}


@pytest.mark.parametrize("text", sorted(written()))
def test_a_command_that_a_document_names_is_one_that_there_is(text: str) -> None:
    for command, words, options in read(text):
        is_a_group = command.default_command is None
        assert not (is_a_group and words), f"moisess {text}"
        assert options <= (set() if is_a_group else options_of(command)), f"moisess {text}"
