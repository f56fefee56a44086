import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest

from shared.contracts.content import PublicContact
from shared.contracts.details import Age, Booking, CoOrganiser, Price
from tests.integration.programme.conftest import BROWSER, Site
from tests.integration.programme.support import decided, decided_in, enlist_all
from tests.support.builders import ORGANISER, RENNES, content, occurrence, some_id

NOON = datetime(2026, 11, 14, 11, tzinfo=UTC)
HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)> \"&amp;"


def at(number: int, *, days: int = 0, hours: float = 2, **fields: Any) -> Any:
    starts_at = NOON + timedelta(days=days)
    return decided(
        some_id(number), 1, content=content(starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours), **fields)
    )


def words(html: str) -> str:
    """Return what a reader reads, on one line."""
    shown = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def data_block(html: str) -> dict[str, Any]:
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    read: dict[str, Any] = json.loads(block)
    return read


async def test_the_list_groups_by_day_in_french(site: Site) -> None:
    await enlist_all(site.database, at(1, title="Première"), at(2, title="Deuxième"), at(3, days=1, title="Troisième"))

    html = (await site.page("/")).text

    headings = re.findall(r'<h2 class="day-heading">(.*?)</h2>', html)
    assert [unescape(text).replace("\xa0", " ") for text in headings] == ["Samedi 14 novembre", "Dimanche 15 novembre"]
    assert html.index("Première") < html.index("Deuxième") < html.index("Troisième")
    assert "3 dates" in words(html)


async def test_a_card_says_what_when_where_who_and_for_whom(site: Site) -> None:
    await enlist_all(site.database, at(1, format="cine-debat", open_to_all=False, access="invitation"))

    text = words((await site.page("/")).text)

    for expected in (
        "Portes ouvertes de la ressourcerie",
        "Rennes (Ille-et-Vilaine)",
        "12 h – 14 h",
        "La Ressourcerie du canal",
        "Ciné-débat",
        "Sur invitation",
    ):
        assert expected in text


async def test_hours_are_those_of_the_place_and_overseas_zones_are_named(site: Site) -> None:
    await enlist_all(site.database, at(1, time_zone="Indian/Reunion"))

    listed, page = words((await site.page("/")).text), words((await site.page(f"/programme/{some_id(1)}")).text)

    assert "15 h – 17 h (heure de La Réunion)" in listed
    assert "Samedi 14 novembre 2026, 15 h – 17 h (heure de La Réunion)" in page


async def test_several_days_are_shown_as_a_range_and_stay_until_the_last(site: Site) -> None:
    await enlist_all(site.database, at(1, hours=75), at(2, days=2))

    html = (await site.page("/?from=2026-11-16&to=2026-11-16")).text

    assert "du samedi 14 au mardi 17 novembre" in words(html)
    assert html.index("Déjà commencées") < html.index("Lundi")


async def test_a_full_day_is_said_as_such(site: Site) -> None:
    midnight = datetime(2026, 11, 14, 23, tzinfo=UTC)
    whole = content(starts_at=midnight, ends_at=midnight + timedelta(hours=23, minutes=59))
    await enlist_all(site.database, decided(some_id(1), 1, content=whole))

    assert "toute la journée" in words((await site.page("/")).text)
    assert "Dimanche 15 novembre 2026, toute la journée" in words((await site.page(f"/programme/{some_id(1)}")).text)


async def test_the_calendar_counts_each_day_and_its_link_shows_just_as_many(site: Site) -> None:
    await enlist_all(site.database, at(1), at(2), at(3, days=1), at(4, hours=30), decided_in(5, region_code="52"))

    html = (await site.page("/?region=53")).text
    day = re.search(r'href="([^"]+)" aria-label="(samedi[^"]+)"', html)

    assert day
    assert unescape(day[2]).replace("\xa0", " ") == "samedi 14 novembre : 3 dates"
    assert unescape(day[1]) == "/?region=53&from=2026-11-14&to=2026-11-14#liste"
    assert "3 dates" in words((await site.page(unescape(day[1]).partition("#")[0])).text)


