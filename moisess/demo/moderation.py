"""What the chambers do: they decide on what the rules alone could not."""

from moisess.demo.outcome import Outcome
from moisess.demo.platform import Platform, every_item, expect, until
from shared.french.typography import plural

ACCEPTED = "Statuts et agrément vus par la chambre : la structure relève bien de l’ESS."
REFUSED = "Après échange avec l’organisateur, la manifestation ne relève pas de l’économie sociale et solidaire."
KEPT_WAITING = 2


async def decide_on_waiting(platform: Platform) -> tuple[list[Outcome], list[str]]:
    """Accept most of what waits, refuse one, and leave some for the visitor of the demonstration to decide.

    Returns what was accepted too.
    """
    waiting = await every_item(platform, "eligibility", "/dossiers", verdict="to_review")
    if not waiting:
        return [Outcome(act="Les chambres décident", seen="Aucun dossier n’attendait de décision.")], []
    to_decide = waiting[: max(1, len(waiting) - KEPT_WAITING)]
    refused, accepted = to_decide[-1:], to_decide[:-1]
    for dossier in refused:
        await _decide(platform, dossier, "refused", REFUSED)
    for dossier in accepted:
        await _decide(platform, dossier, "eligible", ACCEPTED)
    outcomes = [
        Outcome(
            act="Les chambres décident",
            seen=f"{plural(len(accepted), 'dossier accepté', 'dossiers acceptés')}, {plural(len(refused), 'refusé')}, "
            f"{plural(len(waiting) - len(to_decide), 'laissé')} en attente",
        )
    ]
    outcomes += [await _is_listed(platform, dossier) for dossier in accepted[:1]]
    return outcomes, [dossier["manifestation_id"] for dossier in accepted]


async def _decide(platform: Platform, dossier: dict[str, str], verdict: str, message: str) -> None:
    path = f"/dossiers/{dossier['manifestation_id']}/decisions"
    body = {"verdict": verdict, "message": message}
    expect(await platform.send("POST", "eligibility", path, body, version=int(dossier["version"])), 201)


async def _is_listed(platform: Platform, dossier: dict[str, str]) -> Outcome:
    path = f"/manifestations/{dossier['manifestation_id']}"

    async def look() -> bool:
        return (await platform.get("programme", path)).is_success

    await until("la manifestation acceptée par la chambre est en ligne", look)
    return Outcome(act="Une manifestation acceptée paraît", seen=f"{platform.urls['programme']}{_page(dossier)}")


def _page(dossier: dict[str, str]) -> str:
    return f"/programme/{dossier['manifestation_id']}"
