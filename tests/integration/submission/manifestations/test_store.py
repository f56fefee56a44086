"""Use cases on a real database: what is written together, and who wins."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from services.submission.manifestations.accept import accept, submitted
from services.submission.manifestations.amend import amend
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.errors import AlreadyWithdrawn, ExternalIdFixed, ExternalIdTaken
from services.submission.manifestations.rules.decisions import LastDecision
from services.submission.manifestations.rules.manifestation import Manifestation, Registered, Registration, changed
from services.submission.manifestations.store.manifestations import ChangeRow, find_manifestation
from services.submission.manifestations.store.rows import VersionRow
from services.submission.manifestations.withdraw import withdraw
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.errors import Conflict, FieldsRefused, VersionChanged
from shared.idempotency.repeatable import Answer, Repeatable
from shared.idempotency.store import keep_answer
from shared.postgres.database import Database, Tx
from shared.postgres.rows import sql_types
from tests.support.edition import EDITION
from tests.support.postgres import as_owner
from tests.support.submission import ALONE, organiser, registration_body

OWNER = "0123abcd"
CALLER = organiser(OWNER)
SOME_ID = UUID(int=1)
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def registration(manifestation_id: UUID = SOME_ID, **fields: Any) -> Registration:
    return registration_of(
        read_manifestation(registration_body(**fields), edition=EDITION), manifestation_id, edition=EDITION
    )


def new(*, owner: str = OWNER, **fields: Any) -> Manifestation:
    manifestation_id = uuid4()
    known = registration(manifestation_id, **fields)
    return submitted(manifestation_id, known, caller=organiser(owner), edition=2026, now=NOW)


async def accepted(database: Database, *, owner: str = OWNER, **fields: Any) -> Manifestation:
    manifestation = new(owner=owner, **fields)
    assert await accept(database, manifestation, request(), answer(manifestation), caller=CALLER) == answer(
        manifestation
    )
    return await present(database, manifestation.id)


def request(key: str | None = None) -> Repeatable:
    return Repeatable(scope="key:0123abcd", key=key or str(uuid4()), request_sha256="")


def answer(manifestation: Manifestation) -> Answer:
    return Answer.of(201, manifestation.id)


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


async def test_what_is_told_names_its_owner_by_account_and_nothing_more_of_it(database: Database) -> None:
    await accepted(database, external_id="reference-42", note="Nous cherchons une salle.")

    async with database.transaction(readonly=True) as tx:
        payload: bytes = await tx.fetchval("SELECT payload FROM outbox")
    event = msgspec.json.decode(payload)
    assert set(event) == set(ManifestationChanged.__dataclass_fields__)
    assert (event["owner"], event["external_id"]) == (OWNER, "reference-42")
    assert (event["note"], event["appeal"]) == ("Nous cherchons une salle.", None)


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


async def test_an_acceptance_that_the_database_refuses_leaves_nothing(database: Database, database_url: str) -> None:
    await as_owner(database_url, "ALTER TABLE outbox ADD CONSTRAINT nothing_is_told CHECK (version > 1)")

    with pytest.raises(asyncpg.CheckViolationError):
        await accepted(database)

    assert await counts(database) == (0, 0, 0, 0)


async def test_a_repeat_registers_nothing_and_gets_the_first_answer(database: Database) -> None:
    first, second = new(), new()
    answers = [
        await accept(database, each, request("the-same-key"), answer(each), caller=CALLER) for each in (first, second)
    ]

    assert [each.body for each in answers] == [answer(first).body] * 2
    assert answers[1].headers == {"Idempotency-Replayed": "true"}
    assert await counts(database) == (1, 1, 1, 1)


async def test_of_repeats_that_arrive_together_one_is_registered(database: Database) -> None:
    manifestations = [new() for _ in range(8)]
    answers = await asyncio.gather(
        *(accept(database, each, request("the-same-key"), answer(each), caller=CALLER) for each in manifestations)
    )

    assert len({each.body for each in answers}) == 1
    assert sorted("Idempotency-Replayed" in each.headers for each in answers) == [False] + [True] * 7
    assert await counts(database) == (1, 1, 1, 1)


async def test_a_repeat_while_the_first_is_still_at_work_is_told_to_come_back(
    database: Database, database_url: str
) -> None:
    first = new()
    impatient = Database(database_url, max_size=1)
    async with impatient.autocommit() as connection:
        await connection.execute("SET lock_timeout = '50ms'")
    async with database.transaction() as tx:
        assert await keep_answer(tx, request("the-same-key"), answer(first))
        with pytest.raises(Conflict) as conflict:
            await accept(impatient, new(), request("the-same-key"), answer(first), caller=CALLER)
    await impatient.close()

    assert conflict.value.retry_after_seconds
    assert await counts(database) == (0, 0, 0, 1)


async def test_registrations_that_arrive_together_are_each_written_whole(database: Database) -> None:
    manifestations = [new(title=f"Titre n° {number}") for number in range(8)]
    await asyncio.gather(*(accept(database, each, request(), answer(each), caller=CALLER) for each in manifestations))

    async with database.transaction(readonly=True) as tx:
        events = {event.manifestation_id: event for event in await told(tx)}
    for manifestation in manifestations:
        assert (await present(database, manifestation.id)).content == manifestation.content
        assert events[manifestation.id].content == manifestation.content
    assert await counts(database) == (8, 8, 8, 8)


async def test_what_is_registered_is_read_back_whole(database: Database) -> None:
    written = new(**ALONE)
    await accept(database, written, request(), answer(written), caller=CALLER)

    assert await present(database, written.id) == written
    async with database.transaction(readonly=True) as tx:
        [event] = await told(tx)
    assert event == changed(written)


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
        await amend(tx, manifestation, changed, caller=CALLER, expected_version=1, now=NOW)
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
        await amend(tx, manifestation, registration(title="Deuxième titre"), caller=CALLER, expected_version=1, now=NOW)

    with pytest.raises(VersionChanged):
        async with database.transaction() as tx:
            await amend(
                tx, manifestation, registration(title="Troisième titre"), caller=CALLER, expected_version=1, now=NOW
            )

    assert (await present(database, manifestation.id)).content.title == "Deuxième titre"


async def test_the_same_amendment_twice_is_one(database: Database) -> None:
    manifestation = await accepted(database)
    for _ in range(2):
        async with database.transaction() as tx:
            await amend(
                tx, manifestation, registration(title="Deuxième titre"), caller=CALLER, expected_version=1, now=NOW
            )

    async with database.transaction(readonly=True) as tx:
        assert [event.version for event in await told(tx)] == [1, 2]


async def test_an_amendment_that_changes_nothing_does_not_pass_for_done_after_a_withdrawal(database: Database) -> None:
    manifestation = await accepted(database)
    async with database.transaction() as tx:
        await withdraw(tx, manifestation, caller=CALLER, expected_version=1, now=NOW)

    with pytest.raises(VersionChanged):
        async with database.transaction() as tx:
            await amend(tx, manifestation, registration(), caller=CALLER, expected_version=1, now=NOW)


async def test_an_amendment_is_not_done_because_somebody_wrote_the_same_later(database: Database) -> None:
    manifestation = await accepted(database)
    for version, title in ((1, "Deuxième titre"), (2, "Troisième titre")):
        read = await present(database, manifestation.id)
        async with database.transaction() as tx:
            await amend(tx, read, registration(title=title), caller=CALLER, expected_version=version, now=NOW)

    with pytest.raises(VersionChanged):
        async with database.transaction() as tx:
            await amend(
                tx, manifestation, registration(title="Troisième titre"), caller=CALLER, expected_version=1, now=NOW
            )


async def test_what_is_committed_after_the_read_is_not_replaced_by_what_was_read(database: Database) -> None:
    former = await accepted(database)
    async with database.transaction() as tx:
        await amend(tx, former, registration(title="Deuxième titre"), caller=CALLER, expected_version=1, now=NOW)

    with pytest.raises(VersionChanged):
        async with database.transaction() as tx:
            await amend(tx, former, registration(note="Un mot"), caller=CALLER, expected_version=2, now=NOW)
    with pytest.raises(VersionChanged):
        async with database.transaction() as tx:
            await withdraw(tx, former, caller=CALLER, expected_version=2, now=NOW)

    kept = await present(database, former.id)
    assert (kept.version, kept.content.title, kept.note) == (2, "Deuxième titre", None)


async def test_of_many_amendments_at_once_one_wins(database: Database) -> None:
    manifestation = await accepted(database)

    async def attempt(number: int) -> str:
        try:
            async with database.transaction() as tx:
                await amend(
                    tx,
                    manifestation,
                    registration(title=f"Titre n° {number}"),
                    caller=CALLER,
                    expected_version=1,
                    now=NOW,
                )
        except VersionChanged:
            return "refused"
        return "written"

    outcomes = await asyncio.gather(*(attempt(number) for number in range(8)))
    assert sorted(outcomes) == ["refused"] * 7 + ["written"]
    async with database.transaction(readonly=True) as tx:
        assert [event.version for event in await told(tx)] == [1, 2]


async def test_what_is_withdrawn_gives_its_reference_back(database: Database) -> None:
    first = await accepted(database, external_id="reference-42")
    async with database.transaction() as tx:
        await withdraw(tx, first, caller=CALLER, expected_version=1, now=NOW)
    second = await accepted(database, external_id="reference-42")

    with pytest.raises(ExternalIdTaken) as taken:
        await accepted(database, external_id="reference-42")

    assert taken.value.manifestation_id == second.id


class Overtaken(Database):
    """A database in which somebody else is faster: withdrawals come before each look-up, bearers before each write."""

    def __init__(self, url: str, other: Database, bearers: list[Manifestation]) -> None:
        super().__init__(url, max_size=1)
        self.other, self.bearers = other, bearers
        self.bearer: Manifestation | None = None

    @asynccontextmanager
    async def autocommit(self, *, wakes: bool = True) -> AsyncIterator[Tx]:
        if wakes and self.bearers:
            self.bearer = self.bearers.pop()
            await accept(self.other, self.bearer, request(), answer(self.bearer), caller=CALLER)
        if not wakes and self.bearer:
            async with self.other.transaction() as tx:
                await withdraw(tx, self.bearer, caller=CALLER, expected_version=1, now=NOW)
        async with super().autocommit(wakes=wakes) as connection:
            yield connection


@pytest.mark.parametrize("times", [1, 2])
async def test_a_reference_that_is_withdrawn_before_its_bearer_is_looked_up_is_free(
    database: Database, database_url: str, times: int
) -> None:
    overtaken = Overtaken(database_url, database, [new(external_id="reference-42") for _ in range(times)])
    second = new(external_id="reference-42")
    assert await accept(overtaken, second, request(), answer(second), caller=CALLER) == answer(second)
    await overtaken.close()

    assert (await present(database, second.id)).external_id == "reference-42"


async def test_a_reference_that_never_stays_free_ends_in_a_conflict_to_try_again(
    database: Database, database_url: str
) -> None:
    overtaken = Overtaken(database_url, database, [new(external_id="reference-42") for _ in range(9)])
    with pytest.raises(Conflict) as conflict:
        await accept(overtaken, new(external_id="reference-42"), request(), answer(new()), caller=CALLER)
    await overtaken.close()

    assert conflict.value.retry_after_seconds
    assert overtaken.bearers


async def test_a_reference_may_come_again_in_another_edition(database: Database) -> None:
    await accepted(database, external_id="reference-42")
    other = replace(new(external_id="reference-42"), edition=2027)
    await accept(database, other, request(), answer(other), caller=CALLER)

    assert (await present(database, other.id)).external_id == "reference-42"


async def test_a_manifestation_is_no_part_of_itself(database: Database) -> None:
    manifestation = await accepted(database)

    whole = registration(parent_id=str(manifestation.id))

    with pytest.raises(FieldsRefused) as refused:
        async with database.transaction() as tx:
            await amend(tx, manifestation, whole, caller=CALLER, expected_version=1, now=NOW)

    assert [error.pointer for error in refused.value.errors] == ["/parent_id"]


async def test_the_rows_are_those_of_the_tables(database: Database) -> None:
    async with database.transaction(readonly=True) as tx:
        records = await tx.fetch(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND is_generated = 'NEVER'"
        )
    found: dict[str, set[str]] = {}
    for record in records:
        found.setdefault(record["table_name"], set()).add(record["column_name"])

    assert found["manifestations"] == set(sql_types(Registered))
    assert found["manifestations"] >= set(sql_types(ChangeRow))
    assert found["manifestation_versions"] == set(sql_types(VersionRow))
    assert found["decisions_heard"] == set(sql_types(LastDecision))


async def test_the_reference_cannot_change_and_may_be_left_out(database: Database) -> None:
    manifestation = await accepted(database, external_id="reference-42")

    with pytest.raises(ExternalIdFixed):
        async with database.transaction() as tx:
            await amend(
                tx, manifestation, registration(external_id="reference-43"), caller=CALLER, expected_version=1, now=NOW
            )
    async with database.transaction() as tx:
        await amend(tx, manifestation, registration(title="Un autre titre"), caller=CALLER, expected_version=1, now=NOW)

    assert (await present(database, manifestation.id)).external_id == "reference-42"


async def test_a_withdrawal_is_told_and_is_the_last_word(database: Database) -> None:
    manifestation = await accepted(database)
    for _ in range(2):
        async with database.transaction() as tx:
            await withdraw(tx, manifestation, caller=CALLER, expected_version=1, now=NOW)

    withdrawn = await present(database, manifestation.id)
    with pytest.raises(AlreadyWithdrawn):
        async with database.transaction() as tx:
            await amend(tx, withdrawn, registration(title="Un autre titre"), caller=CALLER, expected_version=2, now=NOW)
    with pytest.raises(AlreadyWithdrawn):
        async with database.transaction() as tx:
            await withdraw(tx, withdrawn, caller=CALLER, expected_version=2, now=NOW)
    async with database.transaction(readonly=True) as tx:
        assert [(event.version, event.state) for event in await told(tx)] == [(1, "submitted"), (2, "withdrawn")]


async def test_after_a_withdrawal_nobodys_contact_is_kept_or_told(database: Database) -> None:
    contact = {"name": "Camille Exemple", "email": "camille@canal.example", "phone": "02 99 00 00 11"}
    booking = {"required": True, "email": "places@canal.example", "phone": "02 99 00 00 12"}
    fields: dict[str, Any] = {"public_contact": contact, "booking": booking, "note": "Appelez Camille Exemple."}
    manifestation = await accepted(database, **fields)
    async with database.transaction() as tx:
        await amend(
            tx,
            manifestation,
            registration(**fields, title="Un autre titre"),
            caller=CALLER,
            expected_version=1,
            now=NOW,
        )
    async with database.transaction() as tx:
        await withdraw(tx, await present(database, manifestation.id), caller=CALLER, expected_version=2, now=NOW)

    async with database.transaction(readonly=True) as tx:
        kept = [
            str(dict(row))
            for table in ("manifestations", "manifestation_versions")
            for row in await tx.fetch(f"SELECT * FROM {table}")
        ]
        last = (await told(tx))[-1]
    assert 4 == len(kept)
    assert not [text for text in (*kept, str(last)) for word in ("camille", "places@", "02 99", "+33") if word in text]
    assert last.content.booking
    assert last.content.booking.required


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM manifestation_versions",
        "UPDATE manifestation_versions SET edition = 2025",
        'UPDATE manifestation_versions SET note = NULL, content = content || \'{"title": "Un autre"}\'',
        "UPDATE manifestation_versions SET note = NULL, edition = 2025, content = without_contact(content)",
    ],
)
async def test_former_versions_cannot_be_rewritten(database: Database, statement: str) -> None:
    await accepted(database)

    with pytest.raises(asyncpg.RestrictViolationError):
        async with database.transaction() as tx:
            await tx.execute(statement)
