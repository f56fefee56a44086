"""The door for pictures."""

from datetime import datetime

from litestar import Response, post
from litestar.di import NamedDependency

from services.submission.pictures.answers import PictureAnswer, picture_answer
from services.submission.pictures.keep import keep_picture
from services.submission.pictures.rules.picture import LARGEST_FILE
from shared.http.exchange import Exchange
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.objects.store import Objects
from shared.postgres.database import Database

CREATED = 201


@post("/pictures", status_code=CREATED, request_max_body_size=LARGEST_FILE)
async def send_picture(
    *,
    request: Exchange,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    objects: NamedDependency[Objects],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[PictureAnswer]:
    """Send a picture: the body is the file itself, JPEG, PNG or WebP, up to 15 MB and 60 million pixels.

    It is turned as its camera says, and loses whatever else the camera wrote (place, date, names). It is kept whole
    for print and in three widths for the site, at addresses that never change; one that no manifestation shows is
    forgotten after thirty days. The same picture again is the same.
    """
    picture = await keep_picture(
        *(database, objects, await request.body()), caller=caller, programme_url=site.programme_url, now=now
    )
    return Response(picture_answer(picture), headers={"Location": picture.url})
