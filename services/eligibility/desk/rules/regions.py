"""Whose queue somebody sees, and in which order regions are due; pure."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from services.eligibility.desk.rules.queue import NATIONAL_QUEUE
from shared.contracts.submission import EditionChanged
from shared.editions.rules import cut_off_of, region_of
from shared.geography.regions import BY_CODE
from shared.identity.caller import Caller, require, require_region

NATIONAL = "nationale"
EVERYWHERE = "toutes"
NO_CUT_OFF = datetime(9999, 1, 1, tzinfo=UTC)


def regions_of(
    caller: Caller, edition: EditionChanged, chosen: str, *, stood_in: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the regions of a queue: a moderator's own; of the national team, what no chamber decides, unless it chose.

    Those that somebody stands in for come beside their own. Raises ``NotAllowed`` for another's.
    """
    if caller.role == "moderator":
        own = (caller.region_code or "", *stood_in)
        if chosen and chosen not in own:
            require_region(caller, chosen)
        return (chosen,) if chosen else own
    require(caller, "national")
    if chosen == EVERYWHERE:
        return (NATIONAL_QUEUE, *BY_CODE)
    if chosen in BY_CODE:
        return (chosen,)
    return (NATIONAL_QUEUE, *(code for code in BY_CODE if code in stood_in or not has_chamber(edition, code)))


def escalated_regions(caller: Caller, regions: Sequence[str]) -> tuple[str, ...]:
    """Return the regions of which the national team's queue shows, beside its own, what their chambers left waiting."""
    if caller.role != "national" or NATIONAL_QUEUE not in regions:
        return ()
    return tuple(code for code in BY_CODE if code not in regions)


def cut_off_at(edition: EditionChanged, region_code: str) -> datetime:
    """Return when the paper programme of a region is edited; far away where there is none."""
    found = cut_off_of(edition, region_code)
    return found[0].replace(tzinfo=ZoneInfo(found[1])).astimezone(UTC) if found else NO_CUT_OFF


def has_chamber(edition: EditionChanged, region_code: str) -> bool:
    """Return True where somebody else than the national team is in charge."""
    found = region_of(edition, region_code)
    return found is not None and found.chamber is not None
