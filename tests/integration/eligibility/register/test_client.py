"""The register's client, on the stand-in and on servers that misbehave, over real loopback connections."""

from collections.abc import Iterator
from time import monotonic

import pytest

from deploy.local.register.app import create_app
from deploy.local.register.incidents import SLOW_SECONDS
from services.eligibility.criteria.facts import RegisterEntry
from services.eligibility.register import client as register_module
from services.eligibility.register.client import LONGEST_RETRY_SECONDS, Register
from services.eligibility.register.pace import FAILURES_TO_OPEN, OPEN_SECONDS
from tests.integration.eligibility.support import ASSOCIATION, Scripted, register_at, served

LONG = 10.0
ENOUGH_FOR_AN_ANSWER = SLOW_SECONDS / 5
"""Of a register that is not slow, on a machine that is."""
LONGER_THAN_SLOW = 4.0 * SLOW_SECONDS
BUSY, BUSY_AT_FIRST, BROKEN, NO_GATEWAY, CUT_SHORT, SLOW = (
    *("999999428", "999999436", "999999501"),
    *("999999527", "999999998", "999999048"),
)


@pytest.fixture(scope="module")
def stand_in() -> Iterator[str]:
    with served(create_app()) as url:
        yield url


async def ask(url: str, *identifiers: str, within: float = LONG) -> dict[str, RegisterEntry]:
    entries = await register_at(url).find(identifiers, within=within)
    return {entry.identifier: entry for entry in entries}


@pytest.mark.parametrize(
    ("identifier", "siren", "category"),
    [
        ("999999014", "999999014", "9220"),
        ("99990046700021", "999900467", "9222"),
        ("W999000001", "999900012", "9220"),
        ("9990101F", "999900046", "7383"),
    ],
)
async def test_a_structure_is_found_by_any_of_its_numbers(
    stand_in: str, identifier: str, siren: str, category: str
) -> None:
    facts = (await ask(stand_in, identifier))[identifier].facts

    assert facts is not None
    assert (siren, category, "A") == (facts.siren, facts.legal_category, facts.state)


@pytest.mark.parametrize("identifier", ["999999030", "99999903000011", "W999999999", "9999999Z", "000000018"])
async def test_an_unknown_number_is_an_answer_too(stand_in: str, identifier: str) -> None:
    assert (await ask(stand_in, identifier))[identifier].facts is None


async def test_a_unit_that_hides_its_address_still_shows_what_is_judged(stand_in: str) -> None:
    facts = (await ask(stand_in, "999900533"))["999900533"].facts

    assert facts is not None
    assert ("9220", "87.90B") == (facts.legal_category, facts.activity)


async def test_many_are_asked_at_once_and_each_has_its_own_answer(stand_in: str) -> None:
    numbers = ["999900012", "999900020", "999900038", "999900046", "999900053", "999900061", "999999030"]

    entries = await ask(stand_in, *numbers)

    assert {number: number for number in numbers[:-1]} == {
        number: entry.facts.siren for number, entry in entries.items() if entry.facts
    }
    assert entries["999999030"].facts is None


async def test_a_busy_register_is_asked_once_more_after_the_pause_it_names(stand_in: str) -> None:
    started = monotonic()
    entries = await ask(stand_in, BUSY_AT_FIRST)

    assert entries[BUSY_AT_FIRST].facts is not None
    assert monotonic() - started >= 1


@pytest.mark.parametrize("number", [BUSY, BROKEN, NO_GATEWAY, CUT_SHORT])
async def test_a_register_that_fails_has_not_answered_and_others_are_not_hindered(stand_in: str, number: str) -> None:
    assert {"999999014"} == set(await ask(stand_in, number, "999999014"))


async def test_a_register_that_hangs_is_left_after_the_timeout(stand_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_module, "TIMEOUT_SECONDS", ENOUGH_FOR_AN_ANSWER)

    assert {"999999014"} == set(await ask(stand_in, SLOW, "999999014", within=LONGER_THAN_SLOW))


async def test_when_the_time_is_up_what_was_answered_counts(stand_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_module, "TIMEOUT_SECONDS", LONGER_THAN_SLOW)

    assert {"999999014"} == set(await ask(stand_in, SLOW, "999999014", within=ENOUGH_FOR_AN_ANSWER))


async def test_nobody_listening_is_no_answer() -> None:
    assert await ask("http://127.0.0.1:9", "999999014") == {}


async def test_a_redirection_is_not_followed(scripted: Scripted, register: Register) -> None:
    scripted.fails(302, [(b"location", b"http://127.0.0.1:9/search")])

    assert await register.find(["999999014"], within=LONG) == []
    assert len(scripted.asked) == 1


async def test_a_pause_that_is_too_long_is_not_waited_for(scripted: Scripted, register: Register) -> None:
    scripted.fails(429, [(b"retry-after", b"%.1f" % (LONGEST_RETRY_SECONDS + 0.1))])

    assert await register.find(["999999014"], within=LONG) == []
    assert len(scripted.asked) == 1


async def test_a_question_that_the_register_refuses_means_that_it_knows_nothing(
    scripted: Scripted, register: Register
) -> None:
    scripted.fails(400)

    assert [None] == [entry.facts for entry in await register.find(["W1"], within=LONG)]


async def test_the_register_learns_who_asks_and_is_asked_for_little(scripted: Scripted, register: Register) -> None:
    await register.find(["999999014"], within=LONG)

    assert scripted.agents[0].startswith("mois-ess/")
    assert [
        {"q": "999999014", "minimal": "true", "include": "siege,complements,matching_etablissements"}
    ] == scripted.asked


async def test_questions_leave_no_faster_than_agreed(scripted: Scripted) -> None:
    with served(scripted) as url:
        started = monotonic()
        await register_at(url, per_second=20).find([f"99999900{digit}" for digit in range(9)], within=LONG)

    assert len(scripted.asked) == 9
    assert monotonic() - started >= 8 / 20


async def test_a_register_that_keeps_failing_is_left_alone_then_tried_then_asked_again(scripted: Scripted) -> None:
    now = [0.0]
    with served(scripted) as url:
        register = register_at(url, clock=lambda: now[0])
        scripted.fails()
        for _ in range(FAILURES_TO_OPEN):
            await register.find(["999999014"], within=LONG)
        asked_until_open = len(scripted.asked)
        scripted.knows(ASSOCIATION)

        assert await register.find(["999999014"], within=LONG) == []
        assert (FAILURES_TO_OPEN * 2, FAILURES_TO_OPEN * 2) == (asked_until_open, len(scripted.asked))

        now[0] += OPEN_SECONDS
        assert len(await register.find(["999999014"], within=LONG)) == 1
        assert len(await register.find(["999999014", "999999014"], within=LONG)) == 2
