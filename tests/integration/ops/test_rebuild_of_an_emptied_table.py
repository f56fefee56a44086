from uuid import UUID

from shared.rebuild import merge_store, store
from shared.rebuild.quoting import execute_on, statement_on
from tests.integration.ops.rebuilding import Rebuilding, heard_all
from tests.integration.programme.support import decided
from tests.support.postgres import as_owner

TABLE, KEY, COLUMNS = "listings", "manifestation_id", "manifestation_id"


async def test_new_rows_are_written_without_a_search_of_the_table_for_each(programme: Rebuilding) -> None:
    await programme.tell(decided(UUID(int=1), 1))
    await heard_all(programme, 1)
    async with programme.as_owner() as tx:
        await store.create_shadow(tx, TABLE, KEY)
        await tx.execute(
            """
            INSERT INTO rebuild.listings (
                manifestation_id, version, judged_version, edition, region_code, paper, organiser_name, structure_id,
                source, first_published_at, changed_at, content, dates, search_text
            )
            SELECT manifestation_id, version, judged_version, edition, region_code, paper, organiser_name,
                structure_id, source, first_published_at, changed_at, content, dates, search_text
            FROM public.listings
            """
        )
        await tx.execute("TRUNCATE public.listings CASCADE")
    # Once the database knows that a table is empty, it takes a look through all of it for the quickest search there is.
    await as_owner(programme.url, "VACUUM ANALYZE public.listings")

    async with programme.as_owner() as tx:
        await execute_on(tx, merge_store.CHANGED, TABLE, KEY, COLUMNS, "false")
        insert = await statement_on(tx, merge_store.INSERT, TABLE, KEY, COLUMNS)
        plan = "\n".join(row[0] for row in await tx.fetch(f"EXPLAIN {insert}"))

    assert "Insert on listings" in plan
    assert "listings known" not in plan
