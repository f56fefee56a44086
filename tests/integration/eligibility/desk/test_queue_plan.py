"""A queue stays quick however much waits: what it counts and lists it reads from an index, and no document."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from services.eligibility.desk.rules.queue import Wanted
from services.eligibility.desk.store.queue import count_alike, list_entries
from shared.postgres.database import Database, Tx
from tests.integration.eligibility.support import assess_all, changed
from tests.support.postgres import as_owner

MANY, PAGE = 3_000, 26
CUT_OFF = datetime(2026, 9, 12, 16, tzinfo=UTC)
MULTIPLY = """
    INSERT INTO dossiers (
        manifestation_id, version, judged_version, region_code, verdict, reasons, rules_version, published,
        first_published_at, decided_by, decided_at, opened_at, awaits_register, correlation_id, structure_id,
        register_answer, manifestation, ruling, verifies, verified_until, search_text, thread
    )
    SELECT
        gen_random_uuid(), version, 1 + n % 3, region_code, verdict, reasons, rules_version, published,
        first_published_at, decided_by, decided_at, opened_at + n * interval '1 second', awaits_register,
        correlation_id, structure_id, register_answer, manifestation, ruling, verifies, verified_until, search_text,
        thread
    FROM dossiers, generate_series(1, {many}) AS n
    """


class Explained:
    """A connection that asks how statements would be carried out, and answers nothing."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self.plans: list[dict[str, Any]] = []

    async def execute(self, statement: str) -> None:
        await self._tx.execute(statement)

    async def fetch(self, statement: str, *arguments: Any) -> list[Any]:
        found = await self._tx.fetchval(f"EXPLAIN (FORMAT JSON) {statement}", *arguments)
        self.plans.append((json.loads(found) if isinstance(found, str) else found)[0]["Plan"])
        return []


@pytest.fixture
async def explained(database: Database, database_url: str) -> list[dict[str, Any]]:
    """Give how the queue of a region with many dossiers is counted, with words too, and how its first page is read."""
    await assess_all(database, changed(1))
    await as_owner(database_url, MULTIPLY.format(many=MANY))
    await as_owner(database_url, "VACUUM (ANALYZE) dossiers")
    async with database.transaction(readonly=True) as tx:
        asking: Any = Explained(tx)
        who: dict[str, Any] = {"edition": 2026, "wanted": Wanted(), "account_id": str(UUID(int=1))}
        await count_alike(asking, regions=["53"], **who)
        await list_entries(asking, cut_offs={"53": CUT_OFF}, after=None, limit=PAGE, **who)
        # Whether it is worth it depends on how much there is; that it can be done does not.
        await tx.execute("SET LOCAL enable_bitmapscan = off")
        await count_alike(asking, regions=["53"], **{**who, "wanted": Wanted(words="portes ouv")})
        await tx.execute("SET LOCAL enable_bitmapscan = on")
        rare = {**who, "wanted": Wanted(words="introuvable")}
        await count_alike(asking, regions=["53"], **rare)
        await list_entries(asking, cut_offs={"53": CUT_OFF}, after=None, limit=PAGE, **rare)
    plans: list[dict[str, Any]] = asking.plans
    return plans


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for inner in plan.get("Plans", []) for node in nodes(inner))]


async def test_counting_a_queue_reads_no_row(explained: list[dict[str, Any]]) -> None:
    [found] = [node for node in nodes(explained[0]) if node.get("Relation Name") == "dossiers"]

    assert found["Node Type"] == "Index Only Scan"
    assert found["Index Name"] == "dossiers_waiting"


async def test_counting_what_words_find_reads_no_row_either(explained: list[dict[str, Any]]) -> None:
    [found] = [node for node in nodes(explained[2]) if node.get("Relation Name") == "dossiers"]

    assert found["Node Type"] == "Index Only Scan"
    assert "search_words" in found["Filter"]


@pytest.mark.parametrize("number", [3, 4])
async def test_what_words_find_nearly_nowhere_is_looked_up(explained: list[dict[str, Any]], number: int) -> None:
    indexes = {node.get("Index Name") for node in nodes(explained[number])}

    assert "dossiers_search_words" in indexes
    assert "dossiers_waiting" not in indexes


async def test_a_page_of_a_queue_is_read_in_the_order_of_the_index(explained: list[dict[str, Any]]) -> None:
    chosen, read = [node for node in nodes(explained[1]) if node.get("Relation Name") == "dossiers"]

    assert (chosen["Node Type"], chosen["Index Name"]) == ("Index Only Scan", "dossiers_waiting")
    assert (read["Node Type"], read["Index Name"]) == ("Index Scan", "dossiers_pkey")
    assert not any(node["Node Type"] == "Sort" and node["Plan Rows"] > PAGE for node in nodes(explained[1]))
