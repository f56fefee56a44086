"""The next state of a dossier."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.reasons import met, not_met
from services.eligibility.criteria.rules import verdict
from services.eligibility.dossiers.dossier import Dossier
from services.eligibility.dossiers.examine import examine
from shared.contracts.eligibility import Reason
from shared.contracts.submission import ManifestationChanged
from tests.support.builders import content, manifestation_changed

NOW = datetime(2026, 9, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
FACTS = RegisterFacts(siren="999999014", legal_category="9220", activity="94.99Z", state="A", flagged_ess=True)
SUBMITTED = manifestation_changed()


def first(answer: Answer = FACTS) -> Dossier:
    return examine(SUBMITTED, answer, previous=None, now=NOW, correlation_id="story-1")


def then(previous: Dossier, manifestation: ManifestationChanged, answer: Answer = FACTS) -> Dossier:
    return examine(manifestation, answer, previous=previous, now=LATER, correlation_id="story-2")


def decided_by_chamber(reason: Reason) -> Dossier:
    dossier = first("not_found")
    reasons = (*dossier.reasons, reason)
    return replace(dossier, version=2, reasons=reasons, judgement=verdict(reasons), decided_by="chamber")


def test_the_first_state_is_version_one_by_the_rules() -> None:
    dossier = first()

    assert (1, "rules", NOW, NOW) == (dossier.version, dossier.decided_by, dossier.decided_at, dossier.opened_at)


def test_each_decision_has_the_next_version_and_the_dossier_keeps_its_place_in_the_queue() -> None:
    dossier = then(first(), replace(SUBMITTED, version=2, state="amended"))

    assert (2, LATER, NOW) == (dossier.version, dossier.decided_at, dossier.opened_at)


def test_a_withdrawal_closes_the_dossier_as_the_organisers_act() -> None:
    dossier = then(decided_by_chamber(met("chamber", "accepted", "Oui.", {})), replace(SUBMITTED, state="withdrawn"))

    assert ("withdrawn", False, False) == (
        dossier.judgement.verdict,
        dossier.judgement.online,
        dossier.judgement.paper,
    )
    assert ("organiser", ["withdrawn"]) == (dossier.decided_by, [reason.code for reason in dossier.reasons])


def test_a_chambers_acceptance_outlives_a_new_title() -> None:
    accepted = decided_by_chamber(met("chamber", "accepted", "Oui.", {}))
    amended = replace(SUBMITTED, version=2, state="amended", content=content(title="Autre titre"))

    dossier = then(accepted, amended, "not_found")

    assert ("eligible", "chamber", 3) == (dossier.judgement.verdict, dossier.decided_by, dossier.version)


def test_a_chambers_acceptance_does_not_outlive_another_public() -> None:
    accepted = decided_by_chamber(met("chamber", "accepted", "Oui.", {}))
    amended = replace(SUBMITTED, version=2, state="amended", content=content(openness="professionals_only"))

    dossier = then(accepted, amended)

    assert ("to_review", "rules") == (dossier.judgement.verdict, dossier.decided_by)
    assert dossier.reasons[-1].code == "changed_since_decision"


def test_a_chambers_refusal_is_not_undone_by_amending_until_the_rules_are_pleased() -> None:
    refused = decided_by_chamber(not_met("chamber", "refused", "Hors sujet.", {}))
    once = then(refused, replace(SUBMITTED, version=2, content=content(themes=("cooperation",))))
    twice = then(once, replace(SUBMITTED, version=3, content=content(themes=("utilite-sociale",))))

    assert ["to_review", "to_review"] == [once.judgement.verdict, twice.judgement.verdict]


def test_only_a_review_that_misses_the_registers_answer_awaits_it() -> None:
    accepted = then(decided_by_chamber(met("chamber", "accepted", "Oui.", {})), SUBMITTED, "unavailable")

    assert first("unavailable").awaits_register
    assert not first("not_found").awaits_register
    assert not accepted.awaits_register
