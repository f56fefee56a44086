"""Changing one's mind: amend and withdraw, as somebody without scripts meets them."""

from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import send, visit
from tests.integration.submission.organiser_space.test_pages import organiser, registered
from tests.support.people import sign_in
from tests.support.service import Client, MakeKey

__all__ = ["organiser"]


async def test_the_form_to_amend_is_filled_in(organiser: Client) -> None:
    address = await registered(organiser, place__postcode="32450", place__commune="Castelnau-Barbarens")
    page = await visit(organiser, f"{address}/modifier")

    assert page.values["_version"] == "1"
    assert (page.values["title"], page.values["occurrences.0.from"]) == ("Portes ouvertes de la ressourcerie", "10:00")
    assert (page.values["place.commune"], page.values["public_contact.phone"]) == (
        "Castelnau-Barbarens",
        "02 40 00 00 00",
    )
    assert page.values["themes"] == ["developpement-durable", "engagement-citoyen"]


async def test_an_amendment_is_saved_and_said(organiser: Client) -> None:
    address = await registered(organiser)
    form = await visit(organiser, f"{address}/modifier")
    page = await send(organiser, f"{address}/modifier", {**form.values, "title": "Un autre titre"})

    assert page.path == address
    assert "Vos modifications sont enregistrées" in page.text
    assert "Un autre titre" in page.text


async def test_saving_what_is_there_already_makes_no_version_and_says_so(organiser: Client) -> None:
    address = await registered(organiser)
    form = await visit(organiser, f"{address}/modifier")
    page = await send(organiser, f"{address}/modifier", form.values)

    assert page.path == address
    assert "Rien n’a changé" in page.text
    assert "la manifestation n’est pas examinée à nouveau" in page.text
    assert "Version 1, enregistrée" in page.text


async def test_an_amendment_of_a_former_version_shows_that_and_keeps_what_was_written(organiser: Client) -> None:
    address = await registered(organiser)
    form = await visit(organiser, f"{address}/modifier")
    await send(organiser, f"{address}/modifier", {**form.values, "title": "Changé ailleurs"})

    page = await send(organiser, f"{address}/modifier", {**form.values, "title": "Changé ici"})
    assert page.status == 412
    assert "Cette manifestation a changé entre-temps" in page.text
    assert (page.values["title"], page.values["_version"]) == ("Changé ici", "2")
    assert "Titre Sur cette page : Changé ici Dans la version actuelle : Changé ailleurs" in page.text
    saved = await send(organiser, f"{address}/modifier", page.values)
    assert "Changé ici" in saved.text


async def test_an_amendment_sent_when_the_session_had_ended_is_there_after_signing_in(organiser: Client) -> None:
    address = await registered(organiser)
    form = await visit(organiser, f"{address}/modifier")
    cookies = {cookie.name: cookie.value or "" for cookie in organiser.cookies.jar}
    organiser.cookies.clear()
    ended = await send(organiser, f"{address}/modifier", {**form.values, "title": "Écrit après la fin"})
    organiser.cookies.update(cookies)
    back = await visit(organiser, f"{address}/modifier?repris={form.values['_token']}&version=1")
    saved = await send(organiser, f"{address}/modifier", back.values)

    assert 401 == ended.status
    assert any(f"repris%3D{form.values['_token']}" in link for link in ended.links)
    assert ("Écrit après la fin", "1") == (back.values["title"], back.values["_version"])
    assert "Vos modifications sont enregistrées" in saved.text


async def test_a_double_click_on_save_is_no_conflict(organiser: Client) -> None:
    address = await registered(organiser)
    form = await visit(organiser, f"{address}/modifier")
    pages = [await send(organiser, f"{address}/modifier", {**form.values, "title": "Autre"}) for _ in range(2)]

    assert [page.path for page in pages] == [address, address]
    assert "Version 2" in pages[1].text


async def test_a_faulty_amendment_keeps_every_value_and_the_version(organiser: Client) -> None:
    address = await registered(organiser)
    form = await visit(organiser, f"{address}/modifier")
    page = await send(organiser, f"{address}/modifier", {**form.values, "title": "", "place.address": "12 rue Neuve"})

    assert page.status == 422
    assert "1 point à corriger" in page.text
    assert (page.values["place.address"], page.values["_version"]) == ("12 rue Neuve", "1")


async def test_a_withdrawal_is_confirmed_first_and_final(organiser: Client) -> None:
    address = await registered(organiser)
    asked = await visit(organiser, f"{address}/retirer")
    page = await send(organiser, f"{address}/retirer", asked.values)

    assert "Le retrait est définitif" in asked.text
    assert page.path == address
    assert "Retirée" in page.text
    assert f"{address}/modifier" not in page.links
    assert (await visit(organiser, f"{address}/modifier")).status == 409


async def test_a_withdrawal_of_a_former_version_is_asked_again(organiser: Client) -> None:
    address = await registered(organiser)
    asked, form = await visit(organiser, f"{address}/retirer"), await visit(organiser, f"{address}/modifier")
    await send(organiser, f"{address}/modifier", {**form.values, "title": "Changé ailleurs"})

    page = await send(organiser, f"{address}/retirer", asked.values)
    assert page.status == 412
    assert "« Changé ailleurs »" in page.text
    assert (await send(organiser, f"{address}/retirer", page.values)).path == address


async def test_a_version_tampered_with_never_matches(organiser: Client) -> None:
    address = await registered(organiser)
    form = await visit(organiser, f"{address}/modifier")

    for version in ("", "0", "-1", "9" * 30, "un"):
        page = await send(organiser, f"{address}/modifier", {**form.values, "_version": version, "title": "Autre"})
        assert page.status == 412


async def test_a_chamber_that_moves_one_to_another_region_is_led_back_to_its_own(
    organiser: Client, database: Database, make_key: MakeKey
) -> None:
    address = await registered(organiser)
    organiser.cookies.clear()
    await sign_in(organiser, database, await make_key("moderator", "53"))
    form = await visit(organiser, f"{address}/modifier")
    moved = {**form.values, "place.postcode": "44000", "place.commune": "Nantes"}
    page = await send(organiser, f"{address}/modifier", moved)

    assert (200, "/mes-manifestations") == (page.status, page.path)
    assert (await visit(organiser, address)).status == 404
