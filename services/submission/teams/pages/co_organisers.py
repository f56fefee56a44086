"""The doors of co-organisers: asking them, and the page that the mail leads to, open to whoever has its link."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from services.submission.manifestations.ownership import reachable
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.teams.bodies import ASKED_FIELDS, filled_question, read_answer, read_question
from services.submission.teams.co_organisers.answer import Question, answer_question, look_at_question
from services.submission.teams.co_organisers.ask import ask_co_organiser, standings_of
from services.submission.teams.co_organisers.rules import Answer, Standing, days_of
from services.submission.teams.views import ANSWER_PATH, answer_link, co_organisers_path
from shared.errors import FieldError, FieldsRefused
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES, FormState
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

OF_MANIFESTATION = "/inscription/{manifestation_id:uuid}/co-organisateurs"


@get(OF_MANIFESTATION, include_in_schema=False)
async def show_co_organisers(
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Show who is named beside the organiser, who of them has confirmed, and the form to ask."""
    async with database.transaction(readonly=True) as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        found = await standings_of(tx, manifestation)
    return _page(pages, caller, manifestation, found)


@post(
    OF_MANIFESTATION,
    include_in_schema=False,
    opt=opened_to(by_a_person=True),
    request_max_body_size=SMALL_FORM_BYTES,
    status_code=200,
)
async def ask_by_form(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[str]:
    """Ask one of them, by mail."""
    form = await request.form()
    refused: FieldsRefused | None = None
    asked = ""
    async with database.transaction() as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        try:
            name, email = read_question(form)
            await ask_co_organiser(
                tx,
                manifestation,
                name,
                email=email,
                caller=caller,
                link_to=lambda each: answer_link(site, each),
                now=now,
            )
            asked = email
        except FieldsRefused as error:
            refused = error
        found = await standings_of(tx, manifestation)
    values = filled_question(form) if refused else {}
    return _page(
        pages, caller, manifestation, found, values=values, errors=refused.errors if refused else (), asked=asked
    )


@get(ANSWER_PATH, include_in_schema=False)
async def show_question(
    *,
    visitor: NamedDependency[Caller | None],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    now: NamedDependency[datetime],
    jeton: FromQuery[str] = "",
) -> Response[str]:
    """Show what is asked; programs that open links in mails answer nothing."""
    async with database.transaction(readonly=True) as tx:
        question = await look_at_question(tx, jeton, now=now)
    return _question_page(pages, visitor, question, token=jeton)


@post(ANSWER_PATH, include_in_schema=False, request_max_body_size=SMALL_FORM_BYTES, status_code=200)
async def answer_by_form(
    request: Exchange,
    *,
    visitor: NamedDependency[Caller | None],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[str]:
    """Keep the answer, once."""
    token, answer = read_answer(await request.form())
    async with database.transaction() as tx:
        question = await answer_question(
            tx, token, answer, link_to=lambda each: site.absolute(co_organisers_path(each)), now=now
        )
    return _question_page(pages, visitor, question, answer=answer)


def _page(
    pages: Pages,
    caller: Caller,
    manifestation: Manifestation,
    found: Sequence[Standing],
    *,
    values: dict[str, str] | None = None,
    errors: Sequence[FieldError] = (),
    asked: str = "",
) -> Response[str]:
    open_names = [each.name for each in found if not each.confirmed]
    return pages.page(
        "co-organisateurs.html",
        status=FieldsRefused.status if errors else 200,
        visitor=caller,
        headers=NO_STORE,
        manifestation=manifestation,
        standings=found,
        choices=[(name, name) for name in open_names] if manifestation.state != "withdrawn" else [],
        asked=asked,
        fields=ASKED_FIELDS,
        form=FormState(values=values or {}, errors=tuple(errors)),
    )


def _question_page(
    pages: Pages, visitor: Caller | None, question: Question, *, token: str = "", answer: Answer | None = None
) -> Response[str]:
    return pages.page(
        "co-organisation.html",
        visitor=visitor,
        headers=NO_STORE,
        question=question,
        days=days_of(question.manifestation.content),
        token=token,
        answer=answer,
    )


CO_ORGANISERS = (show_co_organisers, ask_by_form, show_question, answer_by_form)
