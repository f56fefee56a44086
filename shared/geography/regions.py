"""The regions; who is in charge of each is what an edition says."""

from shared.geography.places import Region

REGIONS: tuple[Region, ...] = tuple(
    Region(code=code, name=name)
    for code, name in (
        ("84", "Auvergne-Rhône-Alpes"),
        ("27", "Bourgogne-Franche-Comté"),
        ("53", "Bretagne"),
        ("24", "Centre-Val de Loire"),
        ("94", "Corse"),
        ("44", "Grand Est"),
        ("01", "Guadeloupe"),
        ("03", "Guyane"),
        ("32", "Hauts-de-France"),
        ("11", "Île-de-France"),
        ("04", "La Réunion"),
        ("02", "Martinique"),
        ("06", "Mayotte"),
        ("28", "Normandie"),
        ("75", "Nouvelle-Aquitaine"),
        ("76", "Occitanie"),
        ("52", "Pays de la Loire"),
        ("93", "Provence-Alpes-Côte d’Azur"),
    )
)
"""The 18 regions, in French alphabetical order."""

COLLECTIVITES: tuple[Region, ...] = tuple(
    Region(code=code, name=name)
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
