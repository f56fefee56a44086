from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.programme.listings.listing import Listing
from services.programme.site.views.structured_data import event
from shared.contracts.details import Age, Booking, CoOrganiser, Price
from shared.http.site import Site
from tests.support.builders import RENNES, STARTS_AT, content, occurrence, some_id

SITE = Site(
    service="programme",
    submission_url="https://submission.example",
    eligibility_url="https://eligibility.example",
    programme_url="https://programme.example",
    matchmaking_url="https://matchmaking.example",
)
MIDNIGHT = datetime(2026, 11, 13, 23, tzinfo=UTC)
SCHEMA = "https://schema.org"


def event_of(**fields: Any) -> dict[str, Any]:
    return event(
        SITE,
        Listing(
            manifestation_id=some_id(1),
            version=1,
            edition=2026,
            region_code="53",
            paper=True,
            organiser_name="Le Fil vert",
            structure_id=None,
            source=None,
            first_published_at=STARTS_AT,
            changed_at=STARTS_AT,
            content=content(**fields),
        ),
    )


def test_one_date_is_the_event_itself() -> None:
    found = event_of()

    assert (found["@type"], found["name"]) == ("Event", "Portes ouvertes de la ressourcerie")
    assert (found["startDate"], found["endDate"]) == ("2026-11-14T10:00:00+01:00", "2026-11-14T12:30:00+01:00")
    assert found["eventStatus"] == f"{SCHEMA}/EventScheduled"
    assert found["eventAttendanceMode"] == f"{SCHEMA}/OfflineEventAttendanceMode"
    assert found["location"]["address"]["addressLocality"] == "Rennes"
    assert found["organizer"] == {"@type": "Organization", "name": "Le Fil vert"}
    assert "subEvent" not in found


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"state": "full"}, "EventScheduled"),
        ({"state": "cancelled"}, "EventCancelled"),
        ({"state": "postponed"}, "EventPostponed"),
        ({"state": "moved_online"}, "EventMovedOnline"),
        ({"state": "postponed", "previous_starts_at": STARTS_AT}, "EventRescheduled"),
        ({"state": "cancelled", "previous_starts_at": STARTS_AT}, "EventCancelled"),
        ({"state": "sold_on_the_moon"}, "EventScheduled"),
    ],
)
def test_the_state_of_a_date_is_a_status(fields: dict[str, Any], status: str) -> None:
    assert event_of(occurrences=(occurrence(**fields),))["eventStatus"] == f"{SCHEMA}/{status}"


def test_a_date_that_was_moved_says_when_it_was_to_begin() -> None:
    moved = occurrence(state="postponed", previous_starts_at=STARTS_AT - timedelta(days=7))

    assert event_of(occurrences=(moved,))["previousStartDate"] == "2026-11-07T10:00:00+01:00"


def test_whole_days_are_dates_without_hours() -> None:
    found = event_of(occurrences=(occurrence(starts_at=MIDNIGHT, ends_at=MIDNIGHT + timedelta(days=2), all_day=True),))

    assert (found["startDate"], found["endDate"]) == ("2026-11-14", "2026-11-15")


def test_what_is_online_has_no_place_on_earth() -> None:
    found = event_of(attendance="online", place=None, online_url="https://visio.example/salle")

    assert found["location"] == {"@type": "VirtualLocation", "url": "https://visio.example/salle"}
    assert found["eventAttendanceMode"] == f"{SCHEMA}/OnlineEventAttendanceMode"


def test_what_is_both_has_both() -> None:
    found = event_of(attendance="mixed", online_url="https://visio.example/salle")

    assert [each["@type"] for each in found["location"]] == ["Place", "VirtualLocation"]
    assert found["eventAttendanceMode"] == f"{SCHEMA}/MixedEventAttendanceMode"


def test_an_address_that_is_kept_back_is_not_there() -> None:
    found = event_of(place=replace(RENNES, address=None))

    assert "streetAddress" not in found["location"]["address"]


def test_several_dates_are_events_of_their_own_each_with_its_state_and_place() -> None:
    brest = replace(RENNES, name="Les Ateliers", commune_name="Brest", department_code="29", commune_code="29019")
    first, second, third = (
        occurrence(
            starts_at=STARTS_AT + timedelta(days=days), ends_at=STARTS_AT + timedelta(days=days, hours=2), **more
        )
        for days, more in ((0, {"state": "cancelled"}), (7, {}), (14, {"place": brest}))
    )

    found = event_of(occurrences=(first, second, third))

    assert [each["eventStatus"].rpartition("/")[2] for each in found["subEvent"]] == [
        "EventCancelled",
        "EventScheduled",
        "EventScheduled",
    ]
    assert [each["location"]["address"]["addressLocality"] for each in found["subEvent"]] == [
        "Rennes",
        "Rennes",
        "Brest",
    ]
    assert {each["name"] for each in found["subEvent"]} == {found["name"]}
    assert (found["startDate"], found["endDate"]) == ("2026-11-21T10:00:00+01:00", "2026-11-28T12:00:00+01:00")
    assert found["eventStatus"] == f"{SCHEMA}/EventScheduled"
    assert [each["address"]["addressLocality"] for each in found["location"]] == ["Rennes", "Brest"]


def test_where_every_date_is_cancelled_so_is_the_event() -> None:
    found = event_of(occurrences=(occurrence(state="cancelled"), occurrence(state="cancelled")))

    assert found["eventStatus"] == f"{SCHEMA}/EventCancelled"


@pytest.mark.parametrize(
    ("price", "said"),
    [
        (None, {}),
        (Price(kind="paid"), {"isAccessibleForFree": False}),
        (Price(kind="pay_what_you_want"), {}),
        (Price(kind="free"), {"isAccessibleForFree": True, "offers": {"@type": "Offer", "price": 0}}),
        (
            Price(kind="paid", lowest_cents=550, highest_cents=550),
            {"isAccessibleForFree": False, "offers": {"@type": "Offer", "price": 5.5}},
        ),
        (
            Price(kind="paid", lowest_cents=500, highest_cents=1200),
            {"isAccessibleForFree": False, "offers": {"@type": "AggregateOffer", "lowPrice": 5, "highPrice": 12}},
        ),
        (
            Price(kind="pay_what_you_want", lowest_cents=200),
            {"offers": {"@type": "AggregateOffer", "lowPrice": 2}},
        ),
    ],
)
def test_an_offer_says_what_is_known_of_the_price(price: Price | None, said: dict[str, Any]) -> None:
    found = event_of(price=price)

    if "offers" in said:
        said["offers"]["priceCurrency"] = "EUR"
    assert {name: found[name] for name in ("isAccessibleForFree", "offers") if name in found} == said


def test_an_offer_leads_to_the_booking_and_says_that_all_is_taken() -> None:
    found = event_of(
        price=Price(kind="free"),
        booking=Booking(required=True, url="https://billet.example/1"),
        occurrences=(occurrence(state="full"),),
    )

    assert found["offers"]["url"] == "https://billet.example/1"
    assert found["offers"]["availability"] == f"{SCHEMA}/SoldOut"


def test_who_organises_it_too_is_named_and_so_are_age_and_languages() -> None:
    found = event_of(co_organisers=(CoOrganiser(name="La Roue libre"),), age=Age(lowest=8), languages=("br", "fr"))

    assert [each["name"] for each in found["organizer"]] == ["Le Fil vert", "La Roue libre"]
    assert (found["typicalAgeRange"], found["inLanguage"]) == ("8-", ["br", "fr"])
