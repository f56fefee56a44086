"""The queue and the dossiers of a chamber, as its people see them."""

import re
from dataclasses import replace
from uuid import UUID

import pytest

from shared.contracts.eligibility import DECISIONS
from shared.postgres.database import Database
from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.support import assess_all, changed, keep
from tests.support.builders import CONTENT, ORGANISER, content
from tests.support.edition import know_editions
from tests.support.questions import ASKING, PRIVATE, PUBLIC
from tests.support.service import Client

PAGE = {"Accept": "text/html"}


@pytest.fixture
async def chamber(make_key: MakeKey) -> dict[str, str]:
    return {**PAGE, **await make_key("moderator", "53")}


async def test_a_queue_shows_what_waits_in_its_region_the_oldest_first(
    client: Client, database: Database, chamber: dict[str, str]
) -> None:
    await assess_all(database, changed(1, content=content(title="La première")))
    await assess_all(database, changed(2, content=content(title="La seconde")))
    await assess_all(database, changed(3, region_code="28", content=content(title="Celle des voisins")))

    page = await client.get("/bureau", headers=chamber)

    assert page.status_code == 200
    assert page.text.index("La première") < page.text.index("La seconde")
    assert "Celle des voisins" not in page.text
    assert "2\u00a0dossiers" in page.text


async def test_a_dossier_leads_to_that_of_the_programme_that_it_is_part_of(
    client: Client, database: Database, chamber: dict[str, str]
) -> None:
    await assess_all(database, changed(1), changed(2, content=content(title="Le bal", parent_id=UUID(int=1))))

    page = await client.get(f"/bureau/dossiers/{UUID(int=2)}", headers=chamber)

    assert f'href="/bureau/dossiers/{UUID(int=1)}"' in page.text
    assert "n’accepte pas l’autre" in page.text


async def test_what_is_decided_is_under_another_tab(
    client: Client, database: Database, chamber: dict[str, str]
) -> None:
    await keep(database)
    await assess_all(database, changed(1))

    waiting, settled = [await client.get(f"/bureau{query}", headers=chamber) for query in ("", "?etat=decidees")]

    assert CONTENT.title not in waiting.text
    assert CONTENT.title in settled.text
    assert "par les critères" in settled.text.lower()


async def test_filters_offer_what_leads_to_something_and_words_find_their_beginning(
    client: Client, database: Database, chamber: dict[str, str]
) -> None:
    await assess_all(
        database,
        changed(1, content=content(title="Atelier vélo")),
        changed(2, organiser=replace(ORGANISER, name="Les Amis de l’Œuvre", siren=None, siret=None)),
    )

    everything = await client.get("/bureau", headers=chamber)
    chosen = await client.get("/bureau?motif=no_identifier", headers=chamber)
    found = await client.get("/bureau?q=velo atel", headers=chamber)

    assert "Aucun numéro (1)" in everything.text
    assert "Atelier vélo" not in chosen.text
    assert "Les Amis de l’Œuvre" in chosen.text
    assert "Atelier vélo" in found.text
    assert "Les Amis de l’Œuvre" not in found.text


async def test_the_dossiers_of_one_organiser_are_shown_alone_with_the_way_back(
    client: Client, database: Database, chamber: dict[str, str]
) -> None:
    other = replace(ORGANISER, name="Les Amis du canal", siren=None, siret=None)
    await assess_all(
        database,
        *(changed(number, content=content(title=f"Atelier {number}")) for number in (1, 2)),
        changed(3, organiser=other, content=content(title="Concert")),
    )
    dossier = (await client.get(f"/bureau/dossiers/{UUID(int=1)}", headers=chamber)).text
    [address] = set(re.findall(r'href="(/bureau\?organisateur=[^"]+)"', dossier))
    page = (await client.get(address, headers=chamber)).text

    assert [title in page for title in ("Atelier 1", "Atelier 2", "Concert")] == [True, True, False]
    assert f"D’un seul organisateur : <strong>{ORGANISER.name}</strong>" in page
    assert 'href="/bureau#liste"' in page


