"""What a chamber does at the cut-off date: it freezes its region for paper, and anybody can check the result."""

from collections import Counter
from hashlib import sha256

from moisess.demo.outcome import Outcome
from moisess.demo.platform import Platform, every_item, expect
from shared.french.typography import plural
from shared.geography import region


async def listed_in_most(platform: Platform) -> tuple[str, list[str]]:
    """Return the region with the most printable listings, and all that is listed there; 53 where there is none."""
    dates = await every_item(platform, "programme", "/manifestations", limit="100")
    # The list is of dates: whoever has several is met several times.
    listed = {item["manifestation_id"]: item for item in dates}
    counted = Counter(item["region_code"] for item in listed.values() if item["paper"])
    region_code = counted.most_common(1)[0][0] if counted else "53"
    return region_code, [one for one, item in listed.items() if item["region_code"] == region_code]


async def cut(platform: Platform, region_code: str) -> tuple[str, Outcome]:
    """Take a cut and read it as a chamber does; return its id and what was seen."""
    taken = expect(await platform.send("POST", "programme", "/print-snapshots", {"region_code": region_code}), 201)
    found = region(region_code)
    name = found.name if found else region_code
    frozen = plural(taken["entries"], "manifestation figée", "manifestations figées")
    content = await platform.get("programme", f"/print-snapshots/{taken['snapshot_id']}/content")
    outcome = Outcome(
        act="Relevé pour le programme papier",
        seen=f"{name} : {frozen}, SHA-256 {taken['sha256'][:16]}…",
        as_it_should=content.is_success and sha256(content.content).hexdigest() == taken["sha256"],
    )
    return taken["snapshot_id"], outcome


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
