"""What organiser and chamber write to each other, and an appeal against a refusal, by programs."""

from typing import Any

from httpx import Response

from shared.postgres.database import Database
from tests.integration.submission.manifestations.test_http import headers, submitted
from tests.integration.submission.organiser_space.test_thread import APPEAL, REFUSAL, decide, said, told
from tests.support.service import Client, MakeKey

ASKED = "Dites ce que l’on visite."


async def write(client: Client, key: str, address: str, text: str, *, version: int) -> Response:
    sent = headers(key, If_Match=f'"{version}"')
    return await client.post(f"/manifestations/{address}", json={"text": text}, headers=sent)


async def test_a_program_reads_what_is_asked_and_its_answer_is_told_with_the_next_version(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    key = await make_key("service")
    one = (await submitted(client, key, note="Premier mot."))["manifestation_id"]
    await decide(database, one, said("changes_requested", "", points=(ASKED,)), verdict="to_review")
    read = await client.get(f"/manifestations/{one}/messages", headers=headers(key))
    answered = await write(client, key, f"{one}/messages", "Les ateliers, et la cour.", version=1)
    again = await write(client, key, f"{one}/messages", "Les ateliers, et la cour.", version=1)
    [first, second] = await told(database)

    assert {("organiser", "note"), ("chamber", "changes_requested")} == _kinds(read.json())
    assert [ASKED] in [each["points"] for each in read.json()["messages"]]
    assert (201, '"2"', 2) == (answered.status_code, answered.headers["etag"], answered.json()["version"])
    assert answered.json() == again.json()
    assert (first.content, 2, "Les ateliers, et la cour.") == (second.content, second.version, second.note)


async def test_a_program_appeals_once_against_the_refusal_that_stands(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    key = await make_key("organiser")
    one = (await submitted(client, key))["manifestation_id"]
    early = await write(client, key, f"{one}/appeal", APPEAL, version=1)
    await decide(database, one, said("refused", REFUSAL))
    possible = (await client.get(f"/manifestations/{one}/messages", headers=headers(key))).json()["may_appeal"]
    done = await write(client, key, f"{one}/appeal", APPEAL, version=1)
    second = await write(client, key, f"{one}/appeal", f"{APPEAL} Merci.", version=2)
    [*_, last] = await told(database)

    assert (409, "urn:mois-ess:probleme:rien-a-reexaminer") == (early.status_code, early.json()["type"])
    assert (True, False) == (possible, done.json()["may_appeal"])
    assert (201, 409) == (done.status_code, second.status_code)
    assert (2, APPEAL, 2) == (last.version, last.appeal, last.appealed_decision)


async def test_a_message_needs_words_and_the_version_that_was_read(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    one = (await submitted(client, key))["manifestation_id"]
    blank = await write(client, key, f"{one}/messages", " ", version=1)
    former = await write(client, key, f"{one}/messages", "Un mot.", version=3)
    bare = await client.post(f"/manifestations/{one}/messages", json={"text": "Un mot."}, headers=headers(key))

    assert (422, "/text") == (blank.status_code, blank.json()["errors"][0]["pointer"])
    assert "Votre message" in blank.json()["errors"][0]["message"]
    assert (412, 428) == (former.status_code, bare.status_code)


async def test_a_chamber_reads_and_writes_at_its_desk_alone(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    key, chamber = await make_key("organiser"), await make_key("moderator", "53")
    one = (await submitted(client, key))["manifestation_id"]
    await decide(database, one, said("refused", REFUSAL))
    await write(client, key, f"{one}/appeal", APPEAL, version=1)
    answers = [
        await client.get(f"/manifestations/{one}/messages", headers=headers(chamber)),
        await write(client, chamber, f"{one}/messages", "Pour eux.", version=2),
        await client.get(f"/manifestations/{one}", headers=headers(chamber)),
    ]

    assert [403, 403, 200] == [each.status_code for each in answers]
    assert not any(APPEAL in each.text for each in answers)


def _kinds(thread: dict[str, Any]) -> set[tuple[str, str]]:
    return {(each["by"], each["kind"]) for each in thread["messages"]}
