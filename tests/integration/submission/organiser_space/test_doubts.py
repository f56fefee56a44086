"""Dates that are mostly a slip: the form asks before it registers them."""

from datetime import UTC, datetime

import pytest

from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import send
from tests.integration.submission.organiser_space.test_pages import count, organiser
from tests.support.service import Client
from tests.support.submission import form_fields

__all__ = ["organiser"]

LONG = {"occurrences__0__until": "2026-12-03"}


@pytest.mark.parametrize("now", [datetime(2026, 11, 14, 13, tzinfo=UTC)])
async def test_a_date_that_is_over_is_asked_about_and_registered_once_confirmed(
    organiser: Client, database: Database
) -> None:
    page = await send(organiser, "/inscription", form_fields())

    assert (page.status, await count(database)) == (200, 0)
    assert "La date est déjà passée" in page.text
    confirmed = await send(organiser, "/inscription", {**page.values, **form_fields(), "_confirmed": "1"})
    assert "Merci, votre inscription est enregistrée" in confirmed.text
    assert await count(database) == 1


async def test_weeks_in_one_block_are_asked_about_and_what_was_filled_in_is_kept(
    organiser: Client, database: Database
) -> None:
    page = await send(organiser, "/inscription", form_fields(**LONG))

    assert "La date dure 458 heures d’affilée, jour et nuit" in page.text.replace("\u00a0", " ")
    assert {name: page.values[name] for name in form_fields(**LONG)} == form_fields(**LONG)
    assert await count(database) == 0


async def test_mended_dates_are_not_asked_about_again(organiser: Client, database: Database) -> None:
    asked = await send(organiser, "/inscription", form_fields(**LONG))
    page = await send(organiser, "/inscription", {**asked.values, "occurrences.0.until": ""})

    assert "Merci, votre inscription est enregistrée" in page.text
    assert await count(database) == 1


async def test_a_twin_is_asked_about_after_the_dates(organiser: Client, database: Database) -> None:
    first = form_fields(**LONG, _confirmed="1")
    await send(organiser, "/inscription", first)
    again = {**first, "_token": "another-token-of-this-test"}
    twin = await send(organiser, "/inscription", again)
    page = await send(organiser, "/inscription", {**form_fields(**LONG), "_token": again["_token"], "_anyway": "1"})

    assert "Cette manifestation semble déjà inscrite" in twin.text
    assert page.path.startswith("/inscription/")
    assert await count(database) == 2
