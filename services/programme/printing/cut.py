"""Use case: freeze a region's programme for paper, exactly as it is visible online at one instant."""

import secrets
from collections.abc import Callable
from uuid import UUID, uuid4

import asyncpg

from services.programme.printing.errors import CutOvertaken
from services.programme.printing.rules.canonical import CANONICAL_FORM, canonical_programme, fingerprint
from services.programme.printing.snapshot import Cut, Snapshot, SnapshotContact
from services.programme.printing.store.listed import (
    list_applied_offsets,
    list_printed,
    list_set_aside,
    sees_one_instant,
)
from services.programme.printing.store.snapshots import insert_cut, next_number
from shared.contracts.programme import PRINT_SNAPSHOTS, CutTrigger, PrintSnapshotCut
from shared.outbox.append import OutboxRow, outbox_row
from shared.postgres.database import Tx

GROUP = "programme.decisions"
"""The consumer group whose applied offsets say what the listings hold."""
RESERVED_NUMBER = "print_snapshots_number_once"
SALT_BYTES = 32

AddressOf = Callable[[UUID], str]
"""Gives the public address of a snapshot."""


async def take_cut(tx: Tx, *, region_code: str, edition: int, trigger: CutTrigger = "by_hand") -> Cut:
    """Read what a cut consists of and write nothing yet, so that its answer can be kept before it is saved.

    ``tx`` must be REPEATABLE READ, so that listings and offsets are of one instant.
    """
    if not await sees_one_instant(tx):
        raise RuntimeError("a cut needs REPEATABLE READ: its listings and its offsets must be of one instant")
    printed = await list_printed(tx, region_code=region_code, edition=edition)
    offsets = await list_applied_offsets(tx, GROUP)
    set_aside = await list_set_aside(tx, GROUP)
    number, cut_at = await next_number(tx, region_code=region_code, edition=edition)
    snapshot_id, salt = uuid4(), secrets.token_bytes(SALT_BYTES)
    programme = canonical_programme(printed, salt=salt)
    snapshot = Snapshot(
        snapshot_id=snapshot_id,
        region_code=region_code,
        edition=edition,
        number=number,
        cut_at=cut_at,
        trigger=trigger,
        entries=len(printed),
        canonical_form=CANONICAL_FORM,
        salt=salt,
        sha256=fingerprint(programme),
        offsets=offsets,
        set_aside=set_aside,
    )
    contacts = tuple(
        SnapshotContact(snapshot_id=snapshot_id, manifestation_id=each.manifestation_id, contact=each.contact)
        for each in printed
        if each.contact
    )
    return Cut(snapshot=snapshot, content=programme, contacts=contacts)


async def save_cut(tx: Tx, taken: Cut, *, address_of: AddressOf) -> None:
    """Write a cut and tell it.

    Raises ``CutOvertaken`` where another cut of the region committed meanwhile; the same again in a new transaction
    then succeeds.
    """
    try:
        await insert_cut(tx, taken, told(taken.snapshot, address_of(taken.snapshot.snapshot_id)))
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != RESERVED_NUMBER:
            raise
        raise CutOvertaken("Un autre relevé de cette région vient d’avoir lieu : demandez-le de nouveau.") from error


def told(snapshot: Snapshot, url: str) -> OutboxRow:
    """Return the row that tells a cut; ``url`` is its public address."""
    event = PrintSnapshotCut(
        snapshot_id=snapshot.snapshot_id,
        region_edition=f"{snapshot.region_code}-{snapshot.edition}",
        version=snapshot.number,
        region_code=snapshot.region_code,
        edition=snapshot.edition,
        cut_at=snapshot.cut_at,
        trigger=snapshot.trigger,
        entries=snapshot.entries,
        set_aside=len(snapshot.set_aside),
        canonical_form=snapshot.canonical_form,
        sha256=snapshot.sha256,
        offsets=snapshot.offsets,
        url=url,
    )
    return outbox_row(PRINT_SNAPSHOTS, event)
