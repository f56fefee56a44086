"""What a chamber reads of a manifestation is what the public would, and a difference is in French."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.eligibility.desk.views.content import paper_view
from services.eligibility.desk.views.difference import differences
from services.eligibility.desk.views.practical import practical_rows
from services.eligibility.dossiers.rules.changes import content_changes
from shared.contracts.content import Content, PublicContact
from shared.contracts.details import Age, Booking, Image, Price, Translation
from tests.support.builders import CONTENT, OCCURRENCE, content
from tests.support.edition import EDITION

FULL = content(
    price=Price(kind="paid", lowest_cents=500, highest_cents=750, conditions="gratuit avant 12 ans"),
    booking=Booking(
        required=True, email="place@exemple.fr", seats=20, closes_at=datetime(2026, 11, 13, 17, tzinfo=UTC)
    ),
    age=Age(lowest=8),
    accessibility=("motor", "sign_language"),
    languages=("br", "en"),
    image=Image(url="https://media.example/1", sha256="0" * 64, width=800, height=600, alt="Un établi.", credit="Lise"),
    translations={"br": Translation(title="Dorioù digor")},
)


def spaced(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def said(before: Content, after: Content) -> dict[str, tuple[str, str]]:
    """Return by field what was taken away and what was put in."""
    return {
        each.label: (
            spaced("".join(text for mark, text in each.words if mark != "new")),
            spaced("".join(text for mark, text in each.words if mark != "gone")),
        )
        for each in differences(EDITION, content_changes(before, after), zone=after.time_zone)
    }


def test_all_that_is_good_to_know_is_shown() -> None:
    assert {term: spaced(text) for term, text in practical_rows(FULL)} == {
        "Tarif": "payant, 5 € à 7,50 €, gratuit avant 12 ans",
        "Réservation": "obligatoire, place@exemple.fr, 20 places, jusqu’au vendredi 13 novembre 2026 à 18 h",
        "Âge": "dès 8 ans",
        "Accessibilité": "handicap moteur et langue des signes",
        "Langues": "breton et anglais",
        "Image": "Un établi. (crédit : Lise)",
        "Traductions": "Breton : Dorioù digor",
    }
    assert {""} == {text for _, text in practical_rows(CONTENT)}


def test_a_contact_is_on_paper_where_it_may_be() -> None:
    contact = PublicContact(email="bonjour@exemple.fr", print_consent=True)
    shown = [
        paper_view(EDITION, content(public_contact=each)) for each in (contact, replace(contact, print_consent=False))
    ]

    assert ["bonjour@exemple.fr", ""] == [each and each["contact"] for each in shown]


def test_another_hour_is_read_on_the_clock_of_the_place() -> None:
    later = replace(OCCURRENCE, starts_at=OCCURRENCE.starts_at + timedelta(hours=1))
    before, after = said(CONTENT, replace(CONTENT, occurrences=(later,)))["Dates"]

    assert "début samedi 14 novembre 2026 à 10 h" in before
    assert "début samedi 14 novembre 2026 à 11 h" in after


def test_amounts_are_euros() -> None:
    assert said(
        content(price=Price(kind="paid", lowest_cents=500)), content(price=Price(kind="paid", lowest_cents=750))
    ) == {"Tarif : le moins cher": ("5 €", "7,50 €")}
