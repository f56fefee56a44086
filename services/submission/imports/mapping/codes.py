"""Numbers that are names: what a spreadsheet did to them is undone where that is sure, and else said."""

import re
from dataclasses import dataclass

from stdnum import luhn

DECIMALS = re.compile(r"(\d+)[.,]0+")
SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
SPACES = re.compile(r"[\s.\-'’\u00a0\u202f]")
CHANGED = (
    "« {} » : un tableur a changé ce numéro en nombre arrondi, ses derniers chiffres sont perdus. Mettez la colonne au "
    "format Texte, puis réécrivez-le."
)
LENGTHS = {"siren": 9, "siret": 14, "postcode": 5, "commune_code": 5}
LABELS = {"siren": "SIREN", "siret": "SIRET", "postcode": "code postal", "commune_code": "code INSEE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A number as it was before a spreadsheet changed it; or why nobody can know."""

    value: str | None = None
    note: str | None = None
    fault: str | None = None


def code(kind: str, text: str) -> Code:
    """Read a number of this kind: ``.0`` goes, a zero that is missing in front comes back."""
    compact = re.sub(r"[\s'’]", "", text)
    if SCIENTIFIC.fullmatch(compact):
        return Code(fault=CHANGED.format(text))
    whole = DECIMALS.fullmatch(compact)
    value = whole[1] if whole else SPACES.sub("", compact)
    restored = _with_zero(kind, value)
    if restored == value and not whole:
        return Code(value=value or None)
    return Code(
        value=restored, note=f"« {text} » lu comme {LABELS.get(kind, 'numéro')} {restored} : un tableur l’avait changé."
    )


def _with_zero(kind: str, value: str) -> str:
    if len(value) + 1 != LENGTHS.get(kind) or not value.isascii() or not value.isdecimal():
        return value
    restored = f"0{value}"
    # A number of a register with a check digit says itself whether it is whole.
    return restored if kind in {"postcode", "commune_code"} or luhn.is_valid(restored) else value
