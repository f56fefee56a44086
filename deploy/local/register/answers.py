"""Organisations in the shape of the API Recherche d'entreprises, as its published source writes it."""

from collections.abc import Callable
from typing import Any

from deploy.local.register.organisations import Foundation, Organisation
from shared.geography import department, find_commune, fold

MASK = "[NON-DIFFUSIBLE]"
MASKED_OF_UNIT = ("sigle",)
MASKED_OF_PERSON = ("nom_complet", "nom_raison_sociale", "sigle")
PERSON = "1000"
MASKED_OF_SEAT = (
    "adresse",
    "code_postal",
    "latitude",
    "longitude",
    "libelle_voie",
    "liste_enseignes",
    "nom_commercial",
)
ASSOCIATIONS = frozenset({"5195", "9210", "9220", "9221", "9222", "9223", "9224", "9230", "9240", "9260"})
LEFT_OUT_OF_MATCHES = ("departement", "libelle_voie")
EVERYTHING = ("siege", "finances", "tva", "complements", "dirigeants", "matching_etablissements")

SECTIONS = (
    (3, "A"), (9, "B"), (33, "C"), (35, "D"), (39, "E"), (43, "F"), (47, "G"), (53, "H"), (56, "I"), (63, "J"),
    (66, "K"), (68, "L"), (75, "M"), (82, "N"), (84, "O"), (85, "P"), (88, "Q"), (93, "R"), (96, "S"), (99, "U"),
)  # fmt: skip


def unit_answer(unit: Organisation, *, siret: str | None, include: tuple[str, ...]) -> dict[str, Any]:
    """Describe one organisation; ``siret`` is the one that was asked for, ``include`` the optional parts."""
    masked = unit.diffusion == "P"
    answer: dict[str, Any] = {
        "siren": unit.siren,
        "nom_complet": _full_name(unit, masked=masked),
        "nom_raison_sociale": unit.name,
        "sigle": unit.sigle,
        "nombre_etablissements": 2 if unit.other_siret else 1,
        "nombre_etablissements_ouverts": _open_places(unit),
        "activite_principale": unit.activity,
        "activite_principale_naf25": unit.activity_2025,
        "categorie_entreprise": "PME",
        "caractere_employeur": None,
        "annee_categorie_entreprise": None,
        "date_creation": unit.created_on,
        "date_fermeture": unit.closed_on,
        "date_mise_a_jour": "2026-09-01T08:00:00",
        "etat_administratif": unit.state,
        "nature_juridique": unit.legal_category,
        "section_activite_principale": _section(unit.activity),
        "tranche_effectif_salarie": unit.staff,
        "annee_tranche_effectif_salarie": None,
        "statut_diffusion": unit.diffusion,
    }
    parts: dict[str, Callable[[], Any]] = {
        "siege": lambda: _establishment(unit, unit.siret),
        "complements": lambda: _complements(unit),
        "dirigeants": list,
        "finances": lambda: None,
        "tva": lambda: None,
        "score": lambda: None,
        "matching_etablissements": lambda: _matches(unit, siret),
    }
    answer |= {part: parts[part]() for part in include if part in parts}
    hidden = MASKED_OF_PERSON if unit.legal_category == PERSON else MASKED_OF_UNIT
    return answer | dict.fromkeys(hidden, MASK) if masked else answer


def foundation_answer(foundation: Foundation) -> dict[str, Any]:
    """Describe one entry of the register of foundations."""
    return {
        "numero_rnf": foundation.rnf,
        "denomination": foundation.name,
        "type_organisme": foundation.kind,
        "date_creation": foundation.created_on,
        "adresse": None,
        "code_postal": foundation.postcode,
        "ville": foundation.town,
        "siren": foundation.siren,
        "siret": foundation.siret,
    }


def _full_name(unit: Organisation, *, masked: bool) -> str:
    extras = [unit.brand, None if masked else unit.sigle]
    return " ".join([unit.name, *(f"({extra})" for extra in extras if extra)])


def _open_places(unit: Organisation) -> int:
    if unit.state == "C":
        return 0
    return 2 if unit.other_siret and unit.other_state == "A" else 1


def _establishment(unit: Organisation, siret: str) -> dict[str, Any]:
    is_seat = siret == unit.siret
    commune = find_commune(unit.commune_code if is_seat else unit.other_commune_code or unit.commune_code)
    moved = commune is not None and commune.code != unit.commune_code
    postcode = commune.postcodes[0] if commune and moved else unit.postcode
    of = department(commune.department_code) if commune else None
    town = fold(commune.name if commune else "").upper()
    is_open = unit.state == "A" and (is_seat or unit.other_state == "A")
    uai = unit.uai if is_seat else unit.other_uai
    answer: dict[str, Any] = {
        "siret": siret,
        "est_siege": is_seat,
        "etat_administratif": "A" if is_open else "F",
        "activite_principale": unit.activity,
        "activite_principale_naf25": unit.activity_2025,
        "adresse": f"{unit.street} {postcode} {town}",
        "libelle_voie": unit.street,
        "code_postal": postcode,
        "commune": commune.code if commune else None,
        "libelle_commune": town,
        "departement": of.code if of else None,
        "region": of.region_code if of else None,
        "epci": None,
        "latitude": unit.latitude,
        "longitude": unit.longitude,
        "date_creation": unit.created_on,
        "date_fermeture": unit.closed_on,
        "liste_enseignes": list(unit.signs) or None if is_seat else None,
        "liste_uai": [uai] if uai else None,
        "nom_commercial": unit.brand,
        "tranche_effectif_salarie": unit.staff,
        "statut_diffusion_etablissement": unit.diffusion,
    }
    return answer | dict.fromkeys(MASKED_OF_SEAT, MASK) if unit.diffusion == "P" else answer


def _matches(unit: Organisation, siret: str | None) -> list[dict[str, Any]]:
    if siret is None:
        return []
    found = _establishment(unit, siret)
    return [{name: value for name, value in found.items() if name not in LEFT_OUT_OF_MATCHES}]


def _complements(unit: Organisation) -> dict[str, Any]:
    is_commune = unit.legal_category == "7210"
    return {
        "collectivite_territoriale": {
            "code": unit.commune_code,
            "code_insee": unit.commune_code,
            "niveau": "Commune",
            "elus": [],
        }
        if is_commune
        else None,
        "est_administration": unit.legal_category.startswith("7"),
        "est_association": unit.legal_category in ASSOCIATIONS,
        "est_ess": unit.ess,
        "est_siae": unit.siae is not None,
        "type_siae": unit.siae,
        "est_societe_mission": unit.mission,
        "est_uai": bool(unit.uai or unit.other_uai),
        "est_organisme_formation": unit.training,
        "est_qualiopi": unit.training,
        "identifiant_association": unit.rna,
    }


def _section(activity: str) -> str:
    division = int(activity[:2])
    return next(letter for last, letter in SECTIONS if division <= last)
