"""The demonstration's story, act by act; each act says what it saw."""

from pathlib import Path

from rich.console import Console

from moisess.demo.meetings import book_meetings
from moisess.demo.moderation import decide_on_waiting
from moisess.demo.organisers import amend_one, withdraw_one
from moisess.demo.outcome import Outcome
from moisess.demo.platform import Platform, every_item
from moisess.demo.printing import cut, region_with_most, verify
from moisess.demo.registration import register_all

Addresses = list[tuple[str, str]]

CHANGED = 3
"""One is amended before the cut, one withdrawn before it, one amended after."""


async def tell(
    platform: Platform, *, console: Console, file: Path | None, folder: Path
) -> tuple[list[Outcome], Addresses]:
    """Play every act; returns what was seen and the addresses worth opening."""
    outcomes, addresses = await register_all(platform, console=console, file=file, folder=folder)
    outcomes += await decide_on_waiting(platform)
    listed = await every_item(platform, "programme", "/manifestations", limit="100")
    region_code = await region_with_most(platform)
    chosen = [item["manifestation_id"] for item in listed if item["region_code"] == region_code][:CHANGED]
    if len(chosen) == CHANGED:
        outcomes += [await amend_one(platform, chosen[0]), await withdraw_one(platform, chosen[1])]
    snapshot_id, taken = await cut(platform, region_code)
    outcomes += [taken, await verify(platform, snapshot_id)]
    if len(chosen) == CHANGED:
        amended = await amend_one(platform, chosen[2])
        again = await verify(platform, snapshot_id)
        seen = f"{amended.seen} ; {again.seen}"
        outcomes.append(
            Outcome(act="Modifier après le relevé ne le change pas", seen=seen, as_it_should=again.as_it_should)
        )
    page, met = await book_meetings(platform, region_code)
    outcomes += met
    addresses += [
        (label, url)
        for label, url in [
            ("Une manifestation", f"{platform.urls['programme']}/programme/{chosen[0]}" if chosen else None),
            ("Le relevé pour le papier (JSON)", f"{platform.urls['programme']}/print-snapshots/{snapshot_id}"),
            ("La grille des rendez-vous", page),
        ]
        if url
    ]
    return outcomes, addresses
