"""What the page about duplicates says is what is measured, and good enough not to annoy anybody."""

from benchmarks.duplicates import KINDS, measure, precision, recall, table
from moisess.documents.files import ROOT


def test_the_page_shows_what_is_measured() -> None:
    assert table(measure()) in (ROOT / "docs" / "duplicates.md").read_text(encoding="utf-8")


def test_hardly_anything_honest_is_taken_for_a_double_and_most_doubles_are_seen() -> None:
    found = measure()

    assert sum(each.pairs for each in found) == 200
    assert len([kind for kind in KINDS if kind.twins]) == 5
    assert precision(found) >= 0.95
    assert recall(found) >= 0.9
