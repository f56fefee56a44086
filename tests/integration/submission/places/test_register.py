"""The register: what is published enters, what is not is nobody's, and a chamber merges, corrects and retires."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from services.submission.places.correct import correct_place, retire_place
from services.submission.places.errors import NothingToMerge, PlaceChanged, PlaceUnknown
from services.submission.places.look_up import search_register
from services.submission.places.merge import merge_places
from services.submission.places.rules.place import KnownPlace
from shared.errors import FieldsRefused
from shared.identity.caller import Caller
from shared.postgres.database import Database
from tests.integration.submission.places.known import HANGAR, MODERATOR, QUAI, SAME, named, published, register

NOW = datetime(2026, 9, 15, tzinfo=UTC)
NEIGHBOUR = Caller(account_id=str(uuid4()), role="moderator", region_code="52", name="CRESS Pays de la Loire")


async def place(database: Database, name: str) -> KnownPlace:
    [found] = [each for each in await register(database, retired=True) if each.name == name]
    return found


async def merge(database: Database, kept: str, *others: str, caller: Caller = MODERATOR) -> None:
    ids = {each.name: each.place_id for each in await register(database)}
    async with database.transaction() as tx:
        await merge_places(tx, ids[kept], [ids[name] for name in others], caller=caller, now=NOW)


async def correct(database: Database, former: KnownPlace, *, name: str, address: str = "3 rue du Canal") -> None:
    async with database.transaction() as tx:
        await correct_place(tx, former, name=name, address=address, point=None, caller=MODERATOR, now=NOW)


async def retire(database: Database, name: str, *, retired: bool = True) -> None:
    present = await place(database, name)
    async with database.transaction() as tx:
        await retire_place(tx, present, retired=retired, caller=MODERATOR, now=NOW)


async def test_a_place_enters_with_what_is_published_and_goes_when_nothing_published_names_it(
    database: Database,
) -> None:
    first = await published(database, HANGAR, HANGAR)
    await published(database, QUAI, online=False)
    entered = await named(database)
    await published(database, HANGAR, manifestation_id=first, version=2, online=False)
    once = await named(database)
    await published(database, QUAI, manifestation_id=first, version=3)

    assert entered == [("Le Hangar des possibles", 2)]
    assert once == [("Le Hangar des possibles", 1)]
    assert await named(database) == [("Le Quai", 1), ("Le Hangar des possibles", 1)]


async def test_a_point_that_comes_later_is_taken(database: Database) -> None:
    await published(database, HANGAR)
    await published(database, replace(HANGAR, latitude=48.1, longitude=-1.6))

    [known] = await register(database)
    assert (known.latitude, known.longitude, known.uses) == (48.1, -1.6, 2)


async def test_words_find_it_and_the_region_asked_for_comes_first(database: Database) -> None:
    elsewhere = replace(HANGAR, region_code="52", commune_code="44109", commune_name="Nantes")
    await published(database, elsewhere, elsewhere, HANGAR)
    async with database.transaction(readonly=True) as tx:
        near = await search_register(tx, "hangar", near="53", limit=5)
        far = await search_register(tx, "HANGAR", near=None, limit=5)
        exact = await search_register(tx, "hangar nant", near="53", limit=5)

    assert [found.region_code for found in near] == ["53", "52"]
    assert [found.region_code for found in far] == ["52", "53"]
    assert [found.commune_name for found in exact] == ["Nantes"]


async def test_one_stands_for_those_that_were_merged_into_it_now_and_later(database: Database) -> None:
    both = await published(database, HANGAR, SAME)
    await published(database, SAME)
    await merge(database, "Le Hangar des possibles", "Hangar des possibles")
    merged = await named(database)
    await published(database, SAME, QUAI)
    await published(database, SAME, manifestation_id=both, version=2)
    await merge(database, "Le Quai", "Le Hangar des possibles")

    assert merged == [("Le Hangar des possibles", 3)]
    assert await named(database) == [("Le Quai", 5)]


async def test_nothing_is_merged_with_itself_nor_by_another_chamber(database: Database) -> None:
    await published(database, HANGAR, SAME)

    with pytest.raises(NothingToMerge):
        await merge(database, "Le Hangar des possibles", "Le Hangar des possibles")
    with pytest.raises(PlaceUnknown):
        await merge(database, "Le Hangar des possibles", "Hangar des possibles", caller=NEIGHBOUR)
    assert len(await register(database)) == 2


async def test_what_a_chamber_wrote_stays_whatever_is_published_in_either_spelling(database: Database) -> None:
    await published(database, HANGAR)
    await correct(
        database, await place(database, "Le Hangar des possibles"), name="Hangar des Possibles (La Courrouze)"
    )
    await published(
        database,
        HANGAR,
        replace(HANGAR, name="hangar des possibles la courrouze"),
    )

    assert await named(database) == [("Hangar des Possibles (La Courrouze)", 3)]
    assert [found.name for found in await register(database, "courrouze")] == ["Hangar des Possibles (La Courrouze)"]


async def test_a_place_cannot_be_written_as_another_one_is_nor_over_a_later_version(database: Database) -> None:
    await published(database, HANGAR, SAME)
    former = await place(database, "Hangar des possibles")

    with pytest.raises(FieldsRefused) as refused:
        await correct(database, former, name="LE HANGAR DES POSSIBLES")
    assert [error.pointer for error in refused.value.errors] == ["/name"]
    await correct(database, former, name="Le Petit Hangar")
    with pytest.raises(PlaceChanged):
        await correct(database, former, name="Le Grand Hangar")


async def test_a_retired_place_is_offered_to_nobody_until_it_is_put_back(database: Database) -> None:
    await published(database, HANGAR)
    for retired, offered in ((True, 0), (False, 1)):
        await retire(database, "Le Hangar des possibles", retired=retired)

        assert len(await register(database)) == offered


async def test_it_is_made_again_from_the_decisions_and_keeps_what_chambers_said(database: Database) -> None:
    await published(database, HANGAR, SAME, QUAI)
    await merge(database, "Le Hangar des possibles", "Hangar des possibles")
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM place_uses")
        await tx.execute("DELETE FROM places WHERE changed_by IS NULL")
        await tx.execute("UPDATE decisions_heard SET published = published")

    assert await named(database) == [("Le Quai", 1), ("Le Hangar des possibles", 2)]
