"""A value that slips through every check of ours is the caller's to correct, and is not what the log is for."""

from typing import Any

import pytest
import structlog
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from shared.http.application import create_litestar
from shared.observability.failures import failure_text
from shared.postgres.database import Database
from tests.unit.http.sample import client_of, limits, problem, site

ASKED = {
    "an integer of 65 bits": "SELECT $1::text::bigint",
    "NUL": "SELECT chr($1::text::integer * 0)",
    "a date out of the calendar": "SELECT make_date($1::text::bigint::text::numeric::integer, 1, 1)",
    "no number": "SELECT ($1::text || 'x')::integer",
}


@get("/asked")
async def ask(database: NamedDependency[Database], how: FromQuery[str], value: FromQuery[str]) -> dict[str, Any]:
    async with database.transaction(readonly=True) as tx:
        return {"answer": str(await tx.fetchval(ASKED[how], value))}


@get("/sent")
async def send(database: NamedDependency[Database], value: FromQuery[int]) -> dict[str, Any]:
    async with database.transaction(readonly=True) as tx:
        return {"answer": await tx.fetchval("SELECT $1::integer", value)}


@pytest.mark.parametrize("address", [*(f"/asked?how={how}&value={2**64}" for how in ASKED), f"/sent?value={2**40}"])
async def test_the_answer_is_422_and_the_log_does_not_repeat_the_value(database: Database, address: str) -> None:
    app = create_litestar(
        site=site(), title="Valeurs", database=database, checks={}, limits=limits(), route_handlers=[ask, send]
    )
    async with client_of(app) as client:
        with structlog.testing.capture_logs() as lines:
            answer = await client.get(address)

    assert (answer.status_code, problem(answer)["type"]) == (422, "urn:mois-ess:probleme:valeur-refusee")
    [line] = [line for line in lines if line["event"] == "value_refused_by_database"]
    error = line["exc_info"]
    logged = failure_text((type(error), error, error.__traceback__))
    assert str(2**64) not in logged
    assert str(2**40) not in logged
