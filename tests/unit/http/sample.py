"""A small service that uses everything the HTTP layer offers, on fictitious data."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Annotated, Any, Literal, cast
from uuid import UUID, uuid4

from httpx import ASGITransport, AsyncClient
from litestar import Litestar, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response.base import ASGIResponse
from pydantic import AwareDatetime, Field

from shared.errors import Conflict, FieldsRefused
from shared.http.access import opened_to
from shared.http.application import create_litestar
from shared.http.buckets import Rate
from shared.http.conditional import etag, expected_version, is_known
from shared.http.exchange import Exchange
from shared.http.forms import FormState, nested
from shared.http.health import Checks
from shared.http.idempotency import response
from shared.http.inputs import Input, Line
from shared.http.pages import Pages
from shared.http.rate_limits import RateLimits
from shared.http.refusals import checked
from shared.http.site import Site
from shared.idempotency.repeatable import Answer, Repeatable
from shared.idempotency.store import get_answer, keep_answer
from shared.identity.caller import Caller, require_region
from shared.postgres.database import Database
from shared.versions import require_version

TEMPLATES = Path(__file__).parent
BASE = "http://127.0.0.1:8001"
AT = datetime(2026, 11, 14, 9, tzinfo=UTC)
NOBODY_LISTENS = "postgresql://nobody:nothing@127.0.0.1:1/none"


class PlaceInput(Input):
    """Where."""

    postcode: Annotated[Line, Field(title="Code postal", min_length=5, max_length=5)]


class ProposalInput(Input):
    """What."""

    title: Annotated[Line, Field(title="Titre", min_length=3, max_length=40)]
    format: Annotated[Literal["atelier", "forum"], Field(title="Format")]
    place: PlaceInput
    starts_at: Annotated[AwareDatetime, Field(title="Début")]


GOOD: dict[str, Any] = {
    "title": "Portes ouvertes",
    "format": "atelier",
    "place": {"postcode": "35000"},
    "starts_at": "2026-11-14T10:00:00+01:00",
}


@post("/proposals", opt=opened_to("organiser", "national"))
async def propose(
    data: JSONBody[ProposalInput],
    caller: NamedDependency[Caller],  # noqa: ARG001 -- who asks is looked at before
    repeatable: NamedDependency[Repeatable],
    database: NamedDependency[Database],
) -> ASGIResponse:
    """Do the work once."""
    proposal_id = uuid4()
    answer = Answer.of(201, {"id": str(proposal_id)}, {"Location": f"/proposals/{proposal_id}", "ETag": etag(1)})
    async with database.transaction() as tx:
        if not await keep_answer(tx, repeatable, answer):
            return response(await get_answer(tx, repeatable))
        await tx.execute("INSERT INTO works (title) VALUES ($1)", data.title)
        if data.title == "Refusée":
            raise Conflict("Ce créneau est pris.")
    return response(answer)


@get("/proposals/{proposal_id:uuid}")
async def show_proposal(request: Exchange, proposal_id: FromPath[UUID]) -> Response[Any]:
    """Answer version 3."""
    if is_known(request.headers.get("if-none-match"), 3):
        return Response(None, status_code=304, headers={"ETag": etag(3)})
    return Response({"id": str(proposal_id)}, headers={"ETag": etag(3)})


@put("/proposals/{proposal_id:uuid}", status_code=200)
async def change_proposal(
    request: Exchange, data: JSONBody[ProposalInput], proposal_id: FromPath[UUID]
) -> dict[str, str]:
    """Change version 3."""
    require_version(expected_version(request.headers.get("if-match")), 3)
    return {"id": str(proposal_id), "title": data.title}


@get("/proposals")
async def list_proposals(
    kind: Annotated[Literal["atelier", "forum"] | None, QueryParameter(name="format")] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    since: FromQuery[datetime | None] = None,
) -> dict[str, Any]:
    """List."""
    return {"format": kind, "limit": limit, "since": since and since.isoformat()}


@get("/fails")
async def fail() -> None:
    """Break."""
    raise RuntimeError("mot de passe : sesame")


@get("/reads")
async def read(database: NamedDependency[Database]) -> dict[str, int]:
    """Ask the database."""
    async with database.transaction(readonly=True) as tx:
        return {"one": await tx.fetchval("SELECT 1")}


@get("/mine")
async def show_mine(caller: NamedDependency[Caller]) -> dict[str, str | None]:
    """Say who asks."""
    return {"name": caller.name, "role": caller.role, "region": caller.region_code}


@get("/regions/{code:str}")
async def show_region(caller: NamedDependency[Caller], code: FromPath[str]) -> dict[str, str]:
    """Open to the region's chamber."""
    require_region(caller, code)
    return {"region": code}


