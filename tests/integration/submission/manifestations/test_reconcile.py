"""What a restored database has forgotten is taken over from the topic, on a real database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.submission.manifestations.accept import accept, submitted
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.reconcile import numbered_manifestations, reconcile_manifestation
from services.submission.manifestations.rules.manifestation import Manifestation, changed
from services.submission.manifestations.store.manifestations import find_manifestation
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.idempotency.repeatable import Answer, Repeatable
from shared.kafka.records import Received, read
from shared.outbox.numbered import Reconciled
from shared.postgres.database import Database
from tests.support.builders import record_of
from tests.support.edition import EDITION
from tests.support.submission import EVERYTHING, organiser, registration_body

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def registered(**fields: Any) -> Manifestation:
    manifestation_id = uuid4()
    body = read_manifestation(registration_body(**fields), edition=EDITION)
    return submitted(
        manifestation_id,
        registration_of(body, manifestation_id, edition=EDITION),
        caller=organiser(),
        edition=2026,
        now=NOW,
    )


def amended(manifestation: Manifestation, title: str) -> Manifestation:
    return replace(
        manifestation,
        version=manifestation.version + 1,
        state="amended",
        content=replace(manifestation.content, title=title),
        updated_at=manifestation.updated_at + timedelta(minutes=1),
    )


def heard(*states: Manifestation) -> list[Received[ManifestationChanged]]:
    return [read(MANIFESTATIONS, record_of(MANIFESTATIONS, changed(state))) for state in states]


async def keep(database: Database, manifestation: Manifestation) -> None:
    repeatable = Repeatable(scope="key:0123abcd", key=str(uuid4()), request_sha256="")
    await accept(database, manifestation, repeatable, Answer.of(201, None), caller=organiser())


async def reconciled(database: Database, forgotten: Sequence[Received[ManifestationChanged]]) -> Reconciled:
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM outbox")
        return await reconcile_manifestation(tx, forgotten)


async def present(database: Database, manifestation_id: UUID) -> Manifestation:
    async with database.transaction(readonly=True) as tx:
        found = await find_manifestation(tx, manifestation_id)
    assert found is not None
    return found


async def told(database: Database) -> list[ManifestationChanged]:
    async with database.transaction(readonly=True) as tx:
        rows = await tx.fetch("SELECT payload FROM outbox ORDER BY id")
    return [MANIFESTATIONS.decode(row["payload"]) for row in rows]


async def test_a_state_is_known_by_its_version_and_its_date(database: Database) -> None:
    kept = registered()
    await keep(database, kept)
    same_number = replace(kept, updated_at=NOW + timedelta(seconds=1))
    later = amended(kept, "Un autre titre")

    async with database.transaction(readonly=True) as tx:
        unknown = await numbered_manifestations().find_unknown(tx, heard(kept, same_number, later))

    assert [(1, same_number.updated_at), (2, later.updated_at)] == [
        (each.version, each.event.changed_at) for each in unknown if each.event
    ]


async def test_a_forgotten_registration_is_whole_again_under_a_version_that_nobody_has_seen(database: Database) -> None:
    first = registered(**EVERYTHING)
    second = amended(first, "Portes ouvertes, deuxième version")

    done = await reconciled(database, heard(first, second))

    found = await present(database, first.id)
    assert ("adopted", 3) == (done.outcome, done.version)
    # Who made it, no topic tells.
    assert found == replace(second, version=3, updated_at=found.updated_at, changed_by=None, changed_as=None)
    assert [changed(found)] == await told(database)
    async with database.transaction(readonly=True) as tx:
        assert not await numbered_manifestations().find_unknown(tx, heard(first, second, found))


async def test_what_its_organiser_has_changed_since_the_restore_holds(database: Database) -> None:
    kept = registered()
    await keep(database, kept)
    forgotten, since = amended(kept, "Avant la restauration"), amended(kept, "Depuis la restauration")
    await reconciled(database, heard(since))

    done = await reconciled(database, heard(forgotten))

    found = await present(database, kept.id)
    assert "raised" == done.outcome
    assert "Depuis la restauration" == found.content.title
    assert [(done.version, "Depuis la restauration")] == [
        (each.version, each.content.title) for each in await told(database)
    ]


async def test_where_its_reference_was_given_anew_the_forgotten_one_is_withdrawn(database: Database) -> None:
    forgotten = registered(external_id="agenda-7")
    again = registered(external_id="agenda-7")
    await keep(database, again)

    done = await reconciled(database, heard(forgotten))

    assert "taken_back" == done.outcome
    assert "withdrawn" == (await present(database, forgotten.id)).state
    assert again.state == (await present(database, again.id)).state


async def test_a_forgotten_withdrawal_holds(database: Database) -> None:
    kept = registered()
    await keep(database, kept)
    withdrawn = replace(kept, version=2, state="withdrawn", updated_at=NOW + timedelta(hours=1))

    await reconciled(database, heard(withdrawn))

    assert "withdrawn" == (await present(database, kept.id)).state
