"""``docs/security.md`` claims what can be looked up: every file that it names is there."""

import re
from pathlib import Path

DOCUMENT = Path("docs/security.md").read_text("utf-8")
ROWS = [line.split("|")[1:-1] for line in DOCUMENT.splitlines() if re.match(r"\| \d", line)]


def test_every_row_says_one_of_four_things() -> None:
    assert {"met", "in part", "not met", "does not apply"} == {row[2].strip() for row in ROWS}
    assert {4} == {len(row) for row in ROWS}


def test_what_is_met_names_files_that_are_there() -> None:
    named = set(re.findall(r"`([\w.-]+/[\w./-]*)`", DOCUMENT))

    assert len(named) > 50
    assert [] == [name for name in sorted(named) if not Path(name).exists()]
