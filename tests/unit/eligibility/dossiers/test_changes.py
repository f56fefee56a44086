"""The difference that a chamber sees."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from services.eligibility.criteria.facts import RegisterFacts
from services.eligibility.dossiers.rules.changes import Change, changes
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.examine import examine
from shared.contracts.content import Content
from shared.contracts.details import Price, Translation
from tests.support.builders import (
    CONTENT,
    OCCURRENCE,
    RENNES,
    STARTS_AT,
    content,
    manifestation_changed,
    publication,
)
from tests.support.edition import EDITION
from tests.support.structures import IDENTITIES

FACTS = RegisterFacts(siren="999999014", legal_category="9220", activity="94.99Z", state="A", establishment_state="A")


def dossier(published: Content | None, judged: Content) -> Dossier:
    manifestation = manifestation_changed(content=judged)
    examined = examine(
        manifestation, FACTS, EDITION, previous=None, identities=IDENTITIES, now=STARTS_AT, correlation_id=None
    )
    return replace(examined, published=publication(content=published) if published else None)


def of(judged: Content, published: Content = CONTENT) -> tuple[Change, ...]:
    found = changes(dossier(published, judged))
    assert found is not None
    return found


def test_nothing_differs_where_what_was_judged_is_published() -> None:
    assert () == of(CONTENT)


def test_where_nothing_is_published_there_is_nothing_to_compare_with() -> None:
    assert changes(dossier(None, CONTENT)) is None


def test_a_field_is_named_by_its_pointer_with_what_was_and_what_is_to_be() -> None:
    judged = content(title="Meeting", place=replace(RENNES, name="Siège"), price=Price(kind="paid", lowest_cents=500))

    assert (
        Change(field="/title", before=CONTENT.title, after="Meeting"),
        Change(field="/place/name", before=RENNES.name, after="Siège"),
        Change(
            field="/price",
            before=None,
            after={"kind": "paid", "lowest_cents": 500, "highest_cents": None, "conditions": None},
        ),
    ) == of(judged)


def test_dates_are_shown_whole_and_their_hull_is_not_said_again() -> None:
    second = replace(OCCURRENCE, occurrence_id=UUID(int=2), starts_at=STARTS_AT.replace(day=20))
    [change] = of(content(occurrences=(OCCURRENCE, second), ends_at=STARTS_AT.replace(day=20)))

    assert "/occurrences" == change.field
    assert ["2026-11-14T10:00:00+01:00", "2026-11-20T10:00:00+01:00"] == [
        date["starts_at"] for date in msgspec.to_builtins(change.after)
    ]


def test_a_name_with_a_slash_is_escaped() -> None:
    [change] = of(content(extra={"public/privé~": "oui"}))

    assert Change(field="/extra/public~1privé~0", before=None, after="oui") == change


def test_another_organiser_or_region_is_shown_too() -> None:
    judged = dossier(CONTENT, CONTENT)
    manifestation = judged.manifestation
    other = replace(manifestation, organiser=replace(manifestation.organiser, name="Un parti"))

    assert ["/organiser/name", "/region_code"] == [
        change.field for change in changes(replace(judged, manifestation=other, region_code="52")) or ()
    ]


contents = st.builds(
    content,
    title=st.sampled_from(["a", "b"]),
    themes=st.sampled_from([(), ("sport",), ("sport", "culture")]),
    place=st.sampled_from([None, RENNES, replace(RENNES, name="Ailleurs", latitude=48.1)]),
    price=st.sampled_from([None, Price(kind="free"), Price(kind="paid", lowest_cents=5)]),
    extra=st.dictionaries(st.sampled_from(["a/b", "~", "c"]), st.sampled_from(["x", "y"])),
    translations=st.dictionaries(
        st.sampled_from(["br", "oc"]), st.builds(Translation, title=st.sampled_from(["Digor", "Dobèrt"]))
    ),
    occurrences=st.sampled_from([(OCCURRENCE,), (replace(OCCURRENCE, state="full"),)]),
)


@given(before=contents, after=contents)
def test_what_is_published_with_the_changes_put_in_is_what_was_judged(before: Content, after: Content) -> None:
    found = of(after, before)

    assert json(after) == patched(json(before), found)
    assert all(change.before != change.after for change in found)


def json(value: Content) -> dict[str, Any]:
    return {name: part for name, part in msgspec.to_builtins(value).items() if name not in {"starts_at", "ends_at"}}


def patched(document: dict[str, Any], found: tuple[Change, ...]) -> dict[str, Any]:
    for change in found:
        *path, last = (part.replace("~1", "/").replace("~0", "~") for part in change.field.removeprefix("/").split("/"))
        target = document
        for part in path:
            target = target[part]
        if change.after is None and path in (["extra"], ["translations"]):
            del target[last]
        else:
            target[last] = change.after
    return document