async def test_neighbouring_months_appear_only_when_something_takes_place(site: Site) -> None:
    await enlist_all(site.database, at(1))
    november_only = words((await site.page("/")).text)
    await enlist_all(site.database, at(2, days=20))

    both = words((await site.page("/")).text)

    assert "décembre 2026" not in november_only
    assert "décembre 2026" in both


async def test_each_active_filter_can_be_taken_off_alone(site: Site) -> None:
    html = (await site.page("/?region=53&theme=culture&q=atelier")).text

    chips = re.findall(r'<a class="chip" href="([^"]+)">(.*?)</a>', html)
    assert {
        words(label).removeprefix("Retirer le filtre ").removesuffix(" ×"): unescape(href) for href, label in chips
    } == {
        "« atelier »": "/?region=53&theme=culture#liste",
        "Bretagne": "/?q=atelier&theme=culture#liste",
        "Culture": "/?q=atelier&region=53#liste",
    }


async def test_the_form_keeps_what_was_chosen(site: Site) -> None:
    html = (await site.page("/?region=53&department=29&format=atelier&from=2026-11-10&q=v%C3%A9lo")).text

    for expected in (
        '<option value="53" selected>Bretagne</option>',
        '<option value="29" selected>Finistère (29)</option>',
        '<option value="atelier" selected>Atelier</option>',
        'type="date" value="2026-11-10"',
        'type="search" value="vélo"',
    ):
        assert expected in html
    assert '<option value="44"' not in html.split('name="department"')[1].split("</select>")[0]


async def test_a_department_of_another_region_gives_way_to_the_region(site: Site) -> None:
    await enlist_all(site.database, at(1))

    text = words((await site.page("/?region=53&department=75")).text)

    assert "1 date" in text
    assert "Rien ne correspond" not in text
    assert "Le département « Paris » n’est pas dans la région Bretagne" in text


async def test_a_faulty_filter_is_named_and_the_list_is_shown_all_the_same(site: Site) -> None:
    await enlist_all(site.database, at(1))

    answer = await site.page("/?region=99&from=hier&theme=developpement-durable")

    text = words(answer.text)
    assert answer.status_code == 200
    assert "Des filtres n’ont pas pu être appliqués" in text
    assert "« 99 » n’est pas le code INSEE d’une région" in text
    assert "1 date" in text


async def test_one_faulty_filter_is_one(site: Site) -> None:
    assert "Un filtre n’a pas pu être appliqué" in words((await site.page("/?region=99")).text)


async def test_an_arrondissement_is_written_as_people_write_it(site: Site) -> None:
    place = replace(RENNES, commune_name="Paris 11e Arrondissement", department_code="75", commune_code="75111")
    await enlist_all(site.database, at(1, place=place))

    for path in ("/", f"/programme/{some_id(1)}"):
        html = (await site.page(path)).text
        assert "Paris 11e arrondissement (Paris)" in words(html)
        assert "Arrondissement" not in html


async def test_an_empty_result_offers_a_way_out(site: Site) -> None:
    await enlist_all(site.database, at(1))

    html = (await site.page("/?q=introuvable")).text

    assert "Rien ne correspond à tous ces filtres" in words(html)
    assert '<a href="/">voyez tout le programme</a>' in html


async def test_an_empty_programme_invites_to_propose(site: Site) -> None:
    assert "Le programme se prépare" in words((await site.page("/")).text)


async def test_pages_lead_on_and_back(site: Site) -> None:
    await enlist_all(site.database, *(at(number, title=f"Numéro {number:02}") for number in range(1, 31)))

    first = (await site.page("/?region=53")).text
    onward = re.search(r'href="([^"]+)" rel="next"', first)
    assert onward
    second = (await site.page(unescape(onward[1]))).text

    assert (len(re.findall(r"Numéro \d\d", first)), len(re.findall(r"Numéro \d\d", second))) == (24, 6)
    assert "Revenir au début" in words(second)
    assert 'rel="next"' not in second


