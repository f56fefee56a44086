from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from httpx import Response

from tests.integration.programme.conftest import Site
from tests.integration.programme.support import decided, decided_in, enlist_all
from tests.support.builders import RENNES, content, occurrence, some_id

NOON = datetime(2026, 11, 14, 11, tzinfo=UTC)
BREST = replace(RENNES, commune_name="Brest", commune_code="29019", department_code="29")


def at(number: int, *, days: int = 0, **fields: Any) -> Any:
    """Return a decision on manifestation ``number``, that begins ``days`` after 14 November at noon, for two hours."""
    starts_at = NOON + timedelta(days=days)
    shown = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), **fields}
    return decided(some_id(number), 1, content=content(**shown))


def numbers(answer: Response) -> list[int]:
    assert answer.status_code == 200, answer.text
    return [UUID(item["manifestation_id"]).int for item in answer.json()["items"]]


async def test_an_empty_programme_is_an_empty_list(site: Site) -> None:
    answer = await site.client.get("/manifestations")

    assert answer.json() == {"items": [], "next": None, "total": 0}


async def test_an_item_says_all_that_is_public_and_where_its_page_is(site: Site) -> None:
    await enlist_all(site.database, at(1))

    [item] = (await site.client.get("/manifestations")).json()["items"]

    assert item["url"] == f"https://programme.example/programme/{some_id(1)}"
    assert (item["version"], item["paper"], item["region_code"]) == (1, True, "53")
    assert item["organiser"] == {"name": "La Ressourcerie du canal", "structure_id": str(some_id(0x57))}
    assert item["first_published_at"] == "2026-09-16T09:00:00Z"
    assert item["content"]["place"]["commune_name"] == "Rennes"
    assert item["occurrence"]["place"] == item["content"]["place"]


async def test_a_department_of_another_region_is_a_fault(site: Site) -> None:
    answer = await site.client.get("/manifestations?region=53&department=75")

    [error] = answer.json()["errors"]
    assert (answer.status_code, error["pointer"], error["code"]) == (422, "/department", "department_of_another_region")
    assert (
        "Le département « Paris » n’est pas dans la région Bretagne, mais dans la région Île-de-France"
        in (error["message"])
    )


FOUND = {
    "": [1, 2, 3, 4],
    "region=53": [1, 2, 3],
    "region=44": [],
    "department=29": [2],
    "theme=culture": [2],
    "format=atelier": [3],
    "from=2026-11-15": [2, 3, 4],
    "to=2026-11-14": [1],
    "from=2026-11-15&to=2026-11-15": [2],
    "from=2026-11-18&to=2026-11-18": [3],
    "q=velo": [3],
    "q=V%C3%89LOS": [3],
    "q=brest": [2],
    "q=finistere": [2],
    "q=elo": [],
    "q=ressourcerie+atelier": [1, 2, 3, 4],
    "q=ressourcerie+velo": [3],
    "q=100%25_": [],
    "region=53&format=atelier&q=velo": [3],
}


async def test_filters_keep_what_they_name(site: Site) -> None:
    await enlist_all(
        site.database,
        at(1),
        at(2, days=1, place=BREST, themes=("culture", "sport")),
        at(3, days=2, format="atelier", title="Réparer son vélo", ends_at=NOON + timedelta(days=5)),
        decided_in(4, region_code="52", starts_at=NOON + timedelta(days=9), ends_at=NOON + timedelta(days=9, hours=1)),
        decided(some_id(5), 1, online=False),
        decided(some_id(6), 1, edition=2025),
    )

    answers = {query: await site.client.get(f"/manifestations?{query}") for query in FOUND}

    assert {query: numbers(answer) for query, answer in answers.items()} == FOUND
    assert {query: answer.json()["total"] for query, answer in answers.items()} == {
        query: len(found) for query, found in FOUND.items()
    }


REFUSED = {
    "region=99": ("/region", "not_in_list"),
    "department=ille": ("/department", "not_in_list"),
    "theme=bricolage": ("/theme", "not_in_list"),
    "format=rave": ("/format", "not_in_list"),
    "from=hier": ("/from", "date_format"),
    "from=2026-11-15&to=2026-11-14": ("/to", "days_reversed"),
    "limit=0": ("/limit", "too_small"),
    "limit=101": ("/limit", "too_large"),
    "ville=Rennes": ("/ville", "unknown_field"),
    "cursor=abc": ("/cursor", "cursor_invalid"),
}


