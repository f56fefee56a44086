"""The doors of submission."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from services.submission.accounts.links import draw_link
from services.submission.editions.bodies.form import values_of
from services.submission.manifestations.follow import follow
from services.submission.manifestations.rules.decisions import last_decision_of
from services.submission.teams.store import insert_invitation
from shared.contracts.eligibility import Reason
from shared.identity.keys import digest
from tests.security.rights import co_organisers, imports, people, places
from tests.security.rights.asking import Door, Request, Scene, numbers, once, simple
from tests.support.builders import eligibility_decided
from tests.support.edition import EDITION, know_editions
from tests.support.photos import picture
from tests.support.submission import form_fields, registration_body

PAGE = {"Accept": "text/html"}


def title() -> str:
    return f"Portes ouvertes, numéro {next(numbers)}"


async def registered(scene: Scene) -> tuple[str, str]:
    """Register one more manifestation of the organiser in region 53; returns its id and title."""
    body = registration_body(title=title())
    answer = await scene.client.post("/manifestations", json=body, headers={**once(), **scene.of("organiser")})
    return answer.json()["manifestation_id"], body["title"]


def api(method: str, after: str = "", **sent: object) -> Door:
    async def prepare(scene: Scene) -> Request:
        manifestation_id, _ = await registered(scene)
        headers = {} if method == "GET" else {"If-Match": '"1"'}
        if method == "PATCH":
            headers["Content-Type"] = "application/merge-patch+json"
        return Request(path=f"/manifestations/{manifestation_id}{after}", headers=headers, sent=sent)

    return Door(method=method, route=f"/manifestations/{{manifestation_id}}{after}", prepare=prepare)


async def appeal(scene: Scene) -> Request:
    manifestation_id, _ = await registered(scene)
    refusal = Reason(criterion="chamber", code="refused", outcome="not_met", message="Hors sujet.", facts={})
    refused = eligibility_decided(
        manifestation_id=UUID(manifestation_id), version=2, verdict="refused", reasons=(refusal,), online=False
    )
    async with scene.database.transaction() as tx:
        await follow(tx, [last_decision_of(refused)])
    sent = {"json": {"text": "Relisez, s’il vous plaît."}}
    return Request(path=f"/manifestations/{manifestation_id}/appeal", headers={"If-Match": '"1"'}, sent=sent)


def page(method: str, after: str = "", *, form: bool = False, said: Mapping[str, str] | None = None) -> Door:
    async def prepare(scene: Scene) -> Request:
        manifestation_id, its_title = await registered(scene)
        fields = form_fields(title=its_title) if form else {}
        sent = {"data": {**fields, **(said or {}), "_version": "1"}} if method == "POST" else {}
        return Request(path=f"/inscription/{manifestation_id}{after}", headers=PAGE, sent=sent)

    return Door(method=method, route=f"/inscription/{{manifestation_id}}{after}", prepare=prepare)


async def register(_: Scene) -> Request:
    return Request(path="/manifestations", sent={"json": registration_body(title=title())}, headers=once())


async def register_by_form(_: Scene) -> Request:
    number = next(numbers)
    fields = form_fields(title=f"Portes ouvertes, numéro {number}", _token=f"a-token-of-this-test-{number}")
    return Request(path="/inscription", sent={"data": fields}, headers=PAGE)


async def by_reference(scene: Scene) -> Request:
    number = next(numbers)
    body = registration_body(title=f"Portes ouvertes, numéro {number}")
    path = f"/manifestations/by-reference/agenda-{number}"
    await scene.client.put(path, json=body, headers=scene.of("organiser"))
    return Request(path=path, sent={"json": body})


async def withdrawal_by_reference(scene: Scene) -> Request:
    request = await by_reference(scene)
    return Request(path=f"{request.path}/withdrawal")


async def show_by_reference(scene: Scene) -> Request:
    return Request(path=(await by_reference(scene)).path)


async def send_picture(_: Scene) -> Request:
    return Request(path="/pictures", sent={"content": picture(500, 400)})


async def in_bulk(_: Scene) -> Request:
    items = [{"reference": f"agenda-{next(numbers)}", "manifestation": registration_body(title=title())}]
    return Request(path="/manifestations/bulk", sent={"json": {"items": items}}, headers=once())


def draft(method: str, after: str = "") -> Door:
    async def prepare(scene: Scene) -> Request:
        # One draft is enough for its picture: an account may have fifty.
        token = "a-draft-with-a-picture" if after == "/image" else f"a-draft-of-this-test-{next(numbers)}"
        sent = {**form_fields(title=title(), _token=token), "_brouillon": "1"}
        await scene.client.post("/inscription", data=sent, headers={**PAGE, **scene.of("organiser")})
        typed = {"data": {**form_fields(title=title()), "_version": "1"}} if (method, after) == ("POST", "") else {}
        return Request(path=f"/brouillons/{token}{after}", headers=PAGE, sent=typed)

    return Door(method=method, route=f"/brouillons/{{draft_id}}{after}", prepare=prepare)


def image(where: Door) -> Door:
    async def prepare(scene: Scene) -> Request:
        request = await where.prepare(scene)
        words = {"alt": "Deux couleurs, l’une à côté de l’autre.", "credit": "Les Roues libres"}
        return replace(request, sent={"data": words, "files": {"file": ("photo.jpg", picture(500, 400), "image/jpeg")}})

    return replace(where, prepare=prepare)


def edition(method: str, after: str = "", *, year: int = 2026) -> Door:
    async def prepare(scene: Scene) -> Request:
        # An edition as it is, and one that was archived before: what is asked changes nothing that others need.
        await know_editions(scene.database, replace(EDITION, year=2025, state="archived"))
        filled = dict(fields_of(values_of(EDITION))) if after == "/modifier" else {}
        sent = {"data": {**filled, "_version": "1"}} if method == "POST" else {}
        return Request(path=f"/gestion/editions/{year}{after}", headers=PAGE, sent=sent)

    return Door(method=method, route=f"/gestion/editions/{{year}}{after}", prepare=prepare)


def fields_of(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Give the fields of a form, by the names that they have in it."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for part, inner in parts:
        own = f"{name}.{part}" if name else str(part)
        if isinstance(inner, dict) or (isinstance(inner, list) and any(isinstance(each, dict) for each in inner)):
            yield from fields_of(inner, own)
        elif inner is not False:
            yield own, "true" if inner is True else inner


async def list_all(scene: Scene) -> Request:
    _, its_title = await registered(scene)
    return Request(path="/manifestations", shows=its_title)


async def list_mine(scene: Scene) -> Request:
    _, its_title = await registered(scene)
    return Request(path="/mes-manifestations", headers=PAGE, shows=its_title)


async def page_of_account(scene: Scene) -> Request:
    async with scene.database.transaction() as tx:
        await tx.execute(
            "INSERT INTO accounts (account_id, version, valid_after) "
            "SELECT account_id, version, valid_after FROM known_accounts ON CONFLICT (account_id) DO NOTHING"
        )
    return Request(path="/compte", headers=PAGE)


async def sign_in_by_link(scene: Scene) -> Request:
    async with scene.database.transaction() as tx:
        token = await draw_link(tx, email=f"personne-{next(numbers)}@exemple.fr")
    return Request(path="/connexion/lien", sent={"data": {"jeton": token}})


async def ask_for_link(_: Scene) -> Request:
    return Request(path="/connexion", sent={"data": {"address": f"personne-{next(numbers)}@exemple.fr"}})


async def show_link(scene: Scene) -> Request:
    async with scene.database.transaction() as tx:
        token = await draw_link(tx, email="personne@exemple.fr")
    return Request(path=f"/connexion/lien?jeton={token}")


async def date_at_once(scene: Scene) -> Request:
    manifestation_id, _ = await registered(scene)
    async with scene.database.transaction(readonly=True) as tx:
        content = await tx.fetchval("SELECT content FROM manifestations WHERE id = $1", UUID(manifestation_id))
    path = f"/inscription/{manifestation_id}/dates/{content['occurrences'][0]['occurrence_id']}"
    return Request(path=path, headers=PAGE, sent={"data": {"state": "full"}})


async def hand_over(scene: Scene) -> Request:
    manifestation_id, _ = await registered(scene)
    async with scene.database.transaction() as tx:
        await people.account_of(scene, tx)
    return Request(path=f"/inscription/{manifestation_id}/remettre", headers=PAGE, sent={"data": people.ADDRESS})


async def take_offer_back(scene: Scene) -> Request:
    manifestation_id, _ = await registered(scene)
    async with scene.database.transaction() as tx:
        invitation_id = await insert_invitation(
            tx,
            digest(f"offre-{next(numbers)}"),
            email="collegue@exemple.fr",
            label="Manifestation",
            invited_by=await people.account_of(scene, tx),
            team_id=None,
            region_code=None,
            manifestation_id=UUID(manifestation_id),
        )
    path = f"/inscription/{manifestation_id}/remettre/invitations/{invitation_id}/annuler"
    return Request(path=path, headers=PAGE)


DOORS = [
    simple("GET", "/"),
    simple("GET", "/connexion"),
    Door(method="POST", route="/connexion", prepare=ask_for_link),
    Door(method="GET", route="/connexion/lien", prepare=show_link),
    Door(method="POST", route="/connexion/lien", prepare=sign_in_by_link),
    simple("GET", "/session"),
    simple("GET", "/acces"),
    Door(method="GET", route="/compte", prepare=page_of_account),
    simple("POST", "/deconnexion"),
    simple("POST", "/deconnexion/partout"),
    simple("GET", "/themes"),
    simple("GET", "/formats"),
    simple("GET", "/communes", "/communes?postcode=35000"),
    Door(method="GET", route="/manifestations", prepare=list_all),
    Door(method="POST", route="/manifestations", prepare=register),
    api("GET"),
    api("PUT", json=registration_body()),
    api("PATCH", json={"title": "Autre titre"}),
    api("POST", "/withdrawal"),
    api("GET", "/messages"),
    api("POST", "/messages", json={"text": "Une précision."}),
    Door(method="POST", route="/manifestations/{manifestation_id}/appeal", prepare=appeal),
    Door(method="GET", route="/manifestations/by-reference/{reference}", prepare=show_by_reference),
    Door(method="PUT", route="/manifestations/by-reference/{reference}", prepare=by_reference),
    Door(method="POST", route="/manifestations/by-reference/{reference}/withdrawal", prepare=withdrawal_by_reference),
    simple("POST", "/manifestations/validation", json=registration_body()),
    simple("POST", "/manifestations/bulk/validation", json={"items": [{"reference": "agenda-1", "withdrawn": True}]}),
    Door(method="POST", route="/manifestations/bulk", prepare=in_bulk),
    Door(method="POST", route="/pictures", prepare=send_picture),
    simple("GET", "/inscription"),
    Door(method="POST", route="/inscription", prepare=register_by_form),
    draft("GET"),
    draft("POST"),
    draft("GET", "/apercu"),
    draft("GET", "/semblables"),
    draft("GET", "/image"),
    image(draft("POST", "/image")),
    draft("GET", "/supprimer"),
    draft("POST", "/supprimer"),
    page("GET"),
    page("POST", "/reprendre"),
    Door(method="POST", route="/inscription/{manifestation_id}/dates/{occurrence_id}", prepare=date_at_once),
    Door(method="GET", route="/mes-manifestations", prepare=list_mine),
    page("GET", "/modifier"),
    page("POST", "/modifier", form=True),
    page("GET", "/image"),
    image(page("POST", "/image")),
    page("GET", "/retirer"),
    page("POST", "/retirer"),
    simple("GET", "/editions"),
    simple("GET", "/editions/{year}", "/editions/2026"),
    simple("GET", "/gestion"),
    simple("GET", "/gestion/editions"),
    edition("GET"),
    edition("POST", "/preparer", year=2027),
    edition("GET", "/modifier"),
    edition("POST", "/modifier"),
    edition("GET", "/ouvrir"),
    edition("POST", "/ouvrir"),
    edition("GET", "/archiver"),
    edition("POST", "/archiver", year=2025),
    page("GET", "/historique"),
    page("GET", "/echanges"),
    page("POST", "/echanges", said={"act": "note", "note": "Une précision."}),
    page("GET", "/remettre"),
    Door(method="POST", route="/inscription/{manifestation_id}/remettre", prepare=hand_over, by="session"),
    Door(
        method="POST",
        route="/inscription/{manifestation_id}/remettre/invitations/{invitation_id}/annuler",
        prepare=take_offer_back,
    ),
    *people.DOORS,
    *co_organisers.DOORS,
    *imports.DOORS,
    *places.DOORS,
    # Last: what the organiser registers from then on is a team's.
    page("POST", "/equipe"),
]
