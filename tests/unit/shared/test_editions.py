"""Which edition is meant: the open one, else the last that was."""

from collections.abc import Sequence

import pytest

from shared.contracts.submission import EditionChanged
from shared.editions.editions import Editions
from shared.editions.errors import EditionArchived, EditionNotOpen, EditionUnknown, NoEditionYet
from shared.postgres.database import Database
from tests.support.edition import edition

NOWHERE = "postgresql://nobody:nothing@127.0.0.1:1/none"


def knowing(known: Sequence[EditionChanged]) -> Editions:
    editions = Editions(Database(NOWHERE))
    editions.learn(known)
    return editions


@pytest.mark.parametrize(
    ("states", "year"),
    [
        ({2025: "archived", 2026: "open", 2027: "preparing"}, 2026),
        ({2025: "open", 2026: "archived"}, 2025),
        ({2025: "archived", 2026: "archived", 2027: "preparing"}, 2026),
    ],
)
def test_the_open_edition_is_the_present_one_and_else_the_last_that_was(states: dict[int, str], year: int) -> None:
    editions = knowing([edition(year=each, state=state) for each, state in states.items()])

    assert year == editions.present.year == editions.year


def test_readers_see_archived_editions_and_none_in_preparation() -> None:
    editions = knowing([edition(year=2025, state="archived"), edition(), edition(year=2027, state="preparing")])

    assert editions.shown_years == [2026, 2025]
    assert editions.shown(2025).year == 2025
    with pytest.raises(EditionUnknown):
        editions.shown(2027)
    with pytest.raises(EditionUnknown):
        editions.of(2031)


def test_only_an_open_edition_takes_changes() -> None:
    editions = knowing([edition(year=2025, state="archived"), edition(), edition(year=2027, state="preparing")])

    assert editions.writable(2026).year == 2026
    with pytest.raises(EditionArchived):
        editions.writable(2025)
    with pytest.raises(EditionNotOpen):
        editions.writable(2027)


def test_without_any_the_service_says_that_it_knows_none_yet() -> None:
    editions = knowing([])

    assert editions.year is None
    with pytest.raises(NoEditionYet):
        _ = editions.present
    with pytest.raises(NoEditionYet):
        editions.of(2026)


async def test_in_an_outage_of_the_database_what_was_known_holds() -> None:
    editions = knowing([edition()])

    await editions.refresh()

    assert editions.year == 2026
