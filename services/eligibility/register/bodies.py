"""What a search by name may ask."""

import re

from services.eligibility.register.suggestions import LONGEST, SHORTEST
from shared.errors import FieldError, FieldsRefused
from shared.text import one_line

POSTCODE = re.compile(r"[0-9]{5}")


def read_search(words: str, postcode: str, *, names: tuple[str, str]) -> tuple[str, str | None]:
    """Return words and postcode; raises ``FieldsRefused``, ``names`` being those of the two fields."""
    words, postcode, faults = one_line(words), postcode.replace(" ", ""), []
    if not SHORTEST <= len(words) <= LONGEST:
        said = f"« {words[:40]} » compte {len(words)} caractères" if words else "Aucun nom n’est donné"
        message = f"{said} : écrivez-en de {SHORTEST} à {LONGEST}, par exemple le nom de la structure sans son sigle."
        faults.append(FieldError(pointer=f"/{names[0]}", code="length", message=message, value=words[:200] or None))
    if postcode and not POSTCODE.fullmatch(postcode):
        message = f"« {postcode[:40]} » n’est pas un code postal : écrivez ses cinq chiffres, par exemple 35000."
        faults.append(FieldError(pointer=f"/{names[1]}", code="postcode", message=message, value=postcode[:200]))
    if faults:
        raise FieldsRefused(errors=faults)
    return words, postcode or None
