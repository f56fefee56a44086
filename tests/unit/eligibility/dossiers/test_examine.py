"""The next state of a dossier."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.examine import examine
from services.eligibility.dossiers.rules.ruling import Ruling, ruled
from shared.contracts.content import PublicContact
from shared.contracts.submission import ManifestationChanged
from shared.editions.rules import chamber_of
from tests.support.builders import content, manifestation_changed
from tests.support.edition import EDITION
from tests.support.structures import IDENTITIES

NOW = datetime(2026, 9, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
FACTS = RegisterFacts(
    siren="999999014",
    legal_category="9220",
    activity="94.99Z",
    state="A",
    establishment_state="A",
    flagged_ess=True,
    region_code="52",
)
SUBMITTED = manifestation_changed()
ACCEPTED = Ruling(verdict="eligible", message="Oui.")
REFUSED = Ruling(verdict="refused", message="Hors sujet.")


def first(answer: Answer = FACTS, submitted: ManifestationChanged = SUBMITTED) -> Dossier:
    return examine(submitted, answer, EDITION, previous=None, identities=IDENTITIES, now=NOW, correlation_id="story-1")


def then(previous: Dossier, manifestation: ManifestationChanged, answer: Answer = FACTS) -> Dossier:
    return examine(
        manifestation, answer, EDITION, previous=previous, identities=IDENTITIES, now=LATER, correlation_id="story-2"
    )


def decided_by_chamber(ruling: Ruling, dossier: Dossier | None = None) -> Dossier:
    return ruled(
        dossier or first("not_found"),
        ruling,
        decided_by="chamber",
        answer="not_found",
        identities=IDENTITIES,
        now=NOW,
        correlation_id=None,
    )


def test_the_first_state_is_version_one_by_the_rules() -> None:
    dossier = first()

    assert (1, "rules", NOW, NOW) == (dossier.version, dossier.decided_by, dossier.decided_at, dossier.opened_at)


def test_each_decision_has_the_next_version_and_the_dossier_keeps_its_place_in_the_queue() -> None:
    dossier = then(first(), replace(SUBMITTED, version=2, state="amended"))

    assert (2, LATER, NOW) == (dossier.version, dossier.decided_at, dossier.opened_at)


def test_a_withdrawal_closes_the_dossier_as_the_organisers_act() -> None:
    dossier = then(decided_by_chamber(ACCEPTED), replace(SUBMITTED, state="withdrawn"))

    assert ("withdrawn", None) == (dossier.verdict, dossier.published)
    assert ("organiser", ["withdrawn"]) == (dossier.decided_by, [reason.code for reason in dossier.reasons])


def test_after_a_withdrawal_what_was_decided_on_is_kept_without_anybodys_contact() -> None:
    contact = PublicContact(name="Camille Exemple", phone="02 99 00 00 11")
    named = replace(SUBMITTED, content=content(public_contact=contact), note="Appelez Camille Exemple.")
    accepted = decided_by_chamber(ACCEPTED, first("not_found", named))
    withdrawn = then(accepted, replace(SUBMITTED, version=2, state="withdrawn"))

    assert "Camille" in str(accepted.ruling)
    assert withdrawn.ruling
    assert "Camille" not in str(withdrawn)


@pytest.mark.parametrize("state", ["submitted", "amended", "a-word-of-tomorrow"])
def test_a_state_that_nobody_knows_yet_is_judged_as_an_amendment(state: str) -> None:
    assert "eligible" == first(submitted=replace(SUBMITTED, state=state)).verdict


def test_a_chambers_acceptance_outlives_a_corrected_title() -> None:
    amended = replace(SUBMITTED, version=2, state="amended", content=content(title="Portes ouvertes à la ressourcerie"))
    corrected = replace(amended, content=content(title="PORTES OUVERTES de la ressourserie"))

    dossier = then(decided_by_chamber(ACCEPTED), corrected, "not_found")

    assert ("eligible", "chamber", 3) == (dossier.verdict, dossier.decided_by, dossier.version)
    assert "to_review" == then(decided_by_chamber(ACCEPTED), amended, "not_found").verdict


def test_corrections_do_not_add_up_to_another_title_behind_the_chambers_back() -> None:
    titles = ["Portes ouvertes de la resourserie", "Portes ouvertes de la resourserrie"]
    dossier = decided_by_chamber(ACCEPTED)
    verdicts = []
    for version, title in enumerate(titles, start=2):
        dossier = then(dossier, replace(SUBMITTED, version=version, content=content(title=title)))
        verdicts.append(dossier.verdict)

    assert ["eligible", "to_review"] == verdicts


def test_a_chambers_acceptance_does_not_outlive_another_public() -> None:
    accepted = decided_by_chamber(ACCEPTED)
    closed = content(open_to_all=False, access="professionals")

    dossier = then(accepted, replace(SUBMITTED, version=2, state="amended", content=closed))

    assert ("to_review", "rules") == (dossier.verdict, dossier.decided_by)
    assert ("changed_since_decision", {"champs": "open_to_all, access"}) == (
        dossier.reasons[-1].code,
        dossier.reasons[-1].facts,
    )


def test_a_chambers_refusal_is_not_undone_by_amending_until_the_rules_are_pleased() -> None:
    refused = decided_by_chamber(REFUSED)
    once = then(refused, replace(SUBMITTED, version=2, content=content(themes=("cooperation",))))
    twice = then(once, replace(SUBMITTED, version=3, content=content(themes=("utilite-sociale",))))
    back = then(twice, replace(SUBMITTED, version=4))

    assert ["to_review", "to_review", "refused"] == [once.verdict, twice.verdict, back.verdict]


def test_a_chambers_refusal_is_not_undone_by_withdrawing_and_coming_back() -> None:
    withdrawn = then(decided_by_chamber(REFUSED), replace(SUBMITTED, version=2, state="withdrawn"))
    back = then(withdrawn, replace(SUBMITTED, version=3, state="amended"))

    assert ("refused", "chamber", "Hors sujet.") == (back.verdict, back.decided_by, back.reasons[-1].message)


amendments = st.lists(
    st.tuples(
        st.sampled_from(["amended", "withdrawn", "a-word-of-tomorrow"]),
        st.sampled_from(["Portes ouvertes de la ressourcerie", "Meeting"]),
        st.sampled_from([("developpement-durable",), ("cooperation",)]),
    ),
    max_size=5,
)


@given(steps=amendments)
def test_nothing_that_an_organiser_does_publishes_what_a_chamber_refused(
    steps: list[tuple[str, str, tuple[str, ...]]],
) -> None:
    dossier = decided_by_chamber(REFUSED, first())
    for version, (state, title, themes) in enumerate(steps, start=2):
        amended = replace(SUBMITTED, version=version, state=state, content=content(title=title, themes=themes))
        dossier = then(dossier, amended)

        assert dossier.published is None
        assert dossier.verdict != "eligible"


def test_only_a_review_that_misses_the_registers_answer_awaits_it() -> None:
    accepted = then(decided_by_chamber(ACCEPTED), SUBMITTED, "unavailable")

    assert first("unavailable").awaits_register
    assert not first("not_found").awaits_register
    assert not accepted.awaits_register


def test_after_a_yes_by_the_rules_alone_the_rules_judge_the_amendment_like_a_new_registration() -> None:
    amended = replace(SUBMITTED, version=2, state="amended", content=content(title="Tout autre chose"))

    dossier = then(first(), amended)

    assert ("eligible", "rules") == (dossier.verdict, dossier.decided_by)
    assert dossier.published
    assert (2, amended.content) == (dossier.published.judged_version, dossier.published.content)


ONLINE = replace(
    SUBMITTED, region_code=None, content=content(attendance="online", place=None, online_url="https://a.example")
)


@pytest.mark.parametrize(
    ("answer", "region_code", "chamber"),
    [
        (FACTS, "52", "CRESS des Pays de la Loire"),
        (replace(FACTS, region_code="99"), None, "équipe nationale"),
        (replace(FACTS, region_code=None), None, "équipe nationale"),
        ("not_found", None, "équipe nationale"),
    ],
)
def test_what_belongs_to_no_region_is_decided_where_its_organiser_sits_else_by_the_national_team(
    answer: Answer, region_code: str | None, chamber: str
) -> None:
    dossier = first(answer, ONLINE)

    assert (region_code, chamber) == (dossier.region_code, chamber_of(EDITION, dossier.region_code))


def test_a_region_that_was_said_counts_and_not_the_seat() -> None:
    assert "53" == first(FACTS).region_code


def test_while_the_register_is_silent_an_online_dossier_stays_with_its_chamber() -> None:
    amended = replace(ONLINE, version=2, state="amended")
    other = replace(amended, organiser=replace(ONLINE.organiser, siren="999999022", siret=None))

    assert "52" == then(first(FACTS, ONLINE), amended, "unavailable").region_code
    assert then(first(FACTS, ONLINE), other, "unavailable").region_code is None


def test_the_national_team_signs_for_a_dossier_without_a_region() -> None:
    dossier = decided_by_chamber(ACCEPTED, first("not_found", ONLINE))

    assert "équipe nationale" == dossier.reasons[-1].facts["chamber"]
    assert dossier.published
    assert dossier.published.region_code is None
