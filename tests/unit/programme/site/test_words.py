import pytest

from services.programme.site.views.facts import age_text, answers_of, facts_of, price_text
from services.programme.site.views.words import access_badges, state_badge, where_line
from shared.contracts.details import Age, Booking, Price
from tests.support.builders import RENNES, STARTS_AT, content, occurrence
from tests.support.questions import ASKING, FOOD, SLOGAN


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("open_to_all", "access", "labels"),
    [
        (True, None, ["Ouverte à toutes et à tous"]),
        (True, "free_entry", ["Ouverte à toutes et à tous"]),
        (True, "registration", ["Ouverte à toutes et à tous", "Sur inscription"]),
        (False, "invitation", ["Sur invitation"]),
        (False, "professionals", ["Réservée aux professionnels"]),
        (False, "registration", ["Public restreint", "Sur inscription"]),
        (False, None, ["Public restreint"]),
        (False, "by_riddle", ["Public restreint"]),
    ],
)
def test_who_may_come_is_said_in_a_badge(open_to_all: bool, access: str | None, labels: list[str]) -> None:  # noqa: FBT001
    assert [label for label, _ in access_badges(content(open_to_all=open_to_all, access=access))] == labels


def test_a_date_that_simply_takes_place_has_no_badge() -> None:
    assert state_badge("scheduled") is None


@pytest.mark.parametrize(
    ("fields", "state", "line"),
    [
        ({}, "scheduled", "Rennes (Ille-et-Vilaine)"),
        ({"attendance": "mixed"}, "scheduled", "Rennes (Ille-et-Vilaine) et en ligne"),
        ({"attendance": "online", "place": None}, "scheduled", "En ligne"),
        ({}, "moved_online", "En ligne"),
        ({"place": None}, "scheduled", "Lieu à préciser"),
        ({"attendance": "by_post"}, "scheduled", "Rennes (Ille-et-Vilaine)"),
    ],
)
def test_where_it_takes_place_is_never_made_up(fields: dict[str, object], state: str, line: str) -> None:
    date = occurrence(state=state)

    assert where_line(content(occurrences=(date,), **fields), date) == line


def test_a_date_with_a_place_of_its_own_is_there() -> None:
    date = occurrence(place=RENNES)

    assert where_line(content(place=None, occurrences=(date,)), date) == "Rennes (Ille-et-Vilaine)"


@pytest.mark.parametrize(
    ("price", "text"),
    [
        (Price(kind="free"), "Gratuit"),
        (Price(kind="paid"), "Payant"),
        (Price(kind="paid", lowest_cents=500, highest_cents=500), "5 €"),
        (Price(kind="paid", lowest_cents=500, highest_cents=1250), "De 5 à 12,50 €"),
        (Price(kind="paid", lowest_cents=500), "À partir de 5 €"),
        (Price(kind="paid", highest_cents=500), "Jusqu’à 5 €"),
        (Price(kind="pay_what_you_want"), "Prix libre"),
        (Price(kind="pay_what_you_want", lowest_cents=200), "Prix libre, à partir de 2 €"),
        (Price(kind="barter"), ""),
        (Price(kind="barter", lowest_cents=500, highest_cents=500), "5 €"),
    ],
)
def test_a_price_is_said_in_a_word(price: Price, text: str) -> None:
    assert plain(price_text(price)) == text


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (Age(lowest=8), "À partir de 8 ans"),
        (Age(highest=12), "Jusqu’à 12 ans"),
        (Age(lowest=8, highest=12), "De 8 à 12 ans"),
        (Age(), ""),
    ],
)
def test_an_age_is_said_in_a_word(age: Age, text: str) -> None:
    assert plain(age_text(age)) == text


def test_nothing_is_said_about_what_is_not_known() -> None:
    assert facts_of(content()) == ()


def test_what_is_known_is_said_in_the_order_in_which_one_asks() -> None:
    shown = content(
        access_conditions="Prévenir la veille",
        audiences=("jobseekers", "families", "martians"),
        age=Age(lowest=8),
        price=Price(kind="paid", lowest_cents=500, highest_cents=500, conditions="Gratuit pour les adhérents"),
        booking=Booking(
            required=True, url="https://billet.example/1", phone="0299000000", seats=30, closes_at=STARTS_AT
        ),
        accessibility=("sign_language", "motor", "telepathy"),
        languages=("br", "fr-FR", "tlh"),
    )

    assert [(fact.term, *map(plain, fact.texts)) for fact in facts_of(shown)] == [
        ("Accès", "Prévenir la veille"),
        ("Pour qui", "Familles et personnes en recherche d’emploi"),
        ("Âge", "À partir de 8 ans"),
        ("Tarif", "5 €", "Gratuit pour les adhérents"),
        ("Réservation", "Obligatoire", "30 places", "Jusqu’au samedi 14 novembre 2026 à 10 h"),
        ("Accessibilité", "Handicap moteur et langue des signes"),
        ("Langues", "Breton, français et tlh"),
    ]
    [booking] = [fact for fact in facts_of(shown) if fact.term == "Réservation"]
    assert [plain(link.text) for link in booking.links] == ["02 99 00 00 00", "billet.example/1"]


def test_an_answer_that_is_for_paper_alone_is_not_on_the_page() -> None:
    said = content(extra={"food": "Oui", "slogan": "Réparer plutôt que jeter", "word": "Apportez une chose"})

    assert [(fact.term, fact.texts) for fact in answers_of(ASKING, said)] == [
        (FOOD.label, ("Oui",)),
        (SLOGAN.label, ("Réparer plutôt que jeter",)),
    ]
