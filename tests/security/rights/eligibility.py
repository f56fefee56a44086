"""The doors of eligibility."""

from uuid import UUID

from services.eligibility.absences.store import list_colleagues
from services.eligibility.desk.set_timers import set_timers
from services.eligibility.structures.tie import tie
from tests.integration.eligibility.support import answer_for, assess_all, changed, keep, told_structures
from tests.security.rights import proofs
from tests.security.rights.asking import Door, Request, Scene, numbers, simple
from tests.support.builders import manifestation_changed
from tests.support.clock import day_in_paris


async def dossier(scene: Scene) -> UUID:
    """Open one more dossier of region 53."""
    event = changed(next(numbers))
    await assess_all(scene.database, event)
    return event.manifestation_id


async def list_queue(scene: Scene) -> Request:
    opened = await dossier(scene)
    return Request(path="/dossiers?limit=100", shows=str(opened))


async def show(scene: Scene) -> Request:
    return Request(path=f"/dossiers/{await dossier(scene)}")


async def decide(scene: Scene) -> Request:
    body = {"verdict": "eligible", "message": "Vu par la chambre."}
    return Request(path=f"/dossiers/{await dossier(scene)}/decisions", sent={"json": body}, headers={"If-Match": '"1"'})


async def show_structure(scene: Scene) -> Request:
    return Request(path=f"/structures/{await structure(scene)}")


async def list_ending(scene: Scene) -> Request:
    structure_id = await structure(scene)
    async with scene.database.transaction() as tx:
        await tx.execute("UPDATE structures SET region_code = '53', verified_until = now() + interval '1 day'")
    return Request(path="/structures?limit=100", shows=str(structure_id))


async def structure(scene: Scene) -> UUID:
    """Let a chamber recognise who speaks for a structure of region 52, which is told then."""
    await keep(scene.database)
    await answer_for(scene.database, manifestation_changed().owner)
    await dossier(scene)
    return (await told_structures(scene.database))[-1].structure_id


async def withdraw_tie(scene: Scene) -> Request:
    structure_id, account = await structure(scene), f"{next(numbers):08x}"
    async with scene.database.transaction() as tx:
        await tie(tx, account=account, structure_id=structure_id, made_by="national")
        await tx.execute("UPDATE structures SET region_code = '53'")
    return Request(path=f"/structures/{structure_id}/ties/{account}/withdrawal")


async def desk(scene: Scene) -> Request:
    opened = await dossier(scene)
    # As many as there may be before it, it is on the first page of what its own words find.
    async with scene.database.transaction() as tx:
        await tx.execute("UPDATE dossiers SET search_text = $1 WHERE manifestation_id = $2", f" n{opened.hex}", opened)
    return Request(path=f"/bureau?q=n{opened.hex}", headers=PAGE, shows=str(opened))


async def desk_dossier(scene: Scene) -> Request:
    return Request(path=f"/bureau/dossiers/{await dossier(scene)}", headers=PAGE)


async def desk_decision(scene: Scene) -> Request:
    body = {"act": "accept", "_version": "1"}
    return Request(path=f"/bureau/dossiers/{await dossier(scene)}/decision", headers=PAGE, sent={"data": body})


async def desk_step(scene: Scene) -> Request:
    body = {"step": "take_on", "_version": "1"}
    return Request(path=f"/bureau/dossiers/{await dossier(scene)}/suite", headers=PAGE, sent={"data": body})


async def desk_undoing(scene: Scene) -> Request:
    """Have the chamber of region 53 decide, which it alone may take back."""
    request = await desk_decision(scene)
    headers = {**PAGE, **scene.of("chamber")}
    decided = await scene.client.post(request.path, headers=headers, follow_redirects=False, **request.sent)
    ruling_id = decided.headers["location"].partition("fait=")[2][:36]
    return Request(path=f"/bureau/decisions/{ruling_id}/annuler", headers=PAGE, sent={"data": {}})


async def desk_several(scene: Scene) -> Request:
    opened = await dossier(scene)
    return Request(path=f"/bureau/ensemble?_d={opened}:1", headers=PAGE, shows=str(opened))


async def desk_several_decided(scene: Scene) -> Request:
    body = {"act": "accept", "_d": f"{await dossier(scene)}:1", "_confirmed": "1"}
    return Request(path="/bureau/ensemble", headers=PAGE, sent={"data": body})


def desk_log(path: str) -> Door:
    async def prepare(scene: Scene) -> Request:
        """Have the chamber of region 53 do something, which is a line of its log."""
        request = await desk_step(scene)
        await scene.client.post(request.path, headers={**PAGE, **scene.of("chamber")}, **request.sent)
        return Request(path=path, headers=PAGE, shows=request.path.split("/")[3])

    return Door(method="GET", route=path, prepare=prepare)


