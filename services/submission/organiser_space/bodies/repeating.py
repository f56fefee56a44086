"""The buttons that change how many dates a form has: one more, one less, the same again, the same every week."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from services.submission.manifestations.bodies.manifestation import MOST_DATES
from services.submission.organiser_space.bodies.dates import DATES, EXAMPLES, blocks_of, is_untouched, read_day
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
        return {**values, DATES: [*blocks, {}][:MOST_DATES]}
    if REMOVE in pressed:
        kept = [block for position, block in enumerate(blocks) if str(position) != str(pressed[REMOVE])]
        return {**values, DATES: kept}
    for name, again in ((COPY, _copied), (REPEAT, _repeated)):
        position = _position(pressed.get(name), blocks)
        if position is not None:
            block = blocks[position]
            itself = {key: value for key, value in block.items() if key not in {"every", "repeat_until"}}
            room = MOST_DATES - sum(not is_untouched(each) for each in blocks)
            made = [*blocks[:position], itself, *again(block, position, room), *blocks[position + 1 :]]
            # Where it is full, dates that nobody has filled in make room.
            filled = made if len(made) <= MOST_DATES else [each for each in made if not is_untouched(each)]
            return {**values, DATES: filled}
    return None


def _copied(block: Block, position: int, room: int) -> list[Block]:
    if room < 1:
        raise _too_many(position, "date", MOST_DATES + 1 - room, block.get("date"))
    return [{name: value for name, value in block.items() if name not in {*OWN, "date", "until"}}]


def _repeated(block: Block, position: int, room: int) -> list[Block]:
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
    more = (last - first) // step
    if more < 1:
        message = "Aucune autre date ne tombe avant ce jour : choisissez-en un plus tardif."
        raise _refused(position, "repeat_until", message, block.get("repeat_until"))
    if more > room:
        raise _too_many(position, "repeat_until", MOST_DATES - room + more, block.get("repeat_until"))
    shared = {name: value for name, value in block.items() if name not in OWN}
    return [{**shared, **_moved(block, first, first + step * number)} for number in range(1, more + 1)]


def _moved(block: Block, first: date, day: date) -> Block:
    until = read_day(block.get("until"))
    moved = {"date": day.isoformat()}
    return {**moved, "until": (until + (day - first)).isoformat()} if until else moved


def _position(value: Any, blocks: list[Block]) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and int(text) < len(blocks) else None


def _too_many(position: int, name: str, dates: int, value: Any) -> FieldsRefused:
    """No date that was filled in makes room for another one."""
    stop = "arrêtez plus tôt" if name == "repeat_until" else "retirez-en une d’abord"
    message = f"Cela ferait {plural(dates, 'date')}, {MOST_DATES} au plus sont admises : {stop}."
    return _refused(position, name, message, value)


def _refused(position: int, name: str, message: str, value: Any) -> FieldsRefused:
    received = str(value)[:200] if value else None
    return FieldsRefused(
        errors=[FieldError(pointer=f"/{DATES}/{position}/{name}", code="repeat", message=message, value=received)]
    )
