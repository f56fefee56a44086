"""The door for sites that turn an address of the programme into something they show (oEmbed 1.0)."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

import msgspec
from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec

from services.programme.feeds.bodies import EmbedQuery
from services.programme.feeds.errors import NotEmbeddable
from services.programme.feeds.rules import oembed
from services.programme.listings.look_up import look_up
from services.programme.listings.rules.addresses import FRAME, OEMBED, PARTS
from shared.editions.editions import Editions
from shared.http.exchange import Exchange
from shared.http.query_operation import query_operation
from shared.http.refusals import checked
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database

LIST = re.compile(r"/(?:editions/(?P<year>\d{4}))?")
PART = re.compile(rf"/(?P<part>{'|'.join(PARTS)})/(?P<value>[^/]+)")
PAGE = re.compile(r"/programme/(?P<manifestation_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
ANSWER = ResponseSpec(bytes, generate_examples=False, description="An oEmbed answer.", media_type=MediaType.JSON)


@get(OEMBED, media_type=MediaType.JSON, operation_class=query_operation(EmbedQuery), responses={200: ANSWER})
async def show_oembed(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
) -> Response[bytes]:
    """Say how an address of the programme is shown elsewhere: the list in a frame, a manifestation as a link.

    404 for an address that is none of ours. Which sites may show the frame is said by the edition, region by region.
    """
    asked = checked(EmbedQuery, dict(request.query_params))
    url = asked.url
    try:
        parts = urlsplit(url)
    except ValueError:
        raise NotEmbeddable(f"« {url[:200]} » n’est pas une adresse : reprenez-la de votre navigateur.") from None
    if f"{parts.scheme}://{parts.netloc}" != site.origin:
        raise NotEmbeddable(f"« {url[:200]} » n’est pas une adresse du programme, qui est à {site.absolute('/')}.")
    path = parts.path.removeprefix(site.path("/").rstrip("/")) or "/"
    if found := LIST.fullmatch(path):
        answer = _list(site, editions, found["year"], parse_qsl(parts.query), asked)
    elif found := PART.fullmatch(path):
        answer = _list(site, editions, None, [(PARTS[found["part"]], found["value"])], asked)
    elif found := PAGE.fullmatch(path):
        async with database.transaction(readonly=True) as tx:
            listing = await look_up(tx, UUID(found["manifestation_id"]))
        answer = oembed.link(title=listing.content.title, author=listing.organiser_name, home=site.absolute("/"))
    else:
        raise NotEmbeddable(f"« {url[:200]} » ne se montre pas ailleurs : donnez l’adresse d’une liste ou d’une page.")
    return revalidated(request, msgspec.json.encode(answer), MediaType.JSON)


def _list(
    site: Site, editions: Editions, year: str | None, chosen: Sequence[tuple[str, str]], asked: EmbedQuery
) -> dict[str, object]:
    edition = editions.shown(int(year)) if year else editions.present
    kept = [(name, value) for name, value in chosen if name not in {"cursor", "passees"}]
    kept += [("edition", year)] if year else []
    return oembed.rich(
        title=f"Le programme du Mois de l’ESS {edition.year}",
        frame=f"{site.absolute(FRAME)}{f'?{urlencode(kept)}' if kept else ''}",
        home=site.absolute("/"),
        widest=asked.maxwidth,
        highest=asked.maxheight,
    )
