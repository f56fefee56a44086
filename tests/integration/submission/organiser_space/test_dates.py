"""Several dates in a form without script: buttons add and remove them, and never register."""

from typing import Any
from uuid import UUID

from services.submission.manifestations.follow import follow
from services.submission.manifestations.rules.decisions import last_decision_of
from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import BROWSER, Page, send, visit
from tests.integration.submission.organiser_space.test_pages import count, organiser, registered
from tests.support.builders import eligibility_decided, publication
from tests.support.service import Client
from tests.support.submission import form_fields

__all__ = ["organiser"]

BREST = {"name": "Le Quai", "address": "1 quai du Port", "postcode": "29200", "commune": "Brest"}


def second_date(**fields: str) -> dict[str, str]:
    block = {"date": "2026-11-20", "from": "18:00", "to": "20:00", **fields}
    return {f"occurrences.1.{name}": value for name, value in block.items()}


def days(page: Page) -> list[str]:
    return [page.values[name] for name in sorted(page.values) if name.endswith(".date")]


async def test_a_date_is_added_and_everything_typed_is_kept(organiser: Client, database: Database) -> None:
    sent = form_fields(title="x", occurrences__0__note="Salle du haut")
    page = await send(organiser, "/inscription", {**sent, "_ajouter": "1"})

    assert (page.status, days(page)) == (200, ["2026-11-14", ""])
    assert {name: value for name, value in page.values.items() if name in sent} == sent
    assert "à corriger" not in page.text
    assert await count(database) == 0


async def test_the_button_leads_to_the_new_block_and_enter_keeps_the_draft(organiser: Client) -> None:
    answer = await organiser.get("/inscription", headers=BROWSER)
    added = await organiser.post("/inscription", data=form_fields(_ajouter="1"), headers=BROWSER)

    assert 'formaction="/inscription#champ-occurrences-1"' in answer.text
    assert 'id="champ-occurrences-1"' in added.text
    form = answer.text[answer.text.index('action="/inscription"') :]
    assert form.index("Enregistrer le brouillon</button>") < form.index("formaction")


async def test_a_date_is_removed_and_the_others_move_up(organiser: Client) -> None:
    sent = form_fields(**second_date(note="Deuxième"), _retirer="0")
    page = await send(organiser, "/inscription", sent)

    assert (page.status, days(page)) == (200, ["2026-11-20"])
    assert page.values["occurrences.0.note"] == "Deuxième"
    last = await send(organiser, "/inscription", {**page.values, "_retirer": "0"})
    assert days(last) == [""]


async def test_a_session_that_ended_keeps_the_dates_as_well(client: Client) -> None:
    page = await send(client, "/inscription", form_fields(**second_date(), _ajouter="1"))

    assert (page.status, days(page)) == (401, ["2026-11-14", "2026-11-20", ""])


async def test_three_dates_are_registered_together(organiser: Client) -> None:
    third = {"occurrences.2.date": "2026-11-27", "occurrences.2.all_day": "true", "occurrences.2.until": "2026-11-29"}
    own = {f"place.{name}": value for name, value in BREST.items()}
    page = await send(organiser, "/inscription", form_fields(**second_date(**own), **third))

    assert page.status == 200
    for words in (
        *("Samedi 14 novembre 2026, 10 h – 12 h 30", "Vendredi 20 novembre 2026, 18 h – 20 h"),
        *("Du vendredi 27 novembre au dimanche 29 novembre 2026", "Brest (Finistère)"),
    ):
        assert words in page.text.replace("\u202f", " ")


async def test_a_fault_of_a_later_date_leads_to_its_field(organiser: Client) -> None:
    page = await send(organiser, "/inscription", form_fields(**second_date(to="", date="2026-13-01")))

    assert page.status == 422
    assert {"#champ-occurrences-1-date", "#champ-occurrences-1-to"} <= set(page.links)


async def test_the_commune_of_a_date_is_chosen_from_a_list_where_several_share_a_postcode(organiser: Client) -> None:
    shared = {"place.name": "La Halle", "place.address": "1 place", "place.postcode": "29120", "place.commune": ""}
    page = await send(organiser, "/inscription", form_fields(**second_date(**shared)))

    assert page.status == 422
    [chosen, *_] = [code for code in page.options["occurrences.1.place.commune_code"] if code]
    page = await send(organiser, "/inscription", {**page.values, "occurrences.1.place.commune_code": chosen})
    assert page.path.startswith("/inscription/")


async def test_an_amendment_shows_every_date_with_its_state_and_keeps_who_is_who(organiser: Client) -> None:
    address = await registered(organiser, **second_date())
    form = await visit(organiser, f"{address}/modifier")
    changed = {**form.values, "occurrences.0.state": "cancelled", "occurrences.1.date": "2026-11-28"}
    page = await send(organiser, f"{address}/modifier", {**changed, "occurrences.1.state": "postponed"})
    again = await visit(organiser, f"{address}/modifier")

    assert days(form) == ["2026-11-14", "2026-11-20"]
    assert form.options["occurrences.0.state"] == ["scheduled", "full", "postponed", "cancelled"]
    assert "Annulée" in page.text
    assert "Prévue auparavant le vendredi 20 novembre 2026 à 18 h" in page.text
    ids = [f"occurrences.{position}.occurrence_id" for position in range(2)]
    assert [again.values[name] for name in ids] == [form.values[name] for name in ids]


async def test_adding_a_date_to_an_amendment_changes_nothing_yet(organiser: Client) -> None:
    address = await registered(organiser)
    form = await visit(organiser, f"{address}/modifier")
    page = await send(organiser, f"{address}/modifier", {**form.values, "title": "Autre", "_ajouter": "1"})

    assert (page.status, days(page)) == (200, ["2026-11-14", ""])
    assert (page.values["title"], page.values["_version"]) == ("Autre", "1")
    saved = await send(organiser, f"{address}/modifier", {**page.values, "occurrences.1.date": ""})
    assert "Version 2" in saved.text


async def under_review(database: Database, address: str) -> None:
    decision: Any = eligibility_decided(
        manifestation_id=UUID(address.rpartition("/")[2]),
        version=2,
        judged_version=2,
        verdict="to_review",
        published=publication(judged_version=1),
    )
    async with database.transaction() as tx:
        await follow(tx, [last_decision_of(decision)])


async def test_while_an_amendment_is_looked_at_the_former_version_can_be_opened(
    organiser: Client, database: Database
) -> None:
    address = await registered(organiser)
    form = await visit(organiser, f"{address}/modifier")
    await send(organiser, f"{address}/modifier", {**form.values, "title": "Autre titre"})
    await under_review(database, address)
    page = await visit(organiser, address)

    assert "La version précédente reste en ligne" in page.text
    assert "Voir la version en ligne" in page.text
    assert [link for link in page.links if link.endswith(f"/programme/{address.rpartition('/')[2]}")]
