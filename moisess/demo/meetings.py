"""What a rencontre d'affaires needs: slots, two structures, and no way to book anybody twice."""

from typing import Any

from moisess.demo.outcome import Outcome
from moisess.demo.platform import Platform, expect, until

GRID = {"starts_at": "2026-11-19T14:00:00+01:00", "slot_minutes": 15, "slots": 8, "tables": 5}
NEEDED = 3


async def book_meetings(platform: Platform, region_code: str) -> tuple[str | None, list[Outcome]]:
    """Book two meetings, try to double-book a structure; return the page of the grid and what was seen."""

    async def look() -> list[dict[str, Any]]:
        page = expect(await platform.get("matchmaking", "/structures"), 200)
        return page["items"] if len(page["items"]) >= NEEDED else []

    structures = await until("trois structures vérifiées sont connues", look)
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


async def _book(platform: Platform, slot: str, one: str, other: str) -> Any:
    body = {"slot_id": slot, "structure_ids": [one, other]}
    return await platform.send("POST", "matchmaking", "/meetings", body)
