"""The criteria together: what is eligible, what waits, what is refused."""

from dataclasses import replace

import pytest

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.reasons import met, not_met, unknown
from services.eligibility.criteria.rules import (
    criteria,
    open_to_all,
    outcome_of,
    subject,
    verdict,
)
from shared.contracts.eligibility import Reason, Verdict
from tests.support.builders import content, manifestation_changed
from tests.support.edition import EDITION, edition

ASSOCIATION = RegisterFacts(
    siren="999999014", legal_category="9220", activity="94.99Z", state="A", establishment_state="A", flagged_ess=True
)
COMMUNE = replace(ASSOCIATION, legal_category="7210", activity="84.11Z")
ORGANISER_MET = met("organiser", "ess_legal_category", "", {})
SUBJECT_MET = met("subject", "ess_theme", "", {})
OPEN_SENTENCE = "La manifestation est ouverte à toutes et à tous : elle peut aussi figurer dans le programme papier."
OPEN = met("openness", "open_to_all", "", {})
NOT_OPEN = not_met("openness", "not_open_to_all", "", {})


def judged(answer: Answer = ASSOCIATION, **fields: object) -> Verdict:
    return verdict(criteria(manifestation_changed(content=content(**fields)), answer, EDITION))


def test_an_open_manifestation_of_an_association_on_an_ess_theme_is_eligible() -> None:
    assert judged() == "eligible"
    assert open_to_all(content()).code == "open_to_all"


@pytest.mark.parametrize(
    ("access", "said"),
    [
        ("invitation", "est sur invitation"),
        ("professionals", "est réservée aux professionnels"),
        ("registration", "n’est pas ouverte à toutes et à tous"),
        ("a-word-of-tomorrow", "n’est pas ouverte à toutes et à tous"),
        (None, "n’est pas ouverte à toutes et à tous"),
    ],
)
def test_what_is_not_open_to_all_is_eligible_and_told_that_it_is_not_printed(access: str | None, said: str) -> None:
    reason = open_to_all(content(open_to_all=False, access=access))

    assert judged(open_to_all=False, access=access) == "eligible"
    assert ("not_open_to_all", "not_met") == (reason.code, reason.outcome)
    assert reason.message.startswith(f"La manifestation {said} :")


@pytest.mark.parametrize("access", ["free_entry", "registration", None])
def test_a_registration_beforehand_does_not_close_what_is_open_to_all(access: str | None) -> None:
    assert open_to_all(content(open_to_all=True, access=access)).outcome == "met"


def test_what_is_said_of_openness_rests_on_what_was_said() -> None:
    closed = open_to_all(content(open_to_all=False, access="invitation"))

    assert met("openness", "open_to_all", OPEN_SENTENCE, {"open_to_all": "oui"}) == open_to_all(content(access=None))
    assert {"open_to_all": "non", "access": "invitation"} == closed.facts


@pytest.mark.parametrize(
    ("themes", "code", "said"),
    [
        (("sport", "cooperation"), "ess_theme", "lié à l’ESS par le thème « "),
        (("sport", "culture"), "own_activity", "l’activité d’une structure de l’ESS, dans le domaine « Sport »."),
        (("magie", "noire"), "subject_to_check", "la chambre régionale lira la description."),
    ],
)
def test_what_is_said_of_a_subject_names_its_themes(themes: tuple[str, ...], code: str, said: str) -> None:
    reason = subject(content(themes=themes), EDITION, ess_organiser=True)

    assert ("subject", code, {"themes": ", ".join(themes)}) == (reason.criterion, reason.code, reason.facts)
    assert said in reason.message


def test_what_was_not_judged_or_came_out_in_a_word_of_tomorrow_is_unknown() -> None:
    tomorrow = replace(ORGANISER_MET, outcome="a-word-of-tomorrow")

    assert ["met", "unknown", "unknown"] == [
        outcome_of("organiser", reasons) for reasons in ((ORGANISER_MET,), (SUBJECT_MET,), (tomorrow,))
    ]


def test_every_criterion_is_judged_and_named() -> None:
    reasons = criteria(manifestation_changed(), ASSOCIATION, EDITION)

    assert ["organiser", "subject", "season", "openness", "registration"] == [reason.criterion for reason in reasons]
    assert {"met"} == {reason.outcome for reason in reasons}


@pytest.mark.parametrize("slug", [theme.slug for theme in EDITION.themes if theme.links_to_ess])
def test_a_cross_cutting_theme_links_the_subject_whoever_organises(slug: str) -> None:
    assert subject(content(themes=(slug,)), EDITION, ess_organiser=False).code == "ess_theme"


@pytest.mark.parametrize("slug", [theme.slug for theme in EDITION.themes if not theme.links_to_ess])
def test_a_sector_links_the_subject_only_as_the_own_activity_of_an_ess_structure(slug: str) -> None:
    assert subject(content(themes=(slug,)), EDITION, ess_organiser=True).code == "own_activity"
    assert judged(COMMUNE, themes=(slug,)) == "to_review"


@pytest.mark.parametrize("themes", [(), ("magie-noire",)])
def test_a_subject_without_a_known_theme_waits_for_a_chamber(themes: tuple[str, ...]) -> None:
    assert subject(content(themes=themes), EDITION, ess_organiser=True).outcome == "unknown"


def test_services_to_people_are_a_sector_in_which_companies_work_too() -> None:
    assert judged(themes=("services-a-la-personne",)) == "eligible"
    assert judged(COMMUNE, themes=("services-a-la-personne",)) == "to_review"


def test_whether_a_theme_links_to_the_ess_is_what_the_edition_says() -> None:
    themes = tuple(replace(theme, links_to_ess=True) for theme in EDITION.themes)

    assert subject(content(themes=("sport",)), edition(themes=themes), ess_organiser=False).code == "ess_theme"


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ((ORGANISER_MET, SUBJECT_MET, OPEN), "eligible"),
        ((ORGANISER_MET, SUBJECT_MET, NOT_OPEN), "eligible"),
        ((unknown("organiser", "x", "", {}), SUBJECT_MET, OPEN), "to_review"),
        ((ORGANISER_MET, unknown("subject", "x", "", {}), OPEN), "to_review"),
        ((not_met("organiser", "x", "", {}), unknown("subject", "x", "", {}), OPEN), "refused"),
        ((not_met("organiser", "x", "", {}), SUBJECT_MET, OPEN, met("chamber", "accepted", "", {})), "eligible"),
        ((ORGANISER_MET, SUBJECT_MET, OPEN, not_met("chamber", "refused", "", {})), "refused"),
        ((ORGANISER_MET, SUBJECT_MET, OPEN, unknown("chamber", "x", "", {})), "to_review"),
        ((unknown("organiser", "x", "", {}), SUBJECT_MET, NOT_OPEN, met("chamber", "accepted", "", {})), "eligible"),
    ],
)
def test_the_verdict_follows_from_the_outcomes(reasons: tuple[Reason, ...], expected: Verdict) -> None:
    assert expected == verdict(reasons)
