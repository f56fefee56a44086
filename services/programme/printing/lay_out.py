"""Use case: give the entries of a snapshot in printing order, with the contacts that may be printed."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from services.programme.printing.rules.canonical import read_programme
from services.programme.printing.rules.entries import Entry, Printed, printing_order
from services.programme.printing.snapshot import Snapshot
from services.programme.printing.store.snapshots import get_content, list_contacts
from shared.contracts.content import PublicContact
from shared.postgres.database import Tx


async def lay_out(tx: Tx, snapshot: Snapshot) -> list[Printed]:
    """Return what is printed, by beginning, commune and title; raises ``CanonicalFormUnknown``.

    A contact without consent is not there, and neither is one that was erased since the cut.
    """
    entries = read_programme(await get_content(tx, snapshot.snapshot_id), form=snapshot.canonical_form)
    contacts = await list_contacts(tx, snapshot.snapshot_id)
    return [_printed(entry, contacts) for entry in sorted(entries, key=printing_order)]


def _printed(entry: Entry, contacts: Mapping[UUID, PublicContact]) -> Printed:
    contact = contacts.get(entry.manifestation_id, PublicContact())
    return Printed(
        manifestation_id=entry.manifestation_id,
        version=entry.version,
        judged_version=entry.judged_version,
        organiser_name=entry.organiser_name,
        content=replace(entry.content, public_contact=contact),
    )
