"""What is kept about each manifestation: written by the consumer, read one at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from services.programme.listings.errors import ListingRemoved, ListingUnknown
from shared.contracts.content import Content
from shared.kafka.marks import Marks
from shared.outbox.append import OutboxRow
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class NewListing:
    """A row to be, with what is told about it should it change what the public sees."""

    manifestation_id: UUID
    version: int
    online: bool
    paper: bool
    edition: int
    region_code: str
    organiser_name: str
    starts_local: datetime
    first_day: date
    last_day: date
    search_text: str
    content: Content | None
    """None unless it is online."""
    told: OutboxRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is online about a manifestation."""

    manifestation_id: UUID
    version: int
    paper: bool
    edition: int
    region_code: str
    organiser_name: str
    starts_local: datetime
    first_day: date
    last_day: date
    content: Content


async def upsert_listings(tx: Tx, listings: Sequence[NewListing], *, marks: Marks) -> int:
    """Keep what is newer than what is known, and tell what the public sees change; returns how many were told.

    ``listings`` holds each manifestation once; ``marks`` are saved with them.
    """
    status = await tx.execute(
        """
        WITH incoming AS (
            SELECT *
            FROM unnest(
                $1::uuid[], $2::bigint[], $3::bool[], $4::bool[], $5::int[], $6::text[], $7::text[],
                $8::timestamp[], $9::date[], $10::date[], $11::text[], $12::jsonb[],
                $13::text[], $14::jsonb[], $15::bytea[]
            ) AS incoming (
                manifestation_id, version, online, paper, edition, region_code, organiser_name,
                starts_local, first_day, last_day, search_text, content,
                topic, headers, payload
            )
        ),
        -- The row as it was decides whether there is anything to remove, so it is read under the lock of the update.
        changed AS (
            INSERT INTO listings AS known (
                manifestation_id, version, online, paper, published, edition, region_code, organiser_name,
                starts_local, first_day, last_day, search_text, content
            )
            SELECT
                manifestation_id, version, online, paper, online, edition, region_code, organiser_name,
                starts_local, first_day, last_day, search_text, content
            FROM incoming
            ON CONFLICT (manifestation_id) DO UPDATE
                SET version = excluded.version,
                    online = excluded.online,
                    paper = excluded.paper,
                    published = known.published OR excluded.published,
                    edition = excluded.edition,
                    region_code = excluded.region_code,
                    organiser_name = excluded.organiser_name,
                    starts_local = excluded.starts_local,
                    first_day = excluded.first_day,
                    last_day = excluded.last_day,
                    search_text = excluded.search_text,
                    content = excluded.content
                WHERE known.version < excluded.version
            RETURNING new.manifestation_id, new.online, old.online AS was_online
        ),
        marked AS (
            INSERT INTO applied_offsets (consumer_group, topic, partition, next_offset)
            SELECT * FROM unnest($16::text[], $17::text[], $18::int[], $19::bigint[])
            ON CONFLICT (consumer_group, topic, partition) DO UPDATE
                SET next_offset = excluded.next_offset
                WHERE applied_offsets.next_offset < excluded.next_offset
        )
        INSERT INTO outbox (topic, key, version, headers, payload)
        SELECT topic, incoming.manifestation_id::text, version, headers, payload
        FROM incoming
        JOIN changed USING (manifestation_id)
        WHERE changed.online OR changed.was_online
        ORDER BY incoming.manifestation_id
        """,
        [listing.manifestation_id for listing in listings],
        [listing.version for listing in listings],
        [listing.online for listing in listings],
        [listing.paper for listing in listings],
        [listing.edition for listing in listings],
        [listing.region_code for listing in listings],
        [listing.organiser_name for listing in listings],
        [listing.starts_local for listing in listings],
        [listing.first_day for listing in listings],
        [listing.last_day for listing in listings],
        [listing.search_text for listing in listings],
        [listing.content for listing in listings],
        [listing.told.topic for listing in listings],
        [listing.told.headers for listing in listings],
        [listing.told.payload for listing in listings],
        *marks.columns(),
    )
    return int(status.split()[-1])


async def get_listing(tx: Tx, manifestation_id: UUID) -> Listing:
    """Return what is online; raises ``ListingRemoved`` where it no longer is, ``ListingUnknown`` where it never was."""
    row = await tx.fetchrow(
        """
        SELECT manifestation_id, version, paper, edition, region_code, organiser_name,
            starts_local, first_day, last_day, content, online
        FROM listings
        WHERE manifestation_id = $1 AND published
        """,
        manifestation_id,
    )
    if row is None:
        raise ListingUnknown(
            "Aucune manifestation du programme ne porte cet identifiant : vérifiez l’adresse, ou repartez du programme."
        )
    if not row["online"]:
        raise ListingRemoved(
            "Elle y a figuré, puis son organisateur l’a retirée ou elle n’a plus rempli les conditions. "
            "Retrouvez toutes les autres dans le programme."
        )
    return listing_of(row)


def listing_of(row: Any) -> Listing:
    """Return the row as a value; columns it has beyond that are passed over."""
    return msgspec.convert(dict(row), Listing)
