from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from services.programme.feeds.rules.geojson import feature_collection
from services.programme.feeds.rules.openagenda import events
from services.programme.feeds.rules.table import header, table_rows
from services.programme.listings.listing import Entry, ListedDate, Listing
from services.programme.listings.rules.dates import period_of
from shared.contracts.content import Content
from shared.contracts.details import Booking, CoOrganiser, Price
from shared.contracts.edition import ExtraField
from shared.contracts.submission import EditionChanged
from shared.geography import find_commune
from tests.support.builders import RENNES, content, occurrence, some_id
from tests.support.edition import EDITION, edition
from tests.support.questions import ASKING, FOOD, SLOGAN

NOON = datetime(2026, 11, 14, 11, tzinfo=UTC)
PAGE = f"https://programme.example/programme/{some_id(1)}"


def listed(about: Content) -> list[ListedDate]:
    listing = Listing(
        manifestation_id=some_id(1),
        version=3,
        edition=2026,
        region_code="53",
        paper=True,
        organiser_name="La Ressourcerie du canal",
        structure_id=None,
        source=None,
        first_published_at=NOON - timedelta(days=60),
        changed_at=NOON - timedelta(days=30),
        content=about,
    )
    found = []
    for each in about.occurrences:
        period = period_of(about, each)
        found.append(
            ListedDate(
                entry=Entry(
                    manifestation_id=some_id(1),
                    occurrence_id=each.occurrence_id,
                    version=3,
                    starts_local=period.starts,
                    first_day=period.first_day,
                    last_day=period.last_day,
                    time_zone=about.time_zone,
                ),
                listing=listing,
                occurrence=each,
            )
        )
    return found


def row(about: Content, of: EditionChanged = EDITION) -> dict[str, str]:
    [cells] = table_rows(of, listed(about), [PAGE])
    return dict(zip(header(of), cells, strict=True))


def openagenda(about: Content, of: EditionChanged = EDITION) -> dict[str, Any]:
    [event] = events(of, listed(about), {some_id(1): PAGE})["events"]
    return dict(event)


def test_a_row_says_hours_on_the_clock_of_the_place_and_words_rather_than_codes() -> None:
    found = row(
        content(
            occurrences=(occurrence(starts_at=NOON, ends_at=NOON + timedelta(hours=2), state="full"),),
            accessibility=("motor",),
            price=Price(kind="paid", lowest_cents=500),
            booking=Booking(required=False, phone="0299000000"),
        )
    )

    assert (found["Date de début"], found["Heure de début"], found["Heure de fin"]) == ("14/11/2026", "12:00", "14:00")
    assert (found["État"], found["Accessibilité"]) == ("Complet", "handicap moteur")
    assert found["Tarif"].replace("\xa0", " ") == "5 €" or found["Tarif"].startswith("À partir")
    # As the form asked it.
    assert found["Réservation"].startswith("Possible ; ")
    assert found["Page"] == PAGE


def test_a_row_is_of_its_date_with_its_own_place_and_sentence() -> None:
    quay = replace(RENNES, name="Le Quai", latitude=48.11, longitude=-1.68)
    found = row(
        content(
            occurrences=(occurrence(place=quay, note="Au premier étage"),),
            co_organisers=(CoOrganiser(name="La Maison"), CoOrganiser(name="Le Fablab")),
        )
    )

    assert [found[title] for title in ("Lieu", "Latitude", "Longitude", "Remarque")] == [
        *("Le Quai", "48,11", "-1,68", "Au premier étage")
    ]
    assert (found["Coorganisateurs"], found["Au programme papier"]) == ("La Maison ; Le Fablab", "oui")


def test_a_whole_day_has_no_hours_and_ends_on_its_last_day() -> None:
    midnight = datetime(2026, 11, 13, 23, tzinfo=UTC)
    found = row(
        content(occurrences=(occurrence(starts_at=midnight, ends_at=midnight + timedelta(days=2), all_day=True),))
    )

    assert (found["Date de début"], found["Date de fin"]) == ("14/11/2026", "15/11/2026")
    assert (found["Heure de début"], found["Heure de fin"]) == ("", "")


