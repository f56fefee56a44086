"""Where the faces of what is online stand: a manifestation's page, calendars, tables, feeds."""

from urllib.parse import urlencode
from uuid import UUID

SELECTED_CALENDAR = "/programme/agenda.ics"
SELECTED_CSV = "/programme/export.csv"
SELECTED_XLSX = "/programme/export.xlsx"
SELECTED_GEOJSON = "/programme/carte.geojson"
SUGGESTIONS = "/programme/suggestions"
SUGGESTIONS_OF_COMMUNES = "/programme/suggestions/communes"
MAP = "/programme/carte"
MAP_OF_EDITION = "/editions/{year:int}/carte"
SELECTED_OPENAGENDA = "/programme/openagenda.json"
FRAME = "/programme/cadre"
OEMBED = "/oembed"
SITEMAP = "/sitemap.xml"
CHANGES_PAGE = "/programme/nouveautes"
VERSIONS = "/programme/versions"
CHANGES_ATOM = "/programme/nouveautes.atom"
COPIES = (
    ("tableur (XLSX)", SELECTED_XLSX),
    ("CSV", SELECTED_CSV),
    ("carte (GeoJSON)", SELECTED_GEOJSON),
    ("OpenAgenda (JSON)", SELECTED_OPENAGENDA),
)
"""What a selection can be taken away as, and what readers call it."""
PARTS = {"regions": "region", "communes": "commune", "themes": "theme", "organisateurs": "organiser"}
"""Parts of the programme that have an address of their own, and the filters that they are."""
MOST_CALENDAR_DATES = 1_000
MOST_EXPORTED_DATES = 10_000


def page_path(manifestation_id: UUID) -> str:
    """Return the path of a manifestation's page inside this service."""
    return f"/programme/{manifestation_id}"


def report_path(manifestation_id: UUID) -> str:
    """Return where a visitor says that an entry is wrong or unfit."""
    return f"{page_path(manifestation_id)}/signaler"


def oembed_path(path: str, shown: str) -> str:
    """Return where other sites ask how to show ``shown``, an absolute address of ours."""
    return f"{path}?{urlencode({'url': shown.partition('#')[0], 'format': 'json'})}"


def sitemap_path(edition: int, part: int) -> str:
    """Return the path of a part, counted from one, of an edition's sitemap."""
    return f"/sitemaps/{edition}/{part}"


def calendar_path(manifestation_id: UUID) -> str:
    """Return the path of a manifestation's calendar inside this service."""
    return f"{page_path(manifestation_id)}/agenda.ics"
