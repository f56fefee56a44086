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
    "changes_asked": ("Modifications demandées", "waiting"),
    "undone": ("Décision annulée à temps", "info"),
    "not_carried_out": ("Décision pas enregistrée", "danger"),
    "held": ("Mise en attente", "waiting"),
    "put_back": ("Remise dans la file", "info"),
    "taken_on": ("Prise en charge", "info"),
    "handed_back": ("Rendue", "info"),
    "tie_withdrawn": ("Compte plus reconnu", "danger"),
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
            "at": moment(line.deed.at, PARIS),
            "act": ACTS.get(line.deed.act, (line.deed.act, "info")),
            "by": words.account_name(line.deed.account_id, names),
            "region": words.region_name(line.deed.region_code) if line.deed.region_code else "",
            "href": site.path(f"{QUEUE}/dossiers/{line.deed.manifestation_id}") if line.deed.manifestation_id else "",
            "for": words.account_name(line.deed.for_account, names) if line.deed.for_account else "",
            "why": line.deed.why or "",
        }
        for line in lines
    ]


def log_csv(lines: Iterable[Line], names: Mapping[str, str]) -> bytes:
    """Return the lines as a file for spreadsheets."""
    return to_csv([HEADINGS, *(_cells(line, names) for line in lines)])


def _cells(line: Line, names: Mapping[str, str]) -> list[str]:
    deed = line.deed
    cells = (
        *(line.number, deed.at.isoformat(), ACTS.get(deed.act, (deed.act, ""))[0], deed.account_id),
        *(names.get(deed.account_id, ""), deed.region_code, deed.manifestation_id, deed.version),
        *(deed.structure_id, deed.for_account, deed.why, line.hash.hex()),
    )
    return ["" if cell is None else str(cell) for cell in cells]
