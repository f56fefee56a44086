"""The one place where this service is put together."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from litestar import Litestar
from litestar.di import Provide

from services.programme.consumer import subscriptions
from services.programme.favourites.http.calendar import show_own_calendar
from services.programme.favourites.pages.change import (
    add_date,
    forget_programme,
    keep_here,
    remove_date,
    share_programme,
)
from services.programme.favourites.pages.show import show_own, show_shared
from services.programme.favourites.tend import forget_programmes_now_and_then
from services.programme.feeds.http.calendars import show_calendar, show_selected_calendar
from services.programme.feeds.http.changes import list_changes, show_changes_feed
from services.programme.feeds.http.exports import export_csv, export_geojson, export_openagenda, export_xlsx
from services.programme.feeds.http.oembed import show_oembed
from services.programme.feeds.http.sitemaps import show_robots, show_sitemap, show_sitemap_index
from services.programme.feeds.pages.changes import show_changes
from services.programme.feeds.pages.frame import show_frame
from services.programme.feeds.pages.versions import show_versions
from services.programme.listings.correct import Corrections
from services.programme.listings.heal import owned_listings
from services.programme.listings.http import list_manifestations, show_manifestation
from services.programme.listings.rendered import Rendered
from services.programme.listings.rules.addresses import page_path
from services.programme.listings.tallies import Tallies
from services.programme.pictures.http import show_picture
from services.programme.printing.at_cut_off import CUT_AT_CUT_OFF, cut_at_cut_off
from services.programme.printing.http.cut import cut_print_snapshot, verify_print_snapshot
from services.programme.printing.http.show import (
    list_print_snapshots,
    show_print_snapshot,
    show_print_snapshot_content,
    show_print_snapshot_entries,
)
from services.programme.printing.rules.addresses import snapshot_path
from services.programme.reconcile import numbered_streams
from services.programme.reports.pages import report_by_form, show_report
from services.programme.settings import Settings
from services.programme.site.pages.manifestation import show_manifestation_page
from services.programme.site.pages.programme import show_list
from services.programme.site.pages.short import show_short
from services.programme.site.pages.suggest import show_communes, show_suggestions
from services.programme.site.views.background import Background
from shared.clock import at_present
from shared.jobs.running import Handler
from shared.kafka.cluster import Cluster
from shared.objects.store import Objects
from shared.postgres.database import Database
from shared.service import Blueprint, create_service
from shared.settings import Role

TEMPLATES = tuple(
    Path(__file__).parent / capability / "templates" for capability in ("site", "feeds", "favourites", "reports")
)
RELAY_POLL_MS = 100
"""The listing is public once it is committed; those who hear of it from the topic keep copies, or print them."""
ROUTES = (
    *(show_list, show_manifestation_page, show_short),
    *(show_suggestions, show_communes),
    *(list_manifestations, show_manifestation),
    show_picture,
    *(show_report, report_by_form),
    *(show_calendar, show_selected_calendar),
    *(export_csv, export_xlsx, export_geojson, export_openagenda),
    *(list_changes, show_changes_feed, show_changes, show_versions),
    *(show_frame, show_oembed),
    *(show_own, show_shared, show_own_calendar),
    *(add_date, remove_date, share_programme, forget_programme, keep_here),
    *(show_robots, show_sitemap_index, show_sitemap),
    *(cut_print_snapshot, list_print_snapshots, show_print_snapshot),
    *(show_print_snapshot_content, show_print_snapshot_entries, verify_print_snapshot),
)


def create_app(
    settings: Settings | None = None, role: Role = "all", *, now: Callable[[], datetime] = at_present
) -> Litestar:
    """Build the programme service; without settings they are read from the environment."""
    settings = settings or Settings.from_environment()
    public_url = settings.programme_url.rstrip("/")

    def page_of(manifestation_id: UUID) -> str:
        return f"{public_url}{page_path(manifestation_id)}"

    def snapshot_of(snapshot_id: UUID) -> str:
        return f"{public_url}{snapshot_path(snapshot_id)}"

    cluster = settings.cluster()

    async def provide_cluster() -> Cluster:
        return cluster

    async def provide_now() -> datetime:
        return now()

    database = Database(
        settings.database_address(), max_size=settings.database_connections, application_name="programme"
    )
    rendered, tallies = Rendered(), Tallies(database, seconds=settings.remembered_seconds)
    corrections = Corrections(database)

    async def provide_corrections() -> Corrections:
        return corrections

    async def provide_rendered() -> Rendered:
        return rendered

    objects = Objects(settings.media_url)

    async def provide_objects() -> Objects:
        return objects

    async def provide_tallies() -> Tallies:
        return tallies

    async def provide_background() -> Background:
        return settings.background

    blueprint = Blueprint(
        name="programme",
        title="Programme du Mois de l’ESS",
        route_handlers=ROUTES,
        relay_poll_ms=RELAY_POLL_MS,
        remember_seconds=settings.remembered_seconds,
        subscriptions=subscriptions(page_of),
        owned_streams=(owned_listings(page_of),),
        jobs=(Handler(kind=CUT_AT_CUT_OFF, run=partial(cut_at_cut_off, address_of=snapshot_of)),),
        background=lambda: (forget_programmes_now_and_then(database),),
        dependencies={
            "background": Provide(provide_background),
            "cluster": Provide(provide_cluster),
            "corrections": Provide(provide_corrections),
            "now": Provide(provide_now),
            "objects": Provide(provide_objects),
            "rendered": Provide(provide_rendered),
            "tallies": Provide(provide_tallies),
        },
        numbered_streams=numbered_streams(settings.programme_url),
        templates=TEMPLATES,
    )
    return create_service(blueprint, settings=settings, database=database, role=role)
