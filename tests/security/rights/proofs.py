"""The doors of eligibility to what organisers hand in."""

from typing import Any
from uuid import UUID

from tests.integration.eligibility.support import assess_all, changed
from tests.security.rights.asking import Door, Request, Scene, numbers
from tests.support.files import PDF
from tests.support.people import holder

PAGE = {"Accept": "text/html"}
SENT: dict[str, Any] = {"data": {"nature": "statutes"}, "files": {"fichier": ("statuts.pdf", PDF, "application/pdf")}}


async def dossier(scene: Scene) -> UUID:
    """Open one more dossier of region 53, of the first organiser."""
    person = await holder(scene.database, scene.keys["organiser"])
    event = changed(next(numbers), owner=str(person.account_id))
    await assess_all(scene.database, event)
    return event.manifestation_id


async def proof(scene: Scene) -> str:
    """Have the first organiser hand in one more proof, and return its address."""
    address = f"/justificatifs/{await dossier(scene)}"
    answer = await scene.client.post(address, headers={**PAGE, **scene.of("organiser")}, **SENT)
    assert answer.status_code == 303, answer.text
    async with scene.database.transaction(readonly=True) as tx:
        proof_id = await tx.fetchval("SELECT proof_id FROM proofs ORDER BY handed_in_at DESC LIMIT 1")
    return f"{address}/{proof_id}"


async def show(scene: Scene) -> Request:
    return Request(path=f"/justificatifs/{await dossier(scene)}", headers=PAGE)


async def hand_in(scene: Scene) -> Request:
    return Request(path=f"/justificatifs/{await dossier(scene)}", headers=PAGE, sent=SENT)


async def download(scene: Scene) -> Request:
    return Request(path=f"{await proof(scene)}/fichier", headers=PAGE)


async def erase(scene: Scene) -> Request:
    return Request(path=f"{await proof(scene)}/effacer", headers=PAGE)


ONE = "/justificatifs/{manifestation_id}/{proof_id}"
DOORS = [
    Door(method="GET", route="/justificatifs/{manifestation_id}", prepare=show),
    Door(method="POST", route="/justificatifs/{manifestation_id}", prepare=hand_in),
    Door(method="GET", route=f"{ONE}/fichier", prepare=download),
    Door(method="POST", route=f"{ONE}/effacer", prepare=erase),
]
