"""A programme of one's own: without account and without script, read by others only where it is shared."""

import re
from dataclasses import replace
from html import unescape
from uuid import uuid4

import icalendar
from httpx import Response
from playwright.async_api import Browser, expect

from services.programme.favourites.store import delete_unopened
from services.programme.favourites.tend import KEPT
from tests.integration.http.screen import screen
from tests.integration.programme.conftest import BROWSER, Site
from tests.integration.programme.listings.test_filters import REDON, at
from tests.integration.programme.support import decided, enlist_all, rows
from tests.support.builders import OCCURRENCE, some_id

FORM = {**BROWSER, "Sec-Fetch-Site": "same-origin"}
DATE = str(OCCURRENCE.occurrence_id)
SESSION = "__Host-moisess-programme"
TOGETHER = (at(1, title="Atelier vélo"), at(2, title="Débat"), at(3, title="Bal", days=1, place=REDON))


async def post(site: Site, act: str, **fields: str) -> Response:
    return await site.client.post(f"/mon-programme/{act}", data=fields, headers=FORM)


async def choose(site: Site, number: int, **fields: str) -> Response:
    return await post(site, "ajouter", manifestation=str(some_id(number)), date=DATE, **fields)


async def links(site: Site) -> dict[str, str]:
    """Return the addresses that the owner's page shows, by what they are."""
    text = unescape((await site.page("/mon-programme")).text)
    found = re.findall(r'href="https://programme\.example(/[a-z-]+(?:/agenda\.ics)?)(\?cle=[\w-]+)"', text)
    return {path: f"{path}{query}" for path, query in found}


async def test_dates_are_chosen_and_taken_out_by_plain_forms_and_clashes_are_shown(site: Site) -> None:
    await enlist_all(site.database, *TOGETHER)

    first = await choose(site, 1)
    again = await choose(site, 1)
    await choose(site, 2)
    await choose(site, 3)
    both = unescape((await site.page("/mon-programme")).text)
    await post(site, "retirer", manifestation=str(some_id(2)), date=DATE)
    one = unescape((await site.page("/mon-programme")).text)

    assert [answer.status_code for answer in (first, again)] == [303, 303]
    assert first.headers["location"] == f"/mon-programme#date-{DATE}"
    cookie = first.headers["set-cookie"]
    assert all(word in cookie for word in (SESSION, "HttpOnly", "Secure", "SameSite=lax", "Path=/"))
    assert (both.count("Atelier vélo"), both.count("En même temps")) == (2, 2)
    assert ("Débat" in one, "En même temps" in one, "Bal" in one) == (False, False, True)


async def test_others_read_it_only_while_it_is_shared_and_can_never_change_it(site: Site) -> None:
    await enlist_all(site.database, *TOGETHER)
    await choose(site, 1)
    before = await links(site)
    await post(site, "partager", oui="true")
    shared = (await links(site))["/programme-partage"]
    own = dict(site.client.cookies)
    site.client.cookies.clear()

    read = await site.page(shared)
    key = shared.partition("=")[2]
    tried = await choose(site, 2, cle=key)
    opened = await site.page(f"/mon-programme?cle={key}")
    site.client.cookies.update(own)
    await post(site, "partager")
    after = await site.page(shared)
    await post(site, "partager", oui="true")
    later = (await links(site))["/programme-partage"]

    assert "/programme-partage" not in before
    assert (read.status_code, "Atelier vélo" in read.text, "<form method" in read.text) == (200, True, False)
    assert (tried.status_code, opened.status_code, after.status_code) == (404, 404, 404)
    assert shared != later
    assert (await site.page(shared)).status_code == 404
    assert (await site.page(later)).status_code == 200


async def test_the_personal_link_changes_it_on_another_device_and_is_kept_there_only_when_asked(site: Site) -> None:
    await enlist_all(site.database, *TOGETHER)
    await choose(site, 1)
    own = (await links(site))["/mon-programme"]
    site.client.cookies.clear()

    opened = await site.page(own)
    there = await site.page("/mon-programme")
    key = own.partition("=")[2]
    added = await choose(site, 3, cle=key)
    await post(site, "ici", cle=key)
    kept = await site.page("/mon-programme")

    assert "Garder ce programme sur cet appareil" in opened.text
    assert "Rien de choisi encore" in there.text
    assert added.headers["location"] == f"/mon-programme?cle={key}#date-{DATE}"
    assert ("Atelier vélo" in kept.text, "Bal" in kept.text) == (True, True)
    assert opened.headers["cache-control"] == "no-store"
    assert opened.headers["x-robots-tag"] == "noindex"


