"""The doors to the register of places."""

from dataclasses import replace
from uuid import UUID

from services.submission.manifestations.follow import follow
from services.submission.manifestations.rules.decisions import last_decision_of
from services.submission.places.rules.naming import place_id_of
from tests.security.rights.asking import Door, Request, Scene, numbers, simple
from tests.support.builders import RENNES, content, eligibility_decided, publication

PAGE = {"Accept": "text/html"}


async def named(scene: Scene) -> tuple[UUID, str]:
    """Have one more place of region 53 be published; return its id and name."""
    place = replace(RENNES, name=f"Maison de quartier, numéro {next(numbers)}")
    decision = eligibility_decided(published=publication(content=content(place=place)))
    async with scene.database.transaction() as tx:
        await follow(tx, [last_decision_of(decision)])
    return place_id_of(place.name, place.address, place.commune_code), place.name


async def register(scene: Scene) -> Request:
    _, name = await named(scene)
    return Request(path=f"/lieux?q={name}", headers=PAGE, shows=name)


async def places(scene: Scene) -> Request:
    _, name = await named(scene)
    return Request(path=f"/places?q={name}", shows=name)


async def compare(scene: Scene) -> Request:
    (one, name), (other, _) = await named(scene), await named(scene)
    return Request(path=f"/lieux/fusion?lieu={one}&lieu={other}", headers=PAGE, shows=name)


async def merge(scene: Scene) -> Request:
    (kept, _), (other, _) = await named(scene), await named(scene)
    data = {"garde": str(kept), "lieu": [str(kept), str(other)]}
    return Request(path="/lieux/fusion", headers=PAGE, sent={"data": data})


def place(method: str, after: str = "", **said: str) -> Door:
    async def prepare(scene: Scene) -> Request:
        place_id, name = await named(scene)
        sent = {"data": {"name": name, "address": "3 rue du Canal", "_version": "1", **said}}
        return Request(path=f"/lieux/{place_id}{after}", headers=PAGE, sent=sent if method == "POST" else {})

    return Door(method=method, route=f"/lieux/{{place_id}}{after}", prepare=prepare)


DOORS = [
    Door(method="GET", route="/places", prepare=places),
    Door(method="GET", route="/lieux", prepare=register),
    Door(method="GET", route="/lieux/fusion", prepare=compare),
    Door(method="POST", route="/lieux/fusion", prepare=merge),
    place("GET"),
    place("POST"),
    place("POST", "/proposer", propose="0"),
    simple("GET", "/lieux/propositions"),
]
