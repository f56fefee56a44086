"""Who is published on trust, and which of that is read afterwards."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.eligibility.criteria.reasons import met, unknown
from services.eligibility.dossiers.rules.ruling import Ruling
from services.eligibility.dossiers.rules.trusted import Record, asks_for_trust, in_sample, is_trusted, trusting
from shared.contracts.edition import Trust
from tests.unit.eligibility.dossiers.test_examine import decided_by_chamber, first

TRUST = Trust(accepted=5, sample=10)
SUBJECT = unknown("subject", "subject_to_check", "À lire.", {})
ORGANISER = unknown("organiser", "commercial_company", "À voir.", {})
YES = Ruling(verdict="eligible", message="Oui.")
SEASON = met("season", "in_season", "En saison.", {})


@pytest.mark.parametrize(
    ("accepted", "refused", "expected"), [(5, 0, True), (4, 0, False), (50, 1, False), (0, 0, False)]
)
def test_enough_accepted_and_none_refused(accepted: int, refused: int, *, expected: bool) -> None:
    assert is_trusted(Record(accepted=accepted, refused=refused), TRUST) is expected


def test_an_edition_may_trust_nobody() -> None:
    assert not is_trusted(Record(accepted=100, refused=0), replace(TRUST, accepted=0))


def test_what_a_person_has_decided_on_is_no_matter_of_trust() -> None:
    read = first("not_found")
    waiting = replace(read, verdict="to_review", reasons=(SUBJECT, SEASON))

    assert asks_for_trust(waiting)
    assert not asks_for_trust(replace(waiting, reasons=(SUBJECT, ORGANISER)))
    assert not asks_for_trust(replace(waiting, ruling=decided_by_chamber(YES, read).ruling))


def test_trust_answers_what_a_text_is_read_for_and_nothing_else() -> None:
    found = trusting((ORGANISER, SUBJECT, SEASON), Record(accepted=6, refused=0), UUID(int=1), replace(TRUST, sample=0))

    assert [each.code for each in found] == ["commercial_company", "trusted", "in_season"]
    assert found[1].outcome == "met"
    assert "6\xa0manifestations acceptées" in found[1].message


def test_the_sample_is_the_same_whoever_draws_it_and_about_its_share() -> None:
    drawn = [in_sample(UUID(int=number), TRUST) for number in range(2_000)]

    assert drawn == [in_sample(UUID(int=number), TRUST) for number in range(2_000)]
    assert 150 < sum(drawn) < 250
    assert not any(in_sample(UUID(int=number), replace(TRUST, sample=0)) for number in range(100))
    assert all(in_sample(UUID(int=number), replace(TRUST, sample=100)) for number in range(100))
