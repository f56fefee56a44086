"""When two words are one word, spelled with a slip at most; pure, and on folded words."""

MOST_EDITS = 2
LETTERS_AN_EDIT = 5
"""At least 80 % of a word stay, so words of four letters have to be equal."""
LETTERS_BEFORE_AN_EDIT = 3
"""French negates at the beginning of a word: *possible* and *impossible*, *égalité* and *inégalité*."""


def same_word(old: str, new: str) -> bool:
    """Return True where only a letter or two differ, none of the first and no digit."""
    if old == new:
        return True
    if old[:LETTERS_BEFORE_AN_EDIT] != new[:LETTERS_BEFORE_AN_EDIT] or any(letter.isdigit() for letter in old + new):
        return False
    return within_edits(old, new, min(MOST_EDITS, max(len(old), len(new)) // LETTERS_AN_EDIT))


def within_edits(old: str, new: str, most: int) -> bool:
    """Return True where at most ``most`` letters put in, left out or replaced lead from one word to the other."""
    same = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    if same is None:
        return abs(len(old) - len(new)) <= most
    if most == 0:
        return False
    old, new = old[same:], new[same:]
    return any(
        within_edits(rest_of_old, rest_of_new, most - 1)
        for rest_of_old, rest_of_new in ((old[1:], new[1:]), (old[1:], new), (old, new[1:]))
    )
