"""What an organiser does to an accepted manifestation: the chamber reads it again, and the page stays as accepted."""

from typing import Any

from moisess.demo.outcome import Addresses, Outcome
from moisess.demo.platform import Platform, expect, until

OTHER_SUBJECT = "Tournoi d’échecs de la ville"


async def rewrite_accepted(platform: Platform, manifestation_id: str) -> tuple[Outcome, Addresses]:
    """Give it another subject and leave it so: the chamber's next word on it is the visitor's."""
    path = f"/manifestations/{manifestation_id}"
    stored = expect(await platform.get("submission", path), 200)
    accepted = stored["content"]["title"]
    amended = expect(
        await platform.send("PATCH", "submission", path, {"title": OTHER_SUBJECT}, version=stored["version"]), 200
    )

    async def judged() -> Any:
        found = expect(await platform.get("eligibility", f"/dossiers/{manifestation_id}"), 200)
        return found if found["judged_version"] == amended["version"] else None

    dossier = await until("la modification arrive chez la chambre", judged)
    listed = expect(await platform.get("programme", path), 200)
    shown = listed["content"]["title"]
    differs = [(change["field"], change["before"], change["after"]) for change in dossier["changes"] or ()]
    said = ", ".join(f"« {before} » → « {after} »" for _, before, after in differs)
    outcome = Outcome(
        act="Une modification attend la chambre",
        seen=f"Au dossier : {said} ; toujours en ligne : « {shown} »",
        as_it_should=(dossier["verdict"], shown, differs)
        == ("to_review", accepted, [("/title", accepted, OTHER_SUBJECT)]),
    )
    return outcome, [("La page acceptée, tandis que sa modification attend", listed["url"])]
