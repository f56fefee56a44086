"""The main story: from what an organiser sends to the public page and the frozen paper programme."""

import hashlib

from moisess.demo.platform import Platform, expect
from shared.contracts.programme import LISTINGS
from tests.e2e.steps import listed, removed, submit
from tests.support.eventually import eventually
from tests.support.kafka import records_so_far


async def test_what_an_organiser_registers_is_judged_listed_and_printed(platform: Platform) -> None:
    manifestation_id = await submit(platform, title="Visite du jardin partagé")

    listing = await listed(platform, manifestation_id)

    assert "Visite du jardin partagé" == listing["content"]["title"]
    page = await platform.client.get(listing["url"])
    assert 200 == page.status_code
    assert "Visite du jardin partagé" in page.text
    cut = expect(await platform.send("POST", "programme", "/print-snapshots", {"region_code": "53"}), 201)
    printed = await platform.get("programme", f"/print-snapshots/{cut['snapshot_id']}/content")
    assert cut["sha256"] == hashlib.sha256(printed.content).hexdigest()
    assert manifestation_id in printed.text
    verified = expect(await platform.send("POST", "programme", f"{cut_path(cut)}/verification"), 200)
    assert verified["match"] is True


async def test_a_cut_does_not_change_with_what_happens_afterwards(platform: Platform) -> None:
    manifestation_id = await submit(platform, title="Atelier de réparation de vélos")
    await listed(platform, manifestation_id)
    cut = expect(await platform.send("POST", "programme", "/print-snapshots", {"region_code": "53"}), 201)
    before = (await platform.get("programme", f"{cut_path(cut)}/content")).content

    path = f"/manifestations/{manifestation_id}/withdrawal"
    expect(await platform.send("POST", "submission", path, version=1), 200)
    await removed(platform, manifestation_id)

    assert before == (await platform.get("programme", f"{cut_path(cut)}/content")).content
    verified = expect(await platform.send("POST", "programme", f"{cut_path(cut)}/verification"), 200)
    assert verified["match"] is True


async def test_a_withdrawal_removes_the_listing_and_tells_partners_with_a_tombstone(
    platform: Platform, bootstrap_servers: str
) -> None:
    manifestation_id = await submit(platform, title="Braderie solidaire")
    await listed(platform, manifestation_id)

    path = f"/manifestations/{manifestation_id}/withdrawal"
    expect(await platform.send("POST", "submission", path, version=1), 200)
    await removed(platform, manifestation_id)

    async def told_and_removed() -> bool:
        told = [
            record
            for record in await records_so_far(bootstrap_servers, LISTINGS.topic)
            if record.key == manifestation_id.encode()
        ]
        return len(told) >= 2 and told[0].value is not None and told[-1].value is None

    await eventually(told_and_removed)
    stored = expect(await platform.get("submission", f"/manifestations/{manifestation_id}"), 200)
    assert "withdrawn" == stored["state"]


async def test_an_invited_only_manifestation_is_online_but_never_on_paper(platform: Platform) -> None:
    manifestation_id = await submit(
        platform, title="Petit déjeuner des partenaires", open_to_all=False, access="invitation"
    )

    listing = await listed(platform, manifestation_id)

    assert listing["paper"] is False
    cut = expect(await platform.send("POST", "programme", "/print-snapshots", {"region_code": "53"}), 201)
    assert manifestation_id not in (await platform.get("programme", f"{cut_path(cut)}/content")).text


def cut_path(cut: dict[str, str]) -> str:
    return f"/print-snapshots/{cut['snapshot_id']}"
