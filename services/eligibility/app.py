"""The one place where this service is put together."""

from pathlib import Path

from litestar import Litestar
from litestar.di import Provide

from services.eligibility.consumer import subscriptions
from services.eligibility.desk.pages import absence as desk_absence
from services.eligibility.desk.pages import decide as desk_decisions
from services.eligibility.desk.pages import dossier as desk_dossier
from services.eligibility.desk.pages import figures as desk_figures
from services.eligibility.desk.pages import late as desk_late
from services.eligibility.desk.pages import log as desk_log
from services.eligibility.desk.pages import queue as desk_queue
from services.eligibility.desk.pages import saved_views as desk_saved_views
from services.eligibility.desk.pages import several as desk_several
from services.eligibility.desk.pages import shortcuts as desk_shortcuts
from services.eligibility.desk.pages import vigilance as desk_vigilance
from services.eligibility.desk.set_timers import set_timers_now_and_then
from services.eligibility.dossiers.http import change_visibility, decide_dossier, list_queue, show_dossier
from services.eligibility.dossiers.recheck import recheck_now_and_then
from services.eligibility.dossiers.settle import settle_now_and_then
from services.eligibility.jobs import desk_of, jobs
from services.eligibility.proofs.pages.list_and_hand_in import hand_in_proof, show_proofs
from services.eligibility.proofs.pages.one import download_proof, erase_proof
from services.eligibility.proofs.tidy import tidy_now_and_then
from services.eligibility.reconcile import numbered_streams
from services.eligibility.register.client import Register
from services.eligibility.register.http import search_structures
from services.eligibility.register.pace import CircuitBreaker, SharedPace
from services.eligibility.register.pages import find_number
from services.eligibility.register.search import LONGEST_WAIT_SECONDS, NameSearch
from services.eligibility.settings import Settings
from services.eligibility.structures.heal import owned_structures
from services.eligibility.structures.http import list_ending_structures, show_structure, withdraw_tie
from services.eligibility.structures.watch import watch_now_and_then
from shared.objects.store import Objects
from shared.postgres.database import Database
from shared.service import Blueprint, create_service
from shared.settings import Role

TEMPLATES = tuple(Path(__file__).parent / capability / "templates" for capability in ("desk", "proofs", "register"))
ROUTES = (
    *(list_queue, show_dossier, decide_dossier, change_visibility),
    *(list_ending_structures, show_structure, withdraw_tie),
    *(search_structures, find_number),
    *(show_proofs, hand_in_proof, download_proof, erase_proof),
    *(desk_queue.show_start, desk_queue.show_queue, desk_dossier.show_dossier),
    *(desk_decisions.decide_by_form, desk_decisions.undo_by_form, desk_decisions.handle_by_form),
    *(desk_several.show_several, desk_several.decide_several_by_form, desk_shortcuts.show_shortcuts),
    *(desk_log.show_log, desk_log.download_log, desk_figures.show_figures),
    *(desk_saved_views.keep_view, desk_saved_views.forget_view),
    *(desk_absence.show_absence, desk_absence.keep_absence, desk_absence.end_absence_by_form, desk_late.show_late),
    *(desk_vigilance.change_visibility, desk_vigilance.close_reports_by_form),
)


def create_app(settings: Settings | None = None, role: Role = "all") -> Litestar:
    """Build the eligibility service; without settings they are read from the environment."""
    settings = settings or Settings.from_environment()
    database = Database(
        settings.database_address(), max_size=settings.database_connections, application_name="eligibility"
    )
    register = Register(
        url=settings.register_url,
        pace=SharedPace(database, per_second=settings.register_requests_per_second),
        breaker=CircuitBreaker(),
    )
    name_search = NameSearch(
        Register(
            url=settings.register_url,
            pace=SharedPace(
                database,
                per_second=settings.register_requests_per_second,
                longest_wait=LONGEST_WAIT_SECONDS,
            ),
            breaker=CircuitBreaker(),
        )
    )
    pause = settings.register_recheck_seconds
    objects = Objects(settings.media_url)

    async def provide_objects() -> Objects:
        return objects

    async def provide_name_search() -> NameSearch:
        return name_search

    blueprint = Blueprint(
        name="eligibility",
        title="Examen des manifestations du Mois de l’ESS",
        route_handlers=ROUTES,
        subscriptions=subscriptions(database, register, desk_of(settings)),
        numbered_streams=numbered_streams(settings.eligibility_url),
        owned_streams=(owned_structures(),),
        background=lambda: (
            recheck_now_and_then(database, register, every=pause),
            settle_now_and_then(database),
            watch_now_and_then(database, register, every=pause),
            tidy_now_and_then(database, objects),
            set_timers_now_and_then(database),
        ),
        dependencies={"objects": Provide(provide_objects), "name_search": Provide(provide_name_search)},
        jobs=jobs(settings),
        templates=TEMPLATES,
    )
    return create_service(blueprint, settings=settings, database=database, role=role)
