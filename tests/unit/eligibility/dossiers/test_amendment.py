"""What an amendment leaves alone of what a chamber decided on, and what goes back to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.eligibility.criteria.reasons import met, not_met
from services.eligibility.dossiers.rules.amendment import LABELS, changed_since, standing_word
from services.eligibility.dossiers.rules.past import PastRuling
from shared.contracts.content import Organiser, PublicContact
from shared.contracts.details import Booking, CoOrganiser, Price, Translation
from shared.contracts.eligibility import Reason
from shared.contracts.submission import ManifestationChanged
from tests.support.builders import CONTENT, ENDS_AT, OCCURRENCE, RENNES, STARTS_AT, content, manifestation_changed
from tests.support.edition import EDITION, edition

BEFORE = manifestation_changed()
NANTES = replace(RENNES, postcode="44000", commune_code="44109", commune_name="Nantes", region_code="52")
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SECOND = replace(OCCURRENCE, occurrence_id=UUID(int=2), starts_at=STARTS_AT + DAY, ends_at=ENDS_AT + DAY)
ACCEPTED = met("chamber", "accepted", "Oui.", {})
REFUSED = not_met("chamber", "refused", "Hors sujet.", {})


def dated(*occurrences: Any, **fields: Any) -> ManifestationChanged:
    return replace(BEFORE, content=content(occurrences=occurrences, **fields))


def moved(by: timedelta) -> Any:
    return replace(OCCURRENCE, starts_at=STARTS_AT + by, ends_at=ENDS_AT + by)


@pytest.mark.parametrize(
    "after",
    [
        replace(BEFORE, version=2, state="amended", content=content(title="Portes ouvertes de la Ressourcerie !")),
        replace(BEFORE, organiser=replace(BEFORE.organiser, name="LA RESSOURCERIE DU CANAL")),
        replace(BEFORE, organiser=replace(BEFORE.organiser, siren=None)),
        replace(BEFORE, organiser=replace(BEFORE.organiser, rna="W442000001")),
        replace(BEFORE, content=content(public_contact=PublicContact(phone="02 99 00 00 00"))),
        replace(BEFORE, content=content(price=Price(kind="paid", lowest_cents=500))),
        replace(BEFORE, content=content(booking=Booking(required=True), languages=("br",), accessibility=("motor",))),
        replace(
            BEFORE, content=content(place=replace(RENNES, address="5 rue du Canal", name="le hangar des possibles"))
        ),
        dated(moved(HOUR)),
        dated(replace(OCCURRENCE, state="cancelled", note="Annulée : la salle est fermée.")),
        dated(replace(OCCURRENCE, state="moved_online")),
        dated(replace(OCCURRENCE, state="a-word-of-tomorrow", note="Rendez-vous devant la mairie.")),
        dated(replace(OCCURRENCE, occurrence_id=UUID(int=9))),
    ],
)
def test_a_chambers_yes_stays_where_what_it_judged_is_unchanged_but_for_what_is_cosmetic(
    after: ManifestationChanged,
) -> None:
    assert () == changed_since(BEFORE, after, EDITION, refused=False)


@pytest.mark.parametrize(
    ("after", "names"),
    [
        (replace(BEFORE, content=content(title="Grand meeting")), ["title"]),
        (replace(BEFORE, content=content(description="Venez écouter nos candidats.")), ["description"]),
        (replace(BEFORE, content=content(format="conference")), ["format"]),
        (replace(BEFORE, content=content(print_title="Grand meeting")), ["print_title"]),
        (replace(BEFORE, content=content(print_text="Venez écouter nos candidats.")), ["print_text"]),
        (replace(BEFORE, content=content(place=replace(RENNES, name="Siège du parti"))), ["place"]),
        (replace(BEFORE, organiser=replace(BEFORE.organiser, name="Comité de campagne")), ["organiser"]),
        (replace(BEFORE, content=content(translations={"en": Translation(title="Campaign rally")})), ["translations"]),
        (replace(BEFORE, content=content(place=NANTES)), ["occurrences", "place"]),
        (replace(BEFORE, content=content(place=None, online_url="https://a.example")), ["occurrences", "place"]),
        (dated(moved(DAY)), ["occurrences"]),
        (dated(OCCURRENCE, SECOND), ["occurrences"]),
        (dated(replace(OCCURRENCE, ends_at=ENDS_AT + DAY)), ["occurrences"]),
        (dated(replace(OCCURRENCE, place=replace(RENNES, name="Siège du parti"))), ["place"]),
        (replace(BEFORE, content=content(open_to_all=False, access="professionals")), ["open_to_all", "access"]),
        (replace(BEFORE, content=content(themes=("sport",))), ["themes"]),
        (replace(BEFORE, content=content(co_organisers=(CoOrganiser(name="Le Parti"),))), ["co_organisers"]),
        (replace(BEFORE, content=content(access_conditions="Réservé aux adhérents")), ["access_conditions"]),
        (dated(replace(OCCURRENCE, note="Avec nos candidats.")), ["notes"]),
        (replace(BEFORE, region_code="52"), ["region_code"]),
        (replace(BEFORE, organiser=Organiser(name=BEFORE.organiser.name, siren="999999022")), ["organiser"]),
        (replace(BEFORE, organiser=Organiser(name=BEFORE.organiser.name, rna="W442000001")), ["organiser"]),
        (
            replace(BEFORE, content=content(title="Grand meeting", occurrences=(moved(DAY),))),
            ["title", "occurrences"],
        ),
    ],
)
def test_a_chambers_yes_falls_where_what_it_judged_changes_and_the_fields_are_named(
    after: ManifestationChanged, names: list[str]
) -> None:
    assert names == list(changed_since(BEFORE, after, EDITION, refused=False))
    assert set(names) <= LABELS.keys()


def test_a_date_that_ends_at_midnight_is_of_the_day_before() -> None:
    evening = replace(OCCURRENCE, starts_at=STARTS_AT, ends_at=STARTS_AT.replace(hour=0) + DAY)
    whole_day = replace(evening, starts_at=STARTS_AT.replace(hour=0), all_day=True)

    assert () == changed_since(BEFORE, dated(evening), EDITION, refused=False)
    assert () == changed_since(BEFORE, dated(whole_day), EDITION, refused=False)


def test_a_night_is_of_the_evening_before_until_six() -> None:
    evening = replace(OCCURRENCE, starts_at=STARTS_AT.replace(hour=20), ends_at=STARTS_AT.replace(hour=23))
    before = dated(evening)

    for hour, names in ((5, ()), (6, ("occurrences",))):
        longer = replace(evening, ends_at=STARTS_AT.replace(hour=hour, minute=30) + DAY)
        assert names == changed_since(before, dated(longer), EDITION, refused=False)


def test_days_are_those_of_the_place() -> None:
    reunion = replace(RENNES, commune_code="97411", commune_name="Saint-Denis", region_code="04")
    late = {"place": reunion, "time_zone": "Indian/Reunion"}
    first = datetime(2026, 11, 14, 19, 0, tzinfo=UTC)
    evening = replace(OCCURRENCE, starts_at=first, ends_at=first + timedelta(minutes=30))
    before = dated(evening, **late)

    same_day = dated(replace(evening, starts_at=first - HOUR, ends_at=first), **late)
    next_day = dated(replace(evening, starts_at=first + 2 * HOUR, ends_at=first + 3 * HOUR), **late)
    assert () == changed_since(before, same_day, EDITION, refused=False)
    assert ("occurrences",) == changed_since(before, next_day, EDITION, refused=False)


@pytest.mark.parametrize("zone", ["Mars/Phobos", "", "../etc", "Europe"])
def test_a_clock_that_nobody_knows_stops_nothing(zone: str) -> None:
    assert () == changed_since(BEFORE, dated(OCCURRENCE, time_zone=zone), EDITION, refused=False)


@given(
    title=st.sampled_from(["Portes ouvertes de la ressourcerie", "PORTES OUVERTES DE LA RESSOURCERIE", "Meeting"]),
    hours=st.integers(-9, 9),
    state=st.sampled_from(["scheduled", "full", "cancelled", "postponed", "moved_online", "a-word-of-tomorrow"]),
    address=st.sampled_from([None, "3 rue du Canal", "12 quai Sud"]),
)
def test_what_counts_counts_both_ways(title: str, hours: int, state: str, address: str | None) -> None:
    date = replace(moved(hours * HOUR), state=state)
    after = dated(date, title=title, place=replace(RENNES, address=address))

    assert changed_since(BEFORE, after, EDITION, refused=False) == changed_since(after, BEFORE, EDITION, refused=False)
    assert ("title" in changed_since(BEFORE, after, EDITION, refused=False)) == (title == "Meeting")
    assert "occurrences" not in changed_since(BEFORE, after, EDITION, refused=False)


@pytest.mark.parametrize("words", [{"title": "Autre titre"}, {"description": "Ce que la chambre avait demandé."}])
def test_an_organiser_who_answers_a_refusal_in_other_words_is_read_again(words: dict[str, str]) -> None:
    after = replace(BEFORE, content=content(**words))

    assert tuple(words) == changed_since(BEFORE, after, EDITION, refused=True)
    assert () == changed_since(BEFORE, replace(BEFORE, version=2), EDITION, refused=True)


def test_the_order_of_themes_is_no_change() -> None:
    one, other = content(themes=("sport", "culture")), content(themes=("culture", "sport"))

    assert () == changed_since(replace(BEFORE, content=one), replace(BEFORE, content=other), EDITION, refused=False)


def test_the_order_of_what_is_ticked_is_no_change() -> None:
    one = content(audiences=("families", "students"), accessibility=("motor", "visual"), languages=("br", "fr"))
    other = content(audiences=("students", "families"), accessibility=("visual", "motor"), languages=("fr", "br"))
    before, after = replace(BEFORE, content=one), replace(BEFORE, content=other)

    assert () == changed_since(before, after, edition(cosmetic=()), refused=False)


def test_without_numbers_the_name_is_the_organiser() -> None:
    nameless = replace(BEFORE, organiser=Organiser(name="Le  Collectif"))
    spelt, other = (replace(BEFORE, organiser=Organiser(name=name)) for name in ("le collectif", "Un autre collectif"))

    assert () == changed_since(nameless, spelt, EDITION, refused=False)
    assert ("organiser",) == changed_since(nameless, other, EDITION, refused=False)


def word(reason: Reason, after: ManifestationChanged) -> Reason:
    return standing_word(PastRuling(manifestation=BEFORE, reason=reason, decided_by="chamber"), after, EDITION)


RETITLED = replace(BEFORE, content=content(title="Meeting"))


@pytest.mark.parametrize("reason", [ACCEPTED, REFUSED])
def test_a_chambers_word_stands_where_nothing_of_it_changed(reason: Reason) -> None:
    assert reason == word(reason, replace(BEFORE, version=2))


@pytest.mark.parametrize("reason", [ACCEPTED, REFUSED])
def test_what_changed_is_read_again_and_the_sentence_names_it_in_french(reason: Reason) -> None:
    again = word(reason, RETITLED)

    assert ("unknown", "changed_since_decision", {"champs": "title"}) == (again.outcome, again.code, again.facts)
    assert "(le titre)" in again.message


def test_small_steps_are_measured_from_what_the_chamber_read() -> None:
    near = replace(BEFORE, content=replace(CONTENT, title="Portes ouvertes de la resourserie"))
    far = replace(BEFORE, content=replace(CONTENT, title="Portes ouvertes de la resourserrie"))

    assert () == changed_since(BEFORE, near, EDITION, refused=False) == changed_since(near, far, EDITION, refused=False)
    assert ("title",) == changed_since(BEFORE, far, EDITION, refused=False)


def test_what_the_edition_calls_cosmetic_stays_and_the_rest_goes_back_to_the_chamber() -> None:
    after = replace(BEFORE, content=replace(BEFORE.content, title="Tout autre chose", languages=("br",)))

    assert ("title",) == changed_since(BEFORE, after, EDITION, refused=False)
    assert () == changed_since(BEFORE, after, edition(cosmetic=("title", "languages")), refused=False)
    assert ("title", "languages") == changed_since(BEFORE, after, edition(cosmetic=()), refused=False)
    assert ("title",) == changed_since(BEFORE, after, edition(cosmetic=("title",)), refused=True)


def test_another_answer_to_the_chamber_alone_counts_as_those_to_readers_do() -> None:
    after = replace(BEFORE, chamber_answers={"help": "Une salle"})

    assert () == changed_since(BEFORE, after, EDITION, refused=False)
    assert ("extra",) == changed_since(BEFORE, after, edition(cosmetic=()), refused=False)
