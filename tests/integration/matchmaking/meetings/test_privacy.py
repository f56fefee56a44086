"""Agendas are for those concerned: who may read meetings, and what everybody else is shown."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from shared.postgres.database import Database
from tests.integration.matchmaking.hall import book_one, make_key, open_one, sign_in, slots, structures
from tests.support.service import Client

NAMES = ("Le Fournil", "La Lanterne")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    role: Any
    region_code: str | None = None


NOBODY = None
ORGANISER = Reader(role="organiser")
CHAMBER = Reader(role="moderator", region_code="53")
OTHER_CHAMBER = Reader(role="moderator", region_code="44")
NATIONAL = Reader(role="national")
SERVICE = Reader(role="service")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """One meeting in Bretagne, and one in Grand Est."""

    b2b_event_id: str
    meeting_id: str
    elsewhere: str


@pytest.fixture
async def agenda(database: Database, client: Client) -> Agenda:
    pair = await structures(database, *NAMES)
    [slot_id] = await slots(database, tables=3)
    meeting = await book_one(database, slot_id, pair)
    national = await make_key(database, "national")
    event = await open_one(client, national, region_code="44", starts_at="2026-11-20T14:00:00+01:00")
    other = await book_one(database, event["slots"][0]["slot_id"], pair)
    return Agenda(
        b2b_event_id=str(meeting.b2b_event_id), meeting_id=str(meeting.meeting_id), elsewhere=str(other.meeting_id)
    )


async def headers_of(database: Database, reader: Reader | None) -> dict[str, str]:
    return await make_key(database, reader.role, reader.region_code) if reader else {}


@pytest.mark.parametrize(
    ("reader", "status"),
    [(NOBODY, 401), (ORGANISER, 403), (CHAMBER, 200), (OTHER_CHAMBER, 403), (NATIONAL, 200), (SERVICE, 200)],
)
async def test_a_meeting_and_the_agenda_of_an_event_are_for_those_in_charge(
    client: Client, database: Database, agenda: Agenda, reader: Reader | None, status: int
) -> None:
    headers = await headers_of(database, reader)

    one = await client.get(f"/meetings/{agenda.meeting_id}", headers=headers)
    listed = await client.get(f"/meetings?b2b_event={agenda.b2b_event_id}", headers=headers)

    assert (one.status_code, listed.status_code) == (status, status)
    assert one.headers["cache-control"] == listed.headers["cache-control"] == "no-store"
    for text in (one.text, listed.text):
        assert all((name in text) == (status == 200) for name in NAMES)
    if status == 200:
        assert [item["meeting_id"] for item in listed.json()["items"]] == [agenda.meeting_id]


@pytest.mark.parametrize(
    ("reader", "places"),
    [(CHAMBER, ("meeting_id",)), (OTHER_CHAMBER, ("elsewhere",)), (NATIONAL, ("meeting_id", "elsewhere")),
     (SERVICE, ("meeting_id", "elsewhere"))],
)  # fmt: skip
async def test_a_moderator_lists_the_meetings_of_the_region_and_the_others_all(
    client: Client, database: Database, agenda: Agenda, reader: Reader, places: tuple[str, ...]
) -> None:
    headers = await headers_of(database, reader)

    listed = (await client.get("/meetings", headers=headers)).json()["items"]

    assert [item["meeting_id"] for item in listed] == [getattr(agenda, place) for place in places]


@pytest.mark.parametrize(("reader", "status"), [(NOBODY, 401), (ORGANISER, 403)])
async def test_nobody_else_lists_meetings_not_even_those_of_a_structure(
    client: Client, database: Database, agenda: Agenda, reader: Reader | None, status: int
) -> None:
    headers = await headers_of(database, reader)
    held = (await client.get(f"/meetings/{agenda.meeting_id}", headers=await make_key(database, "service"))).json()

    for query in ("", f"?structure={held['parties'][0]['structure_id']}"):
        assert (await client.get(f"/meetings{query}", headers=headers)).status_code == status


async def test_the_agenda_of_an_event_that_is_not_there_is_unknown(client: Client, database: Database) -> None:
    answer = await client.get(f"/meetings?b2b_event={uuid4()}", headers=await make_key(database, "national"))

    assert (answer.status_code, answer.json()["type"]) == (404, "urn:mois-ess:probleme:rencontre-inconnue")


async def test_anybody_learns_what_is_free_and_nobodys_name(client: Client, agenda: Agenda) -> None:
    event = await client.get(f"/b2b-events/{agenda.b2b_event_id}")

    assert [slot["free_tables"] for slot in event.json()["slots"]] == [2]
    assert not any(name in event.text for name in NAMES)


@pytest.mark.parametrize(
    ("reader", "with_names"),
    [(NOBODY, False), (ORGANISER, False), (CHAMBER, True), (OTHER_CHAMBER, False), (NATIONAL, True), (SERVICE, True)],
)
async def test_the_page_of_an_event_names_who_meets_to_those_in_charge_alone(
    client: Client,
    database: Database,
    agenda: Agenda,
    reader: Reader | None,
    with_names: bool,  # noqa: FBT001 -- a case
) -> None:
    if reader:
        await sign_in(client, database, reader.role, reader.region_code)

    page = await client.get(f"/rencontres/{agenda.b2b_event_id}", headers={"Accept": "text/html"})

    assert page.status_code == 200
    assert all((name in page.text) == with_names for name in NAMES)
    assert page.headers["cache-control"] == ("no-store" if reader else "public, no-cache")
    assert "Cookie" in page.headers["vary"]
