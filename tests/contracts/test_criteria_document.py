"""The document on who may organise says of every legal category, in every situation, what the code says."""

import re
from collections.abc import Iterator

import pytest

from moisess.documents.criteria import SITUATIONS, USUALLY, VERDICTS, criteria
from services.eligibility.criteria.legal_categories import BY_CODE, LegalCategory, label_of

CATEGORY = re.compile(r"\| (?P<code>[0-9]{4}) \| (?P<label>[^|]+) \|")
ROW = re.compile(r"\| (?P<situation>[^|]+) \| (?P<verdict>[^|]+) \| `(?P<reason>[a-z_]+)` \| (?P<sentence>[^|]+) \|")


def sections() -> Iterator[tuple[list[str], dict[str, re.Match[str]]]]:
    for section in criteria().split("\n## ")[1:]:
        rows = {row["situation"]: row for line in section.splitlines() if (row := ROW.fullmatch(line))}
        codes = [found["code"] for line in section.splitlines() if (found := CATEGORY.fullmatch(line))]
        yield codes, rows


WRITTEN = [(BY_CODE[code], codes[0], rows) for codes, rows in sections() for code in codes]


def test_every_category_stands_in_the_document_once() -> None:
    assert sorted(BY_CODE) == sorted(category.code for category, _, _ in WRITTEN)


@pytest.mark.parametrize(("category", "first", "rows"), WRITTEN, ids=[each.code for each, _, _ in WRITTEN])
def test_it_says_what_the_code_does(category: LegalCategory, first: str, rows: dict[str, re.Match[str]]) -> None:
    for situation in SITUATIONS:
        reason = situation.judged(category)
        row = rows.get(situation.name, rows[USUALLY])

        assert (VERDICTS[reason.outcome], reason.code) == (row["verdict"], row["reason"])
        assert reason.message == row["sentence"].replace(label_of(first), label_of(category.code))
