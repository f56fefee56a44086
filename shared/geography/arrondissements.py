"""Paris, Lyon and Marseille: each is one commune, and its arrondissements have INSEE codes of their own. Pure."""

ARRONDISSEMENTS = {
    "75056": tuple(str(code) for code in range(75101, 75121)),
    "69123": tuple(str(code) for code in range(69381, 69390)),
    "13055": tuple(str(code) for code in range(13201, 13217)),
}
CITY_OF = {code: city for city, codes in ARRONDISSEMENTS.items() for code in codes}


def city_of(code: str) -> str:
    """Return the code of the commune that an arrondissement is part of, and that of any other commune as it is."""
    return CITY_OF.get(code, code)


def with_arrondissements(code: str) -> list[str]:
    """Return the code of a commune and, of a city that has them, those of its arrondissements."""
    return [code, *ARRONDISSEMENTS.get(code, ())]