@get("/inscription", include_in_schema=False)
async def show_form(pages: NamedDependency[Pages], visitor: NamedDependency[Caller | None]) -> Response[str]:
    """Show the form."""
    return pages.page("sample.html", visitor=visitor, form=FormState(), at=AT)


@post("/small", request_max_body_size=4096, status_code=200)
async def send_small_form(request: Exchange) -> dict[str, int]:
    """Take a form that is never long."""
    return {"fields": len(await request.form())}


@post("/inscription", status_code=200)
async def send_form(
    request: Exchange, pages: NamedDependency[Pages], visitor: NamedDependency[Caller | None]
) -> Response[str]:
    """Take the same model as the API, from a form."""
    values = nested(await request.form(), ProposalInput)
    try:
        proposal = checked(ProposalInput, values)
    except FieldsRefused as refused:
        state = FormState(values=values, errors=refused.errors)
        return pages.page("sample.html", status=refused.status, visitor=visitor, form=state, at=AT)
    return pages.page("sample.html", visitor=visitor, form=FormState(values=proposal.model_dump(mode="json")), at=AT)


HANDLERS = (
    *(propose, show_proposal, change_proposal, list_proposals),
    *(fail, read, show_mine, show_region, show_form, send_form, send_small_form),
)


def site(*, trusted_proxies: Sequence[str] = (), **changes: str) -> Site:
    """Return the addresses of four services on a laptop."""
    addresses = {
        "submission_url": BASE,
        "eligibility_url": "http://127.0.0.1:8002",
        "programme_url": "http://127.0.0.1:8003",
        "matchmaking_url": "http://127.0.0.1:8004",
        **changes,
    }
    return Site(
        service="submission",
        allowed_hosts=("127.0.0.1", "localhost"),
        trusted_proxies=trusted_proxies,
        **addresses,
    )


def limits(*, clock: Callable[[], float] = monotonic) -> RateLimits:
    """Return the limits that services have where nothing else is set."""
    return RateLimits(
        writes=Rate(name="writes", per_second=10, burst=100),
        anonymous=Rate(name="anonymous", per_second=50, burst=1000),
        failures=Rate(name="failed-keys", per_second=2 / 60, burst=10),
        items=Rate(name="items", per_second=10, burst=1000),
        clock=clock,
    )


def sample_app(
    database: Database | None = None,
    *,
    checks: Checks | None = None,
    limited: RateLimits | None = None,
    trusted_proxies: Sequence[str] = (),
    **changes: str,
) -> Litestar:
    """Build the service; without a database, on one that nobody answers for."""
    return create_litestar(
        site=site(trusted_proxies=trusted_proxies, **changes),
        title="Échantillon",
        database=database or Database(NOBODY_LISTENS),
        checks=checks or {},
        limits=limited or limits(),
        route_handlers=HANDLERS,
        templates=[TEMPLATES],
    )


def client_of(app: Litestar, base_url: str = BASE, *, source: str = "127.0.0.1") -> AsyncClient:
    """Return a client in the same event loop as the test, since a pool belongs to one loop."""
    transport = ASGITransport(cast("Any", app), raise_app_exceptions=False, client=(source, 40_000))
    return AsyncClient(transport=transport, base_url=base_url)


def problem(response: Any) -> Mapping[str, Any]:
    """Return a problem document, checked for its form."""
    assert response.headers["content-type"] == "application/problem+json"
    document: Mapping[str, Any] = response.json()
    assert document["type"].startswith("urn:mois-ess:probleme:")
    assert document["status"] == response.status_code
    assert document["title"]
    assert document["detail"]
    return document
