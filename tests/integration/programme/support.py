"""Decisions as the consumer hands them on, and what the programme says afterwards."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from services.programme.listings.enlist import enlist
from services.programme.printing.cut import AddressOf, save_cut, take_cut
from services.programme.printing.snapshot import Snapshot
from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from shared.contracts.programme import CutTrigger
from shared.kafka.records import Received, read
from shared.postgres.database import Database, Tx
from tests.support.builders import RENNES, content, eligibility_decided, record_of


def decided(manifestation_id: UUID, version: int, **fields: Any) -> EligibilityDecided:
    """Return a decision that is online and on paper unless ``online`` or ``paper`` says otherwise."""
    return eligibility_decided(manifestation_id=manifestation_id, version=version, **fields)


def decided_in(number: int, *, region_code: str = "53", **fields: Any) -> EligibilityDecided:
    """Return the first decision on manifestation ``number``; ``fields`` are those of its content."""
    place = replace(RENNES, region_code=region_code)
    return decided(UUID(int=number), 1, region_code=region_code, content=content(place=place, **fields))


def received(*decisions: EligibilityDecided) -> list[Received[EligibilityDecided]]:
    return [read(DECISIONS, record_of(DECISIONS, decision)) for decision in decisions]


def page_of(manifestation_id: UUID) -> str:
    return f"https://programme.example/programme/{manifestation_id}"


async def enlist_all(database: Database, *decisions: EligibilityDecided) -> int:
    """Apply decisions in one transaction, as one batch."""
    async with database.transaction() as tx:
        return await enlist(tx, received(*decisions), page_of=page_of)


async def rows(database: Database, query: str, *arguments: Any) -> list[dict[str, Any]]:
    async with database.transaction(readonly=True) as tx:
        return [dict(row) for row in await tx.fetch(query, *arguments)]


async def occurrences(database: Database) -> list[dict[str, Any]]:
    """Return what the list runs over."""
    return await rows(database, "SELECT * FROM listing_occurrences ORDER BY manifestation_id, starts_local")


async def cut_directly(
    tx: Tx, *, region_code: str, edition: int, address_of: AddressOf, trigger: CutTrigger = "by_hand"
) -> Snapshot:
    """Cut one region as the HTTP door does, without it."""
    taken = await take_cut(tx, region_code=region_code, edition=edition, trigger=trigger)
    await save_cut(tx, taken, address_of=address_of)
    return taken.snapshot
