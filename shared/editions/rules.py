"""What an edition says of a day, a word or a region; pure."""

from datetime import UTC, date, datetime, timedelta

from shared.contracts.edition import Chamber, CosmeticField, EditionRegion
from shared.contracts.submission import EditionChanged
from shared.french.dates import NIGHT_ENDS

NATIONAL_TEAM = "équipe nationale"


def opening(year: int) -> datetime:
    """Return an instant before the first record of an edition.

    A year too early rather than a day too late: who registers for an edition does so in its own year, or once the
    season of the year before is over, and what is older than this cannot be missed.
    """
    return datetime(year - 1, 1, 1, tzinfo=UTC)


def begins_in_season(edition: EditionChanged, starts_at: date) -> bool:
    """Return True for a beginning, on the clock of the place, that the season has."""
    day = starts_at.date() if isinstance(starts_at, datetime) else starts_at
    return edition.first_day <= day <= edition.last_day


def ends_in_season(edition: EditionChanged, ends_at: datetime) -> bool:
    """Return True for an end, on the clock of the place, within the season or the night after its last day."""
    return ends_at.replace(tzinfo=None) <= datetime.combine(edition.last_day + timedelta(days=1), NIGHT_ENDS)


def region_of(edition: EditionChanged, region_code: str | None) -> EditionRegion | None:
    """Return what the edition says of a region."""
    return next((region for region in edition.regions if region.region_code == region_code), None)


def chamber_of(edition: EditionChanged, region_code: str | None) -> str:
    """Name who is in charge of a region's manifestations; the national team where nobody else is."""
    found = _chamber(edition, region_code)
    return found.name if found else NATIONAL_TEAM


def contact_of(edition: EditionChanged, region_code: str | None) -> str | None:
    """Return the address at which organisers reach who is in charge."""
    found = _chamber(edition, region_code)
    return found.contact if found else edition.national_contact


def cut_off_of(edition: EditionChanged, region_code: str | None) -> tuple[datetime, str] | None:
    """Return what the region's clock shows at the paper cut-off, and its zone; None where there is none."""
    found = region_of(edition, region_code)
    return (found.cut_off, found.time_zone) if found and found.cut_off else None


def embedders_of(edition: EditionChanged, region_code: str | None) -> tuple[str, ...]:
    """Return the sites that may show a region's programme in a frame; those of every region without one."""
    regions = [each for each in edition.regions if region_code in {None, each.region_code}]
    return tuple(sorted({origin for each in regions for origin in each.embedded_by}))


def theme_labels(edition: EditionChanged) -> dict[str, str]:
    """Return the label of each theme by its slug, in their order."""
    return {theme.slug: theme.label for theme in edition.themes}


def format_labels(edition: EditionChanged) -> dict[str, str]:
    """Return the label of each format by its slug, in their order."""
    return {format_.slug: format_.label for format_ in edition.formats}


def ground_labels(edition: EditionChanged) -> dict[str, str]:
    """Return the label of each ground of a refusal by its slug, in their order."""
    return {ground.slug: ground.label for ground in edition.refusal_grounds}


def is_cosmetic(edition: EditionChanged, field: CosmeticField) -> bool:
    """Return True for what may change without the chamber reading it again."""
    return field in edition.cosmetic


def _chamber(edition: EditionChanged, region_code: str | None) -> Chamber | None:
    found = region_of(edition, region_code)
    return found.chamber if found else None
