"""What organisers do once they are listed: one corrects a title, one gives up."""

from moisess.demo.outcome import Outcome
from moisess.demo.platform import Platform, expect, until

ADDED = " (complet le matin)"
TITLE_CHARACTERS = 140


async def amend_one(platform: Platform, manifestation_id: str) -> Outcome:
    """Change a title and see it change on the public page."""
    path = f"/manifestations/{manifestation_id}"
    stored = expect(await platform.get("submission", path), 200)
    title = f"{stored['content']['title'][: TITLE_CHARACTERS - len(ADDED)]}{ADDED}"
    expect(await platform.send("PATCH", "submission", path, {"title": title}, version=stored["version"]), 200)

    async def look() -> bool:
        listed = await platform.get("programme", path)
        return bool(listed.is_success and listed.json()["content"]["title"] == title)

    await until("la modification paraît dans le programme", look)
    return Outcome(act="Un organisateur modifie", seen=f"Nouveau titre en ligne : « {title} »")


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
