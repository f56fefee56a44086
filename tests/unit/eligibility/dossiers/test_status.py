"""What a chamber found of an organiser, and how long it holds."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.examine import examine
from services.eligibility.dossiers.rules.ruling import Ruling, ruled
from services.eligibility.dossiers.rules.status import (
    Status,
    facts_of,
    status_faults,
    status_in,
    usual_status,
)
from tests.support.builders import content, manifestation_changed
from tests.support.edition import EDITION
from tests.support.structures import IDENTITIES

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
SCOP = Status(family="cooperative", proof="scop", valid_from=date(2026, 9, 1), valid_until=date(2028, 6, 30))
COMPANY = RegisterFacts(
    siren="999999014",
    legal_category="5710",
    activity="62.01Z",
    state="A",
    establishment_state="A",
    name="LA RESSOURCERIE DU CANAL",
)
ASSOCIATION = replace(COMPANY, legal_category="9220")


def accepted(answer: Answer, status: Status | None = None, **fields: Any) -> Dossier:
    waiting = examine(
        manifestation_changed(**fields),
        answer,
        EDITION,
        previous=None,
        identities=IDENTITIES,
        now=NOW,
        correlation_id=None,
    )
    ruling = Ruling(verdict="eligible", message="Statuts vus.", status=status)
    return ruled(
        waiting, ruling, decided_by="chamber", answer=answer, identities=IDENTITIES, now=NOW, correlation_id=None
    )


@pytest.mark.parametrize("status", [SCOP, replace(SCOP, family=None), replace(SCOP, proof="esus")])
def test_a_status_is_read_back_from_the_facts_that_tell_it(status: Status) -> None:
    assert status == status_in(facts_of(status))


@pytest.mark.parametrize("facts", [{}, {"du": "2026-09-01"}, {"du": "hier", "au": "demain"}])
def test_facts_of_another_kind_are_no_status(facts: dict[str, str]) -> None:
    assert status_in(facts) is None


def test_a_ruling_on_the_organiser_ends_with_its_last_day_in_paris() -> None:
    dossier = accepted(COMPANY, SCOP)

    assert SCOP == dossier.status
    assert datetime(2028, 6, 30, 22, tzinfo=UTC) == dossier.verified_until


def test_where_a_chamber_says_nothing_its_yes_holds_for_one_more_edition() -> None:
    dossier = accepted("not_found")

    assert usual_status(at=NOW) == dossier.status
    assert datetime(2027, 12, 31, 23, tzinfo=UTC) == dossier.verified_until


def test_what_rests_on_the_register_does_not_end_whatever_a_chamber_had_to_say_of_the_subject() -> None:
    dossier = accepted(ASSOCIATION, content=content(themes=()))

    assert (None, None) == (dossier.status, dossier.verified_until)
    assert dossier.verifies_organiser


def test_a_refusal_says_nothing_of_how_long() -> None:
    waiting = accepted(COMPANY)
    refusal = Ruling(verdict="refused", message="Non.", status=SCOP)
    refused = ruled(
        waiting, refusal, decided_by="chamber", answer=COMPANY, identities=IDENTITIES, now=NOW, correlation_id=None
    )

    assert (None, False) == (refused.status, refused.verifies_organiser)


@pytest.mark.parametrize(
    ("status", "codes"),
    [
        (SCOP, []),
        (replace(SCOP, valid_until=date(2026, 8, 31)), ["status_over"]),
        (replace(SCOP, valid_from=date(2027, 1, 1), valid_until=date(2026, 12, 31)), ["status_over"]),
        (replace(SCOP, valid_until=date(2026, 9, 1)), []),
        (replace(SCOP, proof="esus", valid_until=date(2031, 9, 1)), []),
        (replace(SCOP, proof="esus", valid_until=date(2031, 9, 2)), ["esus_too_long"]),
        (replace(SCOP, proof="esus", valid_from=date(2024, 2, 29), valid_until=date(2029, 2, 28)), []),
    ],
)
def test_days_that_cannot_be_are_named(status: Status, codes: list[str]) -> None:
    assert codes == [fault.code for fault in status_faults(status, at=NOW)]
