"""The regions, each with its chamber (CRESS); where there is none the national team is in charge."""

from shared.geography.places import Region

NATIONAL_TEAM = "équipe nationale"

REGIONS: tuple[Region, ...] = tuple(
    Region(code=code, name=name, chamber=chamber)
    for code, name, chamber in (
        ("84", "Auvergne-Rhône-Alpes", "CRESS Auvergne-Rhône-Alpes"),
        ("27", "Bourgogne-Franche-Comté", "CRESS Bourgogne-Franche-Comté"),
        ("53", "Bretagne", "CRESS Bretagne"),
        ("24", "Centre-Val de Loire", "CRESS Centre-Val de Loire"),
        ("94", "Corse", "CRESS de Corse"),
        ("44", "Grand Est", "CRESS Grand Est"),
        ("01", "Guadeloupe", "CRESS des Îles de Guadeloupe"),
        ("03", "Guyane", "CRESS Guyane"),
        ("32", "Hauts-de-France", "CRESS Hauts-de-France"),
        ("11", "Île-de-France", "CRESS Île-de-France"),
        ("04", "La Réunion", "CRESS de La Réunion"),
        ("02", "Martinique", "CRESS Martinique"),
        ("06", "Mayotte", "CRESS Mayotte"),
        ("28", "Normandie", "CRESS Normandie"),
        ("75", "Nouvelle-Aquitaine", "CRESS Nouvelle-Aquitaine"),
        ("76", "Occitanie", "CRESS Occitanie"),
        ("52", "Pays de la Loire", "CRESS des Pays de la Loire"),
        ("93", "Provence-Alpes-Côte d’Azur", "CRESS Provence-Alpes-Côte d’Azur"),
    )
)
"""The 18 regions that have a chamber, in French alphabetical order."""

COLLECTIVITES: tuple[Region, ...] = tuple(
    Region(code=code, name=name, chamber=NATIONAL_TEAM)
    for code, name in (
        ("988", "Nouvelle-Calédonie"),
        ("987", "Polynésie française"),
        ("977", "Saint-Barthélemy"),
        ("978", "Saint-Martin"),
        ("975", "Saint-Pierre-et-Miquelon"),
        ("986", "Wallis-et-Futuna"),
    )
)

BY_CODE = {place.code: place for place in (*REGIONS, *COLLECTIVITES)}


def region(code: str) -> Region | None:
    """Find a region or a collectivité d'outre-mer by its INSEE code (``01`` is Guadeloupe, not the Ain)."""
    return BY_CODE.get(code)


def chamber_of(region_code: str) -> str:
    """Name who is in charge of a region's manifestations; the national team where nobody else is."""
    found = BY_CODE.get(region_code)
    return found.chamber if found else NATIONAL_TEAM
