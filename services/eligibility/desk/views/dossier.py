"""A dossier as its page shows it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.eligibility.criteria.facts import RegisterFacts
from services.eligibility.desk.open_dossier import Opened
from services.eligibility.desk.rules.queue import Novelty
from services.eligibility.desk.rules.twins import Near
from services.eligibility.desk.views import words
from services.eligibility.desk.views.asked import Asked
from services.eligibility.desk.views.content import organiser_rows, paper_view, web_rows
from services.eligibility.desk.views.difference import differences
from services.eligibility.desk.views.facts import fact_rows
from services.eligibility.desk.views.history import history_view
from services.eligibility.desk.views.place_map import place_map
from services.eligibility.desk.views.practical import practical_rows
from services.eligibility.desk.views.queue import QUEUE, age, dossier_path
from services.eligibility.desk.views.register import register_rows, structure_view
from services.eligibility.desk.views.thread import thread_view
from services.eligibility.dossiers.rules.changes import changes, content_changes
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.thread import latest
from services.eligibility.proofs.views import PATH as PROOFS
from services.eligibility.proofs.views import attached
from services.eligibility.reports.rules import MOST_SHOWN, REASONS
from shared.contracts.contact import without_contact
from shared.contracts.eligibility import Reason
from shared.contracts.submission import EditionChanged
from shared.editions.questions import answered
from shared.editions.rules import chamber_of, cut_off_of
from shared.french.dates import local_moment, moment, moments
from shared.geography.time_zones import PARIS
from shared.http.site import Site
from shared.identity.caller import Caller

REGISTER, DECLARED = "registre public", "déclaré par l’organisateur"
SOURCES: Mapping[str, str] = {
    "organiser": REGISTER,
    "identity": f"{REGISTER} et nom déclaré",
    "subject": DECLARED,
    "season": f"{DECLARED}, dates de l’édition",
    "openness": DECLARED,
    "registration": "date d’inscription",
    "account": "comptes reconnus par les chambres",
    "chamber": "décision",
}
"""Where the facts of a criterion come from."""


def dossier_view(
    site: Site,
    edition: EditionChanged,
    caller: Caller,
    opened: Opened,
    asked: Asked,
    *,
    now: datetime,
    whole_thread: bool = False,
) -> dict[str, Any]:
    """Return what the page shows; of a long thread the latest messages, unless all are asked for."""
    dossier = opened.found.dossier
    manifestation = dossier.manifestation
    content, region_code = manifestation.content, dossier.region_code
    published, thread = changes(dossier), dossier.thread if whole_thread else latest(dossier.thread)
    return {
        "asked": asked,
        "year": edition.year,
        "back": site.path(QUEUE) + asked.query(),
        "dossier": dossier,
        "content": content,
        "verdict": words.verdict(dossier.verdict),
        "chamber": chamber_of(edition, region_code),
        "cut_off": local_moment(*found) if (found := cut_off_of(edition, region_code)) else "",
        "opened": age(dossier.opened_at, now),
        "novelty": words.NOVELTIES[_novelty(dossier)],
        "criteria": [_criterion(edition, each, opened) for each in dossier.reasons],
        "since_published": None if published is None else differences(edition, published, zone=content.time_zone),
        "since_looked": _since_looked(edition, opened),
        "answers": answered(edition, manifestation.chamber_answers),
        "web": [*web_rows(edition, content), *practical_rows(content)],
        "image": content.image.url if content.image else "",
        "map": place_map(site, content),
        "paper": paper_view(edition, content),
        "public_page": _public_page(site, opened),
        "reports": [
            {
                "reason": REASONS.get(each.reason, each.reason),
                "details": each.details,
                "contact": each.contact,
                "at": _when(each.reported_at),
            }
            for each in opened.reports[:MOST_SHOWN]
        ],
        "reports_count": len(opened.reports),
        "close_reports_at": dossier_path(site, f"{dossier.manifestation_id}/signalements", asked),
        "visibility_at": dossier_path(site, f"{dossier.manifestation_id}/visibilite", asked),
        "proofs": site.path(f"{PROOFS}/{dossier.manifestation_id}"),
        "proofs_count": len(opened.proofs),
        "organiser_page": f"{site.issuer}/inscription/{dossier.manifestation_id}",
        "typed": organiser_rows(manifestation.organiser),
        "register": register_rows(dossier.register_answer),
        "register_answered": isinstance(dossier.register_answer, RegisterFacts),
        "register_at": _when(opened.register_at),
        "structure": structure_view(opened),
        "owner": words.account_name(manifestation.owner, opened.names),
        "siblings": [
            (each.title, dossier_path(site, each.manifestation_id, asked), words.verdict(each.verdict))
            for each in opened.siblings
        ],
        "of_organiser": site.path(QUEUE) + asked.only("region").query(organisateur=str(dossier.structure_id)),
        "twins": [_twin(site, each, asked) for each in opened.twins],
        "refused": _refused(opened),
        "earlier": len(dossier.thread) - len(thread),
        "whole_thread_at": dossier_path(site, dossier.manifestation_id, asked, echanges="tous"),
        "thread": thread_view(thread, attached(site, dossier.manifestation_id, opened.proofs)),
        "history": history_view(opened),
        "reader": _reader(caller, opened, now),
        "work": opened.work,
        "assigned": words.account_name(opened.work.assigned_to, opened.names) if opened.work.assigned_to else "",
        "assigned_to_me": opened.work.assigned_to == caller.account_id,
    }


def _public_page(site: Site, opened: Opened) -> str:
    dossier = opened.found.dossier
    return f"{site.programme_url.rstrip('/')}/programme/{dossier.manifestation_id}" if dossier.published else ""


def _criterion(edition: EditionChanged, reason: Reason, opened: Opened) -> dict[str, Any]:
    dossier = opened.found.dossier
    changed, unasked = dossier.manifestation.changed_at, _is_unasked(dossier, reason)
    dates = {
        "organiser": opened.register_at,
        "identity": opened.register_at,
        "chamber": dossier.decided_at,
        "account": dossier.decided_at,
    }
    return {
        "name": words.CRITERIA.get(reason.criterion, reason.criterion),
        "outcome": words.OUTCOMES.get(reason.outcome, (reason.outcome, "info")),
        "message": reason.message,
        "facts": fact_rows(edition, reason.facts),
        "source": DECLARED if unasked else SOURCES.get(reason.criterion, ""),
        "at": _when(changed if unasked else dates.get(reason.criterion, changed)),
    }


def _is_unasked(dossier: Dossier, reason: Reason) -> bool:
    """Return True for what no register was asked about, since there was no number to ask by."""
    return reason.criterion == "organiser" and dossier.register_answer == "no_identifier"


def _since_looked(edition: EditionChanged, opened: Opened) -> dict[str, Any] | None:
    """Return what is new to a chamber that has looked at an earlier version; None where it had not."""
    look, content = opened.look, opened.found.dossier.manifestation.content
    if look.before_content is None or look.judged_version != opened.found.dossier.manifestation.version:
        return None
    found = content_changes(look.before_content, without_contact(content))
    return {"at": _when(look.before_at), "differences": differences(edition, found, zone=content.time_zone)}


def _twin(site: Site, near: Near, asked: Asked) -> dict[str, Any]:
    content = near.manifestation.content
    return {
        "title": content.title,
        "organiser": near.manifestation.organiser.name,
        "when": moments(content.starts_at, content.ends_at, content.time_zone),
        "verdict": words.verdict(near.verdict),
        "href": dossier_path(site, near.manifestation_id, asked),
    }


def _novelty(dossier: Dossier) -> Novelty:
    if dossier.appeal:
        return "appealed"
    return "amended" if dossier.manifestation.version > 1 else "new"


def _refused(opened: Opened) -> dict[str, str] | None:
    refused = opened.found.refused
    if refused is None or refused.ruling is None:
        return None
    return {"title": refused.ruling.manifestation.content.title, "message": refused.ruling.reason.message}


def _reader(caller: Caller, opened: Opened, now: datetime) -> dict[str, str] | None:
    """Return who else has it open; None where nobody else has."""
    if opened.reader.account_id == caller.account_id:
        return None
    name = words.account_name(opened.reader.account_id, opened.names)
    return {"name": name, "age": age(opened.reader.since, now)}


def _when(at: datetime | None) -> str:
    return moment(at, PARIS) if at else ""
