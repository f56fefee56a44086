"""SQL of what was heard: structures and the times of manifestations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardStructure:
    """A structure as it was told; once gone, nothing but its version is."""

    structure_id: UUID
    version: int
    gone: bool
    name: str | None = None
    search_name: str | None = None
    """Folded, see ``shared.geography.folding``."""
    legal_family: str | None = None
    region_code: str | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardListing:
    """When a manifestation takes place; once gone, nothing but its version is told."""

    manifestation_id: UUID
    version: int
    gone: bool
    title: str | None = None
    organiser_name: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None


async def upsert_structures(tx: Tx, structures: Sequence[HeardStructure]) -> None:
    """Keep what is newer than what is known; a removal leaves the name, which past meetings show."""
    await tx.execute(
        """
        INSERT INTO structures AS known (
            structure_id, version, gone, name, search_name, legal_family, region_code, themes
        )
        SELECT structure_id, version, gone, name, search_name, legal_family, region_code, string_to_array(slugs, ' ')
        FROM unnest($1::uuid[], $2::bigint[], $3::bool[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
            AS incoming (structure_id, version, gone, name, search_name, legal_family, region_code, slugs)
        ON CONFLICT (structure_id) DO UPDATE
            SET version = excluded.version,
                gone = excluded.gone,
                name = coalesce(excluded.name, known.name),
                search_name = coalesce(excluded.search_name, known.search_name),
                legal_family = coalesce(excluded.legal_family, known.legal_family),
                region_code = coalesce(excluded.region_code, known.region_code),
                themes = excluded.themes
            WHERE known.version < excluded.version
        """,
        [structure.structure_id for structure in structures],
        [structure.version for structure in structures],
        [structure.gone for structure in structures],
        [structure.name for structure in structures],
        [structure.search_name for structure in structures],
        [structure.legal_family for structure in structures],
        [structure.region_code for structure in structures],
        # Joined, since arrays within an array would have to be of one length.
        [" ".join(structure.themes) for structure in structures],
    )


async def upsert_listings(tx: Tx, listings: Sequence[HeardListing]) -> None:
    """Keep what is newer than what is known; a removal empties the row and leaves its version."""
    await tx.execute(
        """
        INSERT INTO listings AS known (
            manifestation_id, version, gone, title, organiser_name, starts_at, ends_at
        )
        SELECT manifestation_id, version, gone, title, organiser_name, starts_at, ends_at
        FROM unnest($1::uuid[], $2::bigint[], $3::bool[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[])
            AS incoming (manifestation_id, version, gone, title, organiser_name, starts_at, ends_at)
        ON CONFLICT (manifestation_id) DO UPDATE
            SET version = excluded.version,
                gone = excluded.gone,
                title = excluded.title,
                organiser_name = excluded.organiser_name,
                starts_at = excluded.starts_at,
                ends_at = excluded.ends_at
            WHERE known.version < excluded.version
        """,
        [listing.manifestation_id for listing in listings],
        [listing.version for listing in listings],
        [listing.gone for listing in listings],
        [listing.title for listing in listings],
        [listing.organiser_name for listing in listings],
        [listing.starts_at for listing in listings],
        [listing.ends_at for listing in listings],
    )
