"""When two texts say the same: they differ in spelling at most; pure."""

from services.eligibility.criteria.spelling import same_word
from shared.geography import fold


def same_wording(before: str | None, after: str | None) -> bool:
    """Return True where only case, accents, punctuation, spaces or the spelling of single words differ."""
    old, new = fold(before or "").split(), fold(after or "").split()
    return len(old) == len(new) and all(map(same_word, old, new))
