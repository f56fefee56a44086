"""What waits for the visitor at the desk of Bretagne: open questions, an appeal, and a reported entry."""

from collections.abc import Mapping
from typing import Any

from moisess.demo.access import BRETAGNE
from moisess.demo.outcome import Outcome
from moisess.demo.platform import Platform, every_item, expect, until
from moisess.demo.registration import sample_bodies
from shared.french.typography import plural

LIKE = "exemple-012"
"""The record of the sample after which these are made; it takes place in Rennes."""
COOPERATIVE = {"name": "Imprimerie coopérative de la Rade", "siren": "999900095"}
UNNUMBERED = {"name": "Collectif des jardins de la Vilaine"}
OPEN: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("Troc de plants et de graines au bord de l’eau", UNNUMBERED),
    ("Travailler autrement : les coulisses d’un cabinet", {"name": "Nova Conseil", "siret": "99990029300013"}),
    ("Loto solidaire du comité", {"name": "Comité des fêtes de Saint-Hélier", "siret": "99990008700019"}),
    ("Visite guidée de la chaufferie citoyenne", {"name": "Énergies de la Rade", "siren": "999999907"}),
)
"""Without a number, a commercial company, another's number, and one that no register knows."""
APPEALED, REPORTED = "Ciné-débat : habiter ensemble", "Portes ouvertes de l’atelier typographique"
REFUSED = "Le sujet nous a paru éloigné de l’économie sociale et solidaire."
APPEAL = "Le film montre une coopérative d’habitants, et deux de ses membres animent le débat : relisez-nous."
SAID = {"reason": "wrong_facts", "details": "L’atelier a déménagé : l’adresse n’est plus la bonne."}


async def leave_waiting(platform: Platform) -> Outcome:
    """Register what the desk of Bretagne is to decide on, and look at its queue."""
    ids = [await _register(platform, number, *which) for number, which in enumerate(OPEN)]
    for each in ids:
        await _judged(platform, each, "to_review")
    await _appeal(platform, await _register(platform, len(ids), APPEALED, UNNUMBERED))
    await _report(platform, await _register(platform, len(ids) + 1, REPORTED, COOPERATIVE))
    queue = await every_item(platform, "eligibility", "/dossiers", region=BRETAGNE, verdict="to_review")
    return Outcome(
        act="La file de Bretagne attend",
        seen=f"{plural(len(queue), 'dossier')}, dont un réexamen ; une manifestation en ligne est signalée",
        as_it_should={each["manifestation_id"] for each in queue} >= set(ids),
    )


async def _register(platform: Platform, number: int, title: str, organiser: Mapping[str, str]) -> str:
    like = next(body for body in sample_bodies() if body["external_id"] == LIKE)
    body = {**like, "external_id": f"bureau-{number:03}", "title": title, "organiser": dict(organiser)}
    return str(expect(await platform.send("POST", "submission", "/manifestations", body), 201)["manifestation_id"])


async def _judged(platform: Platform, manifestation_id: str, verdict: str, *, version: int = 1) -> dict[str, Any]:
    async def look() -> dict[str, Any] | None:
        answer = await platform.get("eligibility", f"/dossiers/{manifestation_id}")
        found: dict[str, Any] = answer.json() if answer.is_success else {}
        return found if found.get("verdict") == verdict and found["judged_version"] >= version else None

    found = await until(f"le dossier {manifestation_id} est « {verdict} »", look)
    assert found is not None  # noqa: S101  it was waited for
    return found


async def _appeal(platform: Platform, manifestation_id: str) -> None:
    """Have a colleague refuse it and its organiser appeal, so that the moderator of the demonstration may hear it."""
    dossier = await _judged(platform, manifestation_id, "to_review")
    colleague = platform.seen_as(platform.people.colleague)
    path = f"/dossiers/{manifestation_id}/decisions"
    body = {"verdict": "refused", "message": REFUSED}
    expect(await colleague.send("POST", "eligibility", path, body, version=dossier["version"]), 201)

    async def told() -> dict[str, Any] | None:
        found: dict[str, Any] = expect(await platform.get("submission", f"/manifestations/{manifestation_id}"), 200)
        return found if found["status"]["verdict"] == "refused" else None

    stored = await until("le refus arrive chez l’organisateur", told)
    assert stored is not None  # noqa: S101  it was waited for
    await platform.post_form(
        "submission",
        f"/inscription/{manifestation_id}/echanges",
        {"act": "appeal", "appeal": APPEAL, "_version": str(stored["version"])},
    )
    await _judged(platform, manifestation_id, "to_review", version=stored["version"] + 1)


async def _report(platform: Platform, manifestation_id: str) -> None:
    """Have a visitor report it once it is online."""
    await _judged(platform, manifestation_id, "eligible")

    async def listed() -> bool:
        return (await platform.get("programme", f"/manifestations/{manifestation_id}")).is_success

    await until("la manifestation à signaler est en ligne", listed)
    await platform.post_form("programme", f"/programme/{manifestation_id}/signaler", SAID)

    async def on_the_desk() -> bool:
        page = await platform.get("eligibility", "/bureau", etat="signalees", region=BRETAGNE)
        return manifestation_id in page.text

    await until("le signalement arrive au bureau", on_the_desk)
