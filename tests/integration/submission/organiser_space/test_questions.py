"""Questions of an edition in the form, in drafts and in the API; what is told of them is told apart."""

from dataclasses import replace

import msgspec
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from services.submission.editions.errors import AnswersWerePrivate
from services.submission.editions.save import save
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.postgres.database import Database
from tests.integration.http.screen import overflow, screen
from tests.integration.submission.organiser_space.browsing import send, visit
from tests.integration.submission.organiser_space.test_pages import organiser
from tests.support.questions import ANSWERS, ASKING, PRIVATE, PUBLIC
from tests.support.service import Client
from tests.support.submission import form_fields, registration_body

__all__ = ["organiser"]

SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
FILLED = {f"extra.{name}": answer for name, answer in ANSWERS.items()}


@pytest.fixture
async def asking(database: Database, organiser: Client) -> Client:
    async with database.transaction() as tx:
        await save(tx, ASKING)
    return organiser


async def told(database: Database) -> list[ManifestationChanged]:
    async with database.transaction(readonly=True) as tx:
        rows = await tx.fetch("SELECT payload FROM outbox WHERE topic = $1 ORDER BY id", MANIFESTATIONS.topic)
    return [msgspec.json.decode(row["payload"], type=ManifestationChanged) for row in rows]


async def test_the_form_asks_says_who_reads_the_answer_and_tells_the_two_kinds_apart(
    asking: Client, database: Database
) -> None:
    empty = await visit(asking, "/inscription")
    refused = await send(asking, "/inscription", form_fields())
    sent = await send(asking, "/inscription", {**refused.values, **FILLED})
    [event] = await told(database)

    assert "La réponse est publiée, en ligne et sur le papier." in empty.text
    assert "La réponse est pour la chambre seule" in empty.text
    assert (422, "#champ-extra-charter") == (refused.status, refused.links[0])
    assert (PUBLIC, {"charter": "true", "help": PRIVATE}) == (event.content.extra, event.chamber_answers)
    assert "Réparer plutôt que jeter" in sent.text
    assert "(pour la chambre seule)" in sent.text


async def test_a_draft_keeps_answers_shows_what_readers_will_see_and_says_what_is_missing(asking: Client) -> None:
    answers = {**FILLED, "extra.word": "Apportez une chose"}
    kept = await send(asking, "/inscription", {**form_fields(), **answers, "extra.charter": "", "_brouillon": "envoi"})
    lacking = await visit(asking, kept.path)
    await send(asking, "/inscription", {**lacking.values, **answers, "_brouillon": "envoi"})
    preview = await visit(asking, f"{kept.path}/apercu")

    assert PRIVATE == lacking.values["extra.help"]
    assert "Cochez « La charte est respectée »" in lacking.text
    assert "Réparer plutôt que jeter" in preview.text
    assert PRIVATE not in preview.text
    web, paper = preview.text.split("Sur le papier")
    assert (True, False) == ("Réparer plutôt que jeter" in web, "Réparer plutôt que jeter" in paper)
    assert "Peut-on se restaurer sur place ? Oui" in paper
    assert (False, True) == ("Apportez une chose" in web, "Apportez une chose" in paper)


async def test_an_untouched_amendment_changes_nothing_and_another_answer_is_a_version(
    asking: Client, database: Database
) -> None:
    sent = await send(asking, "/inscription", {**form_fields(), **FILLED})
    form = await visit(asking, f"{sent.path}/modifier")
    await send(asking, f"{sent.path}/modifier", form.values)
    await send(asking, f"{sent.path}/modifier", {**form.values, "extra.help": "Un vidéoprojecteur"})
    history = await visit(asking, f"{sent.path}/historique")

    assert [PRIVATE, "Un vidéoprojecteur"] == [event.chamber_answers["help"] for event in await told(database)]
    assert "De quelle aide avez-vous besoin ?" in history.text


async def test_programs_read_the_questions_and_are_told_which_answer_is_wrong(asking: Client) -> None:
    asked = (await asking.get("/editions/2026")).json()["extra_fields"]
    refused, created = [
        await asking.post(
            f"/manifestations{path}",
            json=registration_body(extra=extra),
            headers={**SAME_SITE, "Idempotency-Key": "asked-once"},
        )
        for path, extra in (("/validation", {"food": "Non"}), ("", {**ANSWERS, "charter": True}))
    ]
    patched = await asking.patch(
        f"/manifestations/{created.json()['manifestation_id']}",
        content=b'{"extra": {"food": "Non", "help": null}}',
        headers={**SAME_SITE, "Content-Type": "application/merge-patch+json", "If-Match": '"1"'},
    )

    assert [each.name for each in ASKING.extra_fields] == [each["name"] for each in asked]
    assert ["/extra/charter"] == [error["pointer"] for error in refused.json()["problem"]["errors"]]
    assert (PUBLIC, PRIVATE) == (created.json()["content"]["extra"], created.json()["chamber_answers"]["help"])
    assert ({**PUBLIC, "food": "Non"}, {"charter": "true"}) == (
        patched.json()["content"]["extra"],
        patched.json()["chamber_answers"],
    )


async def test_a_withdrawal_leaves_no_version_with_what_the_chamber_alone_was_told(
    asking: Client, database: Database
) -> None:
    sent = await send(asking, "/inscription", {**form_fields(), **FILLED})
    form = await visit(asking, f"{sent.path}/retirer")
    await send(asking, f"{sent.path}/retirer", form.values)

    async with database.transaction(readonly=True) as tx:
        rows = await tx.fetch("SELECT chamber_answers FROM manifestation_versions")
    assert [{}, {}] == [row["chamber_answers"] for row in rows]


async def test_answers_promised_to_the_chamber_alone_are_never_published_afterwards(
    asking: Client, database: Database
) -> None:
    del asking
    shown = replace(ASKING.extra_fields[-1], shown=("page",))
    with pytest.raises(AnswersWerePrivate) as refused:
        async with database.transaction() as tx:
            await save(tx, replace(ASKING, extra_fields=(*ASKING.extra_fields[:-1], shown)))

    assert ["/field/4/shown"] == [error.pointer for error in refused.value.errors]


@pytest.mark.parametrize("width", [320, 1280])
async def test_questions_are_clean_on_every_screen(asking: Client, browser: Browser, width: int) -> None:
    kept = await send(asking, "/inscription", {**form_fields(), "_brouillon": "questions"})

    for path in (f"{kept.path}?etape=questions", "/inscription#etape-questions"):
        async with screen(browser, asking, path, width=width) as page:
            results = await Axe().run(page)
            assert [] == [(found["id"], found["nodes"]) for found in results.response["violations"]]
            assert 0 == await overflow(page)
