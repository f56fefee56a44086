"""One search for a correlation id, or one trace, finds the whole path from the request to the last topic."""

from uuid import uuid4

import pytest

from moisess.demo.platform import Platform, expect
from shared.contracts.eligibility import DECISIONS
from shared.contracts.programme import LISTINGS
from shared.contracts.submission import MANIFESTATIONS
from tests.e2e.steps import listed
from tests.support.builders import submission_body
from tests.support.eventually import eventually
from tests.support.kafka import records_so_far

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


@pytest.mark.parametrize("topic", [MANIFESTATIONS.topic, DECISIONS.topic, LISTINGS.topic])
async def test_correlation_and_trace_reach_every_topic(platform: Platform, bootstrap_servers: str, topic: str) -> None:
    correlation = f"histoire-{uuid4()}"
    answer = await platform.client.post(
        f"{platform.urls['submission']}/manifestations",
        json=submission_body(title="Une histoire que l’on peut suivre"),
        headers={
            **platform.people.header("submission"),
            "Idempotency-Key": str(uuid4()),
            "X-Correlation-ID": correlation,
            "traceparent": f"00-{TRACE}-00f067aa0ba902b7-01",
        },
    )
    manifestation_id = expect(answer, 201)["manifestation_id"]
    assert correlation == answer.headers["x-correlation-id"]
    await listed(platform, manifestation_id)

    async def told() -> list[dict[str, bytes | None]]:
        records = await records_so_far(bootstrap_servers, topic)
        return [dict(record.headers) for record in records if record.key == manifestation_id.encode()]

    found = await eventually(told)
    assert [correlation.encode()] == [headers["ce_correlationid"] for headers in found]
    assert [TRACE] == [(headers["traceparent"] or b"").decode().split("-")[1] for headers in found]