@pytest.mark.parametrize("path", ["/", f"/programme/{some_id(1)}"])
async def test_hostile_text_is_shown_and_never_obeyed(site: Site, path: str) -> None:
    hostile = replace(
        at(1).content,
        title=HOSTILE,
        description=f"{HOSTILE}\n\n</script><script>alert(2)</script>",
        place=replace(RENNES, name=HOSTILE, address=HOSTILE, commune_name=HOSTILE),
        public_contact=PublicContact(
            name=HOSTILE, email='a"b@c.example', phone="0299000000", website="javascript:alert(1)"
        ),
        online_url="javascript:alert(1)",
        format="<b>inconnu</b>",
        themes=("<i>inconnu</i>",),
    )
    await enlist_all(site.database, decided(some_id(1), 1, content=hostile, organiser=replace(ORGANISER, name=HOSTILE)))

    html = (await site.page(path)).text

    assert "<script>" not in html
    assert "<img src=x" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert "javascript:" not in html
    assert "&lt;script&gt;alert" in html


async def test_a_page_carries_the_event_for_search_engines(site: Site) -> None:
    hostile = replace(at(1).content, title=HOSTILE, attendance="mixed", online_url="https://visio.example/salle")
    await enlist_all(site.database, decided(some_id(1), 1, content=hostile))

    answer = await site.page(f"/programme/{some_id(1)}")

    event = data_block(answer.text)
    assert event["name"] == HOSTILE
    assert event["@type"] == "Event"
    assert (event["startDate"], event["url"]) == (
        "2026-11-14T12:00:00+01:00",
        f"https://programme.example/programme/{some_id(1)}",
    )
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in event["location"]] == ["Place", "VirtualLocation"]
    assert "script-src 'self';" in answer.headers["content-security-policy"]


async def test_a_page_says_everything_public_in_paragraphs(site: Site) -> None:
    contact = PublicContact(name="Camille Exemple", email="bonjour@filvert.example", phone="0299000000")
    text = "Premier paragraphe.\n\nDeuxième : à 10 h !"
    await enlist_all(site.database, at(1, description=text, public_contact=contact))

    html = (await site.page(f"/programme/{some_id(1)}")).text

    assert "<p>Premier paragraphe.</p>" in html
    assert "Deuxième\xa0: à 10\xa0h\u202f!" in html
    assert '<a href="tel:0299000000"' in html
    assert "02 99 00 00 00" in words(html)
    assert '<a href="mailto:bonjour@filvert.example"' in html
    assert "Le Hangar des possibles 3 rue du Canal 35000 Rennes (Ille-et-Vilaine)" in words(html)
    assert f'<link rel="canonical" href="https://programme.example/programme/{some_id(1)}">' in html


async def test_what_is_gone_or_unknown_has_a_page_with_a_way_out(site: Site) -> None:
    await enlist_all(site.database, at(1))
    await enlist_all(site.database, decided(some_id(1), 2, online=False))

    gone, unknown = await site.page(f"/programme/{some_id(1)}"), await site.page(f"/programme/{some_id(2)}")

    assert (gone.status_code, unknown.status_code) == (410, 404)
    assert "Cette manifestation n’est plus au programme" in words(gone.text)
    assert "Manifestation inconnue" in words(unknown.text)
    assert 'href="https://programme.example/"' in gone.text


async def test_a_strange_cursor_is_refused_with_a_page(site: Site) -> None:
    assert (await site.page("/?cursor=abc")).status_code == 422


def workshop(**fields: Any) -> Any:
    """Return three Saturdays, the second of them cancelled, the third in Brest."""
    brest = replace(
        RENNES, name="Les Ateliers du port", commune_name="Brest", commune_code="29019", department_code="29"
    )
    kinds: tuple[dict[str, Any], ...] = (
        {},
        {"state": "cancelled", "note": "L’animatrice est souffrante."},
        {"place": brest},
    )
    dates = tuple(
        occurrence(
            starts_at=NOON + timedelta(days=7 * week), ends_at=NOON + timedelta(days=7 * week, hours=2), **kinds[week]
        )
        for week in range(3)
    )
    return at(1, title="Réparer son vélo", occurrences=dates, **fields)


