"""The door to one proof: its file, which no browser ever shows in a page of ours, and erasing it."""

from urllib.parse import quote
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.eligibility.proofs.erase import erase
from services.eligibility.proofs.errors import proof_unknown
from services.eligibility.proofs.look_up import visible_proof
from services.eligibility.proofs.rules.proof import Proof
from services.eligibility.proofs.views import PATH
from shared.http.forms import SMALL_FORM_BYTES
from shared.http.pages import NO_STORE
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.objects.errors import ObjectMissing
from shared.objects.store import Objects
from shared.postgres.database import Database

ONE = f"{PATH}/{{manifestation_id:uuid}}/{{proof_id:uuid}}"
APART = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""A PDF may hold programs, and any file may be two kinds at once: it is saved, and where a browser shows it all the
same it does so as of a site of its own that may do nothing."""


@get(f"{ONE}/fichier", include_in_schema=False)
async def download_proof(
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    objects: NamedDependency[Objects],
    manifestation_id: FromPath[UUID],
    proof_id: FromPath[UUID],
) -> Response[bytes]:
    """Give the file as it came, to be saved."""
    async with database.transaction(readonly=True) as tx:
        proof = await visible_proof(tx, caller, manifestation_id=manifestation_id, proof_id=proof_id)
    try:
        content = await objects.get(proof.key)
    except ObjectMissing as error:
        raise proof_unknown() from error
    headers = {**NO_STORE, "Content-Disposition": _disposition(proof), "Content-Security-Policy": APART}
    return Response(content, media_type=proof.media_type, headers=headers)


@post(
    f"{ONE}/effacer",
    include_in_schema=False,
    request_max_body_size=SMALL_FORM_BYTES,
    status_code=HTTP_303_SEE_OTHER,
)
async def erase_proof(
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    objects: NamedDependency[Objects],
    site: NamedDependency[Site],
    manifestation_id: FromPath[UUID],
    proof_id: FromPath[UUID],
) -> Redirect:
    """Erase it for good."""
    async with database.transaction(readonly=True) as tx:
        proof = await visible_proof(tx, caller, manifestation_id=manifestation_id, proof_id=proof_id, to_erase=True)
    await erase(database, objects, proof, erased_by=caller.account_id)
    return Redirect(site.path(f"{PATH}/{manifestation_id}?efface"), status_code=HTTP_303_SEE_OTHER)


def _disposition(proof: Proof) -> str:
    plain = f"justificatif-{proof.proof_id}{proof.name[proof.name.rindex('.') :]}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(proof.name, safe='')}"
