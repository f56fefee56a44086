"""What the register and the chambers know of whoever organises, in words."""

from typing import Any

from services.eligibility.criteria.activities import label
from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.legal_categories import label_of
from services.eligibility.desk.open_dossier import Opened
from services.eligibility.desk.views import words
from services.eligibility.desk.views.content import Row
from shared.french.dates import moment
from shared.geography.time_zones import PARIS

UNANSWERED = {
    "not_found": "Le registre ne montre rien sous ce numéro.",
    "unavailable": "Le registre n’a pas encore répondu ; la vérification reprendra d’elle-même.",
    "no_identifier": "Aucun numéro n’a été donné : le registre n’a pas été interrogé.",
}
STATES = {"A": "en activité", "C": "cessée", "F": "fermé"}
ENDS = {"merged": "réunie à une autre", "unverified": "plus établie", "expired": "échue", "ceased": "cessée"}


def register_rows(answer: Answer) -> list[Row]:
    """Return what the register says, or why it says nothing."""
    if not isinstance(answer, RegisterFacts):
        return [("Réponse", UNANSWERED.get(answer, answer))]
    category, activity = answer.legal_category, answer.activity
    school = "attribué à cet établissement" if answer.is_school_asked_for else "attribué à la structure"
    return [
        ("Nom", answer.name or "non communicable"),
        ("Autres noms", ", ".join(answer.other_names)),
        ("SIREN", answer.siren or "absente du registre des entreprises"),
        ("RNA", answer.rna or ""),
        ("RNF", answer.rnf or ""),
        ("Forme juridique", label_of(category) if category else "inconnue"),
        ("Activité", label(activity, answer.nomenclature) if activity else "inconnue"),
        ("État", STATES.get(answer.state or "", "inconnu")),
        ("Établissement", STATES.get(answer.establishment_state or "", "")),
        ("Code UAI", school if answer.has_school else ""),
        ("ESS d’après le registre", {True: "oui", False: "non", None: ""}[answer.flagged_ess]),
        ("Région", words.region_name(answer.region_code) if answer.region_code else ""),
    ]


def structure_view(opened: Opened) -> dict[str, Any]:
    """Return what the chambers have found of the structure, with its history."""
    known = opened.known
    structure = known.structure
    rows: list[Row] = []
    if structure is not None:
        until = structure.verified_until
        rows = [
            ("Nom", structure.name),
            ("Nom d’usage", structure.usual_name or ""),
            ("Famille", words.FAMILIES.get(structure.legal_family or "", structure.legal_family or "")),
            ("Région", words.region_name(structure.region_code or "")),
            ("Établie", moment(structure.verified_at, PARIS)),
            ("Jusqu’au", moment(until, PARIS) if until else "sans terme"),
            ("N’est plus annoncée", ENDS.get(structure.ended or "", structure.ended or "")),
        ]
    return {
        "id": opened.found.dossier.structure_id,
        "rows": rows,
        "numbers": [number.replace(":", " ", 1).upper() for number in known.numbers],
        "merges": [f"{moment(each.found_at, PARIS)}, par {each.tied_by.replace(':', ' ', 1)}" for each in known.merges],
        "ties": [
            {
                "account": words.account_name(each.account, opened.names),
                "at": moment(each.made_at, PARIS) if each.made_at else "",
                "ended": moment(each.withdrawn_at, PARIS) if each.withdrawn_at else "",
                "is_owner": each.account == opened.found.dossier.manifestation.owner,
            }
            for each in known.ties
        ],
    }
