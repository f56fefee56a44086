"""What the form of a picture does, whatever it is a picture of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from litestar.datastructures import FormMultiDict

from services.submission.organiser_space.bodies.image import REMOVE, at_file, read_image
from services.submission.pictures.keep import keep_picture
from shared.errors import FieldsRefused
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.objects.store import Objects
from shared.postgres.database import Database


async def image_sent(
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
