"""Numbers of slots and meetings as people read them. Pure."""

from shared.french.typography import grouped, listed

MOST_LISTED = 12


def numbers(found: tuple[int, ...]) -> str:
    """List what counts from 0, counted from 1: ``1, 2 et 5``."""
    shown = [str(each + 1) for each in found[:MOST_LISTED]]
    rest = len(found) - len(shown)
    return listed([*shown, f"{grouped(rest)} autres"] if rest else shown)
