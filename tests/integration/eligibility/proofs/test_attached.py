"""Files of a thread: proofs that belong to a message, for those alone who read it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from httpx import Response

from services.eligibility.dossiers.decide import decide
from services.eligibility.dossiers.rules.ruling import Ruling
from shared.identity.caller import Caller
from shared.postgres.database import Database
from tests.integration.eligibility.support import assess_all, changed, rows
from tests.support.files import PDF, PNG
from tests.support.people import Person, new_person
from tests.support.service import Client

NUMBER = 8
ADDRESS, DOSSIER = f"/justificatifs/{UUID(int=NUMBER)}", f"/bureau/dossiers/{UUID(int=NUMBER)}"
PAGE = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
async def organiser(database: Database) -> Person:
    """Give whoever wrote a word with their manifestation of Bretagne."""
    person = await new_person(database)
    await assess_all(database, changed(NUMBER, owner=str(person.account_id), note="Nos statuts suivent."))
    return person


@pytest.fixture
async def chamber(database: Database, organiser: Person) -> Person:
    """Give the moderator who refused it."""
    assert isinstance(organiser.account_id, UUID)
    person = await new_person(database, "moderator", "53")
    caller = Caller(account_id=str(person.account_id), role="moderator", region_code="53", name="")
    ruling = Ruling(verdict="refused", message="Le sujet ne relève pas de l’ESS.")
    async with database.transaction() as tx:
        await decide(tx, manifestation_id=UUID(int=NUMBER), ruling=ruling, caller=caller, based_on=1)
    return person


async def get(client: Client, person: Person, address: str = ADDRESS) -> Response:
    return await client.get(address, headers={**PAGE, **person.cookie()})


async def message_of(client: Client, person: Person, label: str) -> str:
    """Return what the form offers under a label; nothing where it offers none."""
    found = re.search(rf'<option value="([^"]*)"[^>]*>{label}', (await get(client, person)).text)
    return found[1] if found else ""


async def attach(client: Client, person: Person, message: str, *, name: str, content: bytes = PDF) -> Response:
    return await client.post(
        ADDRESS,
        data={"nature": "other", "message": message.replace("&#43;", "+")},
        files={"fichier": (name, content, "application/pdf")},
        headers={**PAGE, **person.cookie()},
        follow_redirects=False,
    )


async def test_each_side_attaches_files_to_its_own_messages_and_the_other_side_sees_them(
    client: Client, organiser: Person, chamber: Person
) -> None:
    word = await message_of(client, organiser, "Mot à la chambre")
    refusal = await message_of(client, chamber, "Refusée")
    handed_in = [
        (await attach(client, organiser, word, name="statuts.pdf")).status_code,
        (await attach(client, chamber, refusal, name="charte.png", content=PNG)).status_code,
        (await attach(client, chamber, word, name="ailleurs.pdf")).status_code,
    ]
    dossier, page = (await get(client, chamber, DOSSIER)).text, (await get(client, organiser)).text
    thread = dossier.partition('id="echanges"')[2].partition("</section>")[0]

    assert [303, 303, 422] == handed_in
    assert "" == await message_of(client, organiser, "Refusée")
    assert thread.index("Nos statuts suivent.") < thread.index("statuts.pdf") < thread.index("charte.png")
    assert "charte.png" in page
    assert "Joint à\u00a0: Refusée" in page
    assert "Justificatifs (2)" in dossier


async def test_an_organiser_reads_what_a_chamber_attached_and_does_not_erase_it(
    client: Client, database: Database, organiser: Person, chamber: Person
) -> None:
    await attach(client, chamber, await message_of(client, chamber, "Refusée"), name="charte.pdf")
    [row] = await rows(database, "SELECT proof_id FROM proofs")
    one = f"{ADDRESS}/{row['proof_id']}"
    page = (await get(client, organiser)).text
    file = await get(client, organiser, f"{one}/fichier")
    erased = [
        (await client.post(f"{one}/effacer", headers={**PAGE, **who.cookie()}, follow_redirects=False)).status_code
        for who in (organiser, chamber)
    ]

    assert (200, PDF) == (file.status_code, file.content)
    assert f"{one}/effacer" not in page
    assert [403, 303] == erased
    assert [] == await rows(database, "SELECT FROM proofs")


async def test_nobody_else_sees_what_is_attached_and_whoever_refused_does_not_while_it_is_appealed(
    client: Client, database: Database, organiser: Person, chamber: Person
) -> None:
    second = await new_person(database, "moderator", "53")
    owner = str(organiser.account_id)
    asking = {"note": "Nos statuts suivent.", "appeal": "Relisez nos statuts.", "appealed_decision": 2}
    await assess_all(database, replace(changed(NUMBER, 2, owner=owner, **asking), changed_at=datetime.now(UTC)))
    await attach(client, organiser, await message_of(client, organiser, "Demande de réexamen"), name="statuts.pdf")
    [row] = await rows(database, "SELECT proof_id FROM proofs")
    address = f"{ADDRESS}/{row['proof_id']}/fichier"
    people = {
        "organiser": organiser,
        "second reader": second,
        "national": await new_person(database, "national"),
        "first reader": chamber,
        "other chamber": await new_person(database, "moderator", "52"),
        "stranger": await new_person(database),
    }
    seen = {who for who, person in people.items() if (await get(client, person, address)).status_code == 200}

    assert {"organiser", "second reader", "national"} == seen


async def test_a_file_outlives_the_message_that_was_taken_back(
    client: Client, database: Database, organiser: Person
) -> None:
    await attach(client, organiser, await message_of(client, organiser, "Mot à la chambre"), name="statuts.pdf")
    await assess_all(database, changed(NUMBER, 2, owner=str(organiser.account_id)))
    page = (await get(client, organiser)).text

    assert "statuts.pdf" in page
    assert "Joint à" not in page
