"""The numbers of a structure as the form asks for them; who has none says so."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from shared.contracts.content import Organiser
from shared.errors import FieldError

NUMBERS = ("siret", "rna", "uai", "rnf")
NONE, ENTRY = "without_number", "court_entry"
SIREN_DIGITS = 9

Values = Mapping[str, Any]


def organiser_of(filled: Values, known: Organiser | None) -> dict[str, Any]:
    """Return that part of the body: two numbers that share a field told apart, the form's own question left out.

    Of an organiser that is ``known`` by both, the form shows one.
    """
    fields = {name: value for name, value in filled.items() if name not in {NONE, "siren"}}
    digits = re.sub(r"\D", "", str(fields.get("siret", "")))
    if len(digits) == SIREN_DIGITS:
        fields["siren"] = fields.pop("siret")
    elif known and known.siren and digits == known.siret:
        fields["siren"] = known.siren
    return fields


def number_faults(filled: Values) -> Iterator[FieldError]:
    """Say that a number is missing where nobody said that there is none: most who leave them empty have one."""
    numbered = any(filled.get(name) for name in NUMBERS)
    if numbered and NONE in filled:
        yield FieldError(
            pointer=f"/organiser/{NONE}",
            code="number_contradicts",
            message="Vous cochez que la structure n’a aucun numéro, et vous en indiquez un : décochez, ou videz-le.",
        )
    if not (numbered or filled.get(ENTRY) or NONE in filled):
        yield FieldError(
            pointer="/organiser/siret",
            code="organiser_number_missing",
            message="Indiquez au moins un numéro de la structure : SIREN ou SIRET, RNA pour une association, UAI pour "
            "un établissement d’enseignement, ou RNF pour une fondation. Si elle n’en a aucun, cochez-le plus bas.",
        )
