"""What an edition says of a region."""

from datetime import datetime

import pytest

from shared.editions.rules import NATIONAL_TEAM, chamber_of, contact_of, cut_off_of
from tests.support.edition import EDITION, edition


@pytest.mark.parametrize(
    ("code", "chamber"),
    [
        ("53", "CRESS Bretagne"),
        ("52", "CRESS des Pays de la Loire"),
        ("01", "CRESS des Îles de Guadeloupe"),
        *((code, NATIONAL_TEAM) for code in ("975", "977", "978", "986", "987", "988", "??", None)),
    ],
)
def test_the_chamber_of_a_region_is_named_and_the_national_team_stands_in(code: str | None, chamber: str) -> None:
    assert chamber_of(EDITION, code) == chamber


def test_organisers_without_a_chamber_write_to_the_national_team() -> None:
    known = edition(national_contact="equipe@exemple.fr")

    assert contact_of(known, "988") == contact_of(known, None) == "equipe@exemple.fr"
    assert contact_of(known, "53") == "bretagne@cress.exemple.fr"


def test_a_cut_off_is_read_on_the_clock_of_the_region_and_is_not_there_without_paper() -> None:
    assert cut_off_of(EDITION, "04") == (datetime(2026, 9, 12, 18), "Indian/Reunion")  # noqa: DTZ001  a clock's face
    assert cut_off_of(EDITION, "988") is None
