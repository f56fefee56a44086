"""What the page of a dossier's proofs shows."""

from collections.abc import Sequence
from typing import Any

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.proofs.access import is_chamber_of, is_organiser_of, may_see
from services.eligibility.proofs.errors import FIELD
from services.eligibility.proofs.rules.file import LARGEST_FILE, MEDIA_TYPES, in_words
from services.eligibility.proofs.rules.proof import KEPT_FOR, KINDS, MOST_OF_STRUCTURE, Proof
from shared.errors import FieldError
from shared.http.forms import FormState
from shared.identity.caller import Caller

PATH = "/justificatifs"
KIND_FIELD = "nature"
FIELDS = [KIND_FIELD, FIELD]


def proofs_view(
    dossier: Dossier, proofs: Sequence[Proof], caller: Caller, *, errors: Sequence[FieldError] = (), kind: str = ""
) -> dict[str, Any]:
    """Return the context of the page; of the list each sees what is theirs to see."""
    return {
        "dossier": dossier,
        "address": f"{PATH}/{dossier.manifestation_id}",
        "own": is_organiser_of(caller, dossier),
        "chamber": is_chamber_of(caller, dossier),
        "proofs": [proof for proof in proofs if may_see(caller, dossier, proof)],
        "kinds": list(KINDS.items()),
        "accepted": ",".join(MEDIA_TYPES),
        "largest": in_words(LARGEST_FILE),
        "most": MOST_OF_STRUCTURE,
        "years": KEPT_FOR.days // 365,
        "fields": FIELDS,
        "form": FormState(values={KIND_FIELD: kind}, errors=tuple(errors)),
    }