async def test_a_workshop_with_three_dates_has_a_card_on_each_of_its_days(site: Site) -> None:
    await enlist_all(site.database, workshop())

    html = (await site.page("/")).text

    headings = [unescape(text).replace("\xa0", " ") for text in re.findall(r'<h2 class="day-heading">(.*?)</h2>', html)]
    assert headings == ["Samedi 14 novembre", "Samedi 21 novembre", "Samedi 28 novembre"]
    assert "3 dates" in words(html)
    cancelled = words(html[html.index("21 novembre</h2>") : html.index("28 novembre</h2>")])
    assert "Annulé" in cancelled
    assert "L’animatrice est souffrante." in cancelled
    assert words(html).count("Annulé") == 1


async def test_the_calendar_passes_over_what_is_cancelled(site: Site) -> None:
    await enlist_all(site.database, workshop())

    labels = re.findall(r'aria-label="(samedi[^"]+)"', (await site.page("/")).text)

    assert [unescape(label).replace("\xa0", " ") for label in labels] == [
        "samedi 14 novembre : 1 date",
        "samedi 28 novembre : 1 date",
    ]


async def test_a_page_lists_every_date_with_its_hours_place_state_and_note(site: Site) -> None:
    await enlist_all(site.database, workshop())

    html = (await site.page(f"/programme/{some_id(1)}")).text

    dates = [
        words(item)
        for item in re.findall(r"<li[^>]*>(.*?)(?:<p><a.*?)?</li>", html[html.index("Les dates</h2>") :], re.DOTALL)
    ]
    rennes = "Le Hangar des possibles · 3 rue du Canal · 35000 Rennes (Ille-et-Vilaine)"
    brest = "Les Ateliers du port · 3 rue du Canal · 35000 Brest (Finistère)"
    assert dates[:3] == [
        f"Samedi 14 novembre 2026, 12 h – 14 h {rennes}",
        f"Samedi 21 novembre 2026, 12 h – 14 h Annulé L’animatrice est souffrante. {rennes}",
        f"Samedi 28 novembre 2026, 12 h – 14 h {brest}",
    ]
    assert "3 dates, du samedi 14 au samedi 28 novembre 2026" in words(html)
    assert "Rennes (Ille-et-Vilaine) et Brest (Finistère)" in words(html)


async def test_a_date_overseas_runs_on_its_own_clock(site: Site) -> None:
    saint_denis = replace(RENNES, commune_name="Saint-Denis", commune_code="97411", department_code="974")
    dates = (
        occurrence(starts_at=NOON, ends_at=NOON + timedelta(hours=2)),
        occurrence(starts_at=NOON, ends_at=NOON + timedelta(hours=2), place=saint_denis),
    )
    await enlist_all(site.database, at(1, occurrences=dates))

    for path in ("/", f"/programme/{some_id(1)}"):
        text = words((await site.page(path)).text)
        assert "12 h – 14 h" in text
        assert "15 h – 17 h (heure de La Réunion)" in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"state": "cancelled", "note": "Faute d’inscriptions."},
            "Cette manifestation est annulée Faute d’inscriptions.",
        ),
        ({"state": "full"}, "Complet"),
        ({"state": "moved_online"}, "En ligne A lieu en ligne, et non sur place"),
        ({"state": "postponed"}, "Reporté La nouvelle date n’est pas encore connue"),
        (
            {"state": "postponed", "previous_starts_at": NOON - timedelta(days=7)},
            "Reporté Prévu d’abord le samedi 7 novembre 2026 à 12 h",
        ),
    ],
)
async def test_what_is_not_as_expected_is_said_first(site: Site, fields: dict[str, Any], said: str) -> None:
    date = occurrence(starts_at=NOON, ends_at=NOON + timedelta(hours=2), **fields)
    await enlist_all(site.database, at(1, occurrences=(date,)))

    html = (await site.page(f"/programme/{some_id(1)}")).text

    banner, text = html.index('<div class="banner'), html.index('<div class="manifestation-text')
    assert words(html[banner:text]).startswith(said)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("full", "Complet Rennes (Ille-et-Vilaine) , 12 h – 14 h"),
        ("cancelled", "Annulé Rennes (Ille-et-Vilaine) , 12 h – 14 h"),
        ("postponed", "Reporté Rennes (Ille-et-Vilaine) , 12 h – 14 h"),
        ("moved_online", "En ligne au lieu de Rennes (Ille-et-Vilaine) , 12 h – 14 h"),
    ],
)
async def test_a_card_says_what_became_of_its_date(site: Site, state: str, said: str) -> None:
    date = occurrence(starts_at=NOON, ends_at=NOON + timedelta(hours=2), state=state)
    await enlist_all(site.database, at(1, occurrences=(date,)))

    assert said in words((await site.page("/")).text)


