"""The doors to a picture: that of a draft is kept with it, that of a manifestation is an amendment."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.drafts.save import own_draft, save_draft
from services.submission.manifestations.amend import amend
from services.submission.manifestations.bodies.details import ImageBody
from services.submission.manifestations.bodies.registering import image_of
from services.submission.manifestations.errors import AlreadyWithdrawn
from services.submission.manifestations.ownership import reachable
from services.submission.manifestations.rules.image import with_image
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.organiser_space.bodies.image import (
    IMAGE,
    LARGEST_UPLOAD,
    REMOVE,
    at_file,
    at_page,
    filled_words,
    image_of_draft,
    image_values,
    read_form,
    read_image,
)
from services.submission.organiser_space.views.image import image_page
from services.submission.organiser_space.views.lacking import region_of
from services.submission.pictures.keep import keep_picture
from shared.editions.editions import Editions
from shared.errors import FieldsRefused
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.http.refusals import checked
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.objects.store import Objects
from shared.postgres.database import Database, Tx

OF_DRAFT = "/brouillons/{draft_id:str}/image"
OF_MANIFESTATION = "/inscription/{manifestation_id:uuid}/image"


@get(OF_DRAFT, include_in_schema=False)
async def show_image_of_draft(
    draft_id: FromPath[str],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show the picture of a draft, and the form for another one."""
    async with database.transaction(readonly=True) as tx:
        draft = await own_draft(tx, draft_id, caller)
    back = site.path(f"/brouillons/{draft_id}")
    return image_page(pages, caller, title=draft.title, back=back, present=image_of_draft(draft.filled))


@post(OF_DRAFT, include_in_schema=False, request_max_body_size=LARGEST_UPLOAD, status_code=HTTP_303_SEE_OTHER)
async def change_image_of_draft(
    request: Exchange,
    draft_id: FromPath[str],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    objects: NamedDependency[Objects],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[str] | Redirect:
    """Keep the picture at once, and what it is with the draft; whose draft it is, is looked at before the file."""
    async with database.transaction(readonly=True) as tx:
        draft = await own_draft(tx, draft_id, caller)
    back, present, form = site.path(f"/brouillons/{draft_id}"), image_of_draft(draft.filled), FormMultiDict([])
    try:
        form = await read_form(request)
        image = await _sent(form, present, database, objects, caller=caller, site=site, now=now)
    except FieldsRefused as refused:
        words = filled_words(form)
        return image_page(pages, caller, title=draft.title, back=back, present=present, filled=words, refused=refused)
    finally:
        await form.close()
    async with database.transaction() as tx:
        draft = await own_draft(tx, draft_id, caller)
        others = {name: value for name, value in draft.filled.items() if name != IMAGE}
        await save_draft(
            tx,
            draft_id,
            {**others, IMAGE: image} if image else others,
            caller=caller,
            edition=draft.edition,
            region_code=region_of(others),
            seen_version=draft.version,
            now=now,
        )
    return Redirect(f"{back}?etape=pratique#champ-image", status_code=HTTP_303_SEE_OTHER)


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
        image = await _sent(form, present, database, objects, caller=caller, site=site, now=now)
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


async def _sent(
    form: FormMultiDict,
    present: Mapping[str, Any],
    database: Database,
    objects: Objects,
    *,
    caller: Caller,
    site: Site,
    now: datetime,
) -> dict[str, str] | None:
    """Return what a body says of the picture, None where it is to go; raises ``FieldsRefused``."""
    if REMOVE in form:
        return None
    content, words = await read_image(form, present)
    if not content:
        return {"url": str(present["url"]), **words}
    try:
        picture = await keep_picture(
            database, objects, content, caller=caller, programme_url=site.programme_url, now=now
        )
    except FieldsRefused as refused:
        raise at_file(refused) from refused
    return {"url": picture.url, **words}


async def _changeable(tx: Tx, manifestation_id: UUID, caller: Caller, editions: Editions) -> Manifestation:
    manifestation = await reachable(tx, manifestation_id, caller)
    if manifestation.state == "withdrawn":
        raise AlreadyWithdrawn
    editions.writable(manifestation.edition)
    return manifestation


IMAGES = (show_image_of_draft, change_image_of_draft, show_image, change_image)
