"""The one place where this service is put together."""

from pathlib import Path

from litestar import Litestar

from services.submission.consumer import subscriptions
from services.submission.manifestations import http, list_http
from services.submission.organiser_space import change_pages, pages
from services.submission.settings import Settings
from shared.postgres.database import Database
from shared.service import Blueprint, create_service
from shared.settings import Role

TEMPLATES = (Path(__file__).parent / "organiser_space" / "templates",)
ROUTES = (
    *(http.submit_manifestation, http.show_manifestation, http.amend_manifestation, http.withdraw_manifestation),
    *(list_http.list_manifestations, list_http.list_themes, list_http.list_formats, list_http.list_communes),
    *(pages.show_home, pages.show_form, pages.register, pages.show_state, pages.show_mine),
    *(change_pages.show_amendment, change_pages.amend_by_form),
    *(change_pages.show_withdrawal, change_pages.withdraw_by_form),
)


def create_app(settings: Settings | None = None, role: Role = "all") -> Litestar:
    """Build the service; without settings they are read from the environment."""
    settings = settings or Settings.from_environment()
    blueprint = Blueprint(
        name="submission",
        title="Mois de l’ESS : inscription des manifestations",
        route_handlers=ROUTES,
        subscriptions=subscriptions(),
        templates=TEMPLATES,
    )
    database = Database(settings.database_url, max_size=settings.database_connections, application_name=blueprint.name)
    return create_service(blueprint, settings=settings, database=database, role=role)
