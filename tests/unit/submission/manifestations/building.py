"""Bodies read and registered, for the tests of this folder."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from services.submission.manifestations.accept import submitted
from services.submission.manifestations.bodies.manifestation import ManifestationBody
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.rules.manifestation import Manifestation, Registration
from shared.contracts.content import Content
from shared.errors import FieldsRefused
from tests.support.edition import EDITION
from tests.support.submission import organiser, registration_body

SOME_ID = UUID(int=0xABC)
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def read(**fields: Any) -> ManifestationBody:
    return read_manifestation(registration_body(**fields), edition=EDITION)


def registration(**fields: Any) -> Registration:
    return registration_of(read(**fields), SOME_ID, edition=EDITION)


def content(**fields: Any) -> Content:
    return registration(**fields).content


def manifestation(known: Registration) -> Manifestation:
    return submitted(SOME_ID, known, caller=organiser(), edition=2026, now=NOW)


def faults(body: Any) -> list[tuple[str, str]]:
    with pytest.raises(FieldsRefused) as refused:
        read_manifestation(body, edition=EDITION)
    return [(error.pointer, error.code) for error in refused.value.errors]


def faults_of(**fields: Any) -> list[tuple[str, str]]:
    return faults(registration_body(**fields))


def sentences_of(**fields: Any) -> list[str]:
    with pytest.raises(FieldsRefused) as refused:
        read(**fields)
    return [error.message for error in refused.value.errors]


def date(starts_at: str, ends_at: str | None = None, **fields: Any) -> dict[str, Any]:
    """Return one date; without an end it is a whole day."""
    return {"starts_at": starts_at, **({"ends_at": ends_at} if ends_at else {}), **fields}