async def test_it_goes_into_a_calendar_in_which_a_cancelled_date_is_cancelled(site: Site) -> None:
    await enlist_all(site.database, *TOGETHER)
    await choose(site, 1)
    await choose(site, 3)
    address = (await links(site))["/mon-programme/agenda.ics"]
    site.client.cookies.clear()

    first = await site.client.get(address)
    off = at(3, title="Bal", days=1, place=REDON)
    assert off.published
    cancelled = tuple(replace(each, state="cancelled") for each in off.published.content.occurrences)
    publication = replace(off.published, content=replace(off.published.content, occurrences=cancelled))
    await enlist_all(site.database, replace(off, version=2, published=publication))
    second = await site.client.get(address, headers={"If-None-Match": first.headers["etag"]})
    third = await site.client.get(address, headers={"If-None-Match": second.headers["etag"]})

    events = icalendar.Calendar.from_ical(second.content).walk("VEVENT")
    assert [(str(each["SUMMARY"]), str(each["STATUS"])) for each in events] == [
        ("Atelier vélo", "CONFIRMED"),
        ("Annulé : Bal", "CANCELLED"),
    ]
    assert (first.status_code, second.status_code, third.status_code) == (200, 200, 304)
    assert "private" in first.headers["cache-control"]
    assert (
        await site.client.get(address.replace("agenda.ics", "agenda.ics").replace("cle=", "cle=x"))
    ).status_code == 404


async def test_what_leaves_the_programme_is_counted_until_it_is_taken_out(site: Site) -> None:
    await enlist_all(site.database, *TOGETHER)
    await choose(site, 1)
    await choose(site, 3)
    await enlist_all(site.database, decided(some_id(3), 2, online=False))

    said = unescape((await site.page("/mon-programme")).text)
    await post(site, "retirer")

    assert "1\xa0date de votre choix n’est plus en ligne" in said
    assert "plus en ligne" not in (await site.page("/mon-programme")).text


async def test_a_date_that_is_not_online_cannot_be_chosen_and_begins_no_programme(site: Site) -> None:
    await enlist_all(site.database, *TOGETHER)

    unknown = await post(site, "ajouter", manifestation=str(uuid4()), date=DATE)
    nonsense = await post(site, "ajouter", manifestation="x", date=DATE)
    elsewhere = await site.client.post(
        "/mon-programme/ajouter",
        data={"manifestation": str(some_id(1)), "date": DATE},
        headers={**BROWSER, "Sec-Fetch-Site": "cross-site"},
    )

    assert (unknown.status_code, nonsense.status_code, elsewhere.status_code) == (404, 422, 403)
    assert await rows(site.database, "SELECT 1 FROM own_programmes") == []


async def test_it_is_forgotten_at_once_or_when_nobody_opens_it_for_long(site: Site) -> None:
    await enlist_all(site.database, *TOGETHER)
    await choose(site, 1)
    own = (await links(site))["/mon-programme"]
    gone = await post(site, "effacer")
    await choose(site, 1)
    async with site.database.transaction() as tx:
        await tx.execute("UPDATE own_programmes SET opened_at = now() - $1::interval", 2 * KEPT)
        await delete_unopened(tx, KEPT)

    assert f"{SESSION}=" in gone.headers["set-cookie"]
    assert (await site.page(own)).status_code == 404
    assert await rows(site.database, "SELECT 1 FROM own_programme_dates") == []
    assert "Rien de choisi encore" in (await site.page("/mon-programme")).text


async def test_a_visitor_chooses_from_the_page_of_a_manifestation_without_script(site: Site, browser: Browser) -> None:
    await enlist_all(site.database, *TOGETHER)

    async with screen(browser, site.client, f"/programme/{some_id(1)}", width=375, script=False) as page:
        await page.get_by_role("button", name="Ajouter à mon programme").click()
        await expect(page.get_by_role("heading", name="Mon programme")).to_be_visible()
        await expect(page.get_by_role("link", name="Atelier vélo")).to_be_visible()
