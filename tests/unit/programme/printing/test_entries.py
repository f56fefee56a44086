from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from services.programme.printing.rules.entries import Entry, is_printed, printed_of, printing_order
from shared.contracts.content import PublicContact
from tests.support.builders import RENNES, content, eligibility_decided, occurrence, publication, some_id


def entry(number: int, **fields: object) -> Entry:
    return Entry(
        manifestation_id=some_id(number),
        version=1,
        judged_version=1,
        organiser_name="Le Fil vert",
        content=content(**fields),
    )


@pytest.mark.parametrize("fields", [{"online": False}, {"paper": False}, {"region_code": "52"}, {"edition": 2025}])
def test_only_what_is_online_and_on_paper_in_this_region_and_edition_is_printed(fields: dict[str, Any]) -> None:
    assert is_printed(eligibility_decided(), region_code="53", edition=2026)
    assert not is_printed(eligibility_decided(**fields), region_code="53", edition=2026)


def test_the_region_is_that_of_what_is_published() -> None:
    decision = eligibility_decided(region_code="52", published=publication(region_code="53"))

    assert is_printed(decision, region_code="53", edition=2026)
    assert not is_printed(decision, region_code="52", edition=2026)


def test_what_is_printed_is_what_readers_see_while_a_change_is_under_review() -> None:
    shown = publication(content=content(title="La version approuvée"), judged_version=3)

    printed = printed_of(
        eligibility_decided(version=9, judged_version=4, content=content(title="À l’examen"), published=shown)
    )

    assert printed
    assert (printed.content.title, printed.version, printed.judged_version) == ("La version approuvée", 9, 3)


@pytest.mark.parametrize("consent", [True, False])
def test_a_contact_is_printed_by_consent_alone(consent: bool) -> None:  # noqa: FBT001
    contact = PublicContact(email="camille@filvert.example", print_consent=consent)
    printed = printed_of(eligibility_decided(content=content(public_contact=contact)))

    assert printed
    assert printed.contact == (contact if consent else None)


def test_entries_are_laid_out_by_beginning_then_commune_then_title_then_identifier() -> None:
    early = datetime(2026, 11, 3, 9, tzinfo=UTC)
    brest = replace(RENNES, commune_name="Brest")
    entries = [
        entry(4, title="Été"),
        entry(3, title="Etang"),
        entry(2, title="Zoo", place=brest),
        entry(1, starts_at=early),
        entry(6, title="été"),
        entry(5, title="Été", place=None, occurrences=(occurrence(place=RENNES),)),
    ]

    ordered = sorted(entries, key=printing_order)

    assert [each.manifestation_id for each in ordered] == [some_id(number) for number in (1, 2, 3, 4, 5, 6)]


def test_what_is_online_only_has_a_place_in_the_order_too() -> None:
    entries = [entry(2), entry(1, place=None, attendance="online")]

    assert [each.manifestation_id for each in sorted(entries, key=printing_order)] == [some_id(1), some_id(2)]
