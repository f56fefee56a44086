"""An idle service looks every two seconds for what is to be settled: that costs no walk through its dossiers."""

from typing import Any

from services.eligibility.dossiers.store.merged import lock_left_behind
from services.eligibility.dossiers.store.untied import lock_tied_since
from shared.postgres.database import Database
from tests.integration.eligibility.desk.test_queue_plan import MULTIPLY, Explained, nodes
from tests.integration.eligibility.support import assess_all, changed
from tests.support.postgres import as_owner

MANY = 3_000


def is_walk(node: dict[str, Any]) -> bool:
    return (node["Node Type"], node.get("Relation Name")) == ("Seq Scan", "dossiers")


async def test_looking_for_what_merges_and_ties_concern_reads_dossiers_by_their_own_indexes(
    database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    await as_owner(database_url, MULTIPLY.format(many=MANY))
    await as_owner(database_url, "UPDATE dossiers SET structure_id = gen_random_uuid()")
    await as_owner(database_url, "VACUUM (ANALYZE) dossiers")
    async with database.transaction(readonly=True) as tx:
        asking: Any = Explained(tx)
        await lock_left_behind(asking, limit=100)
        await lock_tied_since(asking, limit=100)

    merges, ties = [{node.get("Index Name"): node for node in nodes(plan)} for plan in asking.plans]

    assert "dossiers_by_structure" in merges
    assert "Index Cond" in merges.get("dossiers_pkey", {"Index Cond": ""})
    assert "dossiers_of_untied_accounts" in ties
    assert [] == [node for plan in asking.plans for node in nodes(plan) if is_walk(node)]
