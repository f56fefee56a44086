"""Which clock hangs on the wall of a place."""

PARIS = "Europe/Paris"

OVERSEAS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}

# French Polynesia keeps three clocks: these communes do not follow Tahiti.
ISLANDS = {
    **dict.fromkeys(("98718", "98723", "98731", "98746", "98756", "98757"), "Pacific/Marquesas"),
    "98719": "Pacific/Gambier",
}


def time_zone_of(department_code: str) -> str:
    """Return the IANA zone of a department, for example ``Indian/Reunion`` for ``974``."""
    return OVERSEAS.get(department_code, PARIS)


def time_zone_of_islands(commune_code: str) -> str | None:
    """Return the zone of a commune that does not follow its department, None for all others."""
    return ISLANDS.get(commune_code)
