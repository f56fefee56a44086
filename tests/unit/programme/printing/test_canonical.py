import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.programme.printing.errors import CanonicalFormUnknown
from services.programme.printing.rules.canonical import (
    CANONICAL_FORM,
    canonical_programme,
    differing_ids,
    fingerprint,
    read_programme,
)
from services.programme.printing.rules.entries import Printed
from shared.contracts.content import Content, Place, PublicContact
from shared.contracts.details import Booking
from tests.support.builders import content, some_id

SALT = b"the salt of this snapshot"
CONTACT = PublicContact(name="Camille Exemple", email="camille@filvert.example", print_consent=True)


def printed(number: int, **fields: object) -> Printed:
    return Printed(
        manifestation_id=some_id(number),
        version=1,
        judged_version=1,
        organiser_name="Le Fil vert",
        content=content(**fields),
    )


def programme(*entries: Printed, salt: bytes = SALT) -> bytes:
    return canonical_programme(entries, salt=salt)


moments = st.datetimes(datetime(2026, 10, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
contents = st.builds(
    lambda title, starts_at, hours: content(
        title=title, starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours)
    ),
    st.text(min_size=1, max_size=30),
    moments,
    st.integers(0, 100),
)


@settings(max_examples=60)
@given(st.lists(contents, max_size=8), st.randoms())
def test_the_canonical_bytes_do_not_depend_on_the_order_of_the_entries(found: list[Content], random: object) -> None:
    entries = [replace(printed(number), content=one) for number, one in enumerate(found)]
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert programme(*shuffled) == programme(*entries)


def test_the_canonical_bytes_are_utf8_with_sorted_keys_and_no_spaces() -> None:
    found = programme(printed(1, title="Été à l’Œuvre"))

    assert found.startswith(b'[{"content":{"attendance":"on_site","description":')
    assert '"title":"Été à l’Œuvre"'.encode() in found
    assert b'": ' not in found


def test_entries_stand_by_identifier_whatever_the_layout_makes_of_them() -> None:
    early = datetime(2026, 11, 3, 9, tzinfo=UTC)

    found = json.loads(programme(printed(3, starts_at=early), printed(1), printed(2, title="A")))

    assert [UUID(each["manifestation_id"]) for each in found] == [some_id(1), some_id(2), some_id(3)]


def test_an_empty_programme_has_canonical_bytes_too() -> None:
    assert programme() == b"[]"


FIRST_FORM = (
    '[{"content":{"attendance":"mixed","description":"Visite guidée.","ends_at":"2026-11-14T11:30:00Z",'
    '"extra":{"jauge":"40"},"format":"portes-ouvertes","occurrences":[{"all_day":true,"ends_at":"2026-11-14T23:00:00Z",'
    '"note":"Prévoir des bottes","occurrence_id":"00000000-0000-0000-0000-0000000000cc","starts_at":'
    '"2026-11-13T23:00:00Z"}],"online_url":"https://visio.example","open_to_all":true,"place":{"commune_code":"35238",'
    '"commune_name":"Rennes","department_code":"35","latitude":48.1173,"longitude":-1.6778,"name":"Le Hangar",'
    '"postcode":"35000","region_code":"53"},"price":{"kind":"paid","lowest_cents":500},"public_contact":{},'
    '"starts_at":"2026-11-13T23:00:00Z","themes":["culture"],"time_zone":"Europe/Paris","title":"Été à l’Œuvre"},'
    '"judged_version":3,"manifestation_id":"00000000-0000-0000-0000-000000000001","organiser_name":"Le Fil vert",'
    '"version":7}]'
).encode()


def test_the_first_form_is_these_bytes_for_ever() -> None:
    [entry] = read_programme(FIRST_FORM, form=1)
    same = Printed(**{name: getattr(entry, name) for name in Printed.__slots__})

    assert canonical_programme([same], salt=SALT, form=1) == FIRST_FORM


def test_the_fingerprint_is_what_anybody_computes_over_the_bytes() -> None:
    found = programme(printed(1))

    assert fingerprint(found) == sha256(found).hexdigest()


def test_nobodys_address_stands_in_bytes_that_are_kept_for_ever() -> None:
    booking = Booking(required=True, email="camille@filvert.example", phone="02 99 00 00 00", seats=12)
    [entry] = json.loads(programme(printed(1, public_contact=CONTACT, booking=booking)))

    assert entry["content"]["booking"] == {"required": True, "seats": 12}
    assert entry["content"]["public_contact"] == {}


def test_what_has_its_default_is_left_out_at_every_depth() -> None:
    [entry] = json.loads(programme(printed(1)))

    assert entry["content"]["public_contact"] == {}
    assert set(entry["content"]["occurrences"][0]) == {"occurrence_id", "starts_at", "ends_at"}
    assert {"price", "audiences", "extra", "online_url"}.isdisjoint(entry["content"])


@dataclass(frozen=True, slots=True, kw_only=True)
class GrownPlace(Place):
    """A later release's place."""

    floor: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrownContent(Content):
    """A later release's content."""

    place: GrownPlace | None = None
    dress_code: str | None = None
    materials: tuple[str, ...] = ()


def grown(entry: Printed) -> Printed:
    """Return the entry as a release with two more optional fields reads it."""
    return replace(entry, content=msgspec.convert(msgspec.to_builtins(entry.content), GrownContent))


def test_a_contract_that_grows_leaves_the_bytes_of_yesterday_as_they_are() -> None:
    entry = printed(1, public_contact=CONTACT)

    assert programme(grown(entry)) == programme(entry)


@pytest.mark.parametrize("fields", [{"dress_code": "costumé"}, {"materials": ("gants",)}])
def test_what_a_new_field_says_is_in_the_bytes(fields: dict[str, object]) -> None:
    entry = grown(printed(1))
    said = replace(entry, content=replace(entry.content, **fields))  # type: ignore[arg-type]

    assert programme(said) != programme(entry)
    assert differing_ids(programme(entry), programme(said)) == [some_id(1)]


def test_a_contact_is_in_the_bytes_as_a_salted_hash_alone() -> None:
    found = programme(printed(1, public_contact=CONTACT))

    said = b'{"email":"camille@filvert.example","name":"Camille Exemple","print_consent":true}'
    assert json.loads(found)[0]["contact_sha256"] == sha256(SALT + said).hexdigest()
    assert b"camille" not in found.lower()


def test_without_consent_a_contact_leaves_no_trace() -> None:
    silent = printed(1, public_contact=replace(CONTACT, print_consent=False))

    assert programme(silent) == programme(printed(1, public_contact=PublicContact()))


def test_the_same_contact_has_another_hash_in_every_snapshot() -> None:
    entry = printed(1, public_contact=CONTACT)

    assert programme(entry) != programme(entry, salt=b"another salt")


def test_the_bytes_can_be_read_back() -> None:
    entry = printed(1, public_contact=CONTACT)

    [read] = read_programme(programme(entry), form=CANONICAL_FORM)

    assert read.content == replace(entry.content, public_contact=PublicContact())
    assert (read.manifestation_id, read.organiser_name) == (some_id(1), "Le Fil vert")


def test_a_form_that_this_release_does_not_know_is_refused_by_its_number() -> None:
    with pytest.raises(CanonicalFormUnknown, match="forme canonique n° 2,"):
        canonical_programme([], salt=SALT, form=2)


def test_what_differs_between_two_programmes_is_named() -> None:
    stored = programme(printed(1), printed(2), printed(3))
    replayed = programme(printed(1), printed(2, title="Autre titre"), printed(4))

    assert differing_ids(stored, replayed) == [some_id(2), some_id(3), some_id(4)]


def test_ids_compare_as_identifiers() -> None:
    assert differing_ids(b"[]", programme(printed(7))) == [UUID(int=7)]
