"""Use case: say what would become of one manifestation, were it sent now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.keep import find_known, keep
from services.submission.manifestations.plan import registered
from services.submission.manifestations.rules.doubts import doubts
from services.submission.manifestations.rules.sync import Kept, Sent
from services.submission.manifestations.twins import refuse_twins
from services.submission.manifestations.whole import require_whole
from services.submission.pictures.require import require_picture
from shared.contracts.submission import EditionChanged
from shared.errors import DomainError
from shared.identity.caller import Caller
from shared.postgres.database import Database
from shared.text import one_line


async def rehearse(database: Database, body: Any, *, caller: Caller, edition: EditionChanged, now: datetime) -> Kept:
    """Return what would become of a body, compared with what stands under its own reference; nothing is written.

    Raises ``FieldsRefused`` for what is no object, and so no manifestation.
    """
    if not isinstance(body, Mapping):
        read_manifestation(body, edition=edition)
        body = {}
    said = body.get("external_id")
    reference = (one_line(said) or None) if isinstance(said, str) else None
    try:
        if reference is None:
            manifestation = registered(body, None, caller=caller, edition=edition, now=now)
            async with database.autocommit(wakes=False) as connection:
                await require_picture(connection, manifestation.content.image, manifestation.id)
                await require_whole(
                    connection,
                    manifestation.content.parent_id,
                    manifestation.id,
                    edition=edition.year,
                    caller=caller,
                )
                await refuse_twins(connection, manifestation, caller)
            asked = tuple(doubts(manifestation.content, now))
            return Kept(reference=None, outcome="created", manifestation=manifestation, doubts=asked)
        known = (await find_known(database, caller, edition.year, [reference])).get(reference)
        sent = Sent(reference=reference, body=body)
        return await keep(database, sent, known, caller=caller, edition=edition, now=now, rehearsal=True)
    except DomainError as refusal:
        return Kept(reference=reference, outcome="refused", refusal=refusal)
