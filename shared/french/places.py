"""Places as French readers write them."""

from shared.contracts.content import Place
from shared.french.typography import town
from shared.geography import department


def town_of(place: Place) -> str:
    """``Rennes (Ille-et-Vilaine)``."""
    name, found = town(place.commune_name), department(place.department_code)
    return f"{name} ({found.name})" if found else name
