"""What the organiser is told, and who may see it."""

from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.submission.manifestations.rules import Heard, Status, announcement_of, may_read, season, status_of
from shared.contracts.eligibility import Reason, Verdict

REASON = Reason(criterion="organiser", code="unknown_structure", outcome="unknown", message="À vérifier.", facts={})
CHAMBER = "CRESS Bretagne"


def heard(verdict: Verdict = "eligible", *, judged_version: int = 1, online: bool = True, paper: bool = True) -> Heard:
    return Heard(
        version=1, judged_version=judged_version, verdict=verdict, reasons=(REASON,), online=online, paper=paper
    )


def test_without_a_decision_there_is_no_verdict_and_nothing_is_online() -> None:
    assert status_of(1, None) == Status()


def test_a_decision_on_the_present_version_is_shown_with_its_reasons() -> None:
    status = status_of(2, heard("to_review", judged_version=2, online=False, paper=False))

    assert (status.verdict, status.reasons, status.judged_version) == ("to_review", (REASON,), 2)


def test_after_an_amendment_the_verdict_is_open_while_the_judged_version_stays_online() -> None:
    status = status_of(2, heard(judged_version=1))

    assert status == Status(verdict=None, reasons=(), online=True, paper=True, judged_version=1)


@given(st.integers(1, 50), st.integers(1, 50), st.sampled_from(get_args(Verdict)))
def test_only_a_judgement_of_the_present_version_is_called_a_verdict(
    version: int, judged_version: int, verdict: Verdict
) -> None:
    status = status_of(version, heard(verdict, judged_version=judged_version))

    assert (status.verdict is None) == (judged_version < version)


@pytest.mark.parametrize(
    ("verdict", "online", "paper", "label"),
    [
        (None, False, False, "En cours d’examen"),
        ("to_review", False, False, "En attente de la CRESS Bretagne"),
        ("refused", False, False, "Refusée"),
        ("eligible", True, True, "Acceptée, en ligne et au programme papier"),
        ("eligible", True, False, "Acceptée, en ligne seulement"),
    ],
)
def test_each_outcome_has_its_own_label(verdict: Verdict | None, online: bool, paper: bool, label: str) -> None:  # noqa: FBT001
    status = Status(verdict=verdict, online=online, paper=paper)

    assert announcement_of("submitted", status, CHAMBER).label == label


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
    announcement = announcement_of("amended", status_of(2, heard(judged_version=1)), CHAMBER)

    assert "le programme montre la version précédente" in announcement.meaning


@pytest.mark.parametrize(
    ("role", "key_id", "key_region", "seen"),
    [
        ("organiser", "owner", None, True),
        ("organiser", "other", None, False),
        ("service", "owner", None, True),
        ("service", "other", None, False),
        ("moderator", "other", "53", True),
        ("moderator", "other", "52", False),
        ("national", "other", None, True),
    ],
)
def test_the_owner_the_chamber_of_the_region_and_the_national_team_may_read(
    role: str,
    key_id: str,
    key_region: str | None,
    seen: bool,  # noqa: FBT001
) -> None:
    assert seen is may_read(role=role, key_id=key_id, key_region=key_region, owner_key_id="owner", region_code="53")


def test_the_season_runs_from_october_to_the_end_of_the_year() -> None:
    first, last = season(2026)

    assert (first.isoformat(), last.isoformat()) == ("2026-10-01", "2026-12-31")
