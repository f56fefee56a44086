"""Whatever the API takes, the form of an amendment reads back unchanged: sent as it is shown, it makes no version."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from litestar.testing import AsyncTestClient

from services.submission.app import create_app
from services.submission.editions.save import save
from services.submission.settings import Settings
from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import BROWSER, send, visit
from tests.support.people import sign_in
from tests.support.questions import ANSWERS, ASKING
from tests.support.service import Client, MakeKey, without_broker
from tests.support.submission import ORGANISER, registration_body

EXAMPLES = 90
A_LOT = dict.fromkeys(("writes_per_second", "writes_burst", "items_per_second", "items_burst"), 1_000_000)
PLACES = (
    *(("35000", "35238"), ("75011", "75111"), ("75011", "75056"), ("32450", "32076"), ("97500", "97502")),
    *(("97400", "97411"), ("98740", "98718"), ("98714", "98735"), ("98800", "98818"), ("97150", "97801")),
    *(("97133", "97701"), ("97600", "97611"), ("97300", "97302"), ("98600", "98613")),
)
"""A postcode and a commune of each clock that France has, and communes that a postcode does not tell apart."""
EDGES = (
    datetime(2026, 10, 25, tzinfo=UTC),  # Paris has the hour from two to three twice
    datetime(2026, 11, 1, 3, tzinfo=UTC),  # Miquelon that from one to two
    datetime(2026, 11, 14, 9, tzinfo=UTC),
)
ANY_SECOND = st.integers(0, 2 * 3600)
NIGHTS = st.integers(60, 40 * 3600)
NAMES = st.sampled_from(["Le Hangar des possibles", "L’Étage d’« en haut »", "Salle <b>&amp; cour"])
LINES = st.sampled_from(["Une phrase, « entre guillemets » ; 5 < 6 & 7 > 6.", "  deux  blancs ", "0"])
TEXTS = st.sampled_from(
    ["Vingt signes au moins, puis :\n\n- une liste\n- <script>\n\n\nfin", "Vingt signes au moins ici.\r\nEt là."]
)
ORGANISERS = (
    ORGANISER,
    {**ORGANISER, "siren": "999999014", "rna": "W442000001", "rnf": "092-FDD-00061-08"},
    {"name": "Le SIREN seul", "siren": "999999014"},
    {"name": "Un cercle", "court_entry": {"court": "Sélestat", "volume": "12", "folio": "34"}},
    {"name": "Un collectif"},
)
CODES = ("motor", "hearing", "sign_language", "visual", "intellectual", "psychological")
AUDIENCES = ("general_public", "families", "young_people", "students", "jobseekers", "professionals")
LANGUAGES = ("fr", "br", "en", "nl", "pt-BR", "zh-Hant", "gsw")


def some(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Draw several, in any order."""
    return st.permutations(values).flatmap(lambda order: st.integers(1, len(order)).map(lambda most: order[:most]))


def moments() -> st.SearchStrategy[datetime]:
    steps = st.one_of(ANY_SECOND, ANY_SECOND.map(lambda seconds: seconds // 900 * 900))
    return st.builds(lambda edge, seconds: edge + timedelta(seconds=seconds), st.sampled_from(EDGES), steps)


def places() -> st.SearchStrategy[dict[str, Any]]:
    where = st.sampled_from(PLACES).map(lambda place: {"postcode": place[0], "commune_code": place[1]})
    address = st.sampled_from(
        [
            {"address": "3 rue du Canal"},
            {"address": "3 rue du Canal", "latitude": 48.1, "longitude": -0.0},
            {"address_on_registration": True},
        ]
    )
    return st.builds(lambda name, place, known: {"name": name, **place, **known}, NAMES, where, address)


@st.composite
def dates(draw: st.DrawFn, place: dict[str, Any] | None) -> dict[str, Any]:
    start = draw(moments())
    said: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {"state": st.sampled_from(["scheduled", "full", "postponed", "cancelled"])}, optional={"note": LINES}
        )
    )
    if place and draw(st.booleans()):
        said |= {"place": {**place, "name": "L’autre salle"}}
    if said["state"] == "postponed":
        said |= {"previous_starts_at": (start - timedelta(days=1)).isoformat()}
    if draw(st.integers(0, 3)) == 0:
        last = start.date() + timedelta(days=draw(st.integers(0, 3)))
        return {**said, "starts_at": start.date().isoformat(), "ends_at": last.isoformat()}
    return {**said, "starts_at": start.isoformat(), "ends_at": (start + timedelta(seconds=draw(NIGHTS))).isoformat()}


