"""Databases are put back to an earlier state: at the end organiser, chamber, public and topic say the same."""

import asyncio
import json
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from deploy.kafka.broker import bring_up_to_date
from deploy.local.given import KAFKA, SERVICES, database_variable
from deploy.local.services import wait_until_ready
from moisess.demo.platform import expect
from shared.contracts.eligibility import DECISIONS
from shared.contracts.matchmaking import MEETINGS
from shared.contracts.programme import PRINT_SNAPSHOTS
from shared.kafka.cluster import Cluster
from tests.e2e.conftest import platform_on, prepared
from tests.e2e.restoring import Restoring
from tests.e2e.steps import listed, removed, submit
from tests.support.eventually import eventually
from tests.support.kafka import records_so_far
from tests.support.postgres import Databases
from tests.support.private_servers import PrivateServer

UNKNOWN = {"name": "Le Comptoir des possibles", "rna": "W353000009"}
"""An organiser that no register knows: its dossiers wait for the chamber."""
ORGANISERS = (
    ("Recyclerie de la boucle", "999900053"),
    ("Imprimerie coopérative de la rade", "999900095"),
    ("Les Jardins solidaires de la Loire", "999900129"),
    ("La Fabrique des communs de l’Ouest", "999900087"),
)
GRID = {"starts_at": "2026-11-19T14:00:00+01:00", "slot_minutes": 15, "slots": 4, "tables": 1}


@pytest.fixture(scope="module")
async def restoring(
    whole_environment: dict[str, str], databases: Databases, run_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Restoring]:
    kafka = PrivateServer("kafka", Path(mkdtemp(prefix="kafka-", dir=run_folder)))
    await kafka.start()
    await bring_up_to_date(Cluster(kafka.address))
    urls = {service: await databases.create(service) for service in SERVICES}
    services = prepared(
        {
            **whole_environment,
            **{database_variable(service): url for service, url in urls.items()},
            KAFKA: kafka.address,
        },
        tmp_path_factory.mktemp("restored"),
    )
    services.start_all()
    try:
        await asyncio.to_thread(wait_until_ready, services.running)
        async with platform_on(services, services.environment) as platform:
            yield Restoring(services=services, platform=platform, databases=databases)
    finally:
        await asyncio.to_thread(services.stop_all)
        await kafka.kill()
        for url in urls.values():
            await databases.drop(url)


async def test_registrations_and_amendments_that_submission_has_lost_are_its_own_again(restoring: Restoring) -> None:
    platform = restoring.platform
    amended = await submit(platform, title="Avant la sauvegarde")
    await listed(platform, amended)
    copies = await restoring.back_up("submission")
    await amend(restoring, amended, title="Après la sauvegarde")
    lost = await submit(platform, title="Inscrite après la sauvegarde")
    await restoring.says_everywhere(amended, "Après la sauvegarde")
    await listed(platform, lost)

    await restoring.restore(copies)
    await restoring.refuses_to_tell("submission")
    since = await submit(platform, title="Inscrite depuis la restauration")
    tried = await restoring.reconcile("submission")
    written = json.loads((await restoring.reconcile("submission", "--json")).output)
    assert written["done"] is False
    assert {amended, lost} <= {each["key"] for found in written["topics"].values() for each in found}
    assert 404 == (await platform.get("submission", f"/manifestations/{lost}")).status_code
    done = await restoring.reconcile("submission", "--yes")

    assert (0, 0) == (tried.code, done.code), done.output
    assert amended in tried.output
    assert lost in done.output
    for manifestation_id, title in (
        (amended, "Après la sauvegarde"),
        (lost, "Inscrite après la sauvegarde"),
        (since, "Inscrite depuis la restauration"),
    ):
        await restoring.says_everywhere(manifestation_id, title)
    version = (await restoring.manifestation(lost))["version"]
    expect(await platform.send("POST", "submission", f"/manifestations/{lost}/withdrawal", version=version), 200)
    await removed(platform, lost)


