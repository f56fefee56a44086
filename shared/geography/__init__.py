"""Official communes, departments and regions of France, with the clock of each."""

from shared.geography.communes import (
    communes_named,
    communes_of_postcode,
    department,
    departments,
    epci,
    find_commune,
    former_names,
    load,
    search_communes,
    successor_of,
)
from shared.geography.folding import fold, sort_key
from shared.geography.places import Commune, Department, Region
from shared.geography.regions import REGIONS, region
from shared.geography.time_zones import time_zone_of

__all__ = [
    "REGIONS",
    "Commune",
    "Department",
    "Region",
    "communes_named",
    "communes_of_postcode",
    "department",
    "departments",
    "epci",
    "find_commune",
    "fold",
    "former_names",
    "load",
    "region",
    "search_communes",
    "sort_key",
    "successor_of",
    "time_zone_of",
]