async def test_what_is_online_has_no_address(site: Site) -> None:
    await enlist_all(
        site.database,
        at(1, attendance="online", place=None, online_url="https://visio.example/salle", format="webinaire"),
    )

    listed, page = words((await site.page("/")).text), words((await site.page(f"/programme/{some_id(1)}")).text)

    assert "En ligne , 12 h – 14 h" in listed
    assert "Où En ligne À distance visio.example/salle" in page


async def test_an_address_that_is_kept_back_is_given_to_those_who_register(site: Site) -> None:
    await enlist_all(site.database, at(1, place=replace(RENNES, address=None)))

    text = words((await site.page(f"/programme/{some_id(1)}")).text)

    assert "Le Hangar des possibles Adresse communiquée à l’inscription 35000 Rennes" in text


async def test_a_page_says_access_price_and_booking_and_nothing_about_consent(site: Site) -> None:
    shown = at(
        1,
        access="registration",
        audiences=("families",),
        age=Age(lowest=8),
        price=Price(kind="paid", lowest_cents=500, highest_cents=500, conditions="Gratuit pour les adhérents"),
        booking=Booking(required=True, url="https://billet.example/1"),
        accessibility=("motor",),
        languages=("br",),
        co_organisers=(CoOrganiser(name="La Roue libre"),),
        public_contact=PublicContact(email="bonjour@filvert.example", print_consent=True),
    )
    await enlist_all(site.database, shown)

    html = (await site.page(f"/programme/{some_id(1)}")).text

    text = words(html)
    for said in (
        "Ouverte à toutes et à tous Sur inscription",
        "Pour qui Familles",
        "Âge À partir de 8 ans",
        "Tarif 5 € Gratuit pour les adhérents",
        "Réservation Obligatoire billet.example/1",
        "Accessibilité Handicap moteur",
        "Langues Breton",
        "La Ressourcerie du canal avec La Roue libre",
    ):
        assert said in text
    assert "consent" not in html


async def test_a_page_is_asked_for_again_each_time_and_sent_again_once_it_has_changed(site: Site) -> None:
    await enlist_all(site.database, at(1))
    paths = ("/", f"/programme/{some_id(1)}")
    first = [await site.page(path) for path in paths]
    again = [
        await site.client.get(path, headers={**BROWSER, "If-None-Match": answer.headers["etag"]})
        for path, answer in zip(paths, first, strict=True)
    ]
    await enlist_all(site.database, decided(some_id(1), 2, online=False, verdict="refused"))
    withdrawn = [
        await site.client.get(path, headers={**BROWSER, "If-None-Match": answer.headers["etag"]})
        for path, answer in zip(paths, first, strict=True)
    ]

    assert [answer.headers["cache-control"] for answer in first] == ["public, no-cache"] * 2
    assert [answer.headers["content-encoding"] for answer in first] == ["zstd"] * 2
    assert [(answer.status_code, answer.content) for answer in again] == [(304, b"")] * 2
    assert [answer.status_code for answer in withdrawn] == [200, 410]


async def test_a_version_that_reads_as_the_one_before_is_not_sent_again(site: Site) -> None:
    await enlist_all(site.database, at(1), at(2))
    paths = ("/", f"/programme/{some_id(1)}", "/manifestations?limit=1")
    known = [(await site.client.get(path)).headers["etag"] for path in paths]

    await enlist_all(site.database, *(replace(at(number), version=2) for number in (1, 2)))

    headers = [{"If-None-Match": etag} for etag in known]
    again = [await site.client.get(path, headers=one) for path, one in zip(paths, headers, strict=True)]
    assert [answer.status_code for answer in again] == [304, 304, 200]
