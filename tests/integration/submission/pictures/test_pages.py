"""A picture is put to a draft, goes with it where it is sent, and is changed or taken away afterwards."""

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from services.submission.pictures import require
from services.submission.pictures.tend import forget_unused
from shared.clock import at_present
from shared.objects.store import Objects
from shared.postgres.database import Database
from tests.integration.http.screen import ENDLESS, overflow, screen
from tests.integration.submission.organiser_space.browsing import BROWSER, Page, send, visit
from tests.integration.submission.organiser_space.test_pages import organiser
from tests.support.photos import picture
from tests.support.service import Client
from tests.support.submission import form_fields

__all__ = ["organiser"]

DRAFT = f"/brouillons/{form_fields()['_token']}"
WORDS = {"alt": "Deux personnes réparent un grille-pain.", "credit": "Les Roues libres"}


async def give(client: Client, address: str, content: bytes = b"", **words: str) -> Page:
    """Send the form of a picture; a browser sends an empty file where none was chosen."""
    files = {"file": ("photo.jpg" if content else "", content, "image/jpeg")}
    answer = await client.post(
        f"{address}/image", data=WORDS | words, files=files, headers=BROWSER, follow_redirects=True
    )
    return Page(answer)


async def begin(client: Client, **fields: Any) -> Page:
    return await send(client, "/inscription", form_fields(**fields) | {"_brouillon": "image"})


async def stored(database: Database) -> tuple[int, dict[str, Any] | None]:
    async with database.transaction(readonly=True) as tx:
        row = await tx.fetchrow("SELECT version, content FROM manifestations")
    assert row is not None
    return row["version"], row["content"].get("image")


async def test_a_picture_is_kept_with_its_draft_and_registered_with_it(organiser: Client, database: Database) -> None:
    asked = await begin(organiser)
    draft = await give(organiser, DRAFT, picture())
    sent = await send(organiser, "/inscription", draft.values)

    version, image = await stored(database)
    assert (f"{DRAFT}/image", DRAFT) == (asked.path, draft.path)
    assert "Image : Les Roues libres" in draft.text
    assert "Assez grande pour 8 cm à 300 dpi." in draft.text
    assert sent.path.startswith("/inscription/"), sent.text
    assert image is not None
    assert (1, 1200, 800, WORDS) == (version, image["width"], image["height"], {name: image[name] for name in WORDS})


async def test_a_manifestation_gets_one_keeps_it_and_loses_it(organiser: Client, database: Database) -> None:
    page = await send(organiser, "/inscription", form_fields())
    await give(organiser, page.path, picture())
    version, image = await stored(database)
    form = await visit(organiser, f"{page.path}/modifier")
    await send(organiser, f"{page.path}/modifier", form.values)
    shown = await visit(organiser, f"{page.path}/image")
    same = await give(organiser, page.path)
    other_words = await give(organiser, page.path, credit="La Ressourcerie")
    _, renamed = await stored(database)
    gone = await give(organiser, page.path, _retirer="1")

    assert image is not None
    assert renamed is not None
    assert (2, image | {"credit": "La Ressourcerie"}) == (version, renamed)
    assert "Assez grande pour 8 cm à 300 dpi." in shown.text
    assert "Rien n’a changé" in same.text
    assert "Vos modifications sont enregistrées" in other_words.text
    assert page.path == gone.path
    assert (4, None) == await stored(database)


@pytest.mark.parametrize(
    ("content", "words", "field", "message"),
    [
        (b"", {}, "file", "Aucune image n’a été choisie"),
        (b"%PDF-1.7", {}, "file", "n’est pas une image JPEG, PNG ou WebP"),
        (picture(300, 200), {}, "file", "300 pixels de large"),
        (b"\xff\xd8\xff" + bytes(16 * 1024 * 1024), {}, "file", "dépasse 15 Mo"),
        (b"\xff\xd8\xff" + bytes(31 * 1024 * 1024), {}, "file", "dépasse 15 Mo"),
        (picture(500, 400), {"alt": " "}, "alt", "Ce que l’image montre"),
        (picture(500, 400), {"credit": ""}, "credit", "Crédit"),
    ],
)
async def test_a_fault_is_named_at_its_field_and_what_was_written_stays(
    organiser: Client, content: bytes, words: dict[str, str], field: str, message: str
) -> None:
    await begin(organiser)
    page = await give(organiser, DRAFT, content, **words)
    kept = {name: page.values[name].strip() for name in WORDS if name not in words}

    assert 422 == page.status, page.text
    assert f"#champ-{field}" in page.links
    assert message in page.text.replace("\N{NO-BREAK SPACE}", " ")
    assert len(content) > 30 * 1024 * 1024 or kept == {name: WORDS[name] for name in kept}
    assert "image.url" not in (await visit(organiser, DRAFT)).values


async def test_a_form_in_which_nothing_is_filled_in_asks_for_a_title_first(organiser: Client) -> None:
    page = await send(organiser, "/inscription", {"_token": form_fields()["_token"], "_brouillon": "image"})

    assert 422 == page.status
    assert "Donnez d’abord un titre" in page.text


async def test_a_picture_of_a_draft_is_not_forgotten_and_one_that_it_let_go_is(
    organiser: Client, database: Database, media_url: str
) -> None:
    await begin(organiser)
    await give(organiser, DRAFT, picture())
    later = at_present().replace(year=at_present().year + 1)

    assert 0 == await forget_unused(database, Objects(media_url), now=later)
    await give(organiser, DRAFT, _retirer="1")
    assert "image.url" not in (await visit(organiser, DRAFT)).values
    assert 0 < await forget_unused(database, Objects(media_url), now=later)


async def test_one_picture_too_many_is_said_at_its_file(organiser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = await send(organiser, "/inscription", form_fields())
    await give(organiser, page.path, picture())
    monkeypatch.setattr(require, "MOST_OF_ONE", 1)
    refused = await give(organiser, page.path, picture(700, 500))

    assert (422, "#champ-file") == (refused.status, refused.links[0])
    assert "déjà montré 1 images différentes" in refused.text


@pytest.mark.parametrize("width", [320, 1280])
async def test_the_pages_of_a_picture_are_clean_on_every_screen(
    organiser: Client, browser: Browser, width: int
) -> None:
    await begin(organiser, title=ENDLESS[:140])
    for found in ("empty", "filled"):
        if found == "filled":
            await give(organiser, DRAFT, picture(), credit=ENDLESS[:150])
        for path in (f"{DRAFT}/image", f"{DRAFT}?etape=pratique"):
            async with screen(browser, organiser, path, width=width) as page:
                results = await Axe().run(page)
                assert [] == [each["id"] for each in results.response["violations"]]
                assert 0 == await overflow(page)
