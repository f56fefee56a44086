"""The doors of eligibility."""

from uuid import UUID

from tests.integration.eligibility.support import assess_all, changed, keep, told_structures
from tests.security.rights.asking import Door, Request, Scene, numbers


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
    await keep(scene.database)
    await dossier(scene)
    [structure, *_] = await told_structures(scene.database)
    return Request(path=f"/structures/{structure.structure_id}")


DOORS = [
    Door(method="GET", route="/dossiers", prepare=list_queue),
    Door(method="GET", route="/dossiers/{manifestation_id}", prepare=show),
    Door(method="POST", route="/dossiers/{manifestation_id}/decisions", prepare=decide),
    Door(method="GET", route="/structures/{structure_id}", prepare=show_structure),
]