async def test_a_filter_that_cannot_be_understood_is_refused_and_named(site: Site) -> None:
    answers = {query: await site.client.get(f"/manifestations?{query}") for query in REFUSED}

    assert {answer.status_code for answer in answers.values()} == {422}
    assert {
        query: (error["pointer"], error["code"])
        for query, answer in answers.items()
        for error in answer.json()["errors"]
    } == REFUSED


KINDS: tuple[dict[str, Any], ...] = (
    {},
    {"state": "cancelled", "note": "L’animatrice est souffrante."},
    {"place": BREST},
)
WORKSHOP = tuple(
    occurrence(
        occurrence_id=some_id(0xA0 + week),
        starts_at=NOON + timedelta(days=7 * week),
        ends_at=NOON + timedelta(days=7 * week, hours=2),
        **KINDS[week],
    )
    for week in range(3)
)


async def test_a_workshop_with_three_dates_stands_three_times_on_its_days(site: Site) -> None:
    await enlist_all(site.database, at(1, occurrences=WORKSHOP), at(2, days=8))

    answer = (await site.client.get("/manifestations")).json()

    assert [(UUID(item["manifestation_id"]).int, item["occurrence"]["starts_at"][:10]) for item in answer["items"]] == [
        (1, "2026-11-14"),
        (1, "2026-11-21"),
        (2, "2026-11-22"),
        (1, "2026-11-28"),
    ]
    assert answer["total"] == 4


async def test_an_item_says_what_holds_for_its_own_date(site: Site) -> None:
    await enlist_all(site.database, at(1, occurrences=WORKSHOP))

    items = (await site.client.get("/manifestations")).json()["items"]

    assert [item["occurrence"]["state"] for item in items] == ["scheduled", "cancelled", "scheduled"]
    assert [item["occurrence"]["place"]["commune_name"] for item in items] == ["Rennes", "Rennes", "Brest"]
    assert items[1]["occurrence"] == {
        "occurrence_id": str(some_id(0xA1)),
        "starts_at": "2026-11-21T11:00:00Z",
        "ends_at": "2026-11-21T13:00:00Z",
        "all_day": False,
        "time_zone": "Europe/Paris",
        "state": "cancelled",
        "previous_starts_at": None,
        "note": "L’animatrice est souffrante.",
        "place": items[0]["content"]["place"],
    }


async def test_filters_look_at_dates(site: Site) -> None:
    await enlist_all(site.database, at(1, occurrences=WORKSHOP))

    found = {
        query: [item["occurrence"]["starts_at"][:10] for item in (await site.client.get(query)).json()["items"]]
        for query in ("/manifestations?department=29", "/manifestations?from=2026-11-15&to=2026-11-21")
    }

    assert list(found.values()) == [["2026-11-28"], ["2026-11-21"]]


async def test_a_cursor_goes_on_in_the_middle_of_a_manifestation(site: Site) -> None:
    twins = tuple(replace(WORKSHOP[0], occurrence_id=some_id(0xB0 + number)) for number in range(4))
    await enlist_all(site.database, at(1, occurrences=twins), at(2))

    seen, cursor = [], ""
    for _ in range(3):
        page = (await site.client.get(f"/manifestations?limit=2{cursor}")).json()
        seen += [(UUID(item["manifestation_id"]).int, item["occurrence"]["occurrence_id"]) for item in page["items"]]
        cursor = f"&cursor={page['next']}"

    assert seen == [*((1, str(each.occurrence_id)) for each in twins), (2, str(occurrence_id_of(2)))]
    assert page["next"] is None


def occurrence_id_of(number: int) -> UUID:
    identifier: UUID = at(number).content.occurrences[0].occurrence_id
    return identifier


async def test_what_is_online_belongs_to_its_region_and_to_no_department(site: Site) -> None:
    await enlist_all(site.database, at(1, attendance="online", place=None), at(2))

    found = {query: numbers(await site.client.get(f"/manifestations?{query}")) for query in FOUND_ONLINE}

    assert found == FOUND_ONLINE


