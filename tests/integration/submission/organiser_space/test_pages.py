"""The form, the state page and the list, as somebody without scripts meets them."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from playwright.async_api import Browser

from services.submission.manifestations.follow import follow
from services.submission.manifestations.rules.decisions import last_decision_of
from services.submission.organiser_space.views.form import DIRECTORY
from shared.contracts.eligibility import Reason
from shared.postgres.database import Database
from tests.integration.http.screen import ENDLESS, overflow, screen
from tests.integration.submission.organiser_space.browsing import BROWSER, send, visit
from tests.support.builders import eligibility_decided
from tests.support.people import sign_in
from tests.support.service import Client, MakeKey
from tests.support.submission import form_fields


@pytest.fixture
async def organiser(client: Client, database: Database, make_key: MakeKey) -> Client:
    """Give a client that is signed in as an organiser."""
    await sign_in(client, database, await make_key("organiser"))
    return client


async def registered(organiser: Client, **fields: Any) -> str:
    page = await send(organiser, "/inscription", form_fields(**fields))
    assert page.status == 200, page.text
    return page.path


async def count(database: Database) -> int:
    async with database.transaction(readonly=True) as tx:
        return int(await tx.fetchval("SELECT count(*) FROM manifestations"))


async def test_the_home_page_leads_to_the_form_and_the_form_to_the_sign_in(client: Client) -> None:
    there = await client.get("/inscription", headers=BROWSER, follow_redirects=False)
    home = await client.get("/", headers=BROWSER, follow_redirects=False)

    assert home.headers["location"] == "/inscription"
    back = quote("http://127.0.0.1:8001/inscription", safe="")
    assert there.headers["location"] == f"http://127.0.0.1:8001/connexion?suite={back}"


async def test_the_form_asks_everything_that_a_registration_needs(organiser: Client) -> None:
    page = await visit(organiser, "/inscription")

    assert set(form_fields()) <= set(page.values) | set(page.options) | {"open_to_all", "access"}
    assert len(page.values["_token"]) > 16


async def test_a_registration_ends_on_its_own_page(organiser: Client) -> None:
    page = await send(organiser, "/inscription", form_fields())

    assert page.path.startswith("/inscription/")
    assert "Merci, votre inscription est enregistrée" in page.text
    assert "En cours d’examen" in page.text
    assert "Samedi 14 novembre 2026, 10 h – 12 h 30" in page.text
    assert f"{page.path}/modifier" in page.links


async def test_a_double_click_registers_once(organiser: Client, database: Database) -> None:
    first, second = await registered(organiser), await registered(organiser)

    assert first == second
    assert await count(database) == 1


async def test_a_form_sent_again_with_other_words_says_that_it_was_sent(organiser: Client) -> None:
    await registered(organiser)
    page = await send(organiser, "/inscription", form_fields(title="Un autre titre"))

    assert "Ce formulaire a déjà été envoyé" in page.text
    assert page.values["title"] == "Un autre titre"
    assert page.values["_token"] != form_fields()["_token"]


@pytest.mark.parametrize("width", [1280, 360])
async def test_an_endless_title_does_not_widen_list_and_state(organiser: Client, browser: Browser, width: int) -> None:
    address = await registered(organiser, title=ENDLESS)

    for path in ("/mes-manifestations", address):
        async with screen(browser, organiser, path, width=width) as page:
            assert await page.get_by_role("heading", name=ENDLESS).count() == 1
            assert await overflow(page) == 0


async def test_a_faulty_form_keeps_every_value_and_says_all_that_is_wrong(organiser: Client) -> None:
    sent = form_fields(title="x", description="", organiser__siret="123", occurrences__0__from="25:00")
    page = await send(organiser, "/inscription", sent)

    assert page.status == 422
    assert "4 points à corriger" in page.text
    assert {"#champ-title", "#champ-description", "#champ-organiser-siret", "#champ-occurrences-0-from"} <= set(
        page.links
    )
    kept = {name: value for name, value in page.values.items() if name in sent}
    assert kept == sent


async def test_whoever_gives_no_number_is_shown_where_to_look_for_it_and_how_to_say_that_there_is_none(
    organiser: Client,
) -> None:
    page = await send(organiser, "/inscription", form_fields(organiser__siret="", organiser__name="Un cercle"))

    assert 422 == page.status
    assert "#champ-organiser-siret" in page.links
    assert f"http://127.0.0.1:8002{DIRECTORY}?nom=Un+cercle" in page.links
    assert not page.values["organiser.without_number"]

    court = {"organiser.court_entry.court": "Sélestat", "organiser.court_entry.volume": "12"}
    page = await send(organiser, "/inscription", {**page.values, **court})
    assert "Sélestat, volume 12" in page.text


async def test_several_communes_for_a_postcode_are_offered_and_the_rest_is_kept(organiser: Client) -> None:
    sent = form_fields(place__postcode="32450", place__commune="")
    page = await send(organiser, "/inscription", sent)

    assert page.status == 422
    assert "Plusieurs communes ont le code postal 32450" in page.text
    assert len(page.options["place.commune_code"]) == 13
    assert page.values["title"] == sent["title"]
    page = await send(organiser, "/inscription", {**page.values, "place.commune_code": "32076"})
    assert "Castelnau-Barbarens (Gers)" in page.text


async def test_what_was_written_is_shown_as_text(organiser: Client) -> None:
    answer = await organiser.post(
        "/inscription",
        data=form_fields(title="<script>alert(1)</script>", description='<img src=x onerror="alert(1)"> et du texte'),
        headers=BROWSER,
        follow_redirects=True,
    )

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


async def test_a_session_that_ended_loses_nothing_of_the_form(client: Client) -> None:
    page = await send(client, "/inscription", form_fields(title="Écrit pendant une heure"))

    assert page.status == 401
    assert "Votre session est terminée" in page.text
    assert page.values["title"] == "Écrit pendant une heure"
    assert page.values["_token"] == form_fields()["_token"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"verdict": "to_review", "online": False}, "En attente de la CRESS Bretagne"),
        ({"verdict": "refused", "online": False}, "Refusée"),
        ({"verdict": "eligible"}, "Acceptée, en ligne, peut être imprimée"),
        ({"verdict": "eligible", "paper": False}, "Acceptée, en ligne seulement"),
    ],
)
async def test_the_state_page_shows_the_decision_with_its_reasons(
    organiser: Client, database: Database, fields: dict[str, Any], words: str
) -> None:
    address = await registered(organiser)
    manifestation_id = address.rpartition("/")[2]
    async with database.transaction() as tx:
        await follow(tx, [last_decision_of(eligibility_decided(manifestation_id=UUID(manifestation_id), **fields))])

    page = await visit(organiser, address)
    assert words in page.text
    assert "L’organisateur est une association déclarée." in page.text
    public = [link for link in page.links if link.endswith(f"/programme/{manifestation_id}")]
    assert bool(public) == (fields["verdict"] == "eligible")


async def test_a_page_of_somebody_else_is_not_found(organiser: Client, database: Database, make_key: MakeKey) -> None:
    address = await registered(organiser)
    await sign_in(organiser, database, await make_key("organiser"))

    assert [(await visit(organiser, f"{address}{end}")).status for end in ("", "/modifier", "/retirer")] == [404] * 3


async def test_the_list_shows_one_s_own_and_says_when_there_are_none(organiser: Client) -> None:
    empty = await visit(organiser, "/mes-manifestations")
    address = await registered(organiser)
    page = await visit(organiser, "/mes-manifestations")

    assert "Vous n’avez encore rien inscrit" in empty.text
    assert address in page.links
    assert "En cours d’examen" in page.text


async def test_the_list_goes_on_over_pages(organiser: Client) -> None:
    for number in range(21):
        await registered(organiser, title=f"Titre {number}", _token=f"token-number-{number}")
    first = await visit(organiser, "/mes-manifestations")
    following = next(link for link in first.links if "cursor=" in link)
    second = await visit(organiser, following)

    assert "Titre 0" not in first.text
    assert "Titre 0" in second.text


async def test_a_chamber_acts_for_whoever_registered_in_its_region(
    organiser: Client, database: Database, make_key: MakeKey
) -> None:
    address = await registered(organiser)
    await sign_in(organiser, database, await make_key("moderator", "53"))
    mine, page = await visit(organiser, "/mes-manifestations"), await visit(organiser, address)

    assert "Manifestations de la région" in mine.text
    assert address in mine.links
    assert {f"{address}/modifier", f"{address}/retirer", f"{address}/remettre"} <= set(page.links)
    assert "en son nom" in page.text
    assert (await visit(organiser, "/inscription")).status == 200


async def test_fields_of_which_one_is_needed_are_not_called_optional(organiser: Client) -> None:
    text = (await visit(organiser, "/inscription")).text

    for label in ("Numéro SIREN ou SIRET", "Numéro RNA", "Code UAI", "Numéro RNF", "Adresse électronique", "Téléphone"):
        assert f"{label} (un au moins)" in text
    assert "Nom du contact (facultatif)" in text


async def test_what_decides_stands_apart_from_the_other_criteria(organiser: Client, database: Database) -> None:
    address = await registered(organiser)
    reserved = Reason(
        criterion="openness", code="not_open_to_all", outcome="not_met", message="Elle est sur invitation.", facts={}
    )
    decision = eligibility_decided(manifestation_id=UUID(address.rpartition("/")[2]), paper=False, reasons=(reserved,))
    async with database.transaction() as tx:
        await follow(tx, [last_decision_of(decision)])

    page = await visit(organiser, address)
    assert "Critères non remplis" not in page.text
    assert "Les critères Elle est sur invitation." in page.text


async def test_a_withdrawal_is_no_criterion_that_failed(organiser: Client, database: Database) -> None:
    address = await registered(organiser)
    await send(organiser, f"{address}/retirer", {"_version": "1"})
    withdrawn = Reason(
        criterion="registration", code="withdrawn", outcome="not_met", message="L’organisateur a retiré.", facts={}
    )
    fields: dict[str, Any] = {"version": 2, "judged_version": 2, "verdict": "withdrawn", "reasons": (withdrawn,)}
    decision = eligibility_decided(manifestation_id=UUID(address.rpartition("/")[2]), online=False, **fields)
    async with database.transaction() as tx:
        await follow(tx, [last_decision_of(decision)])

    page = await visit(organiser, address)
    assert "Vous avez retiré cette manifestation" in page.text
    assert "Critères non remplis" not in page.text
    assert "L’organisateur a retiré." not in page.text