async def desk_late(scene: Scene) -> Request:
    """Have a dossier of region 53 wait, which its page of delays shows."""
    await dossier(scene)
    async with scene.database.transaction() as tx:
        await set_timers(tx)
    return Request(path="/bureau/retards", headers=PAGE, shows="CRESS Bretagne")


async def desk_view(_: Scene) -> Request:
    return Request(path="/bureau/vues", headers=PAGE, sent={"data": {"view": "Ateliers", "q": "atelier"}})


async def desk_view_forgotten(_: Scene) -> Request:
    return Request(path="/bureau/vues/retirer", headers=PAGE, sent={"data": {"view": "Ateliers"}})


async def desk_absence(scene: Scene) -> Request:
    """Leave the queue to the national team, whoever asks."""
    async with scene.database.transaction(readonly=True) as tx:
        colleagues = await list_colleagues(tx)
    substitute = next(each.account_id for each in colleagues if each.region_code is None)
    day = day_in_paris().isoformat()
    body = {"first_day": day, "last_day": day, "substitute": substitute}
    return Request(path="/bureau/absence", headers=PAGE, sent={"data": body})


async def desk_visibility(scene: Scene) -> Request:
    """Have one online; none is taken offline by those who may not."""
    await keep(scene.database)
    await answer_for(scene.database, manifestation_changed().owner)
    body = {"show": "no", "_version": "1"}
    return Request(path=f"/bureau/dossiers/{await dossier(scene)}/visibilite", headers=PAGE, sent={"data": body})


async def visibility(scene: Scene) -> Request:
    """Have one online; none is taken offline by those who may not."""
    await keep(scene.database)
    await answer_for(scene.database, manifestation_changed().owner)
    path = f"/dossiers/{await dossier(scene)}/visibility"
    return Request(path=path, headers={"If-Match": '"1"'}, sent={"json": {"online": False}})


async def desk_reports(scene: Scene) -> Request:
    return Request(path=f"/bureau/dossiers/{await dossier(scene)}/signalements", headers=PAGE)


PAGE = {"Accept": "text/html"}
DOORS = [
    simple("GET", "/"),
    # While few are there: it shows the first hundred.
    Door(method="GET", route="/dossiers", prepare=list_queue),
    Door(method="GET", route="/bureau", prepare=desk),
    Door(method="GET", route="/bureau/dossiers/{manifestation_id}", prepare=desk_dossier),
    Door(method="POST", route="/bureau/dossiers/{manifestation_id}/decision", prepare=desk_decision),
    Door(method="POST", route="/bureau/dossiers/{manifestation_id}/suite", prepare=desk_step),
    Door(method="POST", route="/bureau/decisions/{batch_id}/annuler", prepare=desk_undoing),
    Door(method="GET", route="/bureau/ensemble", prepare=desk_several),
    Door(method="POST", route="/bureau/ensemble", prepare=desk_several_decided),
    simple("GET", "/bureau/raccourcis"),
    desk_log("/bureau/journal"),
    desk_log("/bureau/journal.csv"),
    simple("GET", "/bureau/chiffres"),
    Door(method="POST", route="/bureau/dossiers/{manifestation_id}/visibilite", prepare=desk_visibility),
    Door(method="POST", route="/bureau/dossiers/{manifestation_id}/signalements", prepare=desk_reports),
    Door(method="GET", route="/bureau/retards", prepare=desk_late),
    Door(method="POST", route="/bureau/vues", prepare=desk_view),
    Door(method="POST", route="/bureau/vues/retirer", prepare=desk_view_forgotten),
    simple("GET", "/bureau/absence"),
    Door(method="POST", route="/bureau/absence", prepare=desk_absence),
    simple("POST", "/bureau/absence/fin"),
    Door(method="GET", route="/dossiers/{manifestation_id}", prepare=show),
    Door(method="POST", route="/dossiers/{manifestation_id}/decisions", prepare=decide),
    Door(method="POST", route="/dossiers/{manifestation_id}/visibility", prepare=visibility),
    Door(method="GET", route="/structures", prepare=list_ending),
    Door(method="GET", route="/structures/{structure_id}", prepare=show_structure),
    Door(method="POST", route="/structures/{structure_id}/ties/{account}/withdrawal", prepare=withdraw_tie),
    simple("GET", "/structures/search", "/structures/search?q=canal"),
    simple("GET", "/trouver-mon-numero"),
    *proofs.DOORS,
]