async def test_pages_of_a_queue_hold_every_dossier_once(
    client: Client, database: Database, chamber: dict[str, str]
) -> None:
    await assess_all(database, *(changed(number, content=content(title=f"N° {number:03}.")) for number in range(1, 61)))
    seen, address = [], "/bureau"
    while address:
        page = (await client.get(address, headers=chamber)).text
        seen += [number for number in range(1, 61) if f"N°\u00a0{number:03}." in page]
        address = (
            page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0] if 'rel="next"' in page else ""
        )

    assert sorted(seen) == list(range(1, 61))


async def test_the_national_team_sees_regions_in_the_order_of_their_cut_off(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    national = {**PAGE, **await make_key("national")}
    await assess_all(
        database,
        changed(1, region_code=None, content=content(title="Sans région", place=None, attendance="online")),
        changed(2, content=content(title="Bretonne")),
    )

    own = await client.get("/bureau", headers=national)
    everywhere = await client.get("/bureau?region=toutes", headers=national)

    assert "Sans région" in own.text
    assert "Bretonne" not in own.text
    assert everywhere.text.index("Bretonne") < everywhere.text.index("Sans région", everywhere.text.index("<ol"))


async def test_a_dossier_shows_criteria_register_structure_and_history(
    client: Client, database: Database, chamber: dict[str, str]
) -> None:
    await assess_all(
        database,
        changed(1, note="Nous avons nos statuts à portée de main.", another_because="Deux équipes, une seule cour."),
    )

    page = await client.get(f"/bureau/dossiers/{UUID(int=1)}", headers=chamber)

    assert page.status_code == 200
    for expected in (
        "Lien avec l’ESS",
        "Le registre n’a pas encore répondu",
        "999999014",
        "Nous avons nos statuts",
        "Une autre lui ressemble",
        "Deux équipes, une seule cour.",
        "Ce que reprendrait le papier",
        "par les critères",
    ):
        assert expected in page.text


async def test_where_there_is_no_number_no_register_is_named_as_the_source(
    client: Client, database: Database, chamber: dict[str, str]
) -> None:
    await assess_all(database, changed(1, organiser=replace(ORGANISER, siren=None, siret=None)))
    criteria = (await client.get(f"/bureau/dossiers/{UUID(int=1)}", headers=chamber)).text.partition("Critères")[2]

    assert "Source : déclaré par l’organisateur" in criteria.partition("</li>")[0].replace("\u00a0", " ")


async def test_the_difference_with_what_is_online_is_shown_word_by_word(
    client: Client, database: Database, chamber: dict[str, str]
) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    await assess_all(
        database,
        changed(1, 2, organiser=replace(ORGANISER, name="Un tout autre nom")),
    )

    page = await client.get(f"/bureau/dossiers/{UUID(int=1)}", headers=chamber)

    assert "<del>" in page.text
    assert "Un tout autre" in page.text


async def test_likely_duplicates_of_the_region_are_named_and_what_is_told_apart_is_not(
    client: Client, database: Database, chamber: dict[str, str]
) -> None:
    other = replace(ORGANISER, name="Les Amis du canal", siren=None, siret=None)
    await assess_all(
        database,
        changed(1, external_id="a"),
        changed(2, content=content(title="Portes ouvertes à la ressourcerie !"), organiser=other, owner="1"),
        changed(3, external_id="b"),
        changed(4, region_code="28", organiser=other),
        changed(5, content=content(title="Concert de chorales")),
    )

    page = await client.get(f"/bureau/dossiers/{UUID(int=1)}", headers=chamber)
    named = page.text.partition("Doublon")[2].partition("</ul>")[0]

    assert str(UUID(int=2)) in named
    assert "Les Amis du canal" in named
    for number in (3, 4, 5):
        assert str(UUID(int=number)) not in named


async def test_what_changed_since_the_chamber_last_looked_stays_shown_for_that_version(
    client: Client, database: Database, chamber: dict[str, str]
) -> None:
    await assess_all(database, changed(1, content=content(title="Un titre")))
    first = await client.get(f"/bureau/dossiers/{UUID(int=1)}", headers=chamber)
    await assess_all(database, changed(1, 2, content=content(title="Un autre titre")))
    pages = [(await client.get(f"/bureau/dossiers/{UUID(int=1)}", headers=chamber)).text for _ in range(2)]

    assert "depuis la dernière lecture" not in first.text
    for page in pages:
        assert "depuis la dernière lecture" in page
        assert "autre </ins>" in page or "autre <span" in page


async def test_who_has_a_dossier_open_is_named_to_the_next_one(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    first, second = [{**PAGE, **await make_key("moderator", "53")} for _ in range(2)]
    await assess_all(database, changed(1))
    address = f"/bureau/dossiers/{UUID(int=1)}"

    alone = await client.get(address, headers=first)
    other = await client.get(address, headers=second)
    queue = await client.get("/bureau", headers=second)

    assert "Ouverte par" not in alone.text
    assert "Ouverte par" in other.text
    assert "Ouverte par" in queue.text


async def test_a_dossier_is_nobodys_ten_minutes_after_whoever_opened_it_left_it_open(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    first, second = [{**PAGE, **await make_key("moderator", "53")} for _ in range(2)]
    await assess_all(database, changed(1))
    address = f"/bureau/dossiers/{UUID(int=1)}"
    await client.get(address, headers=first)
    own = await client.get("/bureau", headers=first)
    async with database.transaction() as tx:
        await tx.execute("UPDATE desk_readers SET since = now() - interval '4 minutes'")
    meanwhile = await client.get(address, headers=second)
    async with database.transaction() as tx:
        await tx.execute("UPDATE desk_readers SET read_at = now() - interval '11 minutes'")
    queue = await client.get("/bureau", headers=second)
    taken = await client.get(address, headers=second)
    back = await client.get(address, headers=first)

    assert "Depuis 4\u00a0minutes" in meanwhile.text
    assert "Ouverte par" in back.text
    for page in (own, queue, taken):
        assert "Ouverte par" not in page.text


async def test_the_desk_stays_under_sixty_kilobytes(
    client: Client, database: Database, chamber: dict[str, str]
) -> None:
    await assess_all(database, *(changed(number) for number in range(1, 31)))

    for address in ("/bureau", f"/bureau/dossiers/{UUID(int=1)}"):
        page = await client.get(address, headers=chamber)
        assert len(page.content) < 60_000, address


async def test_a_dossier_shows_every_answer_under_its_question_and_tells_none_that_is_for_the_chamber(
    client: Client, database: Database, chamber: dict[str, str]
) -> None:
    await keep(database)
    await know_editions(database, replace(ASKING, version=2))
    answers = {"charter": "true", "help": PRIVATE}
    await assess_all(database, changed(1, content=content(extra=PUBLIC), chamber_answers=answers))

    page = await client.get(f"/bureau/dossiers/{UUID(int=1)}", headers=chamber)
    dossier = await client.get(f"/dossiers/{UUID(int=1)}", headers=chamber | {"Accept": "application/json"})
    async with database.transaction(readonly=True) as tx:
        told = await tx.fetch("SELECT topic, payload FROM outbox")

    for question in ("Réponses pour la chambre seule", "De quelle aide avez-vous besoin ?", PRIVATE, "En une phrase"):
        assert question in page.text.replace("\u00a0", " ").replace("\u202f", " ")
    assert answers == dossier.json()["chamber_answers"]
    assert DECISIONS.topic in {row["topic"] for row in told}
    assert "Réparer plutôt que jeter" in b"".join(row["payload"] for row in told).decode()
    assert PRIVATE not in b"".join(row["payload"] for row in told).decode()
