"""The doors of programme."""

from uuid import UUID

from services.programme.favourites.addresses import with_key
from services.programme.favourites.change import choose, share
from services.programme.favourites.open import links_of, open_programme
from services.programme.favourites.own_programme import Purpose
from services.programme.listings.look_up import outline_of
from shared.clock import at_present
from tests.integration.programme.support import decided_in, enlist_all
from tests.security.rights.asking import Door, Request, Scene, numbers, once, simple
from tests.support.builders import OCCURRENCE


async def listed(scene: Scene) -> UUID:
    """List one more manifestation of region 53."""
    number = next(numbers)
    await enlist_all(scene.database, decided_in(number))
    return UUID(int=number)


async def snapshot(scene: Scene) -> str:
    """Cut region 53 once more."""
    await listed(scene)
    answer = await scene.client.post(
        "/print-snapshots", json={"region_code": "53"}, headers={**once(), **scene.of("national team")}
    )
    return str(answer.json()["snapshot_id"])


def of_listed(route: str) -> Door:
    async def prepare(scene: Scene) -> Request:
        return Request(path=route.replace("{manifestation_id}", str(await listed(scene))))

    return Door(method="GET", route=route, prepare=prepare)


def of_short() -> Door:
    async def prepare(scene: Scene) -> Request:
        manifestation_id = await listed(scene)
        async with scene.database.transaction(readonly=True) as tx:
            outline = await outline_of(tx, manifestation_id, now=at_present())
        return Request(path=f"/m/{outline.short_code}")

    return Door(method="GET", route="/m/{code}", prepare=prepare)


def of_own(method: str, route: str, purpose: Purpose) -> Door:
    """Return a door of somebody's own programme, to whoever has the link for it: nobody is asked who they are."""

    async def prepare(scene: Scene) -> Request:
        chosen = (await listed(scene), OCCURRENCE.occurrence_id)
        async with scene.database.transaction() as tx:
            own = await choose(tx, "", chosen)
            await share(tx, own, shared=True)
            link = (await links_of(tx, await open_programme(tx, own, "own")))[purpose]
        if method == "GET":
            return Request(path=with_key(route, link))
        fields = (
            {"manifestation": str(chosen[0]), "date": str(chosen[1])} if route.endswith(("ajouter", "retirer")) else {}
        )
        return Request(path=route, sent={"data": {"cle": link, **fields}})

    return Door(method=method, route=route, prepare=prepare)


def of_snapshot(method: str, after: str = "") -> Door:
    async def prepare(scene: Scene) -> Request:
        return Request(path=f"/print-snapshots/{await snapshot(scene)}{after}")

    return Door(method=method, route=f"/print-snapshots/{{snapshot_id}}{after}", prepare=prepare)


async def report(scene: Scene) -> Request:
    path = f"/programme/{await listed(scene)}/signaler"
    return Request(path=path, headers={"Accept": "text/html"}, sent={"data": {"reason": "unfit"}})


DOORS = [
    simple("GET", "/"),
    simple("GET", "/images/{sha256}/{name}", f"/images/{'ab' * 32}/480.webp"),
    simple("GET", "/editions/{year}", "/editions/2026"),
    simple("GET", "/regions/{value}", "/regions/53"),
    simple("GET", "/communes/{value}", "/communes/35238"),
    simple("GET", "/themes/{value}", "/themes/culture"),
    simple("GET", "/organisateurs/{value}", f"/organisateurs/{UUID(int=0x57)}"),
    of_short(),
    of_listed("/programme/{manifestation_id}"),
    of_listed("/programme/{manifestation_id}/agenda.ics"),
    of_listed("/programme/{manifestation_id}/signaler"),
    Door(method="POST", route="/programme/{manifestation_id}/signaler", prepare=report),
    simple("GET", "/programme/agenda.ics"),
    simple("GET", "/programme/export.csv"),
    simple("GET", "/programme/export.xlsx"),
    simple("GET", "/programme/carte.geojson"),
    simple("GET", "/programme/openagenda.json"),
    simple("GET", "/programme/carte"),
    simple("GET", "/editions/{year}/carte", "/editions/2026/carte"),
    simple("GET", "/mon-programme"),
    of_own("GET", "/programme-partage", "shared"),
    of_own("GET", "/mon-programme/agenda.ics", "calendar"),
    *(of_own("POST", f"/mon-programme/{act}", "own") for act in ("ajouter", "retirer", "partager", "ici", "effacer")),
    simple("GET", "/programme/suggestions", "/programme/suggestions?q=velo"),
    simple("GET", "/programme/suggestions/communes", "/programme/suggestions/communes?near=redon"),
    simple("GET", "/programme/nouveautes"),
    simple("GET", "/programme/nouveautes.atom"),
    simple("GET", "/programme/versions"),
    simple("GET", "/programme/cadre"),
    simple("GET", "/oembed", "/oembed?url=https://mois-ess.example/"),
    simple("GET", "/robots.txt"),
    simple("GET", "/sitemap.xml"),
    simple("GET", "/sitemaps/{year}/{part}", "/sitemaps/2026/1"),
    simple("GET", "/manifestations"),
    simple("GET", "/manifestations/changes"),
    of_listed("/manifestations/{manifestation_id}"),
    simple("GET", "/print-snapshots"),
    simple("POST", "/print-snapshots", json={"region_code": "53"}),
    of_snapshot("GET"),
    of_snapshot("GET", "/content"),
    of_snapshot("GET", "/entries"),
    of_snapshot("POST", "/verification"),
]
