"""Who looks after a manifestation, and who acts for them."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.submission.manifestations.rules.access import acts_for, is_alone, is_open_to, looks_after
from shared.identity.caller import Caller, Role
from tests.support.submission import organiser
from tests.unit.submission.manifestations.building import manifestation, registration
from tests.unit.submission.manifestations.test_status import decided

TEAM, OTHER_TEAM = UUID(int=7), UUID(int=8)
ALONE = replace(manifestation(registration()), owner_id="owner")
SHARED = replace(ALONE, team_id=TEAM)
ONLINE = manifestation(registration(place=None, online_url="https://direct.example/1"))


def caller(role: Role, region_code: str | None = None) -> Caller:
    return Caller(account_id="other", role=role, region_code=region_code, name="")


@pytest.mark.parametrize(
    ("who", "open_to"),
    [
        (organiser("owner"), True),
        (organiser("other"), False),
        (caller("service"), False),
        (caller("moderator", "53"), True),
        (caller("moderator", "52"), False),
        (caller("national"), True),
    ],
)
def test_it_is_there_for_its_owner_the_chamber_of_the_region_and_the_national_team(
    who: Caller, *, open_to: bool
) -> None:
    assert open_to is is_open_to(ALONE, who)


def test_a_team_looks_after_it_whoever_registered_it_and_nobody_who_has_left() -> None:
    assert looks_after(SHARED, organiser("colleague", OTHER_TEAM, TEAM))
    assert not looks_after(SHARED, organiser("owner", OTHER_TEAM))
    assert not looks_after(ALONE, organiser("colleague", TEAM))


def test_only_the_owner_of_what_no_team_has_may_share_it() -> None:
    assert is_alone(ALONE, organiser("owner"))
    assert not is_alone(ALONE, caller("national"))
    assert not is_alone(SHARED, organiser("owner", TEAM))


def test_what_is_online_only_is_for_the_chamber_that_decides_on_it() -> None:
    given = replace(ONLINE, last_decision=decided("to_review", published=None, region_code="53"))

    assert (ONLINE.chamber_region, given.chamber_region) == (None, "53")
    assert not acts_for(ONLINE, caller("moderator", "53"))
    assert acts_for(given, caller("moderator", "53"))
    assert not acts_for(ONLINE, caller("moderator"))
