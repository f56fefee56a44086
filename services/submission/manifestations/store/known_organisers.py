"""The SQL of structures that have organised something."""

import msgspec

from services.submission.manifestations.rules.known_organiser import KnownOrganiser
from shared.identity.caller import Caller
from shared.postgres.database import Tx

KNOWN = """
    WITH seen AS (
        SELECT
            organiser ->> 'name' AS name,
            numbered.kind,
            numbered.number,
            coalesce(
                content #>> '{occurrences,0,place,commune_code}', content #>> '{place,commune_code}'
            ) AS commune_code
        FROM manifestations
        CROSS JOIN LATERAL (
            SELECT kind, organiser ->> kind AS number
            FROM unnest(ARRAY['siret', 'siren', 'rna', 'uai', 'rnf']) WITH ORDINALITY AS kinds (kind, place)
            WHERE organiser ->> kind IS NOT NULL
            ORDER BY place
            LIMIT 1
        ) AS numbered
        WHERE owner_id = $1
            OR team_id = ANY($2::uuid[])
            OR region_code = $3
            OR $4
    )
    SELECT name, kind, number, array_remove(array_agg(DISTINCT commune_code), NULL) AS commune_codes
    FROM seen
    GROUP BY name, kind, number
    ORDER BY name, kind, number
    LIMIT $5
    """


async def list_known_organisers(tx: Tx, caller: Caller, limit: int) -> list[KnownOrganiser]:
    """List those of what the caller registered, of its teams, and of its region where it is a chamber."""
    region = caller.region_code if caller.role == "moderator" else None
    rows = await tx.fetch(KNOWN, caller.account_id, list(caller.team_ids), region, caller.role == "national", limit)
    return [msgspec.convert(dict(row), KnownOrganiser) for row in rows]
