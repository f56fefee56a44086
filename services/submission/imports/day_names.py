"""Months and weekdays, in French and in the English of programs, as files abbreviate them."""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("janvier", "janv", "january", "jan"), ("fevrier", "fevr", "fev", "february", "feb"), ("mars", "march"),
            ("avril", "avr", "april", "apr"), ("mai", "may"), ("juin", "june", "jun"),
            ("juillet", "juil", "july", "jul"), ("aout", "august", "aug"), ("septembre", "sept", "september", "sep"),
            ("octobre", "oct", "october"), ("novembre", "nov", "november"), ("decembre", "dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
"""Without accents."""
FRENCH_MONTHS = {number: name for name, number in reversed(MONTHS.items())}
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = (
    r"(?:lun(?:di)?|mar(?:di)?|mer(?:c|credi)?|jeu(?:di)?|ven(?:d|dredi)?|sam(?:edi)?|dim(?:anche)?|mon(?:day)?|"
    r"tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
)
LEADING_WEEKDAY = re.compile(rf"\s*(?:le\s+)?(?P<weekday>{WEEKDAY})\.?,?\s*", re.IGNORECASE)
ACCENTS = str.maketrans({"é": "e", "è": "e", "ê": "e", "û": "u", "ù": "u", "à": "a", "ô": "o", "’": "'", "–": "-",
                         "—": "-", "‑": "-", "−": "-", "→": ">", "\u00a0": " ", "\u202f": " "})  # fmt: skip


def unaccented(text: str) -> str:
    """Return the text in small letters without accents, as long as it was, and with one kind of dash."""
    return text.lower().translate(ACCENTS)


def weekday_number(name: str) -> int:
    """Return 0 for Monday; of « mar. », « Mardi » and « Tue » alike."""
    start = name.lower()[:3]
    return ENGLISH.index(start) if start in ENGLISH else [day[:3] for day in WEEKDAYS].index(start)
