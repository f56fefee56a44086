"""What a rencontre d'affaires needs: slots, two structures, and no way to book anybody twice."""

import contextlib
from typing import Any

from moisess.demo.outcome import Outcome
from moisess.demo.platform import DemonstrationFailed, Platform, expect, until

GRID = {"starts_at": "2026-11-19T14:00:00+01:00", "slot_minutes": 15, "slots": 8, "tables": 5}
NEEDED = 3
HEARD_SECONDS = 10


async def book_meetings(platform: Platform, region_code: str) -> tuple[str | None, list[Outcome]]:
    """Book two meetings, try to double-book a structure; return the page of the grid and what was seen."""
    structures = await _known_structures(platform)
    if len(structures) < NEEDED:
        seen = f"étape passée : il faut {NEEDED} structures vérifiées, il y en a {len(structures)}"
        return None, [Outcome(act="Rendez-vous d’affaires", seen=seen)]
    first, second, third = (structure["structure_id"] for structure in structures[:NEEDED])
    event = expect(
        await platform.send(
            "POST",
            "matchmaking",
            "/b2b-events",
            {"name": "Rencontre d’affaires de la démonstration", "region_code": region_code, **GRID},
        ),
        201,
    )
    slots = [slot["slot_id"] for slot in event["slots"]]
    booked = [
        expect(await _book(platform, slots[0], first, second), 201),
        expect(await _book(platform, slots[1], first, third), 201),
    ]
    twice = await _book(platform, slots[0], third, first)
    outcomes = [
        Outcome(act="Rendez-vous d’affaires", seen=f"{len(booked)} rendez-vous réservés sur {len(slots)} créneaux"),
        Outcome(
            act="Tentative de double réservation",
            seen=f"{twice.status_code} : {twice.json().get('detail', '')}",
            as_it_should=twice.status_code == 409,  # noqa: PLR2004
        ),
    ]
    return f"{platform.urls['matchmaking']}/rencontres/{event['b2b_event_id']}", outcomes


async def _known_structures(platform: Platform) -> list[dict[str, Any]]:
    """Wait until matchmaking has heard of enough structures; return what it knows after a while, be it less."""
    known: list[dict[str, Any]] = []

    async def look() -> bool:
        nonlocal known
        known = expect(await platform.get("matchmaking", "/structures"), 200)["items"]
        return len(known) >= NEEDED

    with contextlib.suppress(DemonstrationFailed):
        await until("assez de structures sont connues", look, seconds=HEARD_SECONDS)
    return known


async def _book(platform: Platform, slot: str, one: str, other: str) -> Any:
    body = {"slot_id": slot, "structure_ids": [one, other]}
    return await platform.send("POST", "matchmaking", "/meetings", body)
