"""The doors to the picture of a manifestation: another one is an amendment."""

from datetime import datetime
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.manifestations.amend import amend
from services.submission.manifestations.bodies.details import ImageBody
from services.submission.manifestations.bodies.registering import image_of
from services.submission.manifestations.errors import AlreadyWithdrawn
from services.submission.manifestations.ownership import reachable
from services.submission.manifestations.rules.image import with_image
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.organiser_space.bodies.image import (
    LARGEST_UPLOAD,
    at_page,
    filled_words,
    image_values,
    read_form,
)
from services.submission.organiser_space.pages.image_forms import image_sent
from services.submission.organiser_space.views.image import image_page
from shared.editions.editions import Editions
from shared.errors import FieldsRefused
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.http.refusals import checked
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.objects.store import Objects
from shared.postgres.database import Database, Tx

OF_MANIFESTATION = "/inscription/{manifestation_id:uuid}/image"


@get(OF_MANIFESTATION, include_in_schema=False)
async def show_image(
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show the picture of a manifestation, and the form for another one."""
    async with database.transaction(readonly=True) as tx:
        manifestation = await _changeable(tx, manifestation_id, caller, editions)
    back, present = site.path(f"/inscription/{manifestation_id}"), image_values(manifestation.content)
    return image_page(pages, caller, title=manifestation.content.title, back=back, present=present)


@post(OF_MANIFESTATION, include_in_schema=False, request_max_body_size=LARGEST_UPLOAD, status_code=HTTP_303_SEE_OTHER)
async def change_image(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    objects: NamedDependency[Objects],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[str] | Redirect:
    """Show another picture, or none, over whatever version there is: nothing else of it changes."""
    async with database.transaction(readonly=True) as tx:
        seen = await _changeable(tx, manifestation_id, caller, editions)
    back, present, form = site.path(f"/inscription/{manifestation_id}"), image_values(seen.content), FormMultiDict([])
    try:
        form = await read_form(request)
        image = await image_sent(form, present, database, objects, caller=caller, site=site, now=now)
        async with database.transaction() as tx:
            manifestation = await _changeable(tx, manifestation_id, caller, editions)
            registration = with_image(manifestation, image_of(checked(ImageBody, image)) if image else None)
            version = manifestation.version
            changed = await amend(tx, manifestation, registration, caller=caller, expected_version=version, now=now)
    except FieldsRefused as refused:
        words = filled_words(form)
        return image_page(
            pages, caller, title=seen.content.title, back=back, present=present, filled=words, refused=at_page(refused)
        )
    finally:
        await form.close()
    return Redirect(f"{back}?{'modifiee' if changed else 'inchangee'}=1", status_code=HTTP_303_SEE_OTHER)


async def _changeable(tx: Tx, manifestation_id: UUID, caller: Caller, editions: Editions) -> Manifestation:
    manifestation = await reachable(tx, manifestation_id, caller)
    if manifestation.state == "withdrawn":
        raise AlreadyWithdrawn
    editions.writable(manifestation.edition)
    return manifestation
