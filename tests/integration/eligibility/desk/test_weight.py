"""A dossier on which much was written, reported and handed in is still a page that a poor line carries."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from services.eligibility.dossiers.ask import ask
from services.eligibility.dossiers.rules.asked import Demand
from services.eligibility.proofs.rules.proof import Proof
from services.eligibility.proofs.store import insert_proof
from services.eligibility.reports.hear import hear_reports
from services.eligibility.reports.rules import MOST_OPEN, MOST_SHOWN
from shared.contracts.programme import EntryReported
from shared.identity.caller import Caller
from shared.postgres.database import Database
from tests.integration.eligibility.desk.working import Moderator
from tests.integration.eligibility.support import assess_all, changed, keep, rows
from tests.support.builders import content

HEAVIEST = 60_000
TURNS = 8
CHAMBER = Caller(account_id=str(uuid4()), role="moderator", region_code="53", name="")
WORDS = "Nous accueillons le public dans la cour, et sous le hangar quand il pleut ; l’entrée est de plain-pied. " * 3


async def written_to_and_fro(database: Database) -> None:
    """Have organiser and chamber write to each other, turn after turn."""
    for turn in range(1, TURNS + 1):
        written = changed(1, turn, note=f"{turn}. {WORDS}", content=content(description=f"{WORDS} " * 12))
        await assess_all(database, replace(written, changed_at=datetime.now(UTC)))
        [dossier] = await rows(database, "SELECT version FROM dossiers WHERE manifestation_id = $1", UUID(int=1))
        demand = Demand(message=WORDS, points=(f"Titre : {WORDS}", f"Lieu : {WORDS}"))
        async with database.transaction() as tx:
            await ask(tx, manifestation_id=UUID(int=1), demand=demand, caller=CHAMBER, based_on=dossier["version"])


async def reported_and_proven(database: Database) -> None:
    """Have visitors say as much as is kept, and a file attached to every message."""
    now = datetime.now(UTC)
    [dossier] = await rows(
        database, "SELECT thread, structure_id FROM dossiers WHERE manifestation_id = $1", UUID(int=1)
    )
    async with database.transaction() as tx:
        for number in range(MOST_OPEN):
            report = EntryReported(
                report_id=uuid4(),
                manifestation_id=UUID(int=1),
                reason="wrong_facts",
                details=f"{number}. {WORDS}",
                contact=f"lise-{number}@exemple.fr",
                reported_at=now + timedelta(seconds=number),
            )
            await hear_reports(tx, [report])
        for number, line in enumerate(dossier["thread"]):
            proof = Proof(
                proof_id=uuid4(),
                manifestation_id=UUID(int=1),
                kind="other",
                name=f"attestation-de-la-fédération-régionale-{number}.pdf",
                media_type="application/pdf",
                size=250_000,
                handed_in_by=changed(1).owner,
                handed_in_at=now,
                message=f"{line['kind']} {datetime.fromisoformat(line['at']).astimezone(UTC).isoformat()}",
            )
            await insert_proof(tx, proof)


async def test_a_dossier_with_a_long_thread_reports_and_files_stays_under_sixty_kilobytes(
    moderator: Moderator, database: Database
) -> None:
    await keep(database)
    await assess_all(database, *(changed(number) for number in range(2, 16)))
    await written_to_and_fro(database)
    await reported_and_proven(database)
    page = await moderator.open(1)
    whole = (await moderator.client.get(f"/bureau/dossiers/{UUID(int=1)}?echanges=tous", headers=moderator.key)).text

    assert [number for number in range(1, TURNS + 1) if f">{number}. Nous" in page.text] == [*range(5, TURNS + 1)]
    assert [number for number in range(1, TURNS + 1) if f">{number}. Nous" in whole] == [*range(1, TURNS + 1)]
    assert "messages précédents" in page.text
    assert "attestation-de-la-f" in page.text
    assert page.text.count("lise-") == 2 * MOST_SHOWN
    assert f"{MOST_OPEN}\u00a0signalements" in page.text
    assert len(page.content) < HEAVIEST
