"""``docs/comparison.md`` names addresses that are there, and has a line for every feature of entry."""

import re
from pathlib import Path

from litestar.routes import HTTPRoute

from tests.support.applications import SERVICES, app_of

TEXT = (Path(__file__).parents[3] / "docs/comparison.md").read_text(encoding="utf-8")
ENTRY = range(1, 19)


def lines() -> list[tuple[int, str]]:
    """Return each line's number and what it says to open."""
    rows = re.findall(r"^\| (\d+) \|.*\|([^|]*)\|$", TEXT, re.MULTILINE)
    return [(int(number), where) for number, where in rows]


def named() -> set[tuple[str, str, str]]:
    found = set()
    for _, where in lines():
        service = ""
        for said, method, path in re.findall(r"(\w+)? ?`(\w+) (/[^`]*)`", where):
            service = said or service
            found.add((service, method, path))
    return found


def answered() -> set[tuple[str, str, str]]:
    return {
        (service, method, route.path_format)
        for service in SERVICES
        for route in app_of(service).routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        for method in handler.http_methods
    }


def test_every_address_is_a_route_of_its_service() -> None:
    assert set() == named() - answered()


def test_every_feature_of_entry_has_its_line_and_no_line_stands_twice() -> None:
    numbers = [number for number, _ in lines()]

    assert set(ENTRY) <= set(numbers)
    assert sorted(set(numbers)) == numbers


def test_every_feature_of_entry_has_an_address_that_a_browser_opens() -> None:
    assert [] == [number for number, where in lines() if number in ENTRY and "`GET /" not in where]


def test_what_is_there_says_where() -> None:
    silent = {number for number, where in lines() if number <= 64 and not where.strip()}
    missing = {int(number) for number in re.findall(r"^\| (\d+) \|[^|]*\| Not yet", TEXT, re.MULTILINE)}

    assert silent <= missing
