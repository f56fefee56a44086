"""The SQL statements that go through the dossiers which the rules alone settled."""

from collections.abc import Sequence
from uuid import UUID

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.store.rows import DossierRow, dossier_of
from shared.postgres.database import Tx
from shared.postgres.rows import columns

SETTLED_BY_RULES = "decided_by = 'rules' AND NOT awaits_register"
LIST_SETTLED = f"""
    SELECT manifestation_id
    FROM dossiers
    WHERE (manifestation ->> 'edition')::int = $1 AND {SETTLED_BY_RULES}
    ORDER BY manifestation_id
    """
READ_SETTLED = f"""
    SELECT {columns(DossierRow)}
    FROM dossiers
    WHERE manifestation_id = ANY($1::uuid[]) AND {SETTLED_BY_RULES}
    ORDER BY manifestation_id
    """


async def list_settled_by_rules(tx: Tx, *, edition: int) -> list[UUID]:
    """Return of which manifestations of an edition, in the order in which everybody locks dossiers."""
    return [row["manifestation_id"] for row in await tx.fetch(LIST_SETTLED, edition)]


async def read_settled_by_rules(tx: Tx, manifestation_ids: Sequence[UUID], *, lock: bool) -> list[Dossier]:
    """Return those of them that the rules still settle alone."""
    statement = f"{READ_SETTLED} FOR UPDATE" if lock else READ_SETTLED
    return [dossier_of(row) for row in await tx.fetch(statement, manifestation_ids)]
