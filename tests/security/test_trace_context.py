"""Of the headers that tracing knows, two are read, and only as long as the standard lets them be."""

from typing import Any

import pytest
from litestar import get
from opentelemetry import baggage, trace

from shared.http.application import create_litestar
from shared.observability import context
from shared.observability.context import current_cause
from shared.postgres.database import Database
from tests.unit.http.sample import NOBODY_LISTENS, client_of, limits, site

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"


@get("/traced")
async def show_traced() -> dict[str, Any]:
    """Say what a handler sees."""
    span = trace.get_current_span().get_span_context()
    return {
        "baggage": dict(baggage.get_all()),
        "trace": f"{span.trace_id:032x}",
        "state": dict(span.trace_state),
        "told": current_cause().traceparent,
    }


async def traced(**headers: str) -> dict[str, Any]:
    app = create_litestar(
        site=site(),
        title="Traces",
        database=Database(NOBODY_LISTENS),
        checks={},
        limits=limits(),
        route_handlers=[show_traced],
    )
    async with client_of(app) as client:
        answer: dict[str, Any] = (await client.get("/traced", headers=headers)).json()
    return answer


async def test_a_trace_goes_on_and_baggage_is_left_behind() -> None:
    answer = await traced(traceparent=PARENT, tracestate="a=1", baggage=",".join(f"k{n}=v" for n in range(100)))

    assert answer["baggage"] == {}
    assert answer["trace"] == TRACE
    assert TRACE in answer["told"]
    assert answer["state"] == {"a": "1"}


async def test_nothing_else_is_handed_to_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, str]] = []

    def extract(carrier: dict[str, str]) -> None:
        seen.append(carrier)

    monkeypatch.setattr(context.TRACE_CONTEXT, "extract", extract)
    long = "x" * 513

    await traced(traceparent=PARENT, tracestate="a=1", baggage="a=1", b3="1", cookie="a=1")
    await traced(traceparent=long, tracestate=long)

    assert seen == [{"traceparent": PARENT, "tracestate": "a=1"}, {}]
