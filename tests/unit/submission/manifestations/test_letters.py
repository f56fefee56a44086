"""Which decisions are worth a mail, and what it says."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.submission.manifestations.rules.decisions import LastDecision, last_decision_of
from services.submission.manifestations.rules.letters import (
    MOST_LINES,
    decided,
    decided_together,
    is_worth_a_mail,
    weighed,
)
from shared.contracts.eligibility import Reason
from shared.contracts.submission import State
from tests.support.builders import eligibility_decided

REFUSAL = Reason(criterion="chamber", code="chamber", outcome="not_met", message="Ce n’est pas de l’ESS.", facts={})
ID = UUID(int=7)


def decision(**fields: Any) -> LastDecision:
    return last_decision_of(eligibility_decided(manifestation_id=ID, **fields))


ACCEPTED = decision()
REFUSED = decision(online=False, verdict="refused", reasons=(REFUSAL,))


def later(one: LastDecision, **fields: Any) -> LastDecision:
    return replace(one, version=one.version + 1, **fields)


@pytest.mark.parametrize(
    ("now", "before", "worth"),
    [
        (ACCEPTED, None, True),
        (REFUSED, None, True),
        (decision(online=False), None, False),
        (decision(online=False, verdict="withdrawn"), ACCEPTED, False),
        (later(ACCEPTED, judged_version=2), ACCEPTED, False),
        (later(decision(paper=False)), ACCEPTED, True),
        (later(REFUSED), ACCEPTED, True),
        (later(REFUSED), REFUSED, False),
        (later(REFUSED, judged_version=2), REFUSED, True),
        (ACCEPTED, ACCEPTED, False),
        (ACCEPTED, later(REFUSED), False),
    ],
)
def test_a_decision_is_worth_a_mail_where_it_tells_the_organiser_something(
    now: LastDecision, before: LastDecision | None, *, worth: bool
) -> None:
    assert worth == is_worth_a_mail(now, weighed(before) if before else None)


def test_a_refusal_gives_its_reasons_and_the_way_out() -> None:
    letter = decided("Portes ouvertes", "submitted", REFUSED, chamber="CRESS Bretagne", link="https://ess.example/x")

    assert "«\u00a0Portes ouvertes\u00a0»\u00a0: refusée" == letter.subject
    assert ("Ce n’est pas de l’ESS.",) == letter.points
    assert "adressez-vous à la CRESS Bretagne" in letter.closing[0]


def test_an_acceptance_says_whether_it_is_for_paper_too() -> None:
    subjects = [
        decided("Portes ouvertes", "submitted", one, chamber="CRESS Bretagne", link="x").subject
        for one in (ACCEPTED, decision(paper=False))
    ]

    assert ["peut être imprimée" in subject for subject in subjects] == [True, False]
    assert ["en ligne seulement" in subject for subject in subjects] == [False, True]


def test_many_decisions_are_one_mail_with_refusals_first_and_the_rest_counted() -> None:
    title = "Portes ouvertes"
    decisions: list[tuple[str, State, LastDecision]] = [(title, "submitted", REFUSED)]
    decisions += [(f"Visite {number:02}", "submitted", ACCEPTED) for number in range(MOST_LINES + 2)]

    letter = decided_together(decisions, link="https://ess.example/x")

    assert "53 décisions sur vos manifestations" == letter.subject
    assert f"«\u00a0{title}\u00a0»\u00a0: refusée. Ce n’est pas de l’ESS." == letter.points[0]
    assert "«\u00a0Visite 00\u00a0»\u00a0: acceptée, en ligne, peut être imprimée." == letter.points[1]
    assert MOST_LINES == len(letter.points)
    assert "3 autres" in letter.closing[0]
