"""Which region is late, and what is said of why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.eligibility.desk.rules.late import RegionState, Waiting, in_order
from services.eligibility.desk.views.late import late_view
from shared.http.site import Site
from tests.support.edition import EDITION

SITE = Site(
    service="eligibility",
    submission_url="https://mois-ess.example/inscription",
    eligibility_url="https://mois-ess.example/chambres",
    programme_url="https://mois-ess.example/",
    matchmaking_url="https://mois-ess.example/rencontres",
)
NOW = datetime(2026, 9, 20, 9, tzinfo=UTC)
WAITING = Waiting(
    region_code="53",
    waiting=4,
    held=1,
    reminded=2,
    escalated=1,
    oldest_since=NOW - timedelta(days=8),
    question="no_identifier",
    asked_in=3,
)
LATE = RegionState(
    region_code="53",
    has_chamber=True,
    waiting=WAITING,
    cut_off=NOW - timedelta(days=8),
    last_decided_at=NOW - timedelta(days=5),
    moderators=1,
    away=1,
)


def why(state: RegionState) -> list[str]:
    [row] = late_view(SITE, EDITION, [state], now=NOW)["rows"]
    found: list[str] = row["why"]
    return [sentence.replace("\xa0", " ") for sentence in found]


def test_a_late_region_is_said_to_be_so_with_every_reason() -> None:
    assert why(LATE) == [
        "La seule personne de ce bureau est absente aujourd’hui ; une autre la remplace.",
        "Dernière décision d’une personne : il y a 5 jours.",
        "La chambre en a mis 1 en attente.",
        "Question la plus fréquente : « Aucun numéro », dans 3 dossiers.",
        "La date limite du papier est passée.",
    ]


def test_several_who_are_away_at_once_are_several() -> None:
    assert why(replace(LATE, moderators=2, away=2))[0].startswith("Toutes les personnes de ce bureau sont absentes")
    assert why(replace(LATE, moderators=2, away=1))[0].startswith("Dernière décision")


def test_a_desk_that_nobody_holds_and_one_where_nothing_was_decided_say_so() -> None:
    alone = replace(LATE, moderators=0, away=0, last_decided_at=None, waiting=replace(WAITING, held=0, question=None))

    assert why(alone) == [
        "Aucun compte ne tient ce bureau : invitez quelqu’un à modérer la région.",
        "Personne n’y a encore rien décidé.",
        "La date limite du papier est passée.",
    ]


def test_what_waits_within_its_delay_is_no_lateness() -> None:
    on_time = replace(LATE, waiting=replace(WAITING, reminded=0, escalated=0))

    assert [] == why(on_time)
    assert not on_time.is_late


def test_the_latest_region_comes_first_and_one_where_nothing_waits_last() -> None:
    quiet = replace(LATE, region_code="28", waiting=None)
    reminded = replace(LATE, region_code="11", waiting=replace(WAITING, region_code="11", escalated=0))

    assert in_order([quiet, reminded, LATE]) == [LATE, reminded, quiet]
