"""Translations in the form, in its draft, in its preview and in an amendment; looked at by axe."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from shared.postgres.database import Database
from tests.integration.http.screen import overflow, screen
from tests.integration.submission.organiser_space.browsing import send, visit
from tests.integration.submission.organiser_space.test_pages import organiser
from tests.support.service import Client
from tests.support.submission import form_fields

__all__ = ["organiser"]

TOKEN = "a-token-of-another-form"
BRETON = {"translations.0.language": "br", "translations.0.title": "Dorioù digor"}


async def translations(database: Database) -> list[dict[str, dict[str, str | None]]]:
    async with database.transaction(readonly=True) as tx:
        rows = await tx.fetch("SELECT content FROM manifestation_versions ORDER BY version")
    return [row["content"].get("translations", {}) for row in rows]


async def test_one_more_language_is_offered_and_what_is_filled_in_stays(organiser: Client) -> None:
    page = await send(organiser, "/inscription", {**form_fields(_token=TOKEN), **BRETON, "_traduire": "1"})
    preview = await visit(organiser, f"/brouillons/{TOKEN}/apercu")

    assert (200, f"/brouillons/{TOKEN}") == (page.status, page.path)
    assert ("br", "Dorioù digor") == tuple(page.values[name] for name in BRETON)
    assert "" == page.values["translations.1.title"]
    assert "En breton, à une adresse à part" in preview.text
    assert "Dorioù digor" in preview.text


async def test_a_translation_is_registered_shown_back_and_left_by_an_untouched_amendment(
    organiser: Client, database: Database
) -> None:
    sent = await send(organiser, "/inscription", {**form_fields(), **BRETON})
    form = await visit(organiser, f"{sent.path}/modifier")
    same = await send(organiser, f"{sent.path}/modifier", form.values)
    more = await send(organiser, f"{sent.path}/modifier", {**form.values, "_traduire": "1"})
    other = {**more.values, "translations.1.language": "es", "translations.1.title": "Puertas abiertas"}
    await send(organiser, f"{sent.path}/modifier", other)

    assert "Breton (le titre seul) : Dorioù digor" in sent.text
    assert sent.path == same.path
    assert (200, "Dorioù digor") == (more.status, more.values["translations.0.title"])
    breton = {"br": {"title": "Dorioù digor", "description": None}}
    assert [breton, {**breton, "es": {"title": "Puertas abiertas", "description": None}}] == await translations(
        database
    )


async def test_a_language_that_the_list_does_not_have_stays_what_it_was(organiser: Client, database: Database) -> None:
    sent = await send(
        organiser,
        "/inscription",
        {**form_fields(), "translations.0.language": "pt-BR", "translations.0.title": "Portas abertas"},
    )
    form = await visit(organiser, f"{sent.path}/modifier")
    await send(organiser, f"{sent.path}/modifier", form.values)

    assert "pt-BR" == form.values["translations.0.language"]
    assert [{"pt-BR": {"title": "Portas abertas", "description": None}}] == await translations(database)


@pytest.mark.parametrize("width", [375, 1280])
async def test_translations_are_clean_on_every_screen(organiser: Client, browser: Browser, width: int) -> None:
    arabic = {"translations.1.language": "ar", "translations.1.title": "أبواب مفتوحة"}
    await send(organiser, "/inscription", {**form_fields(_token=TOKEN), **BRETON, **arabic, "_brouillon": "1"})

    for path in (f"/brouillons/{TOKEN}", f"/brouillons/{TOKEN}/apercu"):
        async with screen(browser, organiser, path, width=width) as page:
            results = await Axe().run(page)
            assert [] == [(found["id"], found["nodes"]) for found in results.response["violations"]]
            assert 0 == await overflow(page)
