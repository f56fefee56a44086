"""The door for topics: what this service hears."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from services.submission.accounts.date_key_uses import date_key_uses
from services.submission.manifestations.announce import LinkTo, announce_decisions
from services.submission.manifestations.correct import correct
from services.submission.manifestations.follow import follow
from services.submission.manifestations.rules.decisions import LastDecision, last_decision_of
from services.submission.notices.take import take
from shared.contracts.eligibility import CORRECTIONS, DECISIONS, CorrectionAsked, EligibilityDecided
from shared.contracts.key_uses import KEY_USES, KeyUsed
from shared.contracts.notices import NOTICES, Notice, Teller
from shared.kafka.records import Received
from shared.kafka.subscription import Subscription
from shared.postgres.database import Tx

GROUP = "submission.decisions"
MAILING_GROUP = "submission.decision-mails"
FETCH_WAIT_MS = 250
"""An organiser looks at the page in their own time."""


def subscriptions(link_to: LinkTo) -> list[Subscription[Any]]:
    """Return what organisers learn of where their manifestation stands, and what others ask to be mailed."""
    return [decisions(), decision_mails(link_to), corrections(link_to), *notice_mails(), *key_uses()]


def decisions() -> Subscription[EligibilityDecided]:
    """Return what the page is made of."""
    return Subscription(stream=DECISIONS, group=GROUP, handle=on_eligibility_decided, fetch_wait_ms=FETCH_WAIT_MS)


def decision_mails(link_to: LinkTo) -> Subscription[EligibilityDecided]:
    """Return what mails are made of: a group of its own, since what has an effect outside cannot be rebuilt."""

    async def on_decision_to_mail(tx: Tx, received: Sequence[Received[EligibilityDecided]]) -> None:
        await announce_decisions(tx, _decisions_in(received), link_to)

    return Subscription(stream=DECISIONS, group=MAILING_GROUP, handle=on_decision_to_mail, fetch_wait_ms=FETCH_WAIT_MS)


def corrections(link_to: LinkTo) -> Subscription[CorrectionAsked]:
    """Return what chambers correct in what organisers wrote."""

    async def on_correction(tx: Tx, received: Sequence[Received[CorrectionAsked]]) -> None:
        asked = [item.event for item in received if item.event is not None]
        await correct(tx, asked, link_to, now=datetime.now(UTC))

    return Subscription(
        stream=CORRECTIONS, group="submission.corrections", handle=on_correction, fetch_wait_ms=FETCH_WAIT_MS
    )


def notice_mails() -> list[Subscription[Notice]]:
    """Return what the other services ask to be mailed."""
    return [
        _notices("eligibility", group="submission.eligibility-notices"),
        _notices("programme", group="submission.programme-notices"),
        _notices("matchmaking", group="submission.matchmaking-notices"),
    ]


def key_uses() -> list[Subscription[KeyUsed]]:
    """Return when the other services were shown which access key: submission lists them."""
    return [
        _key_uses("eligibility", group="submission.eligibility-key-uses"),
        _key_uses("programme", group="submission.programme-key-uses"),
        _key_uses("matchmaking", group="submission.matchmaking-key-uses"),
    ]


def _key_uses(teller: Teller, *, group: str) -> Subscription[KeyUsed]:
    return Subscription(stream=KEY_USES[teller], group=group, handle=on_key_used, fetch_wait_ms=FETCH_WAIT_MS)


def _notices(teller: Teller, *, group: str) -> Subscription[Notice]:
    return Subscription(stream=NOTICES[teller], group=group, handle=on_notice, fetch_wait_ms=FETCH_WAIT_MS)


async def on_notice(tx: Tx, received: Sequence[Received[Notice]]) -> None:
    """Have these notices mailed."""
    await take(tx, [item.event for item in received if item.event is not None])


async def on_key_used(tx: Tx, received: Sequence[Received[KeyUsed]]) -> None:
    """Keep when these keys were last used."""
    await date_key_uses(tx, [item.event for item in received if item.event is not None])


async def on_eligibility_decided(tx: Tx, received: Sequence[Received[EligibilityDecided]]) -> None:
    """Keep these decisions."""
    await follow(tx, _decisions_in(received))


def _decisions_in(received: Sequence[Received[EligibilityDecided]]) -> list[LastDecision]:
    return [last_decision_of(item.event) for item in received if item.event is not None]
