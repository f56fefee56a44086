"""The words of dossiers as chambers read them; a word that a later release named is shown as it is."""

from collections.abc import Mapping

from services.eligibility.desk.rules.queue import Assigned, Novelty, Stage
from shared.geography import region

QUESTIONS: Mapping[str, str] = {
    "account_not_tied": "Compte pas encore reconnu",
    "activity_to_check": "Activité à vérifier",
    "activity_unknown": "Activité inconnue",
    "activity_unlisted": "Activité hors nomenclature",
    "appealed": "Réexamen demandé",
    "association_plausible": "Association sans numéro SIREN",
    "association_to_check": "Association à vérifier",
    "ceased_to_check": "Cessation à vérifier",
    "changes_made": "Modifiée comme demandé",
    "changes_requested": "Modifications demandées",
    "changed_since_decision": "Changée depuis la décision",
    "commercial_company": "Société commerciale",
    "court_entry": "Registre d’un tribunal",
    "establishment_closed": "Établissement fermé",
    "establishment_unknown": "Établissement inconnu",
    "excluded_activity": "Activité hors du périmètre",
    "fonds_de_dotation": "Fonds de dotation",
    "foundation_listed": "Fondation hors du registre",
    "foundation_not_found": "Fondation introuvable",
    "legal_category_undecided": "Forme juridique à apprécier",
    "legal_category_unknown": "Forme juridique inconnue",
    "local_public_body": "Organisme public local",
    "name_disagrees": "Nom différent du registre",
    "no_identifier": "Aucun numéro",
    "number_not_found": "Numéro introuvable",
    "numbers_disagree": "Numéros de deux structures",
    "partly_outside_season": "Dates en partie hors saison",
    "public_body": "Organisme public",
    "refused_before": "Déjà refusée",
    "register_contradicts_itself": "Registre contradictoire",
    "register_unavailable": "Registre sans réponse",
    "school_plausible": "Établissement d’enseignement à vérifier",
    "school_to_check": "Code UAI à vérifier",
    "state_unknown": "État inconnu",
    "taken_offline": "Retirée du programme",
    "subject_to_check": "Lien avec l’ESS à lire",
    "worship_or_politics": "Culte ou politique",
}
"""By the code of the reason that nobody has settled."""
CRITERIA: Mapping[str, str] = {
    "organiser": "Organisateur",
    "identity": "Identité",
    "subject": "Lien avec l’ESS",
    "season": "Dates",
    "openness": "Ouverture à toutes et à tous",
    "registration": "Inscription",
    "account": "Compte",
    "chamber": "Chambre",
    "vigilance": "Vigilance",
}
OUTCOMES: Mapping[str, tuple[str, str]] = {
    "met": ("Rempli", "success"),
    "unknown": ("À vérifier", "waiting"),
    "not_met": ("Non rempli", "danger"),
}
"""Label and kind of badge."""
VERDICTS: Mapping[str, tuple[str, str]] = {
    "eligible": ("Acceptée", "success"),
    "to_review": ("À examiner", "waiting"),
    "refused": ("Refusée", "danger"),
    "withdrawn": ("Retirée", "info"),
}
DECIDERS: Mapping[str, str] = {
    "rules": "les critères",
    "chamber": "la chambre",
    "national": "l’équipe nationale",
    "organiser": "l’organisateur",
}
STAGES: Mapping[Stage, str] = {
    "open": "À décider",
    "held": "En attente",
    "asked": "Chez l’organisateur",
    "sampled": "À relire",
    "reported": "Signalées",
    "settled": "Décidées",
}
NOVELTIES: Mapping[Novelty, str] = {"new": "Nouvelle", "amended": "Modifiée", "appealed": "Réexamen"}
ASSIGNED: Mapping[Assigned, str] = {"me": "À moi", "nobody": "À personne", "others": "À quelqu’un d’autre"}
FACTS: Mapping[str, str] = {
    "accepted": "acceptées jusqu’ici",
    "access": "accès",
    "activite_principale": "activité",
    "nomenclature_activite": "nomenclature",
    "etat_administratif": "état",
    "etat_administratif_etablissement": "état de l’établissement",
    "est_ess": "ESS d’après le registre",
    "est_uai": "établissement d’enseignement",
    "liste_uai": "code UAI de cet établissement",
    "themes": "thèmes",
    "chamber": "décidé par",
    "closes_at": "clôture",
    "du": "du",
    "au": "au",
    "famille": "famille",
    "preuve": "preuve",
    "champs": "ce qui a changé",
    "nature_juridique": "forme juridique",
    "tribunal": "tribunal",
    "first_day": "premier jour",
    "last_day": "dernier jour",
    "open_to_all": "ouverte à tous",
    "region_code": "région",
    "manifestation_id": "manifestation refusée",
    "nom_registre": "nom au registre",
}
FAMILIES: Mapping[str, str] = {
    "association": "Association",
    "cooperative": "Coopérative",
    "mutuelle": "Mutuelle",
    "fondation": "Fondation",
    "commercial": "Entreprise commerciale de l’ESS",
    "collectivite": "Collectivité",
    "enseignement": "Établissement d’enseignement",
}
PROOFS: Mapping[str, str] = {
    "seen": "Vu par la chambre",
    "esus": "Agrément ESUS",
    "scop": "Statuts de SCOP",
    "scic": "Statuts de SCIC",
    "ess_mention": "Mention « ESS » au registre du commerce",
    "statutes": "Statuts",
    "receipt": "Récépissé de déclaration",
}


def question(code: str) -> str:
    """Return what a chamber calls an open question."""
    return QUESTIONS.get(code, code.replace("_", " "))


def verdict(name: str) -> tuple[str, str]:
    """Return label and kind of badge."""
    return VERDICTS.get(name, (name, "info"))


def region_name(code: str) -> str:
    """Return the name of a queue."""
    found = region(code)
    return found.name if found else code or "Sans région"


def fact_name(name: str) -> str:
    """Return what a fact of a reason is called."""
    return FACTS.get(name, name.replace("_", " "))


def account_name(account_id: str, names: Mapping[str, str]) -> str:
    """Return somebody's name, else enough of the account to tell it from others."""
    return names.get(account_id) or f"compte {account_id[:8]}"
