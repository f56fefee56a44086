"""What the organiser is told, and who may see it."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.submission.manifestations.rules.decisions import LastDecision, PublishedVersion
from services.submission.manifestations.rules.status import (
    MAY_BE_A_SLIP,
    Status,
    announcement_of,
    beside,
    deciding,
    status_of,
)
from shared.contracts.eligibility import Outcome, Reason, Verdict

REASON = Reason(criterion="organiser", code="unknown_structure", outcome="unknown", message="À vérifier.", facts={})
NOW = datetime(2026, 9, 2, tzinfo=UTC)
CHAMBER = "CRESS Bretagne"


def decided(
    verdict: Verdict = "eligible",
    *,
    judged_version: int = 1,
    published: int | None = 1,
    paper: bool = True,
    region_code: str | None = "53",
) -> LastDecision:
    return LastDecision(
        manifestation_id=UUID(int=1),
        version=1,
        judged_version=judged_version,
        verdict=verdict,
        reasons=(REASON,),
        region_code=region_code,
        published=PublishedVersion(judged_version=published, region_code=region_code, paper=paper)
        if published
        else None,
        decided_at=NOW,
    )


def reason(criterion: str, outcome: Outcome) -> Reason:
    return Reason(criterion=criterion, code=criterion, outcome=outcome, message=f"{criterion}: {outcome}", facts={})


def test_without_a_decision_there_is_no_verdict_and_nothing_is_online() -> None:
    assert status_of(1, None) == Status()


def test_a_decision_on_the_present_version_is_shown_with_its_reasons() -> None:
    status = status_of(2, decided("to_review", judged_version=2, published=None))

    assert (status.verdict, status.reasons, status.judged_version) == ("to_review", (REASON,), 2)


def test_after_an_amendment_the_verdict_is_open_while_the_judged_version_stays_online() -> None:
    status = status_of(2, decided(judged_version=1))

    assert status == Status(verdict=None, reasons=(), online=True, paper=True, judged_version=1, published_version=1)


@given(st.integers(1, 50), st.integers(1, 50), st.sampled_from(get_args(Verdict)))
def test_only_a_judgement_of_the_present_version_is_called_a_verdict(
    version: int, judged_version: int, verdict: Verdict
) -> None:
    status = status_of(version, decided(verdict, judged_version=judged_version))

    assert (status.verdict is None) == (judged_version < version)


@pytest.mark.parametrize(
    ("verdict", "online", "paper", "label"),
    [
        (None, False, False, "En cours d’examen"),
        ("to_review", False, False, "En attente de la CRESS Bretagne"),
        ("refused", False, False, "Refusée"),
        ("eligible", True, True, "Acceptée, en ligne, peut être imprimée"),
        ("eligible", True, False, "Acceptée, en ligne seulement"),
    ],
)
def test_each_outcome_has_its_own_label(verdict: Verdict | None, online: bool, paper: bool, label: str) -> None:  # noqa: FBT001
    status = Status(verdict=verdict, online=online, paper=paper)

    assert announcement_of("submitted", status, CHAMBER).label == label


@pytest.mark.parametrize("code", sorted(MAY_BE_A_SLIP))
def test_nobody_is_told_to_do_nothing_beside_a_sentence_that_asks_to_look_at_a_number(code: str) -> None:
    asked = replace(REASON, code=code)
    status = Status(verdict="to_review", reasons=(OUTCOMES["registration"], asked))

    assert "rien à faire" not in announcement_of("submitted", status, CHAMBER).next_step
    assert "rien à faire" in announcement_of("submitted", replace(status, reasons=(REASON,)), CHAMBER).next_step


def test_what_waits_for_the_register_alone_does_not_say_that_a_chamber_looks() -> None:
    silent = replace(REASON, code="register_unavailable")
    status = Status(verdict="to_review", reasons=(silent,))
    both = replace(status, reasons=(silent, reason("subject", "unknown")))

    waiting = announcement_of("submitted", status, CHAMBER)
    assert ("En attente du registre", True) == (waiting.label, CHAMBER not in waiting.meaning)
    assert CHAMBER in announcement_of("submitted", both, CHAMBER).label


def test_a_chambers_word_leaves_nothing_beside_it_that_is_still_to_be_looked_at() -> None:
    verdict: Verdict
    for word, verdict in ((YES, "eligible"), (NO, "refused")):
        status = Status(verdict=verdict, reasons=(*OUTCOMES.values(), word))
        assert (OUTCOMES["openness"], OUTCOMES["registration"]) == beside(status)
    waits = Status(verdict="to_review", reasons=(*OUTCOMES.values(), LOOKS))
    assert (OUTCOMES["openness"], OUTCOMES["registration"]) == beside(waits)


def test_on_paper_is_said_as_what_may_be() -> None:
    accepted = announcement_of("submitted", Status(verdict="eligible", online=True, paper=True), CHAMBER)

    assert "peut figurer au programme papier" in accepted.meaning
    assert "sera imprimée" not in accepted.next_step


def test_where_there_is_no_chamber_the_national_team_is_named() -> None:
    announcement = announcement_of("submitted", Status(verdict="to_review"), "équipe nationale")

    assert announcement.label == "En attente de l’équipe nationale"


def test_a_withdrawn_manifestation_is_called_so_whatever_was_decided() -> None:
    labels = {
        announcement_of("withdrawn", Status(verdict=verdict, online=online), CHAMBER).label
        for verdict, online in product([None, *get_args(Verdict)], [True, False])
    }

    assert labels == {"Retirée"}


def test_an_amended_manifestation_that_is_online_says_that_the_former_version_is_shown() -> None:
    announcement = announcement_of("amended", status_of(2, decided(judged_version=1)), CHAMBER)

    assert "La version précédente reste en ligne" in announcement.meaning


def test_an_amendment_that_a_chamber_looks_at_leaves_the_approved_version_online() -> None:
    status = status_of(2, decided("to_review", judged_version=2, published=1))

    assert (status.verdict, status.online, status.published_version) == ("to_review", True, 1)
    assert "La version précédente reste en ligne" in announcement_of("amended", status, CHAMBER).meaning


def test_a_refusal_says_that_nothing_is_online() -> None:
    status = status_of(2, decided("refused", judged_version=2, published=None))

    assert not status.online
    assert "Elle n’est pas en ligne" in announcement_of("amended", status, CHAMBER).meaning


OUTCOMES = {
    "organiser": reason("organiser", "unknown"),
    "openness": reason("openness", "not_met"),
    "registration": reason("registration", "met"),
}
YES, NO, LOOKS = (reason("chamber", outcome) for outcome in ("met", "not_met", "unknown"))


@pytest.mark.parametrize(
    ("verdict", "reasons", "expected"),
    [
        ("eligible", (OUTCOMES["openness"], OUTCOMES["registration"]), ()),
        ("to_review", tuple(OUTCOMES.values()), (OUTCOMES["organiser"],)),
        ("to_review", (*OUTCOMES.values(), LOOKS), (OUTCOMES["organiser"], LOOKS)),
        ("eligible", (*OUTCOMES.values(), YES), (YES,)),
        ("refused", (*OUTCOMES.values(), NO), (NO,)),
        ("refused", (reason("organiser", "not_met"), OUTCOMES["openness"]), (reason("organiser", "not_met"),)),
    ],
)
def test_the_reasons_that_decide_are_told_from_the_others(
    verdict: Verdict, reasons: tuple[Reason, ...], expected: tuple[Reason, ...]
) -> None:
    assert expected == deciding(Status(verdict=verdict, reasons=reasons))