BESIDE = {
    "audiences": some(AUDIENCES),
    "accessibility": some(CODES),
    "languages": some(LANGUAGES),
    "themes": some(("culture", "cooperation", "action-sociale")),
    "access_conditions": LINES,
    "description": TEXTS,
    "print_title": st.just("Portes « ouvertes »"),
    "print_text": st.just("Visite des ateliers.\nSamedi matin."),
    "note": TEXTS,
    "age": st.sampled_from([{"lowest": 0, "highest": 3}, {"lowest": 0}, {"highest": 12}]),
    "price": st.sampled_from(
        [{"kind": "free"}, {"kind": "paid", "lowest_cents": 0, "highest_cents": 705}, {"kind": "pay_what_you_want"}]
    ),
    "co_organisers": st.just([{"name": "La Maison, des associations"}, {"name": "Le 1000 & Cie"}]),
    "translations": st.just(
        {"br": {"title": "Dorioù digor"}, "ar": {"title": "أبواب مفتوحة", "description": "صباح لزيارة\n\nالورشات"}}
    ),
    "public_contact": st.sampled_from(
        [{"phone": "+33 (0)2 40 00 00 00"}, {"website": "exemple.example/a?b=c&d"}, {"phone": "+687 25 00 00"}]
    ),
    "organiser": st.sampled_from(ORGANISERS),
    "extra": st.just({**ANSWERS, "word": "Deux\n\nparagraphes"}),
}


@st.composite
def bodies(draw: st.DrawFn) -> dict[str, Any]:
    place = draw(st.none() | places())
    said = draw(st.fixed_dictionaries({}, optional=BESIDE))
    where: dict[str, Any] = (
        {"place": place} if place else {"place": None, "region_code": draw(st.sampled_from(["53", None]))}
    )
    if place is None or draw(st.booleans()):
        where |= {"online_url": "https://direct.example/ressourcerie?a=1&b=2"}
    if draw(st.booleans()):
        closes = (draw(moments()) - timedelta(hours=draw(st.integers(0, 2)))).isoformat()
        said |= {"booking": {"required": draw(st.booleans()), "phone": "0590 00 00 00", "closes_at": closes}}
    occurrences = draw(st.lists(dates(place), min_size=1, max_size=3))
    return registration_body(**{"extra": ANSWERS, **said, **where, "occurrences": occurrences})


def drawn() -> list[dict[str, Any]]:
    """Return bodies, the same each time."""
    found: list[dict[str, Any]] = []

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(bodies())
    def keep(body: dict[str, Any]) -> None:
        found.append(body)

    keep()
    return found


@pytest.fixture
async def organiser(database_url: str, database: Database, make_key: MakeKey, now: datetime) -> AsyncIterator[Client]:
    """Give somebody who asks as often as a machine does."""
    given = without_broker(Settings, database_url).model_copy(update=A_LOT)
    async with database.transaction() as tx:
        await save(tx, ASKING)
    async with AsyncTestClient(create_app(given, "api", now=lambda: now)) as client:
        await sign_in(client, database, await make_key("organiser"))
        yield client


async def test_what_the_api_takes_the_form_reads_back_on_every_clock_and_in_each_repeated_hour(
    organiser: Client,
) -> None:
    taken = 0
    for number, body in enumerate(drawn()):
        sent = {**BROWSER, "Accept": "application/json", "Idempotency-Key": f"le-corps-numero-{number}"}
        answer = await organiser.post("/manifestations", json=body, headers=sent)
        if answer.status_code == 422:
            # Two dates at the same moment, or an end too far away.
            assert {error["pointer"].split("/")[1] for error in answer.json()["errors"]} == {"occurrences"}
            continue
        taken += 1
        there = f"/inscription/{answer.json()['manifestation_id']}"
        form = await visit(organiser, f"{there}/modifier")
        page = await send(organiser, f"{there}/modifier", form.values)
        assert "Rien n’a changé" in page.text, (body, page.text[:2000])

    assert taken > EXAMPLES // 2
