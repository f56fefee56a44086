"""Use case: keep a picture that somebody sent, in the sizes in which it is shown and whole for print."""

import hashlib
from datetime import datetime

from services.submission.pictures.apart import decoded
from services.submission.pictures.rules.picture import (
    MOST_KEPT,
    Picture,
    check_upload,
    folder_of,
    refused,
    url_of,
)
from services.submission.pictures.store import count_unused, insert_picture
from shared.contracts.pictures import WHOLE
from shared.identity.caller import Caller
from shared.objects.store import Objects
from shared.postgres.database import Database

TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


async def keep_picture(
    database: Database, objects: Objects, content: bytes, *, caller: Caller, programme_url: str, now: datetime
) -> Picture:
    """Keep it; the same again is the same. Raises ``FieldsRefused``, ``ObjectsUnavailable``.

    Takes the database: decoding takes seconds, and files are put before the row that names them.
    """
    check_upload(content)
    async with database.transaction(readonly=True) as tx:
        if await count_unused(tx, caller.account_id) >= MOST_KEPT:
            raise refused(
                "pictures_unused",
                f"Votre compte a envoyé {MOST_KEPT} images qu’aucune manifestation ne montre : employez-les, ou "
                "attendez qu’elles soient oubliées, trente jours après leur envoi.",
            )
    found = await decoded(content)
    sha256 = hashlib.sha256(found.whole).hexdigest()
    whole = WHOLE.format(width=found.width, height=found.height)
    for name, file in {**found.sizes, whole: found.whole}.items():
        await objects.put(f"{folder_of(sha256)}/{name}", file, media_type=TYPES[name.rpartition(".")[2]])
    picture = Picture(
        sha256=sha256,
        width=found.width,
        height=found.height,
        url=url_of(programme_url, sha256, found.width, found.height),
        kept_by=caller.account_id,
        kept_at=now,
    )
    async with database.transaction() as tx:
        await insert_picture(tx, picture)
    return picture
