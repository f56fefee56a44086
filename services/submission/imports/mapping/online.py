"""« En ligne » where a place is to stand: no place is made of it, its address is asked."""

import re

from services.submission.imports.columns.columns import Cell
from services.submission.imports.mapping.mapped import Draft
from shared.geography import fold

LINK = re.compile(r"https?://[^\s,;]+")
ONLINE = frozenset(
    (
        *("en ligne", "en visio", "visio", "visioconference", "en visioconference", "a distance", "en distanciel"),
        *("distanciel", "webinaire", "online", "zoom", "teams", "internet", "sur internet", "virtuel"),
    )
)
ONLINE_WHERE = "« {} » : donnez l’adresse à laquelle la rejoindre, dans une colonne « Lien visio »."


def is_online(draft: Draft, city: str | None, address: str) -> Cell | None:
    """Return the cell that says that it takes place online, where no other says where else."""
    cells = [cell for field in ("place.name", "place.address", "city") for cell in draft.record.all(field)]
    said = [cell for cell in cells if fold(cell.text or "") in ONLINE]
    elsewhere = (city and fold(city) not in ONLINE) or (address and fold(address) not in ONLINE)
    return said[0] if said and not elsewhere else None
