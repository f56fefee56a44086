"""Texts that come in by the API and by the form: kept as written, without what nobody sees."""

import pytest

from shared.postgres.database import Database
from tests.integration.submission.manifestations.test_http import submitted
from tests.integration.submission.organiser_space.browsing import send
from tests.support.builders import submission_body
from tests.support.people import sign_in
from tests.support.service import Client, MakeKey, bearer
from tests.support.submission import form_fields
from tests.support.texts import UNCHANGED

SLIDE = "Au programme :\vAccueil\fVisite\x85Repas\u2028Débat\u2029Pot\r\nFin"
AS_LINES = "Au programme :\nAccueil\nVisite\nRepas\nDébat\nPot\nFin"
HIDDEN = "\ufeffFête\0 du\u200b vil\u200dlage\u202e"


async def stored(database: Database) -> list[tuple[str, str]]:
    async with database.transaction(readonly=True) as tx:
        rows = await tx.fetch("SELECT content FROM manifestations ORDER BY created_at")
    return [(row["content"]["title"], row["content"]["description"]) for row in rows]


@pytest.mark.parametrize("by_form", [False, True], ids=["api", "form"])
async def test_every_script_is_stored_as_it_was_written(
    *, client: Client, database: Database, make_key: MakeKey, by_form: bool
) -> None:
    # A registration needs a title of some words and a description of a sentence.
    texts = [(f"Titre : {text}", f"La description la plus simple : {text}\n\n{text}") for text in UNCHANGED.values()]
    await register(client, database, await make_key("organiser"), texts, by_form=by_form)

    assert texts == await stored(database)


@pytest.mark.parametrize("by_form", [False, True], ids=["api", "form"])
async def test_what_nobody_sees_goes_and_line_breaks_stay(
    *, client: Client, database: Database, make_key: MakeKey, by_form: bool
) -> None:
    await register(client, database, await make_key("organiser"), [(f"{HIDDEN}\v{HIDDEN}", SLIDE)], by_form=by_form)

    assert [("Fête du village Fête du village", AS_LINES)] == await stored(database)


async def test_nul_in_any_text_is_taken_out(client: Client, database: Database, make_key: MakeKey) -> None:
    body = submission_body(external_id="REF\0-1", note="Un\0 mot")
    headers = bearer(await make_key("organiser")) | {"Idempotency-Key": "texte-nul"}
    answer = await client.post("/manifestations", json=body, headers=headers)
    assert answer.status_code == 201, answer.text

    async with database.transaction(readonly=True) as tx:
        assert ["REF-1", "Un mot"] == list(await tx.fetchrow("SELECT external_id, note FROM manifestations") or ())


@pytest.mark.parametrize("half", [r"\ud800", r"\udc00", r"\ud83d\u0041"])
async def test_half_a_character_is_refused_by_what_it_is(client: Client, make_key: MakeKey, half: str) -> None:
    headers = bearer(await make_key("organiser")) | {
        "Idempotency-Key": "texte-demi",
        "Content-Type": "application/json",
    }
    for body in (f'{{"title": "{half}"}}', f'{{"title": "Fête {half}", "description": "Une suite"}}'):
        answer = await client.post("/manifestations", content=body, headers=headers)

        assert 400 == answer.status_code, answer.text
        assert "la moitié d’un caractère" in answer.json()["detail"]


async def register(
    client: Client, database: Database, key: str, texts: list[tuple[str, str]], *, by_form: bool
) -> None:
    if by_form:
        await sign_in(client, database, key)
    for number, (title, description) in enumerate(texts):
        if by_form:
            fields = form_fields(_anyway="1", title=title, description=description, _token=f"texte-numero-{number}")
            page = await send(client, "/inscription", fields)
            assert page.path.startswith("/inscription/"), page.text
        else:
            headers = bearer(key) | {"Idempotency-Key": f"texte-numero-{number}"}
            body = submission_body(title=title, description=description)
            answer = await client.post("/manifestations", json=body, headers=headers)
            assert answer.status_code == 201, answer.text


@pytest.mark.parametrize("reference", ["", " ", "\0", "\u200b\u200e\u2060\ufeff", "\u202e \u200b"])
async def test_a_reference_of_signs_that_nobody_sees_is_none(client: Client, make_key: MakeKey, reference: str) -> None:
    document = await submitted(client, await make_key("service"), external_id=reference)

    assert document["external_id"] is None
