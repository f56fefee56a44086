"""Several dossiers that are decided together, as their page shows them."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.eligibility.desk.bodies.several import PICKED
from services.eligibility.desk.rules.said import ASKABLE, USUAL_YES, Said
from services.eligibility.desk.rules.several import Chosen, Picked, common_questions
from services.eligibility.desk.several import Outcome
from services.eligibility.desk.views import words
from services.eligibility.desk.views.asked import Asked
from services.eligibility.desk.views.decision import ACTS, FIELDS, ground_choices
from services.eligibility.desk.views.queue import QUEUE, dossier_path
from shared.contracts.submission import EditionChanged
from shared.errors import FieldError
from shared.http.forms import FormState
from shared.http.site import Site

TOGETHER = f"{QUEUE}/ensemble"


def several_view(
    site: Site,
    edition: EditionChanged,
    chosen: Sequence[Chosen],
    picked: Sequence[Picked],
    asked: Asked,
    *,
    values: Mapping[str, Any] | None = None,
    errors: Sequence[FieldError] = (),
    said: Said | None = None,
) -> dict[str, Any]:
    """Return what the page shows: the dossiers with the forms, or, once it is ``said``, who would get which mail."""
    versions = {each.manifestation_id: each.version for each in picked}
    usual = {"act": "", "accept": {"message": USUAL_YES, "recognise": "true"}}
    return {
        "asked": asked,
        "back": site.path(QUEUE) + asked.query(),
        "action": site.path(TOGETHER) + asked.query(),
        "questions": [words.question(code) for code in common_questions(chosen)],
        "picked_name": PICKED,
        "rows": [
            {
                "value": f"{each.manifestation_id}:{versions[each.manifestation_id]}",
                "title": each.title,
                "organiser": each.organiser,
                "href": dossier_path(site, each.manifestation_id, asked),
                "account": f"compte {each.owner[:8]}" if each.has_mail else "",
            }
            for each in chosen
        ],
        "form": FormState(values=usual if values is None else values, errors=errors),
        "fields": FIELDS,
        "act": (values or {}).get("act", ""),
        "grounds": ground_choices(edition),
        "askable": list(ASKABLE.items()),
        "said": None if said is None else _said(said),
    }


def outcome_view(site: Site, outcome: Outcome, asked: Asked) -> dict[str, Any]:
    """Return what the page shows of those that were left out."""
    return {
        "decided": outcome.decided,
        "left_out": [
            {
                "title": each.chosen.title,
                "href": dossier_path(site, each.chosen.manifestation_id, asked),
                "why": each.why,
            }
            for each in outcome.left_out
        ],
        "back": site.path(QUEUE) + asked.query(fait=str(outcome.batch_id)),
    }


def _said(said: Said) -> dict[str, Any]:
    label, kind = ACTS[said.act]
    if said.asked is not None:
        return {"label": label, "kind": kind, "message": said.asked.message, "points": said.asked.points}
    return {"label": label, "kind": kind, "message": said.told, "points": ()}
