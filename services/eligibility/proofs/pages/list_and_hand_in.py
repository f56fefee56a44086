"""The door for organisers and those who decide: the proofs of a manifestation's structure, and of its messages."""

from collections.abc import Mapping
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.proofs.access import attachable
from services.eligibility.proofs.bodies import KIND_FIELD, MESSAGE_FIELD
from services.eligibility.proofs.hand_in import hand_in
from services.eligibility.proofs.look_up import enter, proofs_of
from services.eligibility.proofs.pages.upload import LARGEST_UPLOAD, read_form, read_upload
from services.eligibility.proofs.views import PATH, proofs_view
from shared.clock import at_present
from shared.errors import FieldsRefused
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.objects.store import Objects
from shared.postgres.database import Database

DONE = ("remis", "efface")


@get(f"{PATH}/{{manifestation_id:uuid}}", include_in_schema=False)
async def show_proofs(
    *,
    request: Exchange,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    manifestation_id: FromPath[UUID],
) -> Response[str]:
    """Show what was handed in, and the form to hand in more."""
    async with database.transaction(readonly=True) as tx:
        dossier, caller = await enter(tx, caller, manifestation_id)
        asked = str(request.query_params.get(MESSAGE_FIELD, ""))
        view = proofs_view(dossier, await proofs_of(tx, dossier), caller, given={MESSAGE_FIELD: asked})
    done = next((word for word in DONE if word in request.query_params), "")
    return pages.page("justificatifs.html", visitor=caller, headers=NO_STORE, done=done, **view)


@post(
    f"{PATH}/{{manifestation_id:uuid}}",
    include_in_schema=False,
    request_max_body_size=LARGEST_UPLOAD,
    status_code=200,
)
async def hand_in_proof(
    *,
    request: Exchange,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    objects: NamedDependency[Objects],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    manifestation_id: FromPath[UUID],
) -> Response[str]:
    """Keep one more; who it is from is looked at before anything of the file is read."""
    async with database.transaction(readonly=True) as tx:
        dossier, caller = await enter(tx, caller, manifestation_id)
    form = FormMultiDict([])
    try:
        form = await read_form(request)
        kind, message, name, content = await read_upload(form, attachable(caller, dossier))
        await hand_in(
            *(database, objects, dossier),
            caller=caller,
            kind=kind,
            name=name,
            content=content,
            message=message,
            now=at_present(),
        )
    except FieldsRefused as refused:
        given = {field: str(form.get(field) or "") for field in (KIND_FIELD, MESSAGE_FIELD)}
        return await _again(database, pages, dossier, caller, refused, given=given)
    finally:
        await form.close()
    return Response("", status_code=303, headers={"Location": site.path(f"{PATH}/{manifestation_id}?remis")})


async def _again(
    database: Database,
    pages: Pages,
    dossier: Dossier,
    caller: Caller,
    refused: FieldsRefused,
    *,
    given: Mapping[str, str],
) -> Response[str]:
    async with database.transaction(readonly=True) as tx:
        view = proofs_view(dossier, await proofs_of(tx, dossier), caller, errors=refused.errors, given=given)
    return pages.page("justificatifs.html", status=refused.status, visitor=caller, headers=NO_STORE, done="", **view)
