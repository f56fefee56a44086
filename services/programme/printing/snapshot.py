"""A print snapshot, as the service holds it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.contracts.content import PublicContact
from shared.contracts.programme import AppliedOffset, CutTrigger


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A record below the offsets of a snapshot that could not be applied, so is not in it."""

    topic: str
    partition: int
    record_offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The facts of a cut; its content is read apart, since it is large."""

    snapshot_id: UUID
    region_code: str
    edition: int
    number: int
    cut_at: datetime
    trigger: CutTrigger
    entries: int
    canonical_form: int
    salt: bytes
    """Stands before each contact that is hashed; never shown."""
    sha256: str
    offsets: tuple[AppliedOffset, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotContact:
    """A contact that may be printed, kept beside its snapshot so that it can be erased."""

    snapshot_id: UUID
    manifestation_id: UUID
    contact: PublicContact


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A snapshot with all that belongs to it."""

    snapshot: Snapshot
    content: bytes
    """Canonical JSON of the entries."""
    contacts: tuple[SnapshotContact, ...]
