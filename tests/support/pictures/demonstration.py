"""The running demonstration: where its services are, who signs in, and links that only a mail would show."""

import os
from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from deploy.local import folders
from deploy.local.state import StateFile
from moisess.demo.access import BRETAGNE, MODERATOR, NATIONAL, ORGANISER
from moisess.in_database import in_database
from services.eligibility.desk.bodies.several import PICKED
from services.eligibility.desk.views.queue import QUEUE
from services.eligibility.desk.views.several import TOGETHER
from services.programme.favourites.addresses import OWN, SHARED, with_key
from services.programme.favourites.change import choose, share
from services.programme.favourites.open import links_of, open_programme
from services.programme.listings.rules.addresses import report_path
from services.submission.accounts.create import get_account_of
from services.submission.accounts.links import draw_link
from services.submission.accounts.programs import add_program, programs
from services.submission.drafts.save import save_draft
from services.submission.editions.prepare_next import prepare_next
from services.submission.imports.begin import begin_import
from services.submission.imports.mapping.defaults import Defaults
from services.submission.manifestations.amend import amend
from services.submission.manifestations.find import manifestation_with
from services.submission.manifestations.ownership import list_visible, reachable
from services.submission.manifestations.rules.manifestation import Registration
from services.submission.notices.reminders import reminders_of
from services.submission.organiser_space.bodies.renewing import renewed
from services.submission.places.bodies import PICKED as PICKED_PLACE
from services.submission.places.look_up import list_register
from services.submission.places.views import MERGE, REGISTER
from services.submission.teams.co_organisers.ask import ask_co_organiser
from services.submission.teams.found import share_with_team
from services.submission.teams.invite import Inviter, invite_moderator
from shared.clock import at_present
from shared.contracts.details import CoOrganiser
from shared.editions.store import list_editions, list_versions
from shared.identity.caller import Caller
from shared.postgres.database import Tx
from tests.support.pictures.pages import Who

ADDRESSES: dict[Who, str] = {"organiser": ORGANISER, "moderator": MODERATOR, "national": NATIONAL}
FOLLOWING = 2027
SHEET = """\
Titre;Date;Heure;Lieu;Code postal;Commune;Organisateur
Atelier de réparation de vélos;14/11/2026;14h-17h;Le Garage;35000;Rennes;La Ressourcerie du canal
Portes ouvertes de la recyclerie;samedi 21 novembre 2026;de 9h à 12h;La Recyclerie;29200;Brest;La Ressourcerie du canal
Débat sur le logement;;;Maison des associations;56000;Vannes;
"""
DRAFT, COMPLETE = "brouillon-de-la-demonstration", "brouillon-complet-de-la-demonstration"


