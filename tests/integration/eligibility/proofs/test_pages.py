"""Proofs are handed in by the organiser, seen by the chamber alone, and erased."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from httpx import Response

from services.eligibility.proofs.rules.proof import FOLDER
from services.eligibility.proofs.tidy import forget_outlived, remove_strays
from shared.objects.store import Objects
from shared.postgres.database import Database
from tests.integration.eligibility.support import assess_all, changed, rows
from tests.support.files import JPEG, PDF, PNG
from tests.support.people import Person, change, new_person
from tests.support.service import Client

NUMBER = 7
ADDRESS = f"/justificatifs/{UUID(int=NUMBER)}"
PAGE = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
async def organiser(database: Database) -> Person:
    """Give the person whose manifestation of Bretagne waits for the chamber."""
    person = await new_person(database)
    await assess_all(database, changed(NUMBER, owner=str(person.account_id), region_code="53"))
    return person


async def get(client: Client, person: Person, address: str = ADDRESS) -> Response:
    return await client.get(address, headers={**PAGE, **person.cookie()})


async def hand_in(
    client: Client, person: Person, content: bytes = PDF, name: str = "statuts.pdf", kind: str = "statutes"
) -> Response:
    return await client.post(
        ADDRESS,
        data={"nature": kind},
        files={"fichier": (name, content, "text/html")},
        headers={**PAGE, **person.cookie()},
        follow_redirects=False,
    )


async def file_of(database: Database) -> str:
    [row] = await rows(database, "SELECT proof_id FROM proofs")
    return f"{ADDRESS}/{row['proof_id']}"


def files(media: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in (media / FOLDER).glob("*"))


async def test_a_proof_is_handed_in_and_seen_by_the_chamber_of_the_region_and_the_national_team_alone(
    client: Client, database: Database, organiser: Person, media: Path
) -> None:
    answer = await hand_in(client, organiser, PNG, "Décision ESUS.pdf", "esus")
    assert (303, f"{ADDRESS}?remis") == (answer.status_code, answer.headers["location"])
    assert [PNG] == files(media)
    people = {
        "chamber": await new_person(database, "moderator", "53"),
        "national": await new_person(database, "national"),
        "organiser": organiser,
        "other chamber": await new_person(database, "moderator", "52"),
        "service": await new_person(database, "service"),
        "stranger": await new_person(database),
    }
    address = f"{await file_of(database)}/fichier"
    seen = {who: (await get(client, person), await get(client, person, address)) for who, person in people.items()}

    assert {"chamber", "national", "organiser"} == {who for who, (page, _) in seen.items() if page.status_code == 200}
    assert {"chamber", "national", "organiser"} == {who for who, (_, file) in seen.items() if file.content == PNG}
    assert {404} == {part.status_code for who in ("other chamber", "service", "stranger") for part in seen[who]}
    assert "Décision ESUS.png" in seen["chamber"][0].text
    assert 404 == (await hand_in(client, people["stranger"])).status_code
    assert 404 == (await hand_in(client, people["other chamber"])).status_code


async def test_no_browser_shows_a_proof_as_a_page_of_ours(
    client: Client, database: Database, organiser: Person
) -> None:
    await hand_in(client, organiser, PDF, 'sta"tuts\r\nX: é.html')
    file = await get(client, organiser, f"{await file_of(database)}/fichier")

    assert ("application/pdf", "nosniff") == (file.headers["content-type"], file.headers["x-content-type-options"])
    assert file.headers["content-disposition"].startswith('attachment; filename="justificatif-')
    assert file.headers["content-disposition"].endswith("filename*=UTF-8''sta%E2%80%99tuts%20X%3A%20%C3%A9.pdf")
    assert file.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert "no-store" in file.headers["cache-control"]


@pytest.mark.parametrize(
    ("content", "name", "kind", "said"),
    [
        (b"<script>alert(1)</script>", "statuts.pdf", "statutes", "ni un PDF, ni un PNG, ni un JPEG"),
        (PDF + b" " * 11_000_000, "gros.pdf", "statutes", "« gros.pdf » fait 10,5"),
        (b"x" * 22_000_000, "énorme.pdf", "statutes", "Le fichier choisi fait 21"),
        (PDF, "", "statutes", "Aucun fichier n’a été choisi"),
        (PDF, "statuts.pdf", "autre chose", "Dites ce que ce fichier justifie"),
        (b"PK", "statuts.docx", "", "2 points à corriger"),
    ],
)
async def test_what_is_not_taken_is_said_beside_the_form_and_nothing_is_kept(
    client: Client, organiser: Person, media: Path, *, content: bytes, name: str, kind: str, said: str
) -> None:
    answer = await hand_in(client, organiser, content, name, kind)

    assert 422 == answer.status_code
    assert said in answer.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert [] == files(media)


async def test_no_more_than_twenty_are_kept_of_one_account_for_one_structure(
    client: Client, database: Database, organiser: Person
) -> None:
    await hand_in(client, organiser)
    async with database.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO proofs
            SELECT
                gen_random_uuid(), manifestation_id, kind, name, media_type, size, handed_in_by, handed_in_at, message,
                from_chamber
            FROM proofs, generate_series(1, 18)
            """
        )
    answers = [(await hand_in(client, organiser)).status_code for _ in range(2)]

    assert [303, 422] == answers
    assert [{"count": 20}] == await rows(database, "SELECT count(*)::int FROM proofs")


