"""What holds for every organiser and every answer of the register."""

from dataclasses import replace
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.families import family_of
from services.eligibility.criteria.legal_categories import BY_CODE, group_of
from services.eligibility.criteria.organiser import organiser
from services.eligibility.criteria.organiser_phrases import PHRASES
from services.eligibility.criteria.rules import criteria, verdict
from services.eligibility.register.answer import read
from services.eligibility.register.shapes import MASKED
from shared.contracts.content import CourtEntry, Organiser
from shared.contracts.submission import ManifestationChanged
from tests.support.builders import content, manifestation_changed
from tests.support.edition import EDITION

ORDER = {"not_met": 0, "unknown": 1, "met": 2}
VERDICTS = {"refused": 0, "to_review": 1, "eligible": 2}
ACTIVITIES = ["94.99Z", "84.11Z", "94.91Y", "94.12Z", "85.42Z", "85.40Y", "85.53Z", "00.00Z", "70.22Z"]
NUMBER = "99999901400015"

any_text = st.one_of(st.none(), st.text(max_size=8), st.just(MASKED))
categories = st.one_of(st.none(), st.sampled_from(sorted(BY_CODE)), st.from_regex(r"\A[0-9]{4}\Z"), st.text(max_size=6))
known_facts = st.builds(
    RegisterFacts,
    siren=st.sampled_from(["999999014", "999999014", None]),
    name=st.sampled_from([None, "LES ATELIERS DU CANAL", "FONDS DE DOTATION DU CANAL"]),
    legal_category=categories,
    activity=st.one_of(st.none(), st.sampled_from(ACTIVITIES), st.text(max_size=8)),
    nomenclature=st.one_of(st.sampled_from(["NAFRev2", "NAF2025"]), st.text(max_size=8)),
    state=st.sampled_from(["A", "A", "C", None]),
    flagged_ess=st.sampled_from([True, False, None]),
    rna=st.sampled_from([None, "W442000001"]),
    rnf=st.sampled_from([None, "092-FDD-00061-08", "092-FE-00061-08"]),
    has_school=st.booleans(),
    is_school_asked_for=st.booleans(),
    establishment_state=st.sampled_from(["A", "A", "F", None]),
).map(lambda facts: replace(facts, has_school=facts.has_school or facts.is_school_asked_for))
any_answer: st.SearchStrategy[Answer] = st.one_of(
    known_facts, st.sampled_from(["not_found", "unavailable", "no_identifier"])
)
any_organiser = st.builds(
    Organiser,
    name=st.just("Les Ateliers du canal"),
    siren=st.sampled_from([None, "999999014"]),
    siret=st.sampled_from([None, NUMBER]),
    rna=st.sampled_from([None, "W442000001", "W442000009"]),
    uai=st.sampled_from([None, "0350760L"]),
    rnf=st.sampled_from([None, "092-FDD-00061-08"]),
    court_entry=st.sampled_from([None, CourtEntry(court="Sélestat", volume="12")]),
)
any_manifestation: st.SearchStrategy[ManifestationChanged] = st.builds(
    lambda organiser, themes, open_to_all: manifestation_changed(
        organiser=organiser, content=content(themes=tuple(themes), open_to_all=open_to_all)
    ),
    any_organiser,
    st.lists(st.sampled_from([theme.slug for theme in EDITION.themes]), max_size=3),
    st.booleans(),
)
place = st.fixed_dictionaries(
    {},
    optional={
        "siret": st.one_of(any_text, st.just(NUMBER)),
        "region": any_text,
        "etat_administratif": st.one_of(any_text, st.sampled_from(["A", "F"])),
        "liste_uai": st.one_of(any_text, st.lists(st.text(max_size=8))),
    },
)
any_unit: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"siren": st.just("999999014")},
    optional={
        "nom_raison_sociale": any_text,
        "nature_juridique": st.one_of(any_text, st.sampled_from(sorted(BY_CODE))),
        "activite_principale": st.one_of(any_text, st.sampled_from(ACTIVITIES)),
        "activite_principale_naf25": st.one_of(any_text, st.sampled_from(ACTIVITIES)),
        "etat_administratif": st.one_of(any_text, st.sampled_from(["A", "C"])),
        "siege": st.one_of(st.none(), place),
        "matching_etablissements": st.lists(place, max_size=2),
        "complements": st.fixed_dictionaries(
            {}, optional={"est_ess": st.one_of(st.none(), st.booleans()), "identifiant_association": any_text}
        ),
    },
)