class NoDemonstration(RuntimeError):
    """None runs; the message says how to start one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """What is to be known of it."""

    urls: dict[str, str]
    """By service."""
    sign_in: dict[Who, str]
    """Secrets of links that sign in, once."""
    prepared: dict[str, str]
    """Paths by the names that the list of pages has for them."""


def running_demonstration() -> Demonstration:
    """Find the demonstration of ``MOISESS_HOME``, the usual one unless it is set; raises ``NoDemonstration``."""
    os.environ.setdefault("MOISESS_HOME", str(folders.home() / "demo"))
    parts = StateFile(folders.home()).read().processes
    urls = {name.split("-")[0]: f"http://127.0.0.1:{name.split('-')[2]}" for name in parts if "-all-" in name}
    if not urls:
        raise NoDemonstration(f"No demonstration runs in {folders.home()}: start one with « make demo » beside this.")
    sign_in, prepared = in_database("submission", _prepare)
    waiting = in_database("eligibility", _waiting)
    prepared["dossier"] = f"{QUEUE}/dossiers/{waiting[0]}"
    prepared["report"] = report_path(in_database("programme", _listed))
    prepared["several"] = f"{TOGETHER}?{urlencode({PICKED: f'{waiting[0]}:{waiting[1]}'})}"
    own, shared = in_database("programme", _chosen)
    prepared["own_programme"], prepared["shared_programme"] = with_key(OWN, own), with_key(SHARED, shared)
    return Demonstration(urls=urls, sign_in=sign_in, prepared=prepared)


async def _prepare(tx: Tx) -> tuple[dict[Who, str], dict[str, str]]:
    """Have a team, a program and the next edition, which the story does not tell of, and draw the links of mails."""
    now = at_present()
    organiser, national = await get_account_of(tx, ORGANISER), await get_account_of(tx, NATIONAL)
    chamber = str((await get_account_of(tx, MODERATOR)).account_id)
    moderator = Caller(account_id=chamber, role="moderator", region_code=BRETAGNE, name="CRESS Bretagne")
    registered = await _registered(tx, organiser.account_id)
    owner = Caller(account_id=str(organiser.account_id), role="organiser", region_code=None, name="")
    if manifestation := await manifestation_with(tx, registered):
        await share_with_team(tx, manifestation, caller=owner)
        filled = {"title": "Portes ouvertes de l’atelier"}
        edition = next(each for each in await list_editions(tx) if each.year == manifestation.edition)
        whole, _ = renewed(manifestation, edition)
        for draft, values in ((DRAFT, filled), (COMPLETE, whole)):
            await save_draft(tx, draft, values, caller=owner, edition=edition.year, seen_version=1, now=now)
    if not await programs(tx):
        await add_program(tx, "Agenda de la ville de Rennes", by=national.account_id)
    if FOLLOWING not in await list_versions(tx):
        await prepare_next(tx, FOLLOWING, now=now)
    invitation = await invite_moderator(
        tx, BRETAGNE, email=ORGANISER, by=Inviter(caller=moderator, link_to=lambda token: f"https://exemple.fr/{token}")
    )
    imported = await begin_import(
        tx, caller=owner, file_name="programme.csv", content=SHEET.encode(), options=Defaults(), send=False
    )
    page = f"/inscription/{registered}"
    places = await _places(tx)
    co_organisers, co_organisation = await _asked(tx, owner)
    prepared = {
        "link": f"/connexion/lien?jeton={await draw_link(tx, email='camille@exemple.fr')}",
        "invitation": f"/invitation?jeton={invitation}",
        "reminders": f"/courriels/rappels?jeton={await reminders_of(tx, organiser.account_id)}",
        "proofs": f"/justificatifs/{registered}",
        "import": f"/importer/{imported}",
        "place": f"{REGISTER}/{places[0]}",
        "merge": f"{MERGE}?{urlencode([(PICKED_PLACE, str(place)) for place in places])}",
        "draft": f"/brouillons/{DRAFT}",
        "preview": f"/brouillons/{COMPLETE}/apercu",
        "image_of_draft": f"/brouillons/{DRAFT}/image",
        "remove_draft": f"/brouillons/{DRAFT}/supprimer",
        "opening": f"/gestion/editions/{FOLLOWING}/ouvrir",
        "amend": f"{page}/modifier",
        "image": f"{page}/image",
        "withdraw": f"{page}/retirer",
        "history": f"{page}/historique",
        "thread": f"{page}/echanges",
        "hand_over": f"{page}/remettre",
        "co_organisers": co_organisers,
        "co_organisation": co_organisation,
    }
    return {who: await draw_link(tx, email=email) for who, email in ADDRESSES.items()}, prepared


async def _asked(tx: Tx, owner: Caller) -> tuple[str, str]:
    """Name a structure beside the organiser of the latest, ask it, and return the page of both."""
    found = (await list_visible(tx, owner, mine=True, after=None, limit=1))[0]
    if not found.content.co_organisers:
        named = replace(found.content, co_organisers=(CoOrganiser(name="La Maison des associations"),))
        said = Registration(organiser=found.organiser, content=named, region_code=found.region_code, note=found.note)
        await amend(tx, found, said, caller=owner, expected_version=found.version, now=at_present())
        found = await reachable(tx, found.id, owner)
    links: list[str] = []

    def link_to(token: str) -> str:
        links.append(token)
        return token

    name = found.content.co_organisers[0].name
    await ask_co_organiser(tx, found, name, email=ORGANISER, caller=owner, link_to=link_to, now=at_present())
    return f"/inscription/{found.id}/co-organisateurs", f"/co-organisation?jeton={links[0]}"


async def _chosen(tx: Tx) -> tuple[str, str]:
    """Choose some dates as a visitor does; return the link to change the programme and that to read it."""
    dates = await tx.fetch("SELECT manifestation_id, occurrence_id FROM listing_occurrences ORDER BY 1, 2 LIMIT 5")
    link = ""
    for date in dates:
        link = await choose(tx, link, (date["manifestation_id"], date["occurrence_id"]))
    await share(tx, link, shared=True)
    links = await links_of(tx, await open_programme(tx, link, "own"))
    return links["own"], links["shared"]


async def _places(tx: Tx) -> list[UUID]:
    """Return two places of the region of the chamber."""
    places = await list_register(tx, "", BRETAGNE, limit=2)
    if len(places) < 2:
        raise NoDemonstration("Nothing of the demonstration is online yet: wait until its story is told.")
    return [place.place_id for place in places]


async def _waiting(tx: Tx) -> tuple[UUID, int]:
    """Return a dossier that waits for a chamber, and its version."""
    row = await tx.fetchrow(
        "SELECT manifestation_id, version FROM dossiers WHERE verdict = 'to_review' ORDER BY manifestation_id LIMIT 1"
    )
    if row is None:
        raise NoDemonstration("No dossier of the demonstration waits for a chamber.")
    return row["manifestation_id"], row["version"]


async def _listed(tx: Tx) -> UUID:
    """Return something that is online."""
    found: UUID | None = await tx.fetchval("SELECT manifestation_id FROM listings WHERE online ORDER BY 1 LIMIT 1")
    if found is None:
        raise NoDemonstration("Nothing of the demonstration is online yet: wait until its story is told.")
    return found


async def _registered(tx: Tx, account_id: UUID) -> UUID:
    """Return something that the organiser may still change."""
    found: UUID | None = await tx.fetchval(
        "SELECT id FROM manifestations WHERE owner_id = $1 AND state <> 'withdrawn' ORDER BY created_at, id LIMIT 1",
        str(account_id),
    )
    if found is None:
        raise NoDemonstration("The demonstration has registered nothing yet: wait until its story is told.")
    return found