async def test_an_erased_proof_leaves_nothing(
    client: Client, database: Database, organiser: Person, media: Path
) -> None:
    await hand_in(client, organiser, JPEG, "a.jpg")
    address = await file_of(database)
    answer = await client.post(f"{address}/effacer", headers={**PAGE, **organiser.cookie()}, follow_redirects=False)

    assert (303, []) == (answer.status_code, files(media))
    assert 404 == (await get(client, organiser, f"{address}/fichier")).status_code
    assert [] == await rows(database, "SELECT FROM proofs")


async def test_what_a_person_handed_in_goes_with_the_person_and_with_time(
    client: Client, database: Database, organiser: Person, media: Path
) -> None:
    await hand_in(client, organiser)
    objects, now = Objects(media.as_uri()), datetime.now(UTC)
    assert 0 == await forget_outlived(database, objects, now=now)
    await change(database, organiser, gone=True)

    assert 1 == await forget_outlived(database, objects, now=now)
    assert ([], []) == (files(media), await rows(database, "SELECT FROM proofs"))


async def test_a_proof_is_kept_for_three_editions(
    client: Client, database: Database, organiser: Person, media: Path
) -> None:
    await hand_in(client, organiser)
    objects, now = Objects(media.as_uri()), datetime.now(UTC)

    assert 0 == await forget_outlived(database, objects, now=now + timedelta(days=1099))
    assert 1 == await forget_outlived(database, objects, now=now + timedelta(days=1101))


async def test_a_file_that_no_row_names_is_removed_once_it_is_surely_not_being_put(
    client: Client, database: Database, organiser: Person, media: Path
) -> None:
    await hand_in(client, organiser)
    (media / FOLDER / str(UUID(int=1))).write_bytes(b"stray")
    objects, now = Objects(media.as_uri()), datetime.now(UTC)

    assert 0 == await remove_strays(database, objects, now=now)
    assert 1 == await remove_strays(database, objects, now=now + timedelta(hours=2))
    assert [PDF] == files(media)


async def test_the_page_of_a_manifestation_that_changed_hands_does_not_show_what_the_former_owner_handed_in(
    client: Client, database: Database, organiser: Person
) -> None:
    await hand_in(client, organiser)
    heir = await new_person(database)
    await assess_all(database, replace(changed(NUMBER, 2), owner=str(heir.account_id), region_code="53"))

    assert "statuts.pdf" not in (await get(client, heir)).text
    assert 404 == (await get(client, heir, f"{await file_of(database)}/fichier")).status_code
