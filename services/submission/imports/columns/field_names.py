"""Where a fault is, in the words of the person who wrote the file."""

LABELS = {
    "/title": "titre",
    "/description": "description",
    "/themes": "thèmes",
    "/format": "format",
    "/open_to_all": "public",
    "/access": "public",
    "/occurrences": "dates",
    "/occurrences/0": "dates",
    "/occurrences/0/starts_at": "début",
    "/occurrences/0/ends_at": "fin",
    "/place": "lieu",
    "/place/name": "nom du lieu",
    "/place/address": "adresse",
    "/place/postcode": "code postal",
    "/place/commune_code": "commune",
    "/online_url": "adresse en ligne",
    "/organiser": "organisateur",
    "/organiser/name": "organisateur",
    "/organiser/siren": "numéro SIREN",
    "/organiser/siret": "numéro SIRET",
    "/organiser/rna": "numéro RNA",
    "/organiser/uai": "code UAI",
    "/organiser/rnf": "numéro RNF",
    "/organiser/court_entry": "registre du tribunal",
    "/organiser/court_entry/court": "tribunal",
    "/organiser/court_entry/volume": "volume",
    "/organiser/court_entry/folio": "folio",
    "/public_contact": "contact public",
    "/public_contact/name": "nom du contact",
    "/public_contact/email": "courriel",
    "/public_contact/phone": "téléphone",
    "/public_contact/website": "site",
    "/external_id": "référence",
    "/extra": "question de l’édition",
}


def where(pointer: str, column: str | None, *, table: bool) -> str:
    """Return the column of a table; of other files the path that the file has, else the API's JSON pointer."""
    if column:
        return f"colonne {column}" if table else column
    return LABELS.get(pointer) or LABELS.get(pointer.rpartition("/")[0]) or pointer
