"""What readers see while a dossier moves: the approved version, until it is refused or withdrawn."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.dossiers.rules.changes import changes
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.examine import examine
from services.eligibility.dossiers.rules.ruling import Ruling, ruled
from shared.contracts.content import Organiser, Source
from shared.contracts.eligibility import Publication
from shared.contracts.submission import ManifestationChanged
from tests.support.builders import ENDS_AT, OCCURRENCE, RENNES, STARTS_AT, content, manifestation_changed
from tests.support.edition import EDITION
from tests.support.structures import IDENTITIES

NOW = datetime(2026, 9, 1, tzinfo=UTC)
DAY = timedelta(days=1)
PARTY = RegisterFacts(
    siren="999999014", legal_category="9300", activity="94.92Z", state="A", establishment_state="A", region_code="53"
)
ASSOCIATION = replace(PARTY, legal_category="9220", activity="94.99Z")
COOPERATIVE = replace(PARTY, legal_category="5458", activity="38.32Z")
WORKSHOP = manifestation_changed(
    content=content(title="Atelier : débattre sans se fâcher", description="On apprend à écouter et à répondre.")
)
RALLY = replace(
    WORKSHOP,
    version=2,
    state="amended",
    content=content(
        title="Grand meeting de rentrée",
        description="Nos candidats présentent leur liste.",
        occurrences=(replace(OCCURRENCE, starts_at=STARTS_AT + DAY, ends_at=ENDS_AT + DAY),),
        place=replace(RENNES, name="Siège de la fédération"),
    ),
)
SECOND = replace(OCCURRENCE, occurrence_id=UUID(int=2), starts_at=STARTS_AT + DAY, ends_at=ENDS_AT + DAY)


def on(day: int) -> datetime:
    return NOW + day * DAY


def judged(
    manifestation: ManifestationChanged, *, previous: Dossier | None = None, answer: Answer = PARTY, day: int = 0
) -> Dossier:
    return examine(
        manifestation, answer, EDITION, previous=previous, identities=IDENTITIES, now=on(day), correlation_id=None
    )


def says(verdict: Any, dossier: Dossier, *, answer: Answer = PARTY, day: int = 0) -> Dossier:
    ruling = Ruling(verdict=verdict, message="La chambre a lu.")
    return ruled(
        dossier, ruling, decided_by="chamber", answer=answer, identities=IDENTITIES, now=on(day), correlation_id=None
    )


def shown(dossier: Dossier) -> Publication:
    assert dossier.published is not None
    return dossier.published


@pytest.fixture
def accepted() -> Dossier:
    """An association with an excluded activity, whose workshop the chamber accepted on day 1."""
    waiting = judged(WORKSHOP)
    assert ("to_review", "excluded_activity", None) == (waiting.verdict, waiting.reasons[0].code, waiting.published)
    return says("eligible", waiting, day=1)


@pytest.fixture
def rallied(accepted: Dossier) -> Dossier:
    """The same, amended to a political rally on day 2."""
    return judged(RALLY, previous=accepted, day=2)


def test_a_yes_publishes_what_was_judged(accepted: Dossier) -> None:
    assert (
        Publication(
            judged_version=1,
            region_code="53",
            paper=True,
            organiser=WORKSHOP.organiser,
            structure_id=IDENTITIES.id_of(WORKSHOP.organiser, PARTY),
            content=WORKSHOP.content,
            source=None,
            first_published_at=on(1),
            changed_at=on(1),
        )
        == accepted.published
    )
    assert accepted.decided().published == accepted.published


def test_a_workshop_that_becomes_a_rally_waits_and_the_accepted_text_stays_online(
    accepted: Dossier, rallied: Dossier
) -> None:
    assert ("to_review", "rules") == (rallied.verdict, rallied.decided_by)
    assert ("changed_since_decision", {"champs": "title, description, occurrences, place"}) == (
        rallied.reasons[-1].code,
        rallied.reasons[-1].facts,
    )
    assert accepted.published == rallied.published
    assert (RALLY.content, 2) == (rallied.decided().content, rallied.decided().judged_version)


def test_the_chamber_sees_how_the_rally_differs_from_the_workshop(rallied: Dossier) -> None:
    assert ["/title", "/description", "/occurrences", "/place/name"] == [
        change.field for change in changes(rallied) or ()
    ]


def test_a_refusal_of_the_rally_takes_the_page_offline(rallied: Dossier) -> None:
    refused = says("refused", rallied, day=3)

    assert ("refused", None) == (refused.verdict, refused.published)
    assert changes(refused) is None


def test_a_yes_to_the_rally_publishes_it_and_the_day_of_the_first_publication_stays(rallied: Dossier) -> None:
    published = shown(says("eligible", rallied, day=3))

    assert (2, RALLY.content) == (published.judged_version, published.content)
    assert (on(1), on(3)) == (published.first_published_at, published.changed_at)


def test_an_amendment_under_review_that_is_withdrawn_goes_offline(rallied: Dossier) -> None:
    withdrawn = judged(replace(RALLY, version=3, state="withdrawn"), previous=rallied, day=3)

    assert ("withdrawn", None) == (withdrawn.verdict, withdrawn.published)


def test_the_first_publication_is_remembered_while_nothing_is_online(rallied: Dossier) -> None:
    back = says("eligible", says("refused", rallied, day=3), day=4)

    assert (on(1), on(4)) == (shown(back).first_published_at, shown(back).changed_at)


def test_a_second_yes_to_the_same_version_changes_nothing_that_readers_see(accepted: Dossier) -> None:
    again = says("eligible", accepted, day=5)

    assert accepted.published == again.published
    assert on(5) == again.decided_at


def test_an_amendment_that_waits_for_the_register_leaves_the_approved_version_online() -> None:
    eligible = judged(WORKSHOP, answer=ASSOCIATION)
    waiting = judged(RALLY, previous=eligible, answer="unavailable", day=1)
    settled = judged(RALLY, previous=waiting, answer=ASSOCIATION, day=2)

    assert ("to_review", eligible.published) == (waiting.verdict, waiting.published)
    assert (2, on(0), on(2)) == (
        shown(settled).judged_version,
        shown(settled).first_published_at,
        shown(settled).changed_at,
    )


def test_a_refusal_by_the_rules_ends_what_was_published() -> None:
    ceased = judged(RALLY, previous=judged(WORKSHOP, answer=COOPERATIVE), answer=replace(COOPERATIVE, state="C"))

    assert ("refused", None) == (ceased.verdict, ceased.published)


def test_what_waits_shows_nothing_before_anything_was_approved() -> None:
    assert judged(RALLY, previous=judged(WORKSHOP)).published is None


@pytest.mark.parametrize("open_to_all", [True, False])
def test_only_what_is_open_to_all_may_be_printed(*, open_to_all: bool) -> None:
    submitted = replace(WORKSHOP, content=content(open_to_all=open_to_all))

    assert open_to_all == shown(judged(submitted, answer=ASSOCIATION)).paper


def test_region_organiser_and_paper_are_those_of_the_approved_version(accepted: Dossier) -> None:
    other = Organiser(name="Une autre structure", siren="999999022")
    amended = replace(RALLY, region_code="52", organiser=other, content=replace(RALLY.content, open_to_all=False))

    waiting = judged(amended, previous=accepted, day=2)

    assert ("to_review", "52", accepted.published) == (waiting.verdict, waiting.region_code, waiting.published)


def test_a_partner_finds_back_what_it_registered() -> None:
    published = shown(judged(replace(WORKSHOP, owner="partner-1", external_id="A-17"), answer=ASSOCIATION))

    assert Source(owner="partner-1", reference="A-17") == published.source


@pytest.fixture
def twice() -> Dossier:
    """An accepted workshop on two days."""
    return says("eligible", judged(replace(WORKSHOP, content=dated(OCCURRENCE, SECOND))), day=1)


def dated(*occurrences: Any, **fields: Any) -> Any:
    return content(
        occurrences=occurrences, starts_at=occurrences[0].starts_at, ends_at=occurrences[-1].ends_at, **fields
    )


def test_a_date_that_is_cancelled_is_shown_at_once_though_the_amendment_waits(twice: Dossier) -> None:
    cancelled = replace(OCCURRENCE, state="cancelled", note="La salle est fermée.")
    full = replace(SECOND, state="full")
    new = replace(OCCURRENCE, occurrence_id=UUID(int=3), starts_at=STARTS_AT + 9 * DAY, ends_at=ENDS_AT + 9 * DAY)

    waiting = judged(replace(RALLY, content=dated(cancelled, full, new, title="Meeting")), previous=twice, day=2)

    assert "to_review" == waiting.verdict
    published = shown(waiting)
    assert (cancelled, full) == published.content.occurrences
    assert (WORKSHOP.content.format, "Portes ouvertes de la ressourcerie") == (
        published.content.format,
        published.content.title,
    )
    assert (SECOND.starts_at, SECOND.ends_at) == (published.content.starts_at, published.content.ends_at)
    assert (1, on(1), on(2)) == (published.judged_version, published.first_published_at, published.changed_at)


def test_a_date_that_moved_says_so_where_it_was_and_shows_its_new_day_after_the_yes(twice: Dossier) -> None:
    moved = replace(
        SECOND,
        state="postponed",
        previous_starts_at=SECOND.starts_at,
        starts_at=SECOND.starts_at + DAY,
        ends_at=SECOND.ends_at + DAY,
    )
    waiting = judged(replace(RALLY, content=dated(OCCURRENCE, moved)), previous=twice, day=2)

    assert ("to_review", {"champs": "occurrences"}) == (waiting.verdict, waiting.reasons[-1].facts)
    assert (OCCURRENCE, replace(SECOND, state="postponed")) == shown(waiting).content.occurrences
    assert (OCCURRENCE, moved) == shown(says("eligible", waiting, day=3)).content.occurrences


def test_what_is_said_of_a_date_as_planned_waits_for_the_chamber(twice: Dossier) -> None:
    spoken = replace(OCCURRENCE, note="Avec nos candidats.")
    waiting = judged(replace(RALLY, content=dated(spoken, SECOND)), previous=twice, day=2)

    assert ("to_review", twice.published) == (waiting.verdict, waiting.published)


def test_the_text_that_the_chamber_accepted_has_its_yes_again(accepted: Dossier, rallied: Dossier) -> None:
    restored = judged(replace(WORKSHOP, version=3), previous=rallied, day=3)

    assert ("eligible", "chamber") == (restored.verdict, restored.decided_by)
    assert (3, WORKSHOP.content) == (shown(restored).judged_version, shown(restored).content)
    assert accepted.reasons[-1] == restored.reasons[-1]


def test_a_published_date_that_the_amendment_drops_stays_until_the_chamber_has_spoken(twice: Dossier) -> None:
    waiting = judged(replace(RALLY, content=dated(OCCURRENCE)), previous=twice, day=2)

    assert ("to_review", twice.published) == (waiting.verdict, waiting.published)


def test_where_every_date_is_cancelled_the_line_for_readers_keeps_its_days(twice: Dossier) -> None:
    cancelled = [replace(each, state="cancelled") for each in (OCCURRENCE, SECOND)]
    waiting = judged(replace(RALLY, content=dated(*cancelled, title="Meeting")), previous=twice, day=2)

    assert (STARTS_AT, SECOND.ends_at) == (shown(waiting).content.starts_at, shown(waiting).content.ends_at)
