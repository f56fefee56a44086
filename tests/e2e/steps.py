"""What people do in these stories, and what they wait for."""

import asyncio
from typing import Any

from moisess.demo.platform import Platform, every_item, expect
from tests.support.builders import submission_body
from tests.support.eventually import eventually

FLOW_SECONDS = 60.0


async def submit(platform: Platform, **fields: Any) -> str:
    """Register a manifestation; return its id once the service has acknowledged it."""
    answer = await platform.send("POST", "submission", "/manifestations", submission_body(**fields))
    return str(expect(answer, 201)["manifestation_id"])


async def listed(platform: Platform, manifestation_id: str) -> dict[str, Any]:
    """Wait until the programme shows it."""

    async def look() -> dict[str, Any] | None:
        answer = await platform.get("programme", f"/manifestations/{manifestation_id}")
        return dict(answer.json()) if answer.is_success else None

    found = await eventually(look, within=FLOW_SECONDS, every=0.05)
    assert found is not None
    return found


async def all_listed(platform: Platform, ids: list[str]) -> None:
    await asyncio.gather(*(listed(platform, manifestation_id) for manifestation_id in ids))


async def removed(platform: Platform, manifestation_id: str) -> None:
    """Wait until the programme says that it is no longer there."""

    async def look() -> bool:
        return (await platform.get("programme", f"/manifestations/{manifestation_id}")).status_code == 410

    await eventually(look, within=FLOW_SECONDS, every=0.05)


async def programme_ids(platform: Platform) -> list[str]:
    """Read the whole public list, page by page."""
    items = await every_item(platform, "programme", "/manifestations", limit="100")
    return [item["manifestation_id"] for item in items]
