from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from shared.postgres.database import Database
from tests.integration.matchmaking.hall import know, removed, structures, told
from tests.support.builders import structure_verified
from tests.support.service import Client


async def names(client: Client, query: str) -> list[str]:
    return [item["name"] for item in (await client.get(f"/structures?{query}")).json()["items"]]


async def test_structures_are_found_without_accents_and_a_cursor_leads_on(client: Client, database: Database) -> None:
    names = ["Épicerie du canal", "épicerie de l’écluse", "L’Épicerie", "Zèbre", "Fournil", "Disparue"]
    ids = await structures(database, *names)
    await know(database, removed(ids[5], 2))

    found = (await client.get("/structures?q=EPIC")).json()
    first = (await client.get("/structures?limit=3")).json()
    rest = (await client.get("/structures", params={"limit": "3", "cursor": first["next"]})).json()

    assert [item["name"] for item in found["items"]] == ["épicerie de l’écluse", "Épicerie du canal", "L’Épicerie"]
    assert [item["name"] for item in (*first["items"], *rest["items"])] == [
        "épicerie de l’écluse",
        "Épicerie du canal",
        "Fournil",
        "L’Épicerie",
        "Zèbre",
    ]
    assert rest["next"] is None
    assert found["items"][0]["themes"] == ["developpement-durable"]
    assert [item["name"] for item in (await client.get("/structures?q=canal epi")).json()["items"]] == [names[0]]
    assert (await client.get("/structures?q=%25&region=44")).json()["items"] == []


async def test_a_structure_is_shown_unknown_or_gone(client: Client, database: Database) -> None:
    here, gone = await structures(database, "Le Fournil", "La Lanterne")
    await know(database, removed(gone, 2))

    shown = await client.get(f"/structures/{here}")

    assert (shown.status_code, shown.json()["name"], shown.headers["etag"]) == (200, "Le Fournil", '"1"')
    assert (await client.get(f"/structures/{gone}")).status_code == 410
    assert (await client.get(f"/structures/{uuid4()}")).status_code == 404


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("region=99", "/region", "not_in_list"),
        ("region=", "/region", "not_in_list"),
        ("nom=x", "/nom", "unknown_field"),
    ],
)
async def test_a_filter_of_structures_that_cannot_be_is_named(
    client: Client, query: str, pointer: str, code: str
) -> None:
    answer = await client.get(f"/structures?{query}")

    assert answer.status_code == 422
    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [(pointer, code)]


async def test_a_structure_is_found_by_its_usual_name_and_by_the_registers(client: Client, database: Database) -> None:
    both = structure_verified(name="ASSOCIATION DES TROIS PONTS", usual_name="La Passerelle")
    await know(database, *told(both))
    await structures(database, "Le Fournil", "Zèbre")

    assert await names(client, "q=passerelle") == await names(client, "q=trois") == ["ASSOCIATION DES TROIS PONTS"]
    assert await names(client, "q=ponts pass") == ["ASSOCIATION DES TROIS PONTS"]
    assert await names(client, "") == ["ASSOCIATION DES TROIS PONTS", "Le Fournil", "Zèbre"]
    shown = (await client.get(f"/structures/{both.structure_id}")).json()
    assert (shown["name"], shown["usual_name"]) == ("ASSOCIATION DES TROIS PONTS", "La Passerelle")


@pytest.mark.parametrize("family", [None, "a_form_of_next_year"])
async def test_a_structure_whose_form_is_unknown_here_is_shown_as_it_was_told(
    client: Client, database: Database, family: str | None
) -> None:
    structure = structure_verified(legal_family=family, region_code=None, siren=None)
    await know(database, *told(structure))

    shown: dict[str, Any] = (await client.get(f"/structures/{structure.structure_id}")).json()

    assert (shown["legal_family"], shown["region_code"]) == (family, None)
    assert (await client.get("/structures")).json()["items"] == [shown]


async def test_a_structure_whose_verification_has_ended_is_no_longer_listed(client: Client, database: Database) -> None:
    ended = structure_verified(name="La Lanterne", verified_until=datetime(2026, 1, 31, tzinfo=UTC))
    lasting = structure_verified(name="Le Fournil", verified_until=datetime(2096, 1, 31, tzinfo=UTC))
    await know(database, *told(*sorted((ended, lasting), key=lambda each: str(each.structure_id))))

    assert await names(client, "") == ["Le Fournil"]
    assert (await client.get(f"/structures/{ended.structure_id}")).status_code == 410
    shown = (await client.get(f"/structures/{lasting.structure_id}")).json()
    assert shown["verified_until"] == "2096-01-31T00:00:00Z"
