"""Light load as on a busy day: registrations, amendments, withdrawals, decisions, bookings and cuts, all recorded."""

import json
import random
from dataclasses import dataclass, field
from typing import Any

from moisess.demo.platform import every_item
from tests.faults.history import History
from tests.faults.requests import Requests
from tests.support.builders import submission_body

FOR_THE_CHAMBER = {"name": "Traiteur du Bocage", "siren": "999900418"}
"""A firm of which the register does not say that it is of the ESS: a chamber decides."""
CHAMBER_SHARE = 0.15
WITHDRAWAL_SHARE = 0.2
REGION = "53"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How often a second each thing is done."""

    submissions: float = 15
    amendments: float = 4
    decisions: float = 2
    bookings: float = 4
    cuts: float = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """Where meetings are booked."""

    slots: tuple[str, ...]
    structures: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Load:
    """Draws what is done next; the same seed draws the same."""

    requests: Requests
    hall: Hall
    draw: random.Random
    busy: set[str] = field(default_factory=set)
    """Manifestations that somebody is changing."""

    @property
    def history(self) -> History:
        return self.requests.history

    async def submit(self) -> None:
        body = self.registration()
        response, _ = await self.requests.send("POST", "submission", "/manifestations", body)
        if response is not None:
            self.answered(body["title"], response.status_code, response.content)

    def registration(self) -> dict[str, Any]:
        """Return what is registered next, under a title of its own."""
        self.history.made += 1
        title = f"Manifestation {self.history.made} de la série {self.history.series}"
        fields: dict[str, Any] = {"title": title, "external_id": f"{self.history.series}-{self.history.made}"}
        if self.draw.random() < CHAMBER_SHARE:
            fields["organiser"] = FOR_THE_CHAMBER
        return submission_body(**fields)

    def answered(self, title: str, status: int, content: bytes) -> None:
        """Note what a registration was answered for good."""
        if 200 <= status < 300:
            manifestation_id = str(json.loads(content)["manifestation_id"])
            self.history.registered[title] = manifestation_id
            self.history.versions[manifestation_id] = {1}
        else:
            self.history.abandoned.append(f"POST /manifestations: {status} {content[:120].decode(errors='replace')}")

    async def change(self) -> None:
        """Amend or withdraw a manifestation that nobody else is changing now."""
        free = [one for one in self.history.versions if one not in self.busy and one not in self.history.withdrawn]
        if not free:
            return
        one = self.draw.choice(free)
        self.busy.add(one)
        try:
            await (self._withdraw(one) if self.draw.random() < WITHDRAWAL_SHARE else self._amend(one))
        finally:
            self.busy.discard(one)

    async def decide(self) -> None:
        response, _ = await self.requests.send("GET", "eligibility", "/dossiers?verdict=to_review&limit=50")
        waiting = response.json()["items"] if response is not None and response.is_success else []
        if not waiting:
            return
        dossier = self.draw.choice(waiting)
        one, body = dossier["manifestation_id"], {"verdict": "eligible", "message": "Statuts vus par la chambre."}
        path = f"/dossiers/{one}/decisions"
        response, _ = await self.requests.send("POST", "eligibility", path, body, version=int(dossier["version"]))
        if response is not None and response.is_success:
            self.history.decided.add((one, int(response.json()["version"])))

    async def book(self) -> None:
        slot, pair = self.draw.choice(self.hall.slots), self.draw.sample(self.hall.structures, 2)
        body = {"slot_id": slot, "structure_ids": pair}
        response, _ = await self.requests.send("POST", "matchmaking", "/meetings", body)
        if response is not None and response.is_success:
            self.history.booked[response.json()["meeting_id"]] = (slot, frozenset(pair))

    async def cut(self) -> None:
        response, _ = await self.requests.send("POST", "programme", "/print-snapshots", {"region_code": REGION})
        if response is not None and response.is_success:
            self.history.snapshots.add(response.json()["snapshot_id"])

    async def _amend(self, one: str) -> None:
        version = max(self.history.versions[one])
        body = submission_body(title=f"Titre corrigé {version + 1} de {one}", external_id=None)
        response, unsure = await self.requests.send(
            "PUT", "submission", f"/manifestations/{one}", body, version=version
        )
        await self._acknowledge(one, response, unsure=unsure)

    async def _withdraw(self, one: str) -> None:
        path, version = f"/manifestations/{one}/withdrawal", max(self.history.versions[one])
        response, unsure = await self.requests.send("POST", "submission", path, version=version)
        if await self._acknowledge(one, response, unsure=unsure) == "withdrawn":
            self.history.withdrawn.add(one)

    async def _acknowledge(self, one: str, response: Any, *, unsure: bool) -> str | None:
        """Note the version; a try that was cut off may have worked, and then the next one is told 412."""
        if response is not None and not response.is_success and unsure:
            response, _ = await self.requests.send("GET", "submission", f"/manifestations/{one}")
        if response is None or not response.is_success:
            self.history.abandoned.append(f"change of {one}: {response and response.status_code}")
            return None
        self.history.versions[one].add(int(response.json()["version"]))
        return str(response.json()["state"])


async def open_hall(requests: Requests, number: int, *, slots: int = 20, tables: int = 4) -> Hall:
    """Open a B2B event of its own day, for the structures that matchmaking knows."""
    structures = await every_item(requests.platform, "matchmaking", "/structures")
    day = f"2026-{11 + number // 28:02}-{1 + number % 28:02}"
    body = {"name": f"Rencontre {number}", "region_code": REGION, "starts_at": f"{day}T09:00:00+01:00"}
    grid = {"slot_minutes": 15, "slots": slots, "tables": tables}
    response, _ = await requests.send("POST", "matchmaking", "/b2b-events", {**body, **grid})
    assert response is not None
    assert response.is_success, response.text
    return Hall(
        slots=tuple(slot["slot_id"] for slot in response.json()["slots"]),
        structures=tuple(structure["structure_id"] for structure in structures),
    )