@given(unit=any_unit, claimed=any_organiser)
def test_whatever_the_register_answers_there_is_a_verdict_with_a_whole_sentence(
    unit: dict[str, Any], claimed: Organiser
) -> None:
    facts = read(NUMBER, msgspec.json.encode({"results": [unit]}))
    assert facts is not None
    reason = organiser(claimed, facts)

    assert reason.code in PHRASES
    assert reason.message.endswith(".")
    assert "  " not in reason.message.replace(str(facts.legal_category), "").replace(str(facts.activity), "")
    family_of(facts)


@given(manifestation=any_manifestation, answer=any_answer)
def test_the_same_facts_have_the_same_verdict_and_the_same_sentences(
    manifestation: ManifestationChanged, answer: Answer
) -> None:
    assert criteria(manifestation, answer, EDITION) == criteria(manifestation, answer, EDITION)


@given(claimed=any_organiser, facts=known_facts)
def test_a_sign_in_its_favour_never_makes_an_organisers_case_worse(claimed: Organiser, facts: RegisterFacts) -> None:
    before = organiser(claimed, facts).outcome
    signs: list[dict[str, Any]] = [
        {"flagged_ess": True},
        {"has_school": True},
        {"has_school": True, "is_school_asked_for": True},
        {"rna": claimed.rna or "W442000001"},
        {"establishment_state": "A"},
        {"rnf": claimed.rnf or facts.rnf},
    ]

    for sign in signs:
        assert ORDER[organiser(claimed, replace(facts, **sign)).outcome] >= ORDER[before]


@given(claimed=any_organiser, facts=known_facts)
def test_what_the_register_keeps_to_itself_neither_accepts_nor_refuses(
    claimed: Organiser, facts: RegisterFacts
) -> None:
    outcome = organiser(claimed, facts).outcome

    for kept in ("legal_category", "activity", "state", "establishment_state"):
        less: dict[str, Any] = {kept: None}
        assert organiser(claimed, replace(facts, **less)).outcome in {"unknown", outcome}


@given(manifestation=any_manifestation, facts=known_facts, other=st.text(min_size=1, max_size=30))
def test_the_right_name_never_makes_a_case_worse_and_another_refuses_and_accepts_nothing(
    manifestation: ManifestationChanged, facts: RegisterFacts, other: str
) -> None:
    right, wrong, silent = (
        verdict(criteria(manifestation, replace(facts, name=name, other_names=()), EDITION))
        for name in (manifestation.organiser.name, other, None)
    )

    assert VERDICTS[right] >= VERDICTS[wrong]
    assert wrong in {silent, "to_review"}


@given(claimed=any_organiser, facts=known_facts)
def test_a_judgement_of_facts_shows_them(claimed: Organiser, facts: RegisterFacts) -> None:
    reason = organiser(claimed, facts)

    assert "organiser" == reason.criterion
    assert reason.facts.get("nature_juridique") == facts.legal_category
    assert reason.facts.get("etat_administratif") == facts.state


@given(manifestation=any_manifestation, answer=any_answer)
def test_nothing_is_refused_without_a_fact_that_the_register_states(
    manifestation: ManifestationChanged, answer: Answer
) -> None:
    if verdict(criteria(manifestation, answer, EDITION)) == "refused":
        assert isinstance(answer, RegisterFacts)
        category = answer.legal_category or ""
        ceased = answer.state == "C" and bool(manifestation.organiser.siren or manifestation.organiser.siret)
        outside = group_of(category) == "outside" and not (
            answer.flagged_ess or answer.rna or answer.rnf or answer.has_school
        )
        assert (ceased and category not in {"", "9300"} and not category.startswith("92")) or outside


@given(manifestation=any_manifestation, answer=any_answer)
def test_nothing_is_accepted_without_an_active_unit_in_the_register(
    manifestation: ManifestationChanged, answer: Answer
) -> None:
    if verdict(criteria(manifestation, answer, EDITION)) == "eligible":
        assert isinstance(answer, RegisterFacts)
        assert answer.state == "A"
