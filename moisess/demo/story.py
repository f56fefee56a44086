"""The demonstration's story, act by act; each act says what it saw."""

from pathlib import Path

from rich.console import Console

from moisess.demo.amended import rewrite_accepted
from moisess.demo.forms import show_forms
from moisess.demo.meetings import book_meetings
from moisess.demo.moderation import decide_on_waiting
from moisess.demo.organisers import amend_one, withdraw_one
from moisess.demo.outcome import Addresses, Outcome
from moisess.demo.platform import Platform
from moisess.demo.printing import cut, listed_in_most, verify
from moisess.demo.registration import register_all
from moisess.demo.waiting import leave_waiting

CHANGED = 3
"""One is amended before the cut, one withdrawn before it, one amended after."""


async def tell(platform: Platform, *, console: Console, file: Path | None) -> tuple[list[Outcome], Addresses]:
    """Play every act; returns what was seen and the addresses worth opening."""
    enrolled, registered = await register_all(platform, console=console, file=file)
    decided, accepted = await decide_on_waiting(platform)
    seen, addresses = await show_forms(platform, registered)
    outcomes = [enrolled, *decided, *seen]
    if accepted:
        waiting, page = await rewrite_accepted(platform, accepted[0])
        outcomes.append(waiting)
        addresses += page
    region_code, listed = await listed_in_most(platform)
    # What a chamber accepted would wait for it again under another title.
    chosen = [one for one in listed if one not in accepted][:CHANGED]
    if len(chosen) == CHANGED:
        outcomes += [await amend_one(platform, chosen[0]), await withdraw_one(platform, chosen[1])]
    snapshot_id, taken = await cut(platform, region_code)
    outcomes += [taken, await verify(platform, snapshot_id)]
    if len(chosen) == CHANGED:
        amended = await amend_one(platform, chosen[2])
        again = await verify(platform, snapshot_id)
        outcomes.append(
            Outcome(
                act="Modifier après le relevé ne le change pas",
                seen=f"{amended.seen} ; {again.seen}",
                as_it_should=again.as_it_should,
            )
        )
    grid, met = await book_meetings(platform, region_code)
    outcomes += [*met, await leave_waiting(platform)]
    if chosen:
        addresses.append(("Une manifestation", f"{platform.urls['programme']}/programme/{chosen[0]}"))
    printed = f"{platform.urls['programme']}/print-snapshots/{snapshot_id}"
    addresses.append(("Le relevé pour le papier (JSON ; son contenu, avec la clé de l’équipe nationale)", printed))
    if grid:
        addresses.append(("La grille des rendez-vous (les noms, une fois connecté comme équipe nationale)", grid))
    return outcomes, addresses
