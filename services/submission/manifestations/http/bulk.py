"""The door for partners that send many manifestations at once, and for those that ask first."""

from datetime import datetime

from litestar import post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from services.submission.manifestations.accept import answered_before, keep_answered
from services.submission.manifestations.answers.sync import BulkAnswer, Forecast, bulk_answer, forecast_of
from services.submission.manifestations.bodies import examples
from services.submission.manifestations.bodies.bulk import LARGEST_BULK, ReceivedBulk, read_items
from services.submission.manifestations.bodies.received import ReceivedManifestation
from services.submission.manifestations.keep import keep_all
from services.submission.manifestations.rehearse import rehearse
from shared.editions.editions import Editions
from shared.http.exchange import CHECKED_BY_HANDLER, Exchange
from shared.http.idempotency import response
from shared.http.openapi import EXAMPLE
from shared.http.rate_limits import RateLimits
from shared.http.site import Site
from shared.idempotency.repeatable import Answer, Repeatable
from shared.identity.caller import Caller
from shared.postgres.database import Database

OK = 200
MANY = {**CHECKED_BY_HANDLER, EXAMPLE: examples.BULK}


@post("/manifestations/validation", status_code=OK, opt={EXAMPLE: examples.WITH_REFERENCE})
async def validate_manifestation(
    *,
    data: JSONBody[ReceivedManifestation],
    request: Exchange,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    now: NamedDependency[datetime],
) -> Forecast:
    """Say what would become of a manifestation, and keep nothing of it.

    It is compared with what stands under its ``external_id``, as ``PUT /manifestations/by-reference/{reference}``
    does. The answer is 200 whatever it says; only a body that is no JSON is answered 400.
    """
    kept = await rehearse(database, data.received, caller=caller, edition=editions.present, now=now)
    return forecast_of(kept, instance=request.scope["path"])


@post("/manifestations/bulk/validation", status_code=OK, request_max_body_size=LARGEST_BULK, opt=MANY)
async def validate_many(
    *,
    data: JSONBody[ReceivedBulk],
    request: Exchange,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    limits: NamedDependency[RateLimits],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> BulkAnswer:
    """Say what would become of each of up to 500 manifestations, and keep nothing."""
    items = read_items(data.received)
    limits.count_items(request, caller, len(items))
    kept = await keep_all(database, items, caller=caller, edition=editions.present, now=now, rehearsal=True)
    return bulk_answer(site, kept, instance=request.scope["path"], rehearsal=True)


@post(
    "/manifestations/bulk",
    status_code=OK,
    request_max_body_size=LARGEST_BULK,
    opt=MANY,
    responses={OK: ResponseSpec(data_container=BulkAnswer, description="What became of each item, in their order")},
)
async def keep_many(
    *,
    data: JSONBody[ReceivedBulk],
    request: Exchange,
    caller: NamedDependency[Caller],
    repeatable: NamedDependency[Repeatable],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    limits: NamedDependency[RateLimits],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> ASGIResponse:
    """Have what the partner has of up to 500 manifestations, each by itself: some may be refused, others are kept.

    Each item counts in the rate ``items``, and the request as one write. The same Idempotency-Key again gets the first
    answer again. A request that broke off in the middle may be sent again: what it had kept is found unchanged.
    """
    if known := await answered_before(database, repeatable):
        return response(known)
    items = read_items(data.received)
    limits.count_items(request, caller, len(items))
    kept = await keep_all(database, items, caller=caller, edition=editions.present, now=now)
    answer = Answer.of(OK, bulk_answer(site, kept, instance=request.scope["path"]))
    return response(await keep_answered(database, repeatable, answer))
