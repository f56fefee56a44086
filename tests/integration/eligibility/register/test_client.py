"""The register's client, on the stand-in and on servers that misbehave, over real loopback connections."""

from collections.abc import Iterator
from time import monotonic

import httpx
import pytest

from deploy.local.register.app import create_app
from deploy.local.register.incidents import BY_NAME, SLOW_SECONDS
from services.eligibility.criteria.facts import RegisterEntry
from services.eligibility.register import client as register_module
from services.eligibility.register.client import LONGEST_PAUSE_SECONDS, LONGEST_RETRY_SECONDS, MOST_BYTES, Register
from services.eligibility.register.pace import FAILURES_TO_OPEN, OPEN_SECONDS
from tests.integration.eligibility.support import ASSOCIATION, Scripted, Unhurried, register_at, served

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


async def test_where_it_is_not_our_turn_nothing_is_asked(scripted: Scripted) -> None:
    with served(scripted) as url:
        assert await register_at(url, pace=NeverOurTurn()).find(["999999014"], within=LONG) == []

    assert [] == scripted.asked


@pytest.mark.parametrize(
    ("header", "pauses"),
    [(b"30", [30.0]), (b"86400", [LONGEST_PAUSE_SECONDS]), (b"Tue, 01 Sep 2020 12:00:30 GMT", [0.0, 0.0]), (b"x", [])],
)
async def test_the_pause_that_a_busy_register_asks_for_is_everybodys(
    scripted: Scripted, header: bytes, pauses: list[float]
) -> None:
    pace = Unhurried()
    scripted.fails(429, [(b"retry-after", header)])
    with served(scripted) as url:
        await register_at(url, pace=pace).find(["999999014"], within=LONG)

    assert pauses == pace.pauses


async def test_an_answer_that_never_ends_is_left_before_it_fills_the_memory(scripted: Scripted) -> None:
    scripted.body = b" " * (MOST_BYTES + 1)
    with served(scripted) as url:
        assert [] == await register_at(url).find(["999999014"], within=LONG)


@pytest.mark.parametrize("incident", [name for name in BY_NAME if name != "slow"])
async def test_whatever_goes_wrong_it_is_no_answer_and_passes(incident: str) -> None:
    with served(create_app()) as url:
        await told_to(url, incident=incident, retry_after="60")
        assert {} == await ask(url, "999999014")

        await told_to(url)
        assert {"999999014"} == set(await ask(url, "999999014"))


async def test_a_register_that_lets_wait_is_left_and_asked_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_module, "TIMEOUT_SECONDS", ENOUGH_FOR_AN_ANSWER)
    with served(create_app()) as url:
        await told_to(url, incident="slow")
        assert {} == await ask(url, "999999014", within=LONGER_THAN_SLOW)


async def test_the_establishment_that_is_asked_for_says_whether_it_closed_where_it_is_and_which_school_it_has(
    stand_in: str,
) -> None:
    former, present, unit = "99990067300016", "99990067300024", "999900673"
    entries = await ask(stand_in, former, present, unit, "99990068100019", "9990505V")
    seen = {number: entry.facts for number, entry in entries.items() if entry.facts}

    assert [("F", "52"), ("A", "27"), (None, "27")] == [
        (seen[number].establishment_state, seen[number].region_code) for number in (former, present, unit)
    ]
    assert ("A", "27") == (seen[former].state, seen[former].seat_region_code)
    assert [(True, False, "53"), (True, True, "52")] == [
        (seen[number].has_school, seen[number].is_school_asked_for, seen[number].region_code)
        for number in ("99990068100019", "9990505V")
    ]


async def told_to(url: str, **parameters: str) -> None:
    """Have the stand-in fail, or answer again."""
    async with httpx.AsyncClient(base_url=url) as client:
        (await client.put("/incident", params=parameters)).raise_for_status()


async def test_a_foundation_is_looked_up_by_its_number_and_its_unit_with_it(stand_in: str) -> None:
    in_both, alone, unknown = "037-FE-00137-01", "086-FRUP-00900-02", "092-FDD-99999-99"
    entries = await ask(stand_in, in_both, alone, unknown)
    unit, listed = entries[in_both].facts, entries[alone].facts

    assert unit
    assert listed
    assert ("999900137", "9300", "A", in_both) == (unit.siren, unit.legal_category, unit.state, unit.rnf)
    assert (None, None, alone, "Fondation fictive du Clain") == (listed.siren, listed.state, listed.rnf, listed.name)
    assert entries[unknown].facts is None


class NeverOurTurn(Unhurried):
    async def turn(self) -> bool:
        return False


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
