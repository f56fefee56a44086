"""What organisers do once they are listed: one corrects a title, one gives up."""

from typing import Any

from moisess.demo.outcome import Outcome
from moisess.demo.platform import Platform, expect, until

ADDED = " (complet le matin)"
TITLE_CHARACTERS = 140


async def amend_one(platform: Platform, manifestation_id: str) -> Outcome:
    """Change a title and see it change on the public page."""
    path = f"/manifestations/{manifestation_id}"
    stored = expect(await platform.get("submission", path), 200)
    body = _body_of(stored)
    body["title"] = f"{body['title'][: TITLE_CHARACTERS - len(ADDED)]}{ADDED}"
    expect(await platform.send("PUT", "submission", path, body, version=stored["version"]), 200)

    async def look() -> bool:
        listed = await platform.get("programme", path)
        return bool(listed.is_success and listed.json()["content"]["title"] == body["title"])

    await until("la modification paraît dans le programme", look)
    return Outcome(act="Un organisateur modifie", seen=f"Nouveau titre en ligne : « {body['title']} »")


async def withdraw_one(platform: Platform, manifestation_id: str) -> Outcome:
    """Take a manifestation back and see it leave the programme."""
    path = f"/manifestations/{manifestation_id}"
    stored = expect(await platform.get("submission", path), 200)
    expect(await platform.send("POST", "submission", f"{path}/withdrawal", version=stored["version"]), 200)

    async def look() -> bool:
        return (await platform.get("programme", path)).status_code == 410  # noqa: PLR2004

    await until("la manifestation retirée quitte le programme", look)
    return Outcome(
        act="Un organisateur retire", seen=f"« {stored['content']['title']} » n’est plus en ligne (410, retirée)"
    )


def _body_of(stored: dict[str, Any]) -> dict[str, Any]:
    """Return what the organiser would send again: the content without what the platform worked out."""
    content = dict(stored["content"])
    del content["time_zone"]
    content["place"] = {name: content["place"][name] for name in ("name", "address", "postcode", "commune_code")}
    return {**content, "organiser": stored["organiser"]}
