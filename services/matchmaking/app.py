"""The one place where this service is put together."""

from pathlib import Path

from litestar import Litestar

from services.matchmaking.b2b_events import http as b2b_event_http
from services.matchmaking.b2b_events import pages as b2b_event_pages
from services.matchmaking.consumer import subscriptions
from services.matchmaking.meetings import http as meeting_http
from services.matchmaking.meetings import pages as meeting_pages
from services.matchmaking.reconcile import numbered_streams
from services.matchmaking.settings import Settings
from services.matchmaking.structures import http as structure_http
from shared.postgres.database import Database
from shared.service import Blueprint, create_service
from shared.settings import Role

TEMPLATES = tuple(Path(__file__).parent / capability / "templates" for capability in ("b2b_events", "meetings"))
ROUTES = (
    *(structure_http.list_structures_by_name, structure_http.show_structure),
    *(b2b_event_http.open_b2b_event, b2b_event_http.list_all_b2b_events, b2b_event_http.show_b2b_event),
    *(meeting_http.book_meeting, meeting_http.list_booked_meetings),
    *(meeting_http.show_meeting, meeting_http.cancel_meeting),
    *(b2b_event_pages.show_start, b2b_event_pages.show_b2b_events, meeting_pages.show_grid),
)


def create_app(settings: Settings | None = None, role: Role = "all") -> Litestar:
    """Build the matchmaking service; without settings they are read from the environment."""
    settings = settings or Settings.from_environment()
    blueprint = Blueprint(
        name="matchmaking",
        title="Rencontres d’affaires du Mois de l’ESS",
        route_handlers=ROUTES,
        subscriptions=subscriptions(),
        numbered_streams=numbered_streams(settings.matchmaking_url),
        templates=TEMPLATES,
    )
    database = Database(
        settings.database_address(), max_size=settings.database_connections, application_name=blueprint.name
    )
    return create_service(blueprint, settings=settings, database=database, role=role)
