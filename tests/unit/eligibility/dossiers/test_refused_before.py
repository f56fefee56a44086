"""A manifestation that a chamber refused, registered again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.eligibility.criteria.facts import RegisterFacts
from services.eligibility.dossiers.rules.dossier import Dossier, Refusal
from services.eligibility.dossiers.rules.examine import examine
from services.eligibility.dossiers.rules.refused_before import refused_dossier
from services.eligibility.dossiers.rules.ruling import Ruling, ruled
from shared.contracts.content import Organiser
from shared.contracts.submission import ManifestationChanged
from tests.support.builders import (
    ENDS_AT,
    OCCURRENCE,
    RENNES,
    STARTS_AT,
    content,
    manifestation_changed,
    some_id,
)
from tests.support.edition import EDITION
from tests.support.structures import IDENTITIES

NOW = datetime(2026, 9, 1, tzinfo=UTC)
FACTS = RegisterFacts(siren="999999014", legal_category="9220", activity="94.99Z", state="A", establishment_state="A")
REFUSED = manifestation_changed(manifestation_id=some_id(1))
ANOTHER_DAY = replace(
    OCCURRENCE, starts_at=STARTS_AT + timedelta(days=1), ends_at=ENDS_AT + timedelta(days=1), occurrence_id=UUID(int=9)
)
SOMETHING_ELSE = {"title": "Bal des voisins", "description": "On danse jusqu’au matin.", "occurrences": (ANOTHER_DAY,)}
STRANGER = Organiser(name="Une mutuelle", siren="999999022")


def judged(**fields: Any) -> Dossier:
    """Judge another manifestation once the first one was refused."""
    structure_id = IDENTITIES.id_of(REFUSED.organiser, FACTS)
    return examine(
        replace(REFUSED, manifestation_id=some_id(2), **fields),
        replace(FACTS, siren=fields["organiser"].siren) if "organiser" in fields else FACTS,
        EDITION,
        previous=None,
        identities=IDENTITIES,
        refusals=[Refusal(structure_id=structure_id, manifestation=REFUSED)],
        now=NOW,
        correlation_id=None,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"owner": "another-account"},
        {"organiser": STRANGER},
        {"content": content(title="PORTES OUVERTES DE LA RESSOURCERIE !", occurrences=(ANOTHER_DAY,))},
        {"content": content(**{**SOMETHING_ELSE, "occurrences": (OCCURRENCE,)})},
        {"content": content(**{**SOMETHING_ELSE, "description": REFUSED.content.description})},
    ],
)
def test_what_was_refused_goes_to_the_chamber_when_it_is_registered_again(changes: dict[str, Any]) -> None:
    dossier = judged(**changes)

    assert ("to_review", None) == (dossier.verdict, dossier.published)
    assert some_id(1) == refused_dossier(dossier.reasons)


@pytest.mark.parametrize(
    "changes",
    [
        {"content": content(**SOMETHING_ELSE)},
        {"content": content(**{**SOMETHING_ELSE, "place": replace(RENNES, commune_code="35288")})},
        {"owner": "another-account", "organiser": STRANGER},
        {"organiser": STRANGER, "content": content(**{**SOMETHING_ELSE, "occurrences": (OCCURRENCE,)})},
        {"organiser": STRANGER, "content": content(title="Bal des voisins")},
        {"edition": 2027},
    ],
)
def test_another_manifestation_another_organiser_or_another_year_is_judged_by_the_rules_alone(
    changes: dict[str, Any],
) -> None:
    dossier = judged(**changes)

    assert "eligible" == dossier.verdict
    assert refused_dossier(dossier.reasons) is None


def test_a_chamber_that_accepts_it_after_all_is_not_asked_again() -> None:
    accepted = ruled(
        judged(),
        Ruling(verdict="eligible", message="Vu avec l’organisateur."),
        decided_by="chamber",
        answer=FACTS,
        identities=IDENTITIES,
        now=NOW,
        correlation_id=None,
    )
    amended: ManifestationChanged = replace(accepted.manifestation, version=2, state="amended")
    after = examine(
        amended,
        FACTS,
        EDITION,
        previous=accepted,
        identities=IDENTITIES,
        refusals=[Refusal(structure_id=accepted.structure_id, manifestation=REFUSED)],
        now=NOW,
        correlation_id=None,
    )

    assert ("eligible", "eligible") == (accepted.verdict, after.verdict)
