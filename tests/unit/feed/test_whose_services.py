"""Where several platforms run on one machine a file is sent to the one that is meant, and to no other."""

from pathlib import Path

import httpx
import pytest

from moisess.feed.run import run
from tests.unit.feed.pretended_platform import PretendedPlatform, problem
from tests.unit.feed.running import kinds, options, reading, record

pytestmark = pytest.mark.usefixtures("no_long_pauses")


@pytest.mark.parametrize("instance", ["the-other", ""])
async def test_another_platform_at_the_address_gets_neither_the_key_nor_a_record(
    platform: PretendedPlatform, tmp_path: Path, instance: str
) -> None:
    platform.instance = instance

    report = await run(reading(record("Un"), record("Deux")), options(tmp_path, instance="ours"), transport=platform)

    assert kinds(report) == ["not_sent", "not_sent"]
    assert "Une autre plateforme répond à l’adresse https://inscription.example/" in report.outcomes[0].message
    assert platform.posts == []
    assert set(platform.keys_seen) == {None}


async def test_the_platform_that_is_meant_gets_everything_though_it_is_overloaded_first(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    refusals = [problem(503, "Trop de demandes à la fois.")]
    platform.misbehave = lambda _: refusals.pop() if refusals else None
    platform.instance = "ours"

    report = await run(reading(record("Un")), options(tmp_path, instance="ours"), transport=platform)

    assert report.all_taken


async def test_a_platform_that_takes_the_place_of_the_other_is_sent_nothing_more(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    platform.instance = "ours"

    def replaced(request: httpx.Request) -> None:
        if request.method == "POST":
            platform.instance = "the-other"

    platform.misbehave = replaced
    records = reading(*(record(f"Titre {number}") for number in range(20)))
    await run(records, options(tmp_path, instance="ours", concurrency=1), transport=platform)

    assert len(platform.posts) == 1


async def test_where_no_instance_is_known_the_address_is_trusted(platform: PretendedPlatform, tmp_path: Path) -> None:
    report = await run(reading(record("Un")), options(tmp_path), transport=platform)

    assert report.all_taken
