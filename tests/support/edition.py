"""The edition that ships, which tests take place in unless they say otherwise."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from services.submission.editions.first import first_edition
from shared.contracts.submission import EditionChanged
from shared.editions.store import upsert_editions
from shared.postgres.database import Database

EDITION = first_edition(now=datetime(2026, 9, 30, 9, tzinfo=UTC))
"""Told after its cut-offs, so that no region is cut by the clock beside what a test does."""


def edition(**fields: Any) -> EditionChanged:
    """Return it with other fields."""
    return replace(EDITION, **fields)


async def know_editions(database: Database, *editions: EditionChanged) -> None:
    """Let a service know these beside those that it knows."""
    async with database.transaction() as tx:
        await upsert_editions(tx, editions)
