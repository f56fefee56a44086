"""Use case: faults that a chamber corrected as it accepted become a version, and the organiser is written to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.submission.manifestations.announce import LinkTo, readers_of
from services.submission.manifestations.rules.correction import applied, with_texts
from services.submission.manifestations.rules.letters import corrected
from services.submission.manifestations.rules.manifestation import Manifestation, changed
from services.submission.manifestations.store.corrections import claim_correction
from services.submission.manifestations.store.forgotten import lock_manifestation
from services.submission.manifestations.store.manifestations import update_manifestation
from services.submission.notices.post import post
from shared.contracts.eligibility import CorrectedText, CorrectionAsked
from shared.contracts.submission import MANIFESTATIONS
from shared.editions.rules import NATIONAL_TEAM, chamber_of
from shared.editions.store import find_edition
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx


async def correct(tx: Tx, asked: Sequence[CorrectionAsked], link_to: LinkTo, *, now: datetime) -> None:
    """Make each once: of what its organiser has changed since, or withdrawn, nothing is corrected any more."""
    for each in sorted(asked, key=lambda each: each.manifestation_id):
        manifestation = await lock_manifestation(tx, each.manifestation_id)
        if manifestation is None or not await claim_correction(tx, each.correction_id):
            continue
        texts = applied(manifestation.content, each.texts)
        if texts and manifestation.state != "withdrawn":
            version = replace(
                manifestation,
                version=manifestation.version + 1,
                state="amended",
                content=with_texts(manifestation.content, texts),
                changed_by=each.account_id,
                changed_as="national" if each.by == "national" else "moderator",
                updated_at=now,
            )
            await update_manifestation(tx, version, outbox_row(MANIFESTATIONS, changed(version)))
            await _announce(tx, version, each, texts, link_to)


async def _announce(
    tx: Tx, manifestation: Manifestation, asked: CorrectionAsked, texts: Sequence[CorrectedText], link_to: LinkTo
) -> None:
    edition = await find_edition(tx, manifestation.edition)
    chamber = chamber_of(edition, manifestation.chamber_region) if edition else NATIONAL_TEAM
    who = NATIONAL_TEAM if asked.by == "national" else chamber
    letter = corrected(manifestation.content.title, texts, chamber=who, link=f"{link_to(manifestation.id)}/historique")
    for account_id in await readers_of(tx, manifestation):
        cause = f"corrected/{asked.correction_id}/{account_id}"
        await post(tx, letter, to=account_id, kind="text_corrected", cause=cause)