FOUND_ONLINE = {"": [1, 2], "region=53": [1, 2], "department=35": [2], "q=en+ligne": [1]}


async def test_the_order_is_that_of_the_clocks_on_the_spot(site: Site) -> None:
    reunion = {"time_zone": "Indian/Reunion"}
    await enlist_all(
        site.database,
        decided(some_id(1), 1, content=content(starts_at=NOON, ends_at=NOON)),
        decided(some_id(2), 1, content=content(starts_at=NOON - timedelta(hours=1), ends_at=NOON, **reunion)),
    )

    assert numbers(await site.client.get("/manifestations")) == [1, 2]


async def test_a_cursor_stays_good_while_manifestations_come_and_go(site: Site) -> None:
    await enlist_all(site.database, *(at(number, days=number) for number in (2, 4, 6, 8, 10)))
    first = (await site.client.get("/manifestations?limit=2")).json()
    assert numbers(await site.client.get("/manifestations?limit=2")) == [2, 4]

    await enlist_all(site.database, at(1, days=1), at(3, days=3), at(5, days=5))
    await enlist_all(site.database, decided(some_id(4), 2, online=False))
    second = await site.client.get(f"/manifestations?limit=2&cursor={first['next']}")
    third = await site.client.get(f"/manifestations?limit=2&cursor={second.json()['next']}")

    assert [*numbers(second), *numbers(third)] == [5, 6, 8, 10]
    assert third.json()["next"] is None


async def test_the_next_page_is_linked_with_the_same_filters(site: Site) -> None:
    await enlist_all(site.database, at(1), at(2), at(3))

    answer = await site.client.get("/manifestations?region=53&limit=2")

    link = answer.headers["link"]
    assert link.startswith("<https://programme.example/manifestations?region=53&limit=2&cursor=")
    assert link.endswith('; rel="next"')


async def test_an_empty_page_still_says_how_many_there_are(site: Site) -> None:
    await enlist_all(site.database, at(1), at(2), at(3))
    cursor = (await site.client.get("/manifestations?limit=2")).json()["next"]
    await enlist_all(site.database, decided(some_id(3), 2, online=False))

    answer = (await site.client.get(f"/manifestations?cursor={cursor}")).json()

    assert (answer["items"], answer["total"]) == ([], 2)


async def test_who_has_the_list_already_is_told_so(site: Site) -> None:
    await enlist_all(site.database, at(1))
    first = await site.client.get("/manifestations")

    again = await site.client.get("/manifestations", headers={"If-None-Match": first.headers["etag"]})
    await enlist_all(site.database, at(2))
    changed = await site.client.get("/manifestations", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert changed.status_code == 200


async def test_a_manifestation_is_answered_with_its_version_as_etag(site: Site) -> None:
    await enlist_all(site.database, decided(some_id(1), 4))

    answer = await site.client.get(f"/manifestations/{some_id(1)}")
    again = await site.client.get(f"/manifestations/{some_id(1)}", headers={"If-None-Match": '"4"'})

    assert answer.headers["etag"] == 'W/"4"'
    assert answer.headers["cache-control"] == "public, no-cache"
    assert answer.json()["content"]["title"] == "Portes ouvertes de la ressourcerie"
    assert again.status_code == 304


async def test_what_was_removed_is_gone_and_what_was_never_shown_is_unknown(site: Site) -> None:
    await enlist_all(site.database, at(1), decided(some_id(2), 1, online=False, verdict="refused"))
    await enlist_all(site.database, decided(some_id(1), 2, online=False))

    gone = await site.client.get(f"/manifestations/{some_id(1)}")
    refused = await site.client.get(f"/manifestations/{some_id(2)}")
    unknown = await site.client.get(f"/manifestations/{some_id(3)}")

    assert (gone.status_code, gone.json()["type"]) == (410, "urn:mois-ess:probleme:plus-au-programme")
    assert (refused.status_code, unknown.status_code) == (404, 404)
    assert refused.json()["type"] == unknown.json()["type"] == "urn:mois-ess:probleme:manifestation-inconnue"
