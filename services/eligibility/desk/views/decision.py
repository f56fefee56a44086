"""What a dossier's page shows of decisions: the forms, what was just decided, and two that collide."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.eligibility.desk.bodies.decision import VERSION
from services.eligibility.desk.collide import Collision
from services.eligibility.desk.open_dossier import Opened
from services.eligibility.desk.review import Reviewed
from services.eligibility.desk.rules.said import ASKABLE, CORRECTED_YES, USUAL_YES, HeldRuling, Said
from services.eligibility.desk.views import words
from services.eligibility.desk.views.asked import Asked
from services.eligibility.desk.views.queue import QUEUE, age
from services.eligibility.dossiers.rules.correction import CORRECTABLE
from shared.contracts.submission import EditionChanged
from shared.errors import FieldError
from shared.french.typography import plural
from shared.http.forms import FormState
from shared.http.site import Site

ACTS: Mapping[str, tuple[str, str]] = {
    "accept": ("Acceptée", "success"),
    "refuse": ("Refusée", "danger"),
    "ask": ("Modifications demandées", "waiting"),
}
FIELDS = (
    *("accept.message", "accept.status.family", "accept.status.proof"),
    *("accept.status.valid_from", "accept.status.valid_until", "accept.recognise"),
    *("correct.message", *(f"correct.{name}" for name in CORRECTABLE), "correct.recognise"),
    *("refuse.grounds", "refuse.message", "ask.message"),
    *(f"ask.fields.{name}" for name in ASKABLE),
)


def forms_view(
    site: Site,
    edition: EditionChanged,
    opened: Opened,
    asked: Asked,
    *,
    values: Mapping[str, Any] | None = None,
    errors: Sequence[FieldError] = (),
) -> dict[str, Any]:
    """Return what the forms show, as they were filled in where something is wrong with them."""
    dossier = opened.found.dossier
    address = site.path(f"{QUEUE}/dossiers/{dossier.manifestation_id}")
    content = dossier.manifestation.content
    texts: dict[str, str] = {name: text for name in CORRECTABLE if (text := getattr(content, name))}
    usual = {
        "accept": {"message": USUAL_YES, "recognise": "true"},
        "correct": {"message": CORRECTED_YES, "recognise": "true", **texts},
    }
    return {
        "form": FormState(values={**usual, **(values or {})}, errors=errors),
        "correctable": [(name, label) for name, label in CORRECTABLE.items() if name in texts],
        "fields": FIELDS,
        "act": (values or {}).get("act", ""),
        "version_name": VERSION,
        "decide_at": f"{address}/decision{asked.query()}",
        "handle_at": f"{address}/suite{asked.query()}",
        "can_decide": dossier.verdict != "withdrawn" and opened.work.aside != "deciding",
        "grounds": ground_choices(edition),
        "families": list(words.FAMILIES.items()),
        "proofs": list(words.PROOFS.items()),
        "askable": list(ASKABLE.items()),
        "needs_status": not dossier.register_shows_it,
        "aside": _aside(opened),
    }


def ground_choices(edition: EditionChanged) -> list[tuple[str, str]]:
    """Return what a refusal may be ticked with: the sentences that the organiser reads."""
    return [(ground.slug, ground.sentence) for ground in edition.refusal_grounds]


def done_view(site: Site, reviewed: Reviewed, asked: Asked) -> dict[str, Any]:
    """Return what was just decided, with the way to undo it while there is one."""
    first, others = reviewed.said[0], len(reviewed.said) - 1
    label, kind = ACTS[first.act]
    states = {each.state for each in reviewed.said}
    more = f" et {plural(others, 'autre')}" if others else ""
    return {
        "title": f"« {reviewed.title} »{more}",
        "label": label,
        "kind": kind,
        "state": "held" if "held" in states else "void" if "void" in states else first.state,
        "outcome": next((each.outcome for each in reviewed.said if each.outcome), ""),
        "undo_at": site.path(f"{QUEUE}/decisions/{first.batch_id}/annuler{asked.query()}"),
        "href": site.path(f"{QUEUE}/dossiers/{first.manifestation_id}") + asked.query(),
    }


def collision_view(site: Site, found: Collision, asked: Asked, *, mine: Said, now: datetime) -> dict[str, Any]:
    """Return both: what was sent in vain, and what was decided meanwhile."""
    dossier, label_and_kind = found.dossier, ACTS[mine.act]
    return {
        "title": dossier.manifestation.content.title,
        "mine": {"label": label_and_kind[0], "kind": label_and_kind[1], "text": mine.told},
        "theirs": _held(found.held, found, now) if found.held else _in_force(found, now),
        "again": site.path(f"{QUEUE}/dossiers/{dossier.manifestation_id}") + asked.query(),
        "back": site.path(QUEUE) + asked.query(),
    }


def _held(held: HeldRuling, found: Collision, now: datetime) -> dict[str, str]:
    label, kind = ACTS[held.act]
    by = words.account_name(held.account_id, found.names)
    return {"label": label, "kind": kind, "by": by, "age": age(held.made_at, now), "text": held.said.told}


def _in_force(found: Collision, now: datetime) -> dict[str, str]:
    dossier = found.dossier
    label, kind = words.verdict(dossier.verdict)
    by = words.DECIDERS.get(dossier.decided_by, dossier.decided_by)
    name = f"{words.account_name(found.decider, found.names)} ({by})" if found.decider else by
    text = next((each.message for each in dossier.reasons if each.criterion == "chamber"), "")
    return {"label": label, "kind": kind, "by": name, "age": age(dossier.decided_at, now), "text": text}


def _aside(opened: Opened) -> dict[str, str] | None:
    work = opened.work
    if work.aside is None or work.aside_version is None:
        return None
    if work.aside != "deciding" and work.aside_version < opened.found.dossier.manifestation.version:
        return None
    by = words.account_name(work.aside_by or "", opened.names)
    titles = {
        "held": f"Mise en attente par {by}",
        "asked": f"Modifications demandées par {by}",
        "deciding": f"Décision de {by}, sur le point d’être annoncée",
    }
    return {"kind": work.aside, "title": titles[work.aside], "note": work.aside_note or ""}
