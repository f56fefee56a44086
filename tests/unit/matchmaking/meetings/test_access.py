from typing import Any

import pytest

from services.matchmaking.meetings.access import may_read_meeting, require_reader
from shared.errors import NotAllowed
from shared.identity.caller import Caller
from tests.unit.matchmaking.meetings.sample import MEETING


def caller(role: Any, region_code: str | None = None) -> Caller:
    return Caller(account_id="1", role=role, region_code=region_code, name="Essai")


@pytest.mark.parametrize(
    ("role", "region_code", "may"),
    [("organiser", None, False), ("moderator", "53", True), ("moderator", "44", False), ("national", None, True),
     ("service", None, True)],
)  # fmt: skip
def test_a_meeting_is_read_by_those_in_charge_of_its_event(role: Any, region_code: str | None, may: bool) -> None:  # noqa: FBT001 -- a case
    assert may_read_meeting(caller(role, region_code), MEETING) is may


def test_whom_a_meeting_does_not_concern_is_told_whom_to_ask() -> None:
    with pytest.raises(NotAllowed) as refusal:
        require_reader(caller("organiser"), MEETING)

    assert "adressez-vous à elle" in refusal.value.detail
