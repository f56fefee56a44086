"""Use case: a structure says whether it organises a manifestation too, once; whoever asked is written to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.submission.manifestations.announce import LinkTo, readers_of
from services.submission.manifestations.find import manifestation_with
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.notices.post import post
from services.submission.notices.rules.letters import co_organiser_answered
from services.submission.teams.co_organisers.errors import QuestionOver
from services.submission.teams.co_organisers.rules import GOOD_FOR, Answer, Asked
from services.submission.teams.co_organisers.store import answer_asked, find_asked
from shared.identity.keys import digest
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What whoever opens the link of the mail is asked."""

    asked: Asked
    manifestation: Manifestation


async def look_at_question(tx: Tx, token: str, *, now: datetime) -> Question:
    """Return a question without answering it; raises ``QuestionOver``."""
    return await _still_asked(tx, await find_asked(tx, digest(token), since=now - GOOD_FOR))


async def answer_question(tx: Tx, token: str, answer: Answer, *, link_to: LinkTo, now: datetime) -> Question:
    """Keep the answer and write to those who look after the manifestation; raises ``QuestionOver``."""
    asked = await answer_asked(tx, digest(token), answer, since=now - GOOD_FOR, now=now)
    question = await _still_asked(tx, asked)
    manifestation, name = question.manifestation, question.asked.name
    letter = co_organiser_answered(
        link_to(manifestation.id), name=name, title=manifestation.content.title, confirmed=answer == "yes"
    )
    for account_id in await readers_of(tx, manifestation):
        await post(tx, letter, to=account_id, kind="co_organiser_answered", cause=_cause(question.asked, account_id))
    return question


async def _still_asked(tx: Tx, asked: Asked | None) -> Question:
    manifestation = await manifestation_with(tx, asked.manifestation_id) if asked else None
    if asked is None or manifestation is None or manifestation.state == "withdrawn":
        raise QuestionOver
    if asked.name not in {each.name for each in manifestation.content.co_organisers}:
        raise QuestionOver
    return Question(asked=asked, manifestation=manifestation)


def _cause(asked: Asked, account_id: UUID) -> str:
    return f"co-organiser-answered/{asked.asked_id}/{account_id}"
