"""When the name that somebody gives is the register's, and when it is somebody else's."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.identity import identity
from services.eligibility.criteria.names import names_agree
from services.eligibility.criteria.rules import criteria, verdict
from shared.contracts.content import Organiser
from tests.support.builders import manifestation_changed
from tests.support.edition import EDITION

FACTS = RegisterFacts(
    siren="999999014",
    name="LES ATELIERS DU CANAL",
    other_names=("LAC", "LA GRANDE HALTE"),
    legal_category="9220",
    activity="94.99Z",
    state="A",
)
WORDS = ["secours", "populaire", "canal", "lac", "les", "commune", "association", "reze", "ateliers", "mjc", "maison"]
some_name = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("given_name", "known"),
    [
        ("Les Ateliers du canal", "LES ATELIERS DU CANAL"),
        ("L’Atelier du canal", "LES ATELIERS DU CANAL"),
        ("Association « Les Ateliers du Canal »", "LES ATELIERS DU CANAL"),
        ("Ville de Rezé", "COMMUNE DE REZE"),
        ("Mairie de Saint-Denis", "COMMUNE DE SAINT DENIS"),
        ("Conseil départemental des Trois Vallées", "DEPARTEMENT DES TROIS VALLEES"),
        ("Secours populaire", "SECOURS POPULAIRE FRANCAIS FEDERATION DE L ISERE"),
        ("Secours populaire de Lyon", "SECOURS POPULAIRE FRANCAIS"),
        ("Lycée Jean Moulin", "LYCEE GENERAL ET TECHNOLOGIQUE JEAN MOULIN"),
        ("CCAS", "CENTRE COMMUNAL D ACTION SOCIALE"),
        ("MJC de Rezé", "MAISON DES JEUNES ET DE LA CULTURE DE REZE"),
        ("Maison des jeunes et de la culture de Rezé", "MJC DE REZE"),
        ("Rés’O", "RESO"),
        ("Centre social", "CENTRE SOCIAL DES TROIS CITES"),
        ("La Cantine des possibles", "LA CANTINE DES POSSIBLES SCIC"),
    ],
)
def test_a_name_as_people_write_it_is_the_registers(given_name: str, known: str) -> None:
    assert names_agree(given_name, [known])


@pytest.mark.parametrize(
    ("given_name", "known"),
    [
        ("Secours populaire", "LES ATELIERS DU CANAL"),
        ("Secours populaire du canal", "LE CANAL"),
        ("Secours populaire", "SECOURS CATHOLIQUE"),
        ("Secours populaire français", "ASSOCIATION SPORTIVE DE REZE"),
        ("La Ressourcerie du canal", "LES ATELIERS DU CANAL"),
        ("Emmaüs Lille", "LILLE"),
        ("Lycée Jean Moulin", "LYCEE JEAN ROSTAND"),
        ("Ville de Rezé", "COMMUNE DE PANTIN"),
        ("Les Restos du cœur", "CERCLE CIVIQUE DU LAURAGAIS"),
        ("Croix-Rouge française", "FEDERATION FRANCAISE DE LA CHAUSSURE ROUGE"),
        ("France", "RESTAURANTS DU COEUR FRANCE"),
        ("Association", "LES ATELIERS DU CANAL"),
        ("Fédération des associations", "FEDERATION DES METIERS DU BOIS"),
        ("Les Amis du canal", "LES AMIS DE LA TERRE"),
    ],
)
def test_a_name_that_is_somebody_elses_is_not(given_name: str, known: str) -> None:
    assert not names_agree(given_name, [known])


@pytest.mark.parametrize(
    ("given_name", "known", "agree"),
    [
        ("Reso", "RES O", True),
        ("Rade Zo", "RADE", True),
        ("Association Rade Zo", "RADE", True),
        ("Rade Zou", "RADE", False),
        ("Reze", "REZE ABCDEFGH", True),
        ("Reze", "REZE ABCDEFGHI", False),
        ("Extraordinaire Ab Bo Co", "ABC", False),
    ],
)
def test_the_shares_are_two_thirds_of_the_one_and_a_third_of_the_other(
    given_name: str,
    known: str,
    agree: bool,  # noqa: FBT001
) -> None:
    assert agree == names_agree(given_name, [known])


@pytest.mark.parametrize("name", ["LAC", "La Grande Halte", "Les Ateliers du canal (LAC)", "LAC, la grande halte"])
def test_an_acronym_a_sign_and_a_trade_name_are_names_too(name: str) -> None:
    assert identity(Organiser(name=name, siren="999999014"), FACTS) is None


def test_a_known_number_under_another_name_goes_to_the_chamber_in_words() -> None:
    fake = Organiser(name="Secours populaire", siren="999999014")
    reason = identity(fake, FACTS)

    assert reason
    assert ("identity", "name_disagrees", "unknown") == (reason.criterion, reason.code, reason.outcome)
    assert (
        "Le registre donne un autre nom à la structure qui porte ce numéro : « LES ATELIERS DU CANAL ». Si le numéro "
        "n’est pas le bon, corrigez-le : le dossier sera réexaminé. Sinon, la chambre régionale vérifiera qu’il s’agit "
        "bien de l’organisateur."
    ) == reason.message
    assert {"nom_registre": "LES ATELIERS DU CANAL"} == reason.facts
    assert "to_review" == verdict(criteria(manifestation_changed(organiser=fake), FACTS, EDITION))


def test_what_is_refused_stays_so_under_any_name() -> None:
    outside = replace(FACTS, legal_category="8420")
    fake = manifestation_changed(organiser=Organiser(name="Secours populaire", siren="999999014"))

    assert "refused" == verdict(criteria(fake, outside, EDITION))


@pytest.mark.parametrize(
    "answer", [replace(FACTS, name=None, other_names=()), "not_found", "unavailable", "no_identifier"]
)
def test_without_a_name_of_the_register_there_is_nothing_to_compare(answer: Answer) -> None:
    assert identity(Organiser(name="Secours populaire", siren="999999014"), answer) is None


@pytest.mark.parametrize(("name", "agrees"), [("", True), ("…", True), ("\u0301", True), ("的", False), ("LES", False)])
def test_what_has_no_letters_says_nothing_and_a_word_that_weighs_nothing_is_a_name(name: str, *, agrees: bool) -> None:
    assert agrees == names_agree(name, ["LES ATELIERS DU CANAL"])
    assert agrees == names_agree("Les Ateliers du canal", [name])


@given(name=some_name, known=st.lists(some_name, min_size=1, max_size=3), one_more=some_name)
def test_one_more_name_in_the_register_never_makes_names_disagree(name: str, known: list[str], one_more: str) -> None:
    if names_agree(name, known):
        assert names_agree(name, [*known, one_more])


@given(name=some_name, known=st.lists(some_name, min_size=1, max_size=3))
def test_case_accents_and_the_order_of_the_register_change_nothing(name: str, known: list[str]) -> None:
    agree = names_agree(name, known)

    assert agree == names_agree(name.upper().replace("E", "É"), known[::-1])


@given(name=st.text(max_size=40), others=st.lists(st.text(max_size=40), max_size=3))
def test_whatever_the_text_a_name_is_its_own(name: str, others: list[str]) -> None:
    assert names_agree(name, [*others, name])
