"""The doors to the picture of a draft, which is kept with it."""

from datetime import datetime

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.drafts.save import own_draft, save_draft
from services.submission.organiser_space.bodies.image import (
    IMAGE,
    LARGEST_UPLOAD,
    filled_words,
    image_of_draft,
    read_form,
)
from services.submission.organiser_space.pages.image_forms import image_sent
from services.submission.organiser_space.views.image import image_page
from services.submission.organiser_space.views.lacking import region_of
from shared.errors import FieldsRefused
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.objects.store import Objects
from shared.postgres.database import Database

OF_DRAFT = "/brouillons/{draft_id:str}/image"


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
        image = await image_sent(form, present, database, objects, caller=caller, site=site, now=now)
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