def test_a_point_has_its_longitude_first_and_a_place_without_coordinates_is_in_the_middle_of_its_commune() -> None:
    somewhere, anywhere = (
        replace(RENNES, latitude=48.11, longitude=-1.68),
        replace(RENNES, latitude=None, longitude=None),
    )

    [point] = feature_collection(listed(content(place=somewhere)), [PAGE])["features"]
    [middle] = feature_collection(listed(content(place=anywhere)), [PAGE])["features"]
    [nowhere] = feature_collection(listed(content(place=None, attendance="online")), [PAGE])["features"]

    assert point["geometry"] == {"type": "Point", "coordinates": [-1.68, 48.11]}
    rennes = find_commune("35238")
    assert rennes
    assert rennes.centre
    assert middle["geometry"] == {"type": "Point", "coordinates": [*reversed(rennes.centre)]}
    assert [each["properties"]["precision"] for each in (point, middle, nowhere)] == ["place", "commune", None]
    assert nowhere["geometry"] is None
    assert middle["properties"]["commune_name"] == RENNES.commune_name


def test_openagenda_reads_one_event_with_a_timing_for_each_date() -> None:
    days = tuple(
        occurrence(starts_at=NOON + timedelta(days=n), ends_at=NOON + timedelta(days=n, hours=2)) for n in range(3)
    )

    event = openagenda(content(occurrences=days, attendance="mixed", accessibility=("sign_language",)))

    assert [each["begin"] for each in event["timings"]] == [each.starts_at for each in days]
    assert event["attendanceMode"] == 3
    assert event["accessibility"] == {"mi": False, "hi": True, "vi": False, "ii": False, "pi": False}
    assert event["uid"] < 2**53


def test_openagenda_s_lengths_hold() -> None:
    event = openagenda(content(title="Mot " * 60, description="Phrase assez longue. " * 40))

    assert len(event["title"]["fr"]) <= 140
    assert len(event["description"]["fr"]) <= 200
    assert event["longDescription"]["fr"].startswith("Phrase")


def test_an_event_is_cancelled_for_openagenda_only_where_every_date_is() -> None:
    cancelled, stands = occurrence(state="cancelled"), occurrence(starts_at=NOON, ends_at=NOON + timedelta(hours=1))

    assert openagenda(content(occurrences=(cancelled,)))["status"] == 6
    assert openagenda(content(occurrences=(cancelled, stands)))["status"] == 1
    assert openagenda(content(occurrences=(replace(stands, previous_starts_at=NOON),)))["status"] == 2


def test_every_way_to_book_is_given_in_its_kind() -> None:
    event = openagenda(content(booking=Booking(required=True, url="https://exemple.fr/r", phone="0299000000")))

    assert event["registration"] == [
        {"type": "link", "value": "https://exemple.fr/r"},
        {"type": "phone", "value": "0299000000"},
    ]


def test_public_answers_to_an_edition_s_questions_have_a_column_and_a_field_of_their_own() -> None:
    about = content(extra={"food": "Seulement une buvette", "slogan": "Réparer plutôt que jeter"})
    found, event = row(about, ASKING), openagenda(about, ASKING)

    assert (found[FOOD.label], found[SLOGAN.label]) == ("Seulement une buvette", "Réparer plutôt que jeter")
    assert (event["food"], event["slogan"]) == ("Seulement une buvette", "Réparer plutôt que jeter")
    assert row(content(), ASKING)[FOOD.label] == ""
    assert not {"word", "charter", "help"} & openagenda(content(), ASKING).keys()


def test_what_an_edition_asks_its_chamber_alone_by_now_is_in_no_copy() -> None:
    """A listing keeps what was public until its manifestation changes."""
    about = content(extra={"food": "Seulement une buvette"})
    private = edition(extra_fields=(replace(FOOD, shown=("chamber",)),))

    assert FOOD.label not in row(about, private)
    assert "Seulement une buvette" not in str((row(about, private), openagenda(about, private)))


def test_a_question_named_like_a_field_of_openagenda_hides_none() -> None:
    age = ExtraField(name="age", label="Âge conseillé", kind="line", required=False, shown=("page",))
    badge = ExtraField(name="label", label="Label vert", kind="tick", required=False, shown=("page",))
    about, asking = content(extra={"age": "Dès 6 ans", "label": "true"}), edition(extra_fields=(age, badge))
    event = openagenda(about, asking)

    assert (event["age"], event["extra_age"], event["label"]) == (None, "Dès 6 ans", True)
    assert row(about, asking)["Label vert"] == "oui"
