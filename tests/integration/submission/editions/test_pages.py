"""The national team changes editions on pages: what a change does is said first, and nobody overwrites another."""

from collections.abc import Mapping
from typing import Any

import pytest

from services.submission.editions.look_up import look_up
from shared.contracts.submission import EditionChanged
from shared.editions.rules import cut_off_of
from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import BROWSER, Page
from tests.support.edition import EDITION
from tests.support.eventually import eventually
from tests.support.service import Client, MakeKey, bearer
from tests.support.submission import registration_body

BRETAGNE = next(n for n, each in enumerate(EDITION.regions) if each.region_code == "53")
CUT_OFF = f"region.{BRETAGNE}.cut_off"


@pytest.fixture
async def national(client: Client, make_key: MakeKey) -> Client:
    client.headers.update({**BROWSER, **bearer(await make_key("national"))})
    return client


async def shown(client: Client, path: str) -> Page:
    return Page(await client.get(path))


async def sent(client: Client, path: str, values: Mapping[str, Any]) -> Page:
    return Page(await client.post(path, data=dict(values)))


async def known(database: Database, year: int = 2026) -> EditionChanged:
    async with database.transaction(readonly=True) as tx:
        return await look_up(tx, year)


async def register(client: Client, make_key: MakeKey, key: str) -> int:
    headers = {**bearer(await make_key("organiser")), "Idempotency-Key": key, "Accept": "application/json"}
    return (await client.post("/manifestations", json=registration_body(), headers=headers)).status_code


async def test_the_form_sent_back_as_it_was_shown_changes_nothing(national: Client, database: Database) -> None:
    form = await shown(national, "/gestion/editions/2026/modifier")
    after = await sent(national, "/gestion/editions/2026/modifier", form.values)

    assert "Rien n’a changé" in after.text
    assert EDITION == await known(database)


async def test_a_moved_cut_off_is_weighed_confirmed_and_followed_without_a_restart(
    national: Client, database: Database, make_key: MakeKey
) -> None:
    assert await register(national, make_key, "the-first") == 201
    form = await shown(national, "/gestion/editions/2026/modifier")
    values = {**form.values, CUT_OFF: "2026-10-20T12:00", "first_day": "2026-10-02", "review.escalate": "5"}

    asked = await sent(national, "/gestion/editions/2026/modifier", values)
    assert "1 manifestation y est déjà" in asked.text.replace("\xa0", " ")
    assert (await known(database)).version == 1

    after = await sent(national, "/gestion/editions/2026/modifier", {**asked.values, "_confirmed": "1"})
    assert "L’édition est enregistrée" in after.text
    found = cut_off_of(await known(database), "53")
    assert found is not None
    assert found[0].isoformat() == "2026-10-20T12:00:00"
    assert "rappel après 3 jours, équipe nationale après 5 jours" in after.text.replace("\xa0", " ")

    async def followed() -> bool:
        return "vendredi 2 octobre" in (await national.get("/inscription", headers=bearer(organiser))).text.replace(
            "\xa0", " "
        )

    organiser = await make_key("organiser")
    await eventually(followed)


async def test_faults_stand_at_their_fields_and_what_was_filled_in_stays(national: Client) -> None:
    form = await shown(national, "/gestion/editions/2026/modifier")
    new = len(EDITION.themes)
    values = {
        **form.values,
        f"theme.{new}.label": "x",
        "last_day": "2026-09-01",
        "national_contact": "equipe@exemple.fr",
    }

    again = await sent(national, "/gestion/editions/2026/modifier", values)

    assert again.status == 422
    assert {f"#champ-theme-{new}-label", "#champ-last_day"} <= set(again.links)
    assert again.values["national_contact"] == "equipe@exemple.fr"


async def test_a_theme_is_added_renamed_and_removed(national: Client, database: Database) -> None:
    form = await shown(national, "/gestion/editions/2026/modifier")
    new = len(EDITION.themes)
    values = {**form.values, "theme.0.label": "Achats", "theme.1.label": "", f"theme.{new}.label": "Économie de la mer"}
    await sent(national, "/gestion/editions/2026/modifier", values)

    themes = {theme.slug: theme for theme in (await known(database)).themes}
    assert themes["achats-responsables"].label == "Achats"
    assert "action-sociale" not in themes
    assert (themes["economie-de-la-mer"].label, themes["economie-de-la-mer"].links_to_ess) == (
        "Économie de la mer",
        False,
    )


async def test_a_ground_of_refusal_is_added_with_its_sentence_and_removed(national: Client, database: Database) -> None:
    form = await shown(national, "/gestion/editions/2026/modifier")
    new = f"ground.{len(EDITION.refusal_grounds)}"
    values = {**form.values, "ground.0.label": "", f"{new}.label": "Hors région"}
    silent = await sent(national, "/gestion/editions/2026/modifier", values)
    sentence = "Elle se tient hors de la région."
    await sent(national, "/gestion/editions/2026/modifier", {**values, f"{new}.sentence": sentence})

    grounds = {ground.slug: ground.sentence for ground in (await known(database)).refusal_grounds}
    assert silent.status == 422
    assert f"#champ-{new.replace('.', '-')}-sentence" in silent.links
    assert "organiser" not in grounds
    assert grounds["hors-region"] == sentence


async def test_of_two_who_change_the_same_version_the_second_is_shown_the_change(
    national: Client, database: Database
) -> None:
    form = await shown(national, "/gestion/editions/2026/modifier")
    await sent(national, "/gestion/editions/2026/modifier", {**form.values, "national_contact": "a@exemple.fr"})

    second = await sent(
        national, "/gestion/editions/2026/modifier", {**form.values, "national_contact": "b@exemple.fr"}
    )
    assert (second.status, second.values["_version"]) == (412, "2")
    assert "a changé entre-temps" in second.text
    assert (await known(database)).national_contact == "a@exemple.fr"


async def test_the_next_edition_is_prepared_and_takes_the_place_of_this_one(
    national: Client, database: Database, make_key: MakeKey
) -> None:
    assert await register(national, make_key, "the-first") == 201
    assert "préparation" in (await sent(national, "/gestion/editions/2027/preparer", {})).text
    refused = await sent(national, "/gestion/editions/2027/ouvrir", {"_version": "1"})
    assert (refused.status, "archivez-la avant" in refused.text) == (409, True)

    asked = await shown(national, "/gestion/editions/2026/archiver")
    assert "attend encore une décision" in asked.text
    assert "archivée" in (await sent(national, "/gestion/editions/2026/archiver", asked.values)).text
    assert "ouverte" in (await sent(national, "/gestion/editions/2027/ouvrir", {"_version": "1"})).text

    following = await known(database, 2027)
    assert (following.state, following.first_day.isoformat(), cut_off_of(following, "53")) == (
        "open",
        "2027-10-01",
        None,
    )
    assert "2026 est archivée" in (await shown(national, "/gestion/editions/2026/modifier")).text


async def test_an_edition_that_is_not_there_and_one_that_does_not_follow_are_404(national: Client) -> None:
    assert (await national.get("/gestion/editions/2031")).status_code == 404
    assert (await national.post("/gestion/editions/2031/preparer", data={})).status_code == 404