async def test_what_a_chamber_decided_before_eligibility_was_restored_holds(restoring: Restoring) -> None:
    platform = restoring.platform
    accepted, refused = [await submit(platform, title=title, organiser=UNKNOWN) for title in ("Oui", "Non")]
    for waiting in (accepted, refused):
        await dossier_of(restoring, waiting, verdict="to_review")
    copies = await restoring.back_up("eligibility")
    await decide(restoring, accepted, "eligible")
    await listed(platform, accepted)
    await decide(restoring, refused, "eligible")
    await listed(platform, refused)
    await decide(restoring, refused, "refused")
    await removed(platform, refused)

    await restoring.restore(copies)
    await restoring.refuses_to_tell("eligibility")
    done = await restoring.reconcile("eligibility", "--yes")

    assert 0 == done.code, done.output
    await restoring.says_everywhere(accepted, "Oui")
    await dossier_of(restoring, refused, verdict="refused")
    assert 410 == (await platform.get("programme", f"/manifestations/{refused}")).status_code
    dossier = await dossier_of(restoring, refused, verdict="refused")
    await eventually(lambda: told_version(restoring, refused, dossier["version"]))
    assert "refused" == (await restoring.manifestation(refused))["status"]["verdict"]


async def test_the_number_of_a_cut_that_programme_has_lost_is_not_given_out_again(restoring: Restoring) -> None:
    await cut(restoring)
    copies = await restoring.back_up("programme")
    lost = await cut(restoring)
    await eventually(lambda: told_cuts(restoring, lost["snapshot_id"]))

    await restoring.restore(copies)
    await restoring.refuses_to_tell("programme")
    since = await cut(restoring)
    done = await restoring.reconcile("programme", "--yes")

    assert 0 == done.code, done.output
    assert lost["number"] == since["number"]
    cuts = await eventually(lambda: told_cuts(restoring, since["snapshot_id"]))
    numbers = {str(each.snapshot_id): each.version for each in cuts}
    assert numbers[lost["snapshot_id"]] < numbers[since["snapshot_id"]]
    assert len(numbers) == len(set(numbers.values()))
    answer = expect(await restoring.platform.get("programme", f"/print-snapshots/{since['snapshot_id']}"), 200)
    assert numbers[since["snapshot_id"]] == answer["number"]
    assert since["sha256"] == answer["sha256"]


async def test_no_table_is_sold_twice_where_matchmaking_was_restored(restoring: Restoring) -> None:
    first, second, third, fourth = await four_structures(restoring)
    event = expect(
        await restoring.platform.send(
            "POST", "matchmaking", "/b2b-events", {"name": "Rencontre d’essai", "region_code": "53", **GRID}
        ),
        201,
    )
    slots = [slot["slot_id"] for slot in event["slots"]]
    cancelled = await book(restoring, slots[0], first, second)
    copies = await restoring.back_up("matchmaking")
    path = f"/meetings/{cancelled}/cancellation"
    expect(await restoring.platform.send("POST", "matchmaking", path, version=1), 200)
    kept = await book(restoring, slots[1], first, second)
    sold_again = await book(restoring, slots[2], first, second)
    await eventually(lambda: told_meeting(restoring, sold_again, "booked"))

    await restoring.restore(copies)
    await restoring.refuses_to_tell("matchmaking")
    instead = await book(restoring, slots[2], third, fourth)
    done = await restoring.reconcile("matchmaking", "--yes")

    assert 0 == done.code, done.output
    await eventually(lambda: told_meeting(restoring, sold_again, "cancelled"))
    await eventually(lambda: told_meeting(restoring, instead, "booked"))
    meetings = (await restoring.last_told(MEETINGS)).values()
    taken = [(each.slot_id, each.place.number) for each in meetings if each.state == "booked"]
    assert len(taken) == len(set(taken))
    states = {str(each.meeting_id): each.state for each in meetings}
    assert {cancelled: "cancelled", kept: "booked", sold_again: "cancelled", instead: "booked"} == states
    for meeting_id, state in ((cancelled, "cancelled"), (kept, "booked"), (instead, "booked")):
        assert state == expect(await restoring.platform.get("matchmaking", f"/meetings/{meeting_id}"), 200)["state"]


