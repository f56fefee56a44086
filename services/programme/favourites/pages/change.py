"""The doors by which a programme of one's own changes: plain forms, each of which leads back to it."""

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.programme.favourites.addresses import ADD, FORGET, HERE, OWN, SHARE, TAKE_OUT, with_key
from services.programme.favourites.bodies import ChosenInput, LinkInput, SharedInput, TakenOutInput
from services.programme.favourites.change import choose, forget, share, take_out
from services.programme.favourites.errors import ProgrammeUnknown
from services.programme.favourites.open import open_programme
from services.programme.favourites.views.cookie import link_in, programme_cookie
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES, nested
from shared.http.refusals import checked
from shared.http.site import Site
from shared.postgres.database import Database, Tx


@post(ADD, include_in_schema=False, request_max_body_size=SMALL_FORM_BYTES, status_code=HTTP_303_SEE_OTHER)
async def add_date(
    request: Exchange, *, database: NamedDependency[Database], site: NamedDependency[Site]
) -> Response[None]:
    """Choose a date; a browser that has no programme gets one."""
    asked = checked(ChosenInput, nested(await request.form(), ChosenInput))
    chosen = (asked.manifestation, asked.date)
    async with database.transaction() as tx:
        link = await choose(tx, asked.cle or await _held(tx, request, site), chosen)
    return _back(site, "" if asked.cle else link, to=asked.cle, anchor=f"#date-{asked.date}")


@post(TAKE_OUT, include_in_schema=False, request_max_body_size=SMALL_FORM_BYTES, status_code=HTTP_303_SEE_OTHER)
async def remove_date(
    request: Exchange, *, database: NamedDependency[Database], site: NamedDependency[Site]
) -> Response[None]:
    """Take a date out, or all that have left the programme."""
    asked = checked(TakenOutInput, nested(await request.form(), TakenOutInput))
    chosen = (asked.manifestation, asked.date) if asked.manifestation and asked.date else None
    async with database.transaction() as tx:
        await take_out(tx, asked.cle or link_in(request, site), chosen)
    return _back(site, to=asked.cle)


@post(SHARE, include_in_schema=False, request_max_body_size=SMALL_FORM_BYTES, status_code=HTTP_303_SEE_OTHER)
async def share_programme(
    request: Exchange, *, database: NamedDependency[Database], site: NamedDependency[Site]
) -> Response[None]:
    """Let others read by a link, or take that link back for good."""
    asked = checked(SharedInput, nested(await request.form(), SharedInput))
    async with database.transaction() as tx:
        await share(tx, asked.cle or link_in(request, site), shared=asked.oui)
    return _back(site, to=asked.cle, anchor="#partage")


@post(FORGET, include_in_schema=False, request_max_body_size=SMALL_FORM_BYTES, status_code=HTTP_303_SEE_OTHER)
async def forget_programme(
    request: Exchange, *, database: NamedDependency[Database], site: NamedDependency[Site]
) -> Response[None]:
    """Forget the programme, here and under all of its links."""
    asked = checked(LinkInput, nested(await request.form(), LinkInput))
    async with database.transaction() as tx:
        await forget(tx, asked.cle or link_in(request, site))
    answer = _back(site)
    answer.set_cookie(programme_cookie(site, ""))
    return answer


@post(HERE, include_in_schema=False, request_max_body_size=SMALL_FORM_BYTES, status_code=HTTP_303_SEE_OTHER)
async def keep_here(
    request: Exchange, *, database: NamedDependency[Database], site: NamedDependency[Site]
) -> Response[None]:
    """Let this browser hold the programme of a link: following the link alone changes nothing."""
    asked = checked(LinkInput, nested(await request.form(), LinkInput))
    async with database.transaction() as tx:
        await open_programme(tx, asked.cle, "own")
    return _back(site, asked.cle)


async def _held(tx: Tx, request: Exchange, site: Site) -> str:
    """Return the link that the browser holds, nothing where it opens no programme any more."""
    held = link_in(request, site)
    try:
        await open_programme(tx, held, "own")
    except ProgrammeUnknown:
        return ""
    return held


def _back(site: Site, held: str = "", *, to: str = "", anchor: str = "") -> Response[None]:
    """Lead back to the programme; ``held`` is the link that the browser is to hold from now on."""
    path = with_key(site.path(OWN), to) if to else site.path(OWN)
    answer: Response[None] = Redirect(f"{path}{anchor}", status_code=HTTP_303_SEE_OTHER)
    if held:
        answer.set_cookie(programme_cookie(site, held))
    return answer
