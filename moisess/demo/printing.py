"""What a chamber does at the cut-off date: it freezes its region for paper, and anybody can check the result."""

from collections import Counter

from moisess.demo.outcome import Outcome
from moisess.demo.platform import Platform, every_item, expect
from shared.geography import region
from shared.http.typography import plural


async def region_with_most(platform: Platform) -> str:
    """Return the region with the most printable listings; 53 where there is none at all."""
    items = await every_item(platform, "programme", "/manifestations", limit="100")
    counted = Counter(item["region_code"] for item in items if item["paper"])
    return counted.most_common(1)[0][0] if counted else "53"


async def cut(platform: Platform, region_code: str) -> tuple[str, Outcome]:
    """Take a cut; return its id and what was seen."""
    taken = expect(await platform.send("POST", "programme", "/print-snapshots", {"region_code": region_code}), 201)
    found = region(region_code)
    name = found.name if found else region_code
    frozen = plural(taken["entries"], "manifestation figée", "manifestations figées")
    seen = f"{name} : {frozen}, SHA-256 {taken['sha256'][:16]}…"
    return taken["snapshot_id"], Outcome(act="Relevé pour le programme papier", seen=seen)


async def verify(platform: Platform, snapshot_id: str) -> Outcome:
    """Replay the topic up to the cut and compare."""
    path = f"/print-snapshots/{snapshot_id}/verification"
    found = expect(await platform.send("POST", "programme", path), 200)
    verdict = "identique" if found["match"] else "DIFFÉRENTE"
    return Outcome(
        act="Vérification du relevé",
        seen=f"{found['records_read']} enregistrements rejoués depuis le topic : empreinte {verdict}",
        as_it_should=bool(found["match"]),
    )
