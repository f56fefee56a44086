"""What the page of a dossier's proofs shows, and what stands of them beside its messages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.thread import LABELS, Line
from services.eligibility.proofs.access import attachable, is_chamber_of, is_organiser_of, may_erase, may_see
from services.eligibility.proofs.bodies import KIND_FIELD, MESSAGE_FIELD
from services.eligibility.proofs.errors import FIELD
from services.eligibility.proofs.rules.file import LARGEST_FILE, MEDIA_TYPES, in_words
from services.eligibility.proofs.rules.proof import KEPT_FOR, KINDS, MOST_OF_STRUCTURE, Proof
from shared.errors import FieldError
from shared.french.dates import moment
from shared.geography.time_zones import PARIS
from shared.http.forms import FormState
from shared.http.site import Site
from shared.identity.caller import Caller

PATH = "/justificatifs"
FIELDS = [KIND_FIELD, MESSAGE_FIELD, FIELD]


def proofs_view(
    dossier: Dossier,
    proofs: Sequence[Proof],
    caller: Caller,
    *,
    errors: Sequence[FieldError] = (),
    given: Mapping[str, str],
) -> dict[str, Any]:
    """Return the context of the page; of the list each sees what is theirs to see."""
    messages, lines = attachable(caller, dossier), {line.key: line for line in dossier.thread}
    own = is_organiser_of(caller, dossier)
    return {
        "dossier": dossier,
        "address": f"{PATH}/{dossier.manifestation_id}",
        "own": own,
        "chamber": is_chamber_of(caller, dossier),
        "proofs": [
            {
                "file": proof,
                "message": message_name(lines[proof.message]) if proof.message in lines else "",
                "erasable": may_erase(caller, dossier, proof),
            }
            for proof in proofs
            if may_see(caller, dossier, proof)
        ],
        "kinds": list(KINDS.items()),
        "messages": [(line.key, message_name(line)) for line in messages],
        "accepted": ",".join(MEDIA_TYPES),
        "largest": in_words(LARGEST_FILE),
        "most": MOST_OF_STRUCTURE,
        "years": KEPT_FOR.days // 365,
        "fields": FIELDS,
        "form": FormState(values=dict(given), errors=tuple(errors)),
    }


def attached(site: Site, manifestation_id: UUID, proofs: Sequence[Proof]) -> dict[str, list[dict[str, str]]]:
    """Return the files of each message, by its key."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for proof in reversed(proofs):
        if proof.message is not None:
            href = site.path(f"{PATH}/{manifestation_id}/{proof.proof_id}/fichier")
            found[proof.message].append({"name": proof.name, "size": proof.size_in_words, "href": href})
    return found


def message_name(line: Line) -> str:
    """Return how a message is called: ``Mot à la chambre, 3 novembre 2026 à 14 h 05``."""
    return f"{LABELS[line.kind]}, {moment(line.at, PARIS)}"
