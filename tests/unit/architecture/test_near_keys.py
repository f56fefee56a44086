"""Submission and eligibility look for what is near in databases of their own, by the same keys."""

import re
from pathlib import Path

from shared.geography.arrondissements import ARRONDISSEMENTS, CITY_OF

MIGRATIONS = [
    Path("services/submission/migrations/0116_near.sql"),
    Path("services/eligibility/migrations/0121_near.sql"),
]
FUNCTION = re.compile(r"CREATE FUNCTION near_keys.*?^\$\$;$", re.DOTALL | re.MULTILINE)
CITY = re.compile(r"WHEN commune LIKE '(\d+)%' THEN '(\d+)'")


def functions() -> list[str]:
    return [found[0] for path in MIGRATIONS if (found := FUNCTION.search(path.read_text("utf-8")))]


def test_the_keys_are_the_same_in_both() -> None:
    assert 2 == len(functions())
    assert 1 == len(set(functions()))


def test_they_know_the_cities_that_have_arrondissements() -> None:
    beginnings = dict(CITY.findall(functions()[0]))

    assert set(ARRONDISSEMENTS) == set(beginnings.values())
    for code, city in CITY_OF.items():
        assert [city] == [whole for beginning, whole in beginnings.items() if code.startswith(beginning)]
