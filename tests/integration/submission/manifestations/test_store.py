"""Use cases on a real database: what is written together, and who wins."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from services.submission.manifestations.accept import accept, submitted
from services.submission.manifestations.amend import amend
from services.submission.manifestations.bodies import read_manifestation
from services.submission.manifestations.errors import AlreadyWithdrawn, ExternalIdFixed, ExternalIdTaken
from services.submission.manifestations.rules import Registration
from services.submission.manifestations.store import Manifestation, find_manifestation
from services.submission.manifestations.withdraw import withdraw
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.errors import VersionChanged
from shared.http.idempotency_store import KeptAnswer
from shared.postgres.database import Database, Tx
from tests.support.submission import registration_body

OWNER = "0123abcd"
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def registration(**fields: Any) -> Registration:
    return read_manifestation(registration_body(**fields), edition=2026).registration()


async def accepted(database: Database, *, owner: str = OWNER, **fields: Any) -> Manifestation:
    manifestation = submitted(uuid4(), registration(**fields), owner_key_id=owner, edition=2026, now=NOW)
    assert await accept(database, manifestation, answer())
    return await present(database, manifestation.id)


def answer(key: str | None = None) -> KeptAnswer:
    return KeptAnswer(
        scope="key:0123abcd", key=key or str(uuid4()), request_sha256="", status=201, headers={}, body=b"{}"
    )


async def present(database: Database, manifestation_id: UUID) -> Manifestation:
    async with database.transaction(readonly=True) as tx:
        found = await find_manifestation(tx, manifestation_id)
    assert found is not None
    return found


async def told(tx: Tx) -> list[ManifestationChanged]:
    rows = await tx.fetch("SELECT payload FROM outbox ORDER BY id")
    return [MANIFESTATIONS.decode(row["payload"]) for row in rows]


async def kept_versions(tx: Tx, manifestation_id: UUID) -> list[tuple[int, str, str]]:
    rows = await tx.fetch(
        "SELECT version, state, content FROM manifestation_versions WHERE manifestation_id = $1 ORDER BY version",
        manifestation_id,
    )
    return [(row["version"], row["state"], row["content"]["title"]) for row in rows]


async def test_accepting_writes_the_manifestation_its_first_version_and_what_is_told(database: Database) -> None:
    manifestation = await accepted(database)

    async with database.transaction(readonly=True) as tx:
        [event] = await told(tx)
        [kept] = await kept_versions(tx, manifestation.id)
        outbox = await tx.fetchrow("SELECT topic, key, version, headers FROM outbox")
    assert (event.manifestation_id, event.version, event.state) == (manifestation.id, 1, "submitted")
    assert (event.organiser, event.content) == (manifestation.organiser, manifestation.content)
    assert kept == (1, "submitted", manifestation.content.title)
    assert outbox is not None
    assert (outbox["topic"], outbox["key"], outbox["version"]) == (MANIFESTATIONS.topic, str(manifestation.id), 1)
    assert outbox["headers"]["ce_type"] == MANIFESTATIONS.type


async def test_what_is_told_holds_nothing_of_the_account(database: Database) -> None:
    await accepted(database, external_id="reference-42")

    async with database.transaction(readonly=True) as tx:
        payload: bytes = await tx.fetchval("SELECT payload FROM outbox")
    assert OWNER.encode() not in payload
    assert set(msgspec.json.decode(payload)) == set(ManifestationChanged.__dataclass_fields__)


async def counts(database: Database) -> tuple[int, ...]:
    async with database.transaction(readonly=True) as tx:
        row = await tx.fetchrow(
            """
            SELECT
                (SELECT count(*) FROM manifestations) AS entities,
                (SELECT count(*) FROM manifestation_versions) AS versions,
                (SELECT count(*) FROM outbox) AS told,
                (SELECT count(*) FROM idempotency_keys) AS answers
            """
        )
    assert row is not None
    return tuple(row)


async def test_an_acceptance_that_the_database_refuses_leaves_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute("ALTER TABLE outbox ADD CONSTRAINT nothing_is_told CHECK (version > 1)")

    with pytest.raises(asyncpg.CheckViolationError):
        await accepted(database)

    assert await counts(database) == (0, 0, 0, 0)


def new(**fields: Any) -> Manifestation:
    return submitted(uuid4(), registration(**fields), owner_key_id=OWNER, edition=2026, now=NOW)


async def test_a_repeat_registers_nothing(database: Database) -> None:
    outcomes = [await accept(database, new(), answer("the-same-key")) for _ in range(2)]

    assert outcomes == [True, False]
    assert await counts(database) == (1, 1, 1, 1)


async def test_of_repeats_that_arrive_together_one_is_registered(database: Database) -> None:
    outcomes = await asyncio.gather(*(accept(database, new(), answer("the-same-key")) for _ in range(8)))

    assert sorted(outcomes) == [False] * 7 + [True]
    assert await counts(database) == (1, 1, 1, 1)


async def test_registrations_that_arrive_together_are_each_written_whole(database: Database) -> None:
    manifestations = [new(title=f"Titre n° {number}") for number in range(8)]
    await asyncio.gather(*(accept(database, manifestation, answer()) for manifestation in manifestations))

    async with database.transaction(readonly=True) as tx:
        events = {event.manifestation_id: event for event in await told(tx)}
    for manifestation in manifestations:
        assert (await present(database, manifestation.id)).content == manifestation.content
        assert events[manifestation.id].content == manifestation.content
    assert await counts(database) == (8, 8, 8, 8)


async def test_a_refused_reference_refuses_nobody_else_who_registers_at_that_moment(database: Database) -> None:
    await accepted(database, external_id="reference-42")
    others = [new(title=f"Titre n° {number}") for number in range(4)]
    outcomes = await asyncio.gather(
        *(accept(database, manifestation, answer()) for manifestation in (*others, new(external_id="reference-42"))),
        return_exceptions=True,
    )

    assert outcomes[:4] == [True] * 4
    assert isinstance(outcomes[4], ExternalIdTaken)
    assert await counts(database) == (5, 5, 5, 5)


async def test_a_refused_reference_leaves_its_repeat_key_free(database: Database) -> None:
    await accepted(database, external_id="reference-42")

    with pytest.raises(ExternalIdTaken):
        await accepted(database, external_id="reference-42")

    assert await counts(database) == (1, 1, 1, 1)


async def test_a_reference_names_one_manifestation_of_its_owner(database: Database) -> None:
    first = await accepted(database, external_id="reference-42")

    with pytest.raises(ExternalIdTaken) as taken:
        await accepted(database, external_id="reference-42")

    assert taken.value.manifestation_id == first.id
    await accepted(database, owner="89abcdef", external_id="reference-42")
    async with database.transaction(readonly=True) as tx:
        assert len(await told(tx)) == 2


async def test_an_amendment_is_the_next_version_everywhere(database: Database) -> None:
    manifestation = await accepted(database)

    nantes = {"name": "Le Hangar", "address": "3 quai du Port", "postcode": "44000", "commune_code": "44109"}
    async with database.transaction() as tx:
        changed = registration(title="Un autre titre", place=nantes)
        await amend(tx, manifestation, changed, expected_version=1, now=NOW)
        events, versions = await told(tx), await kept_versions(tx, manifestation.id)

    after = await present(database, manifestation.id)
    assert (after.version, after.state, after.region_code) == (2, "amended", "52")
    assert [(event.version, event.state, event.region_code) for event in events] == [
        (1, "submitted", "53"),
        (2, "amended", "52"),
    ]
    assert [title for _, _, title in versions] == [manifestation.content.title, "Un autre titre"]


async def test_an_amendment_of_a_former_version_is_refused_and_changes_nothing(database: Database) -> None:
    manifestation = await accepted(database)
    async with database.transaction() as tx:
        await amend(tx, manifestation, registration(title="Deuxième titre"), expected_version=1, now=NOW)

    with pytest.raises(VersionChanged):
        async with database.transaction() as tx:
            await amend(tx, manifestation, registration(title="Troisième titre"), expected_version=1, now=NOW)

    assert (await present(database, manifestation.id)).content.title == "Deuxième titre"


async def test_the_same_amendment_twice_is_one(database: Database) -> None:
    manifestation = await accepted(database)
    for _ in range(2):
        async with database.transaction() as tx:
            await amend(tx, manifestation, registration(title="Deuxième titre"), expected_version=1, now=NOW)

    async with database.transaction(readonly=True) as tx:
        assert [event.version for event in await told(tx)] == [1, 2]


async def test_an_amendment_that_changes_nothing_does_not_pass_for_done_after_a_withdrawal(database: Database) -> None:
    manifestation = await accepted(database)
    async with database.transaction() as tx:
        await withdraw(tx, manifestation, expected_version=1, now=NOW)

    with pytest.raises(VersionChanged):
        async with database.transaction() as tx:
            await amend(tx, manifestation, registration(), expected_version=1, now=NOW)


async def test_an_amendment_is_not_done_because_somebody_wrote_the_same_later(database: Database) -> None:
    manifestation = await accepted(database)
    for version, title in ((1, "Deuxième titre"), (2, "Troisième titre")):
        async with database.transaction() as tx:
            await amend(tx, manifestation, registration(title=title), expected_version=version, now=NOW)

    with pytest.raises(VersionChanged):
        async with database.transaction() as tx:
            await amend(tx, manifestation, registration(title="Troisième titre"), expected_version=1, now=NOW)


async def test_of_many_amendments_at_once_one_wins(database: Database) -> None:
    manifestation = await accepted(database)

    async def attempt(number: int) -> str:
        try:
            async with database.transaction() as tx:
                await amend(tx, manifestation, registration(title=f"Titre n° {number}"), expected_version=1, now=NOW)
        except VersionChanged:
            return "refused"
        return "written"

    outcomes = await asyncio.gather(*(attempt(number) for number in range(8)))
    assert sorted(outcomes) == ["refused"] * 7 + ["written"]
    async with database.transaction(readonly=True) as tx:
        assert [event.version for event in await told(tx)] == [1, 2]


async def test_the_reference_cannot_change_and_may_be_left_out(database: Database) -> None:
    manifestation = await accepted(database, external_id="reference-42")

    with pytest.raises(ExternalIdFixed):
        async with database.transaction() as tx:
            await amend(tx, manifestation, registration(external_id="reference-43"), expected_version=1, now=NOW)
    async with database.transaction() as tx:
        await amend(tx, manifestation, registration(title="Un autre titre"), expected_version=1, now=NOW)

    assert (await present(database, manifestation.id)).external_id == "reference-42"


async def test_a_withdrawal_is_told_and_is_the_last_word(database: Database) -> None:
    manifestation = await accepted(database)
    for _ in range(2):
        async with database.transaction() as tx:
            await withdraw(tx, manifestation, expected_version=1, now=NOW)

    withdrawn = await present(database, manifestation.id)
    with pytest.raises(AlreadyWithdrawn):
        async with database.transaction() as tx:
            await amend(tx, withdrawn, registration(title="Un autre titre"), expected_version=2, now=NOW)
    with pytest.raises(AlreadyWithdrawn):
        async with database.transaction() as tx:
            await withdraw(tx, withdrawn, expected_version=2, now=NOW)
    async with database.transaction(readonly=True) as tx:
        assert [(event.version, event.state) for event in await told(tx)] == [(1, "submitted"), (2, "withdrawn")]


@pytest.mark.parametrize(
    "statement", ["DELETE FROM manifestation_versions", "UPDATE manifestation_versions SET edition = 2025"]
)
async def test_former_versions_cannot_be_rewritten(database: Database, statement: str) -> None:
    await accepted(database)

    with pytest.raises(asyncpg.RestrictViolationError):
        async with database.transaction() as tx:
            await tx.execute(statement)
