"""The criteria together: what is eligible, what waits, what is refused, and what an amendment leaves alone."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.legal_categories import BY_CODE, OUTSIDE
from services.eligibility.criteria.reasons import met, not_met, unknown
from services.eligibility.criteria.rules import (
    ESS_THEMES,
    SECTOR_THEMES,
    Judgement,
    chamber_word,
    criteria,
    keeps_decision,
    open_to_all,
    registered_online,
    subject,
    verdict,
)
from shared.contracts.content import Openness, Organiser
from shared.contracts.eligibility import Reason
from shared.contracts.submission import ManifestationChanged
from shared.contracts.vocabulary import THEMES
from tests.support.builders import content, manifestation_changed

ASSOCIATION = RegisterFacts(siren="999999014", legal_category="9220", activity="94.99Z", state="A", flagged_ess=True)
COMMUNE = replace(ASSOCIATION, legal_category="7210", activity="84.11Z")
ORGANISER_MET = met("organiser", "ess_legal_category", "", {})
SUBJECT_MET = met("subject", "ess_theme", "", {})
OPEN = met("openness", "open_to_all", "", {})
NOT_OPEN = not_met("openness", "not_open_to_all", "", {})
ELIGIBLE = Judgement(verdict="eligible", online=True, paper=True)


def judged(answer: Answer = ASSOCIATION, **fields: object) -> Judgement:
    return verdict(criteria(manifestation_changed(content=content(**fields)), answer))


def test_an_open_manifestation_of_an_association_on_an_ess_theme_is_online_and_on_paper() -> None:
    assert judged() == ELIGIBLE


@pytest.mark.parametrize("openness", ["on_invitation", "professionals_only"])
def test_what_is_not_open_to_all_is_online_and_never_on_paper(openness: Openness) -> None:
    assert judged(openness=openness) == Judgement(verdict="eligible", online=True, paper=False)
    assert open_to_all(content(openness=openness)).code == "not_open_to_all"


def test_every_criterion_is_judged_and_named() -> None:
    reasons = criteria(manifestation_changed(), ASSOCIATION)

    assert ["organiser", "subject", "openness", "registration"] == [reason.criterion for reason in reasons]
    assert registered_online() in reasons


@pytest.mark.parametrize("slug", sorted(ESS_THEMES))
def test_a_cross_cutting_theme_links_the_subject_whoever_organises(slug: str) -> None:
    assert subject(content(themes=(slug,)), ess_organiser=False).code == "ess_theme"


@pytest.mark.parametrize("slug", sorted(SECTOR_THEMES))
def test_a_sector_links_the_subject_only_as_the_own_activity_of_an_ess_structure(slug: str) -> None:
    assert subject(content(themes=(slug,)), ess_organiser=True).code == "own_activity"
    assert judged(COMMUNE, themes=(slug,)).verdict == "to_review"


@pytest.mark.parametrize("themes", [(), ("magie-noire",)])
def test_a_subject_without_a_known_theme_waits_for_a_chamber(themes: tuple[str, ...]) -> None:
    assert subject(content(themes=themes), ess_organiser=True).outcome == "unknown"


def test_every_theme_of_the_vocabulary_is_cross_cutting_or_a_sector() -> None:
    assert {slug for slug, _ in THEMES} == ESS_THEMES | SECTOR_THEMES


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ((ORGANISER_MET, SUBJECT_MET, OPEN), ELIGIBLE),
        ((ORGANISER_MET, SUBJECT_MET, NOT_OPEN), Judgement(verdict="eligible", online=True, paper=False)),
        ((unknown("organiser", "x", "", {}), SUBJECT_MET, OPEN), "to_review"),
        ((ORGANISER_MET, unknown("subject", "x", "", {}), OPEN), "to_review"),
        ((not_met("organiser", "x", "", {}), unknown("subject", "x", "", {}), OPEN), "refused"),
        ((not_met("organiser", "x", "", {}), SUBJECT_MET, OPEN, met("chamber", "accepted", "", {})), ELIGIBLE),
        ((ORGANISER_MET, SUBJECT_MET, OPEN, not_met("chamber", "refused", "", {})), "refused"),
        ((ORGANISER_MET, SUBJECT_MET, OPEN, unknown("chamber", "x", "", {})), "to_review"),
        (
            (unknown("organiser", "x", "", {}), SUBJECT_MET, NOT_OPEN, met("chamber", "accepted", "", {})),
            Judgement(verdict="eligible", online=True, paper=False),
        ),
    ],
)
def test_the_verdict_follows_from_the_outcomes(reasons: tuple[Reason, ...], expected: Judgement | str) -> None:
    if isinstance(expected, str):
        expected = Judgement(verdict=expected, online=False, paper=False)  # type: ignore[arg-type]

    assert expected == verdict(reasons)


legal_categories = st.one_of(st.none(), st.sampled_from(sorted(BY_CODE)), st.from_regex(r"\A[0-9]{4}\Z"))
known_facts = st.builds(
    RegisterFacts,
    siren=st.just("999999014"),
    legal_category=legal_categories,
    activity=st.one_of(st.none(), st.sampled_from(["94.99Z", "84.11Z", "94.91Z", "94.12Z", "85.42Z", "85.53Z"])),
    state=st.sampled_from(["A", "C", None]),
    flagged_ess=st.sampled_from([True, False, None]),
    rna=st.sampled_from([None, "W442000001"]),
    has_school=st.booleans(),
    region_code=st.none(),
)
any_answer: st.SearchStrategy[Answer] = st.one_of(
    known_facts, st.sampled_from(["not_found", "unavailable", "no_identifier"])
)
any_organiser = st.builds(
    Organiser,
    name=st.just("Les Ateliers du canal"),
    siren=st.sampled_from([None, "999999014"]),
    siret=st.sampled_from([None, "99999901400015"]),
    rna=st.sampled_from([None, "W442000001", "W442000009"]),
    uai=st.sampled_from([None, "0350760L"]),
)
any_manifestation: st.SearchStrategy[ManifestationChanged] = st.builds(
    lambda organiser, themes, openness: manifestation_changed(
        organiser=organiser, content=content(themes=tuple(themes), openness=openness)
    ),
    any_organiser,
    st.lists(st.sampled_from([slug for slug, _ in THEMES]), max_size=3),
    st.sampled_from(get_args(Openness)),
)


@given(manifestation=any_manifestation, answer=any_answer)
def test_nothing_is_refused_without_a_fact_that_the_register_states(
    manifestation: ManifestationChanged, answer: Answer
) -> None:
    if verdict(criteria(manifestation, answer)).verdict == "refused":
        assert isinstance(answer, RegisterFacts)
        ceased = answer.state == "C" and bool(manifestation.organiser.siren or manifestation.organiser.siret)
        outside = answer.legal_category in OUTSIDE and not (answer.flagged_ess or answer.rna or answer.has_school)
        assert ceased or outside


@given(manifestation=any_manifestation, answer=any_answer)
def test_nothing_is_accepted_without_an_active_unit_in_the_register(
    manifestation: ManifestationChanged, answer: Answer
) -> None:
    judgement = verdict(criteria(manifestation, answer))

    if judgement.online:
        assert isinstance(answer, RegisterFacts)
        assert answer.state == "A"
    assert judgement.online or not judgement.paper
    assert not judgement.paper or manifestation.content.openness == "open_to_all"


BEFORE = manifestation_changed()


@pytest.mark.parametrize(
    "after",
    [
        replace(BEFORE, version=2, state="amended", content=content(title="Un autre titre")),
        replace(BEFORE, organiser=replace(BEFORE.organiser, name="Un autre nom")),
        replace(BEFORE, organiser=replace(BEFORE.organiser, siren=None)),
        replace(BEFORE, organiser=replace(BEFORE.organiser, rna="W442000001")),
    ],
)
def test_a_chambers_decision_stays_where_what_it_judged_is_unchanged(after: ManifestationChanged) -> None:
    assert keeps_decision(BEFORE, after)


@pytest.mark.parametrize("words", [{"title": "Autre titre"}, {"description": "Ce que la chambre avait demandé."}])
def test_an_organiser_who_answers_a_refusal_in_other_words_is_read_again(words: dict[str, str]) -> None:
    after = replace(BEFORE, content=content(**words))

    assert not keeps_decision(BEFORE, after, refused=True)
    assert keeps_decision(BEFORE, replace(BEFORE, version=2), refused=True)


def test_the_order_of_themes_is_no_change() -> None:
    one, other = content(themes=("sport", "culture")), content(themes=("culture", "sport"))

    assert keeps_decision(replace(BEFORE, content=one), replace(BEFORE, content=other))


@pytest.mark.parametrize(
    "after",
    [
        replace(BEFORE, content=content(openness="professionals_only")),
        replace(BEFORE, content=content(themes=("sport",))),
        replace(BEFORE, region_code="52"),
        replace(BEFORE, organiser=Organiser(name=BEFORE.organiser.name, siren="999999022")),
        replace(BEFORE, organiser=Organiser(name=BEFORE.organiser.name, rna="W442000001")),
    ],
)
def test_a_chambers_decision_falls_where_what_it_judged_changes(after: ManifestationChanged) -> None:
    assert not keeps_decision(BEFORE, after)


def test_without_numbers_the_name_is_the_organiser() -> None:
    nameless = replace(BEFORE, organiser=Organiser(name="Le  Collectif"))

    assert keeps_decision(nameless, replace(BEFORE, organiser=Organiser(name="le collectif")))
    assert not keeps_decision(nameless, replace(BEFORE, organiser=Organiser(name="Un autre collectif")))


def test_where_no_chamber_has_spoken_nothing_of_it_remains() -> None:
    assert chamber_word((ORGANISER_MET,), kept=False) is None


def test_amending_twice_does_not_slip_past_a_chambers_refusal() -> None:
    refused = not_met("chamber", "refused", "Hors sujet.", {})
    once = chamber_word((ORGANISER_MET, refused), kept=False)
    assert once is not None
    twice = chamber_word((ORGANISER_MET, once), kept=True)

    assert ("unknown", "changed_since_decision") == (once.outcome, once.code)
    assert once == twice == chamber_word((ORGANISER_MET, once), kept=False)
