"""The log of a desk as a page and as a file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.eligibility.audit.rules import Act, Line
from services.eligibility.desk.views import words
from services.eligibility.desk.views.queue import QUEUE
from shared.french.dates import moment
from shared.geography.time_zones import PARIS
from shared.http.site import Site
from shared.spreadsheets.csv_table import to_csv

LOG = f"{QUEUE}/journal"
ACTS: Mapping[Act, tuple[str, str]] = {
    "accepted": ("Acceptée", "success"),
    "refused": ("Refusée", "danger"),
    "corrected": ("Fautes corrigées", "info"),
    "changes_asked": ("Modifications demandées", "waiting"),
    "undone": ("Décision annulée à temps", "info"),
    "not_carried_out": ("Décision pas enregistrée", "danger"),
    "held": ("Mise en attente", "waiting"),
    "put_back": ("Remise dans la file", "info"),
    "taken_on": ("Prise en charge", "info"),
    "handed_back": ("Rendue", "info"),
    "tie_withdrawn": ("Compte plus reconnu", "danger"),
    "absence_begun": ("Absence annoncée", "info"),
    "absence_ended": ("Absence terminée", "info"),
    "reports_closed": ("Signalements classés", "info"),
    "taken_offline": ("Retirée du programme", "danger"),
    "put_online": ("Remise au programme", "success"),
}
HEADINGS = (
    "ligne",
    "quand",
    "acte",
    "compte",
    "nom",
    "région",
    "manifestation",
    "version",
    "structure",
    "pour",
    "motif",
    "empreinte",
)


def log_rows(site: Site, lines: Sequence[Line], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the lines as the page shows them."""
    return [
        {
            "number": line.number,
            "at": moment(line.action.at, PARIS),
            "act": ACTS.get(line.action.act, (line.action.act, "info")),
            "by": words.account_name(line.action.account_id, names),
            "region": words.region_name(line.action.region_code) if line.action.region_code else "",
            "href": site.path(f"{QUEUE}/dossiers/{line.action.manifestation_id}")
            if line.action.manifestation_id
            else "",
            "for": words.account_name(line.action.for_account, names) if line.action.for_account else "",
            "why": line.action.why or "",
        }
        for line in lines
    ]


def log_csv(lines: Iterable[Line], names: Mapping[str, str]) -> bytes:
    """Return the lines as a file for spreadsheets."""
    return to_csv([HEADINGS, *(_cells(line, names) for line in lines)])


def _cells(line: Line, names: Mapping[str, str]) -> list[str]:
    action = line.action
    cells = (
        *(line.number, action.at.isoformat(), ACTS.get(action.act, (action.act, ""))[0], action.account_id),
        *(names.get(action.account_id, ""), action.region_code, action.manifestation_id, action.version),
        *(action.structure_id, action.for_account, action.why, line.hash.hex()),
    )
    return ["" if cell is None else str(cell) for cell in cells]
