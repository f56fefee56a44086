"""The door by which a date is said to be full or cancelled at once, without the whole form."""

from datetime import datetime
from typing import cast
from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.manifestations.amend import amend
from services.submission.manifestations.errors import ManifestationUnknown
from services.submission.manifestations.ownership import reachable
from services.submission.manifestations.rules.states import with_state
from services.submission.organiser_space.views.when import ONE_CLICK
from shared.contracts.vocabulary import OccurrenceState
from shared.editions.editions import Editions
from shared.errors import FieldError, FieldsRefused
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

DATE = "/inscription/{manifestation_id:uuid}/dates/{occurrence_id:uuid}"


@post(DATE, include_in_schema=False, request_max_body_size=SMALL_FORM_BYTES, status_code=HTTP_303_SEE_OTHER)
async def change_date(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    occurrence_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Redirect:
    """Say how a date stands, over whatever version there is: nothing else of it changes."""
    asked = str((await request.form()).get("state") or "")
    if asked not in ONE_CLICK:
        message = f"« {asked[:40]} » n’est pas un état à choisir ici : complète, annulée ou prévue."
        raise FieldsRefused(errors=[FieldError(pointer="/state", code="state_unknown", message=message, value=asked)])
    async with database.transaction() as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        editions.writable(manifestation.edition)
        registration = with_state(manifestation, occurrence_id, cast("OccurrenceState", asked))
        if registration is None:
            raise ManifestationUnknown
        version = manifestation.version
        changed = await amend(tx, manifestation, registration, caller=caller, expected_version=version, now=now)
    done = "modifiee" if changed else "inchangee"
    return Redirect(site.path(f"/inscription/{manifestation_id}?{done}=1#dates"), status_code=HTTP_303_SEE_OTHER)
