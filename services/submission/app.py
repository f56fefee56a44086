"""The one place where this service is put together."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from litestar import Litestar
from litestar.di import Provide

from services.submission.accounts.date_key_uses import date_key_use
from services.submission.accounts.heal import owned_accounts, owned_session_keys
from services.submission.accounts.openid import pages as openid
from services.submission.accounts.openid.parties import Parties
from services.submission.accounts.pages import account, keys, link, programs, session, sign_in
from services.submission.accounts.pages.limits import LinkLimits
from services.submission.accounts.tend import tend_now_and_then
from services.submission.consumer import subscriptions
from services.submission.drafts.tend import tend_drafts_now_and_then
from services.submission.editions import http as editions_http
from services.submission.editions.first import keep_trying_to_begin
from services.submission.editions.heal import owned_editions
from services.submission.editions.pages import edit, move
from services.submission.editions.pages import show as edition_pages
from services.submission.imports import http as imports
from services.submission.imports.pages import file as import_pages
from services.submission.imports.pages import upload
from services.submission.imports.tend import forget_imports_now_and_then
from services.submission.jobs import jobs, link_to
from services.submission.legal.pages.show import show_accessibility, show_legal_notice
from services.submission.legal.publisher import Publisher
from services.submission.manifestations.http import bulk, change, lists, messages, references
from services.submission.manifestations.http import register as registering
from services.submission.notices.pages import choose_by_form, show_choice
from services.submission.organiser_space.pages import (
    again,
    amend,
    begin,
    dates,
    draft_image,
    drafts,
    history,
    image,
    list_mine,
    preview,
    register,
    remove_draft,
    show,
    thread,
    while_typing,
    withdraw,
)
from services.submission.overview import pages as overview
from services.submission.personal_data.controller import Controller
from services.submission.personal_data.pages import own, privacy
from services.submission.pictures.http import send_picture
from services.submission.pictures.tend import forget_unused_now_and_then
from services.submission.places import http as places
from services.submission.places.pages import merge as place_merge
from services.submission.places.pages import place as place_pages
from services.submission.places.pages import register as place_register
from services.submission.reconcile import numbered_streams
from services.submission.settings import Settings
from services.submission.teams.pages import chamber, co_organisers, invitation, manifestation, teams
from services.submission.teams.tend import forget_invitations_now_and_then
from services.submission.vocabulary import http as vocabulary
from shared.clock import at_present
from shared.objects.store import Objects
from shared.postgres.database import Database
from shared.service import Blueprint, create_service
from shared.settings import Role

WITH_PAGES = (
    *("accounts", "editions", "imports", "legal", "notices"),
    *("organiser_space", "overview", "personal_data", "places", "teams"),
)
TEMPLATES = tuple(Path(__file__).parent / capability / "templates" for capability in WITH_PAGES)
ROUTES = (
    *(registering.submit_manifestation, lists.list_manifestations),
    *(change.show_manifestation, change.amend_manifestation, change.change_manifestation),
    *(change.withdraw_manifestation, messages.list_messages, messages.write_message, messages.appeal_against_refusal),
    *(references.show_by_reference, references.keep_by_reference, references.withdraw_by_reference),
    *(bulk.validate_manifestation, bulk.validate_many, bulk.keep_many),
    *(imports.begin, imports.show, imports.show_rows, imports.send, send_picture),
    *(upload.show_upload, upload.upload_by_form, import_pages.show_file, import_pages.read_otherwise_by_form),
    *(import_pages.send_by_form, import_pages.download_csv, import_pages.download_xlsx),
    *(sign_in.show_sign_in, sign_in.send_link, link.show_link, link.sign_in, account.show_account, account.show_access),
    *(account.rename_by_form, *keys.OWN_KEYS, *programs.PROGRAMS),
    *(session.renew, session.sign_out, session.sign_out_everywhere),
    *(openid.leave_for_provider, openid.come_back_from_provider),
    *(teams.show_teams, teams.show_team, teams.invite_by_form, teams.take_invitation_back, teams.leave_by_form),
    *(chamber.show_chamber, chamber.invite_into_chamber, chamber.take_moderator_back),
    *(invitation.show_invitation, invitation.accept_by_form),
    *(manifestation.share_by_form, manifestation.show_hand_over, manifestation.hand_over_by_form),
    *(own.show_own_data, own.copy_own_data, own.show_erasure, own.erase_by_form, privacy.show_privacy),
    *(show_legal_notice, show_accessibility),
    *(manifestation.take_offer_back, *co_organisers.CO_ORGANISERS, show_choice, choose_by_form),
    *(places.list_known_places, place_register.show_register, place_merge.show_merge, place_merge.merge_by_form),
    *(place_pages.show_place, place_pages.correct_by_form, place_pages.retire_by_form),
    *(vocabulary.list_themes, vocabulary.list_formats, vocabulary.list_communes),
    *(begin.show_home, begin.show_form, register.register, show.show_state, list_mine.show_mine),
    *(drafts.show_draft, drafts.keep_draft, preview.show_preview),
    *(remove_draft.show_draft_removal, remove_draft.remove_draft),
    *(draft_image.show_image_of_draft, draft_image.change_image_of_draft, image.show_image, image.change_image),
    *(while_typing.show_resembling, while_typing.show_place_offers),
    *(thread.show_thread, thread.write_by_form),
    *(history.show_history, dates.change_date, again.begin_again),
    *(editions_http.list_editions, editions_http.read_edition, overview.show_overview),
    *(edition_pages.show_editions, edition_pages.show_edition, edition_pages.prepare_edition),
    *(edit.show_edition_form, edit.save_edition_form),
    *(move.show_opening, move.open_by_form, move.show_archiving, move.archive_by_form),
    *(amend.show_amendment, amend.amend_by_form, withdraw.show_withdrawal, withdraw.withdraw_by_form),
)


def create_app(
    settings: Settings | None = None, role: Role = "all", *, now: Callable[[], datetime] = at_present
) -> Litestar:
    """Build the service; without settings they are read from the environment."""
    settings = settings or Settings.from_environment()
    link_limits = LinkLimits()
    parties = Parties(settings.providers(), home=settings.submission_url.rstrip("/"))
    controller = Controller(name=settings.privacy_controller, contact=settings.privacy_contact)
    publisher = Publisher(
        name=settings.privacy_controller,
        contact=settings.privacy_contact,
        director=settings.legal_director,
        host=settings.legal_host,
    )

    async def provide_now() -> datetime:
        return now()

    async def provide_link_limits() -> LinkLimits:
        return link_limits

    async def provide_parties() -> Parties:
        return parties

    objects = Objects(settings.media_url)

    async def provide_objects() -> Objects:
        return objects

    async def provide_controller() -> Controller:
        return controller

    async def provide_publisher() -> Publisher:
        return publisher

    database = Database(
        settings.database_address(), max_size=settings.database_connections, application_name="submission"
    )
    blueprint = Blueprint(
        name="submission",
        title="Mois de l’ESS : inscription des manifestations",
        route_handlers=ROUTES,
        subscriptions=subscriptions(link_to(settings)),
        dependencies={
            "now": Provide(provide_now),
            "link_limits": Provide(provide_link_limits),
            "parties": Provide(provide_parties),
            "controller": Provide(provide_controller),
            "publisher": Provide(provide_publisher),
            "objects": Provide(provide_objects),
        },
        numbered_streams=numbered_streams(settings.submission_url),
        owned_streams=(owned_editions(), owned_accounts(), owned_session_keys()),
        background=lambda: (
            keep_trying_to_begin(database),
            tend_now_and_then(database),
            forget_invitations_now_and_then(database),
            tend_drafts_now_and_then(database),
            forget_imports_now_and_then(database),
            forget_unused_now_and_then(database, objects),
        ),
        jobs=jobs(settings, now),
        write_key_use=date_key_use,
        templates=TEMPLATES,
    )
    return create_service(blueprint, settings=settings, database=database, role=role)
