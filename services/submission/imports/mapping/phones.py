"""Telephone numbers as people and spreadsheets write them: what can be dialled, and what was done to get there."""

import re
from dataclasses import dataclass

SEP = r"[\s.\-()/\u00a0\u202f]*"
LOCAL_LENGTHS = {"975": ("+508", 6), "986": ("+681", 6), "987": ("+689", 8), "988": ("+687", 6)}
"""Departments whose own numbers have no leading zero, with what is dialled from elsewhere."""
NINE_DIGITS = ("33", "262", "590", "594", "596")
ABROAD = re.compile(
    rf"(?:\+|(?<![\d.\-/])(?<!\d\s)00){SEP}(?:(?:{'|'.join(NINE_DIGITS)})(?:{SEP}0)?(?:{SEP}[1-9])(?:{SEP}\d){{8}}(?!\d)"
    r"|[1-9](?:[\s.\-()\u00a0\u202f]*\d){6,14})"
)
NATIONAL = re.compile(r"(?<!\d)0(?:[\s.\-\u00a0\u202f]*\d){9}(?!\d)")
NUMBER_CELL = re.compile(r"(?P<digits>\d+)(?:[.,]0+)?")
SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?\s*e\s*\+?\d+", re.IGNORECASE)
MOBILE = re.compile(r"(?:0|\+(?:33|262|590|594|596))[67]")
ZERO_BACK = "Zéro remis en tête du téléphone, qu’un tableur avait ôté : {}."
CHANGED = (
    "« {} » est un numéro de téléphone qu’un tableur a changé : mettez la colonne au format Texte et réécrivez-le."
)
NOT_DIALLABLE = "« {} » n’est pas un numéro de téléphone que tout le monde peut composer : il n’est pas publié."


@dataclass(frozen=True, slots=True, kw_only=True)
class Phones:
    """The numbers found in one cell, in order."""

    numbers: tuple[str, ...] = ()
    note: str | None = None
    fault: str | None = None


def phones_in(text: str, department: str | None) -> Phones:
    """Read a cell; ``department`` says which short numbers are those of neighbours."""
    if SCIENTIFIC.fullmatch(text.strip()):
        return Phones(fault=CHANGED.format(text[:40]))
    if (cell := NUMBER_CELL.fullmatch(re.sub(SEP, "", text) if text.count(".") != 1 else text.strip())) and (
        one := _bare(cell["digits"], department)
    ):
        note = ZERO_BACK.format(one) if one == f"0{cell['digits']}" else None
        return Phones(numbers=(one,), note=note)
    found = [(match.start(), _abroad(re.sub(r"\(0\)", "", match[0]))) for match in ABROAD.finditer(text)]
    rest = ABROAD.sub(lambda match: " " * len(match[0]), text)
    found += [(match.start(), re.sub(r"\D", "", match[0])) for match in NATIONAL.finditer(rest)]
    numbers = dict.fromkeys(number for _, number in sorted(found, key=lambda one: one[0]) if number)
    return Phones(numbers=tuple(numbers)) if numbers else Phones(fault=NOT_DIALLABLE.format(text[:40]))


def is_mobile(number: str) -> bool:
    """Return True for the numbers that people carry with them."""
    return bool(MOBILE.match(number))


def _bare(digits: str, department: str | None) -> str | None:
    """Read digits without ``+``: what a spreadsheet leaves of a number, and what neighbours dial."""
    prefix, length = LOCAL_LENGTHS.get(department or "", ("", 0))
    if length and len(digits) == length:
        return prefix + digits
    if len(digits) == len("261910001") and digits[0] != "0":
        return f"0{digits}"
    if digits.startswith("00"):
        return _abroad(digits)
    if digits[0] == "0":
        return digits if len(digits) == len("0261910001") else None
    return _abroad(f"+{digits}") if any(digits.startswith(code) for code in NINE_DIGITS) else None


def _abroad(text: str) -> str | None:
    digits = re.sub(r"\D", "", text)
    digits = digits.removeprefix("00") if not text.startswith("+") else digits
    for code in NINE_DIGITS:
        if digits.startswith(code):
            local = digits[len(code) :].removeprefix("0")
            return f"+{code}{local}" if len(local) == len("261910001") and local[0] != "0" else None
    for prefix, length in LOCAL_LENGTHS.values():
        if f"+{digits}".startswith(prefix):
            return f"+{digits}" if len(digits) >= len(prefix) - 1 + length else None
    return f"+{digits}"