async def test_all_four_services_put_back_to_one_instant_agree_at_the_end(restoring: Restoring) -> None:
    platform = restoring.platform
    before = await submit(platform, title="Avant l’instant", organiser=UNKNOWN)
    withdrawn = await submit(platform, title="Bientôt retirée")
    await dossier_of(restoring, before, verdict="to_review")
    await listed(platform, withdrawn)
    copies = await restoring.back_up(*SERVICES)
    await decide(restoring, before, "eligible")
    after = await submit(platform, title="Après l’instant", organiser=UNKNOWN)
    refused = await submit(platform, title="Refusée après l’instant", organiser=UNKNOWN)
    for waiting, verdict in ((after, "eligible"), (refused, "refused")):
        await dossier_of(restoring, waiting, verdict="to_review")
        await decide(restoring, waiting, verdict)
    expect(await platform.send("POST", "submission", f"/manifestations/{withdrawn}/withdrawal", version=1), 200)
    await removed(platform, withdrawn)
    await restoring.says_everywhere(before, "Avant l’instant")
    await restoring.says_everywhere(after, "Après l’instant")
    lost = await cut(restoring)
    await eventually(lambda: told_cuts(restoring, lost["snapshot_id"]))

    await restoring.restore(copies)
    for service in SERVICES:
        await restoring.has_caught_up()
        done = await restoring.reconcile(service, "--yes")
        assert 0 == done.code, done.output
    await restoring.has_caught_up()

    await restoring.says_everywhere(before, "Avant l’instant")
    await restoring.says_everywhere(after, "Après l’instant")
    await dossier_of(restoring, refused, verdict="refused")
    assert "withdrawn" == (await restoring.manifestation(withdrawn))["state"]
    for manifestation_id in (before, after, refused, withdrawn):
        await eventually(partial(agree, restoring, manifestation_id))
    assert lost["number"] < (await cut(restoring))["number"]


async def agree(restoring: Restoring, manifestation_id: str) -> bool:
    """Return True once chamber, topic and public say the same of a manifestation."""
    told = (await restoring.last_told(DECISIONS))[manifestation_id]
    dossier = expect(await restoring.platform.get("eligibility", f"/dossiers/{manifestation_id}"), 200)
    public = await restoring.platform.get("programme", f"/manifestations/{manifestation_id}")
    same = (dossier["version"], dossier["verdict"]) == (told.version, told.verdict)
    return bool(same and public.is_success == (told.published is not None))


async def amend(restoring: Restoring, manifestation_id: str, **fields: Any) -> None:
    version = (await restoring.manifestation(manifestation_id))["version"]
    path = f"/manifestations/{manifestation_id}"
    expect(await restoring.platform.send("PATCH", "submission", path, fields, version=version), 200)


async def decide(restoring: Restoring, manifestation_id: str, verdict: str) -> None:
    version = expect(await restoring.platform.get("eligibility", f"/dossiers/{manifestation_id}"), 200)["version"]
    body = {"verdict": verdict, "message": "La chambre a vu les statuts."}
    path = f"/dossiers/{manifestation_id}/decisions"
    expect(await restoring.platform.send("POST", "eligibility", path, body, version=version), 201)


async def dossier_of(restoring: Restoring, manifestation_id: str, *, verdict: str) -> Any:
    """Wait until a dossier bears this verdict."""

    async def look() -> Any:
        answer = await restoring.platform.get("eligibility", f"/dossiers/{manifestation_id}")
        return answer.json() if answer.is_success and answer.json()["verdict"] == verdict else None

    return await eventually(look)


async def told_version(restoring: Restoring, manifestation_id: str, version: int) -> bool:
    """Return True once the last decision on the topic is a refusal of this version."""
    told = (await restoring.last_told(DECISIONS)).get(manifestation_id)
    return told is not None and (told.version, told.verdict) == (version, "refused")


async def told_meeting(restoring: Restoring, meeting_id: str, state: str) -> Any:
    told = (await restoring.last_told(MEETINGS)).get(meeting_id)
    return told if told and told.state == state else None


async def told_cuts(restoring: Restoring, snapshot_id: str) -> list[Any]:
    """Return every cut on the topic once the one that is waited for is among them."""
    records = await records_so_far(restoring.services.environment[KAFKA], PRINT_SNAPSHOTS.topic)
    cuts = [PRINT_SNAPSHOTS.decode(record.value or b"") for record in records]
    return cuts if snapshot_id in {str(each.snapshot_id) for each in cuts} else []


async def cut(restoring: Restoring) -> Any:
    return expect(await restoring.platform.send("POST", "programme", "/print-snapshots", {"region_code": "53"}), 201)


async def book(restoring: Restoring, slot: str, *structures: str) -> str:
    body = {"slot_id": slot, "structure_ids": list(structures)}
    return str(expect(await restoring.platform.send("POST", "matchmaking", "/meetings", body), 201)["meeting_id"])


async def four_structures(restoring: Restoring) -> list[str]:
    """Register manifestations of four organisers that the register knows, and wait until they may be booked."""
    for name, siren in ORGANISERS:
        await submit(restoring.platform, title=f"Chez {name}", organiser={"name": name, "siren": siren})

    async def look() -> list[str]:
        found = expect(await restoring.platform.get("matchmaking", "/structures"), 200)["items"]
        ids = [each["structure_id"] for each in found]
        return ids if len(ids) >= len(ORGANISERS) else []

    return (await eventually(look))[:4]
