"""The buttons that change how many dates a form has: one more, one less, the same again, the same every week."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from services.submission.manifestations.bodies.manifestation import MOST_DATES
from services.submission.organiser_space.bodies.dates import DATES, EXAMPLES, blocks_of, read_day
from shared.errors import FieldError, FieldsRefused
from shared.french.typography import plural

ADD, REMOVE, COPY, REPEAT = "_ajouter", "_retirer", "_copier", "_repeter"
"""Names of the buttons; the value of the last three is the position of the date."""
OWN = ("occurrence_id", "state", "every", "repeat_until")
"""What a date does not share with its copies."""
EVERY = {"day": timedelta(days=1), "week": timedelta(weeks=1), "fortnight": timedelta(weeks=2)}

Block = dict[str, Any]


def edited(values: Mapping[str, Any], pressed: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the form with other dates, as the button that was pressed says; None where none was.

    Raises ``FieldsRefused`` where that cannot be done, at the field that says why.
    """
    blocks = blocks_of(values)
    if ADD in pressed:
        return _with(values, [*blocks, {}])
    if REMOVE in pressed:
        kept = [block for position, block in enumerate(blocks) if str(position) != str(pressed[REMOVE])]
        return {**values, DATES: kept}
    for name, again in ((COPY, _copied), (REPEAT, _repeated)):
        position = _position(pressed.get(name), blocks)
        if position is not None:
            block = blocks[position]
            itself = {key: value for key, value in block.items() if key not in {"every", "repeat_until"}}
            return _with(values, [*blocks[:position], itself, *again(block, position), *blocks[position + 1 :]])
    return None


def _copied(block: Block, _: int) -> list[Block]:
    return [{name: value for name, value in block.items() if name not in {*OWN, "date", "until"}}]


def _repeated(block: Block, position: int) -> list[Block]:
    first, last = read_day(block.get("date")), read_day(block.get("repeat_until"))
    if first is None:
        raise _refused(position, "date", "Indiquez d’abord la première date, puis répétez-la.", block.get("date"))
    if last is None:
        written = str(block.get("repeat_until") or "")
        message = (
            f"« {written[:40]} » n’est pas une date : écrivez par exemple {EXAMPLES['date']}."
            if written
            else "Indiquez jusqu’à quand la date se répète."
        )
        raise _refused(position, "repeat_until", message, written)
    step = EVERY.get(str(block.get("every")), EVERY["week"])
    days = [first + step * number for number in range(1, (last - first) // step + 1)]
    if not days:
        message = "Aucune autre date ne tombe avant ce jour : choisissez-en un plus tardif."
        raise _refused(position, "repeat_until", message, block.get("repeat_until"))
    if len(days) >= MOST_DATES:
        message = f"Cela ferait {plural(len(days) + 1, 'date')}, {MOST_DATES} au plus sont admises : arrêtez plus tôt."
        raise _refused(position, "repeat_until", message, block.get("repeat_until"))
    shared = {name: value for name, value in block.items() if name not in OWN}
    return [{**shared, **_moved(block, first, day)} for day in days]


def _moved(block: Block, first: date, day: date) -> Block:
    until = read_day(block.get("until"))
    moved = {"date": day.isoformat()}
    return {**moved, "until": (until + (day - first)).isoformat()} if until else moved


def _with(values: Mapping[str, Any], blocks: list[Block]) -> dict[str, Any]:
    return {**values, DATES: blocks[:MOST_DATES]}


def _position(value: Any, blocks: list[Block]) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and int(text) < len(blocks) else None


def _refused(position: int, name: str, message: str, value: Any) -> FieldsRefused:
    received = str(value)[:200] if value else None
    return FieldsRefused(
        errors=[FieldError(pointer=f"/{DATES}/{position}/{name}", code="repeat", message=message, value=received)]
    )
