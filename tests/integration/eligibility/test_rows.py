"""The row types and the tables they are written to."""

import pytest

from services.eligibility.dossiers.store.rows import DossierRow
from services.eligibility.structures.rules.structure import Structure
from shared.postgres.database import Database
from shared.postgres.rows import sql_types
from tests.integration.eligibility.support import rows


@pytest.mark.parametrize(("row", "table"), [(DossierRow, "dossiers"), (Structure, "structures")])
async def test_a_row_type_has_the_columns_of_its_table_that_are_written_and_their_types(
    database: Database, row: type, table: str
) -> None:
    found = await rows(
        database,
        """
        SELECT attname AS name, format_type(atttypid, atttypmod) AS kind
        FROM pg_attribute
        WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
        """,
        table,
    )
    spelt = {"timestamp with time zone": "timestamptz"}

    assert sql_types(row) == {column["name"]: spelt.get(column["kind"], column["kind"]) for column in found}
