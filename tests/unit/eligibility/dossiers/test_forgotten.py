"""A restored database has forgotten what a chamber said; the topic has not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.examine import examine
from services.eligibility.dossiers.rules.forgotten import with_forgotten_ruling
from services.eligibility.dossiers.rules.ruling import Ruling, ruled
from tests.support.builders import content, manifestation_changed
from tests.support.edition import EDITION
from tests.support.structures import IDENTITIES

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
RULED, RESTORED = NOW + timedelta(hours=1), NOW + timedelta(days=1)
SUBMITTED = manifestation_changed()
ACCEPTED = Ruling(verdict="eligible", message="La chambre a vu les statuts.")
REFUSED = Ruling(verdict="refused", message="La chambre ne voit pas de lien avec l’ESS.")


def waiting(**fields: Any) -> Dossier:
    """Return a dossier as it is heard again: nobody knows the organiser, so it waits."""
    manifestation = replace(SUBMITTED, **fields)
    return examine(
        manifestation, "not_found", EDITION, previous=None, identities=IDENTITIES, now=RESTORED, correlation_id=None
    )


def after(dossier: Dossier, ruling: Ruling, *, at: datetime = RULED) -> Dossier:
    return ruled(
        dossier, ruling, decided_by="chamber", answer="not_found", identities=IDENTITIES, now=at, correlation_id=None
    )


def test_a_forgotten_acceptance_holds_again_with_its_date() -> None:
    told = after(waiting(), ACCEPTED).decided()

    dossier = with_forgotten_ruling(waiting(), [told], EDITION, identities=IDENTITIES, now=RESTORED)

    assert dossier is not None
    assert ("eligible", "chamber", RULED) == (dossier.verdict, dossier.decided_by, dossier.decided_at)
    assert dossier.published is not None
    assert told.published is not None
    assert told.published.first_published_at == dossier.published.first_published_at


def test_the_last_of_several_forgotten_words_holds() -> None:
    accepted = after(waiting(), ACCEPTED)
    refused = after(accepted, REFUSED, at=RULED + timedelta(hours=1))

    dossier = with_forgotten_ruling(
        waiting(), [accepted.decided(), refused.decided()], EDITION, identities=IDENTITIES, now=RESTORED
    )

    assert dossier is not None
    assert ("refused", None) == (dossier.verdict, dossier.published)


def test_what_was_amended_after_a_forgotten_refusal_is_compared_with_what_was_refused() -> None:
    refused = after(waiting(), REFUSED)
    amended = waiting(version=2, state="amended", content=content(title="Tout autre chose, et pour tous"))

    dossier = with_forgotten_ruling(amended, [refused.decided()], EDITION, identities=IDENTITIES, now=RESTORED)

    assert dossier is not None
    assert ("to_review", None) == (dossier.verdict, dossier.published)
    assert "changed_since_decision" in {reason.code for reason in dossier.reasons}


def test_a_forgotten_refusal_of_what_came_back_unchanged_stays_one() -> None:
    refused = after(waiting(), REFUSED)

    dossier = with_forgotten_ruling(
        waiting(version=2, state="amended"), [refused.decided()], EDITION, identities=IDENTITIES, now=RESTORED
    )

    assert dossier is not None
    assert ("refused", "chamber") == (dossier.verdict, dossier.decided_by)


def test_what_a_chamber_has_said_since_the_restore_holds() -> None:
    forgotten = after(waiting(), ACCEPTED)
    since = after(waiting(), REFUSED, at=RESTORED)

    assert with_forgotten_ruling(since, [forgotten.decided()], EDITION, identities=IDENTITIES, now=RESTORED) is None


def test_what_the_rules_alone_decided_is_not_taken_over() -> None:
    assert with_forgotten_ruling(waiting(), [waiting().decided()], EDITION, identities=IDENTITIES, now=RESTORED) is None
