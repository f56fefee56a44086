"""The door for programs that register."""

from datetime import datetime
from uuid import uuid4

from litestar import post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from services.submission.manifestations.accept import accept, answered_before, submitted
from services.submission.manifestations.answers.manifestation import ManifestationAnswer, manifestation_answer
from services.submission.manifestations.bodies import examples
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.received import ReceivedManifestation
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.ownership import team_to_register_for
from services.submission.manifestations.rules.registration import registration_refusal
from shared.editions.editions import Editions
from shared.http.conditional import etag
from shared.http.idempotency import response
from shared.http.openapi import EXAMPLE
from shared.http.site import Site
from shared.idempotency.repeatable import Answer, Repeatable
from shared.identity.caller import Caller
from shared.postgres.database import Database

CREATED = 201


@post(
    "/manifestations",
    status_code=CREATED,
    opt={EXAMPLE: examples.WITH_REFERENCE},
    responses={
        CREATED: ResponseSpec(data_container=ManifestationAnswer, description="Registered, address in Location"),
    },
)
async def submit_manifestation(
    *,
    data: JSONBody[ReceivedManifestation],
    caller: NamedDependency[Caller],
    repeatable: NamedDependency[Repeatable],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> ASGIResponse:
    """Register a manifestation for the open edition; the same Idempotency-Key again gets the first answer again.

    Dates that are over already and dates that last for days on end are taken as they are, within the season: a program
    brings whole agendas, what is over included, and nobody is there to answer. The form asks its organiser first.
    """
    edition = editions.present
    if refusal := registration_refusal(edition, now):
        if known := await answered_before(database, repeatable):
            return response(known)
        raise refusal
    body, manifestation_id = read_manifestation(data.received, edition=edition), uuid4()
    registration = registration_of(body, manifestation_id, edition=edition)
    manifestation = submitted(
        manifestation_id,
        registration,
        caller=caller,
        team_id=await team_to_register_for(database, caller, registration.organiser),
        edition=edition.year,
        now=now,
    )
    shown = manifestation_answer(site, edition, manifestation)
    answer = Answer.of(CREATED, shown, {"Location": shown.links["self"], "ETag": etag(manifestation.version)})
    return response(await accept(database, manifestation, repeatable, answer, caller=caller))
