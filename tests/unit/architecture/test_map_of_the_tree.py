"""The map of `CONTRIBUTING.md` names what is there, and no document says a thing twice, as after two merges."""

import re
from collections import Counter
from pathlib import Path

import pytest

from moisess.main import app

MAP = Path("CONTRIBUTING.md").read_text("utf-8")
DOCUMENTS = [
    *(Path(name) for name in ("CHANGELOG.md", "CONTRIBUTING.md", "README.md", "SECURITY.md", "benchmarks/README.md")),
    *(
        Path("docs") / name
        for name in ("comparison.md", "operations.md", "personal-data.md", "scaling.md", "security.md")
    ),
    *Path("services").glob("*/README.md"),
]
SHORT = 60
"""Characters of a line that may stand twice: headings of tables, examples."""


def named(folder: str) -> set[str]:
    found = re.search(rf"^ *{folder}/ +(.+)$", MAP, re.MULTILINE)
    return set(found[1].split()) if found else set()


def packages(folder: str) -> set[str]:
    return {path.parent.name for path in Path(folder).glob("*/__init__.py")}


@pytest.mark.parametrize("service", ["submission", "eligibility", "programme", "matchmaking"])
def test_every_capability_is_on_the_map_once(service: str) -> None:
    assert packages(f"services/{service}") == named(service)
    assert 1 == len(re.findall(rf"^  {service}/ ", MAP, re.MULTILINE))


def test_every_part_of_what_they_share_is_on_the_map() -> None:
    assert packages("shared") == named("shared")


def test_every_command_is_on_the_map() -> None:
    assert {name for name in app if not name.startswith("-")} == named("moisess") - {"the", "command", "line:"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_no_line_of_a_document_stands_twice(path: Path) -> None:
    lines = Counter(line.strip() for line in path.read_text("utf-8").splitlines() if len(line.strip()) > SHORT)

    assert [] == [line for line, times in lines.items() if times > 1]
