"""Use case: a chamber, or the national team, accepts or refuses; it may change its mind later."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid5

from services.eligibility.audit.record import log_action
from services.eligibility.audit.rules import Action
from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.dossiers.access import speaks_as
from services.eligibility.dossiers.admit import admit
from services.eligibility.dossiers.errors import AlreadyWithdrawn, dossier_unknown
from services.eligibility.dossiers.judge import editions_of
from services.eligibility.dossiers.record import record
from services.eligibility.dossiers.rules.correction import corrected_texts, corrections_in_words
from services.eligibility.dossiers.rules.dossier import Dossier, NewDecision
from services.eligibility.dossiers.rules.ruling import Ruling, ruled
from services.eligibility.dossiers.store.decisions import lock_dossiers
from services.eligibility.register.look_up import register_answers
from services.eligibility.structures.identify import identify
from services.eligibility.structures.tie import tie
from shared.contracts.eligibility import CORRECTIONS, CorrectedText, CorrectionAsked
from shared.editions.errors import EditionArchived
from shared.identity.caller import Caller
from shared.observability.context import correlation_id
from shared.outbox.append import outbox_row
from shared.outbox.tell import tell
from shared.postgres.database import Tx
from shared.versions import require_version


async def decide(tx: Tx, *, manifestation_id: UUID, ruling: Ruling, caller: Caller, based_on: int) -> Dossier:
    """Record a decision that is based on version ``based_on`` of the one in force.

    Raises ``DossierUnknown``, ``NotAllowed`` for another region's moderator, ``VersionChanged``, ``AlreadyWithdrawn``,
    ``EditionArchived``.
    """
    dossier = (await lock_dossiers(tx, [manifestation_id])).get(manifestation_id)
    if dossier is None:
        raise dossier_unknown()
    await admit(tx, caller, dossier)
    await require_decidable(tx, dossier, based_on=based_on)
    organiser, answer = dossier.manifestation.organiser, await _what_is_known(tx, dossier)
    identities = await identify(tx, [(organiser, answer)])
    decided = ruled(
        dossier,
        ruling,
        decided_by=speaks_as(caller, dossier),
        answer=answer,
        identities=identities,
        now=datetime.now(UTC),
        correlation_id=correlation_id.get(),
        account_id=caller.account_id,
    )
    numbers = identities.new_numbers(organiser, answer)
    if decided.verdict == "eligible" and ruling.recognises_account:
        # Whoever accepts has looked who asks: their next manifestations need no other look for that.
        account = decided.manifestation.owner
        await tie(tx, account=account, structure_id=decided.structure_id, made_by=caller.account_id)
    await record(tx, [NewDecision(dossier=decided, cause=None, account_id=caller.account_id, numbers=numbers)])
    await log_action(tx, _action(decided, ruling, caller))
    if texts := corrected_texts(dossier.manifestation.content, ruling.corrections):
        await tell(tx, [outbox_row(CORRECTIONS, _correction(decided, texts, caller))])
        await log_action(tx, _corrected(decided, texts, caller))
    return decided


def _correction(decided: Dossier, texts: Sequence[CorrectedText], caller: Caller) -> CorrectionAsked:
    return CorrectionAsked(
        correction_id=uuid5(decided.manifestation_id, f"correction {decided.version}"),
        manifestation_id=decided.manifestation_id,
        account_id=caller.account_id,
        by=decided.decided_by,
        texts=tuple(texts),
        asked_at=decided.decided_at,
    )


def _action(decided: Dossier, ruling: Ruling, caller: Caller) -> Action:
    return Action(
        at=decided.decided_at,
        act="accepted" if ruling.verdict == "eligible" else "refused",
        account_id=caller.account_id,
        region_code=decided.region_code,
        manifestation_id=decided.manifestation_id,
        version=decided.version,
        structure_id=decided.structure_id,
        for_account=decided.manifestation.owner,
        why=ruling.told,
    )


def _corrected(decided: Dossier, texts: Sequence[CorrectedText], caller: Caller) -> Action:
    return Action(
        at=decided.decided_at,
        act="corrected",
        account_id=caller.account_id,
        region_code=decided.region_code,
        manifestation_id=decided.manifestation_id,
        version=decided.version,
        for_account=decided.manifestation.owner,
        why=" ; ".join(corrections_in_words(texts)),
    )


async def require_decidable(tx: Tx, dossier: Dossier, *, based_on: int) -> None:
    """Raise ``EditionArchived``, ``VersionChanged`` or ``AlreadyWithdrawn`` where nothing can be decided any more."""
    edition = (await editions_of(tx, [dossier.manifestation]))[dossier.manifestation.edition]
    if edition.state == "archived":
        raise EditionArchived(edition.year)
    require_version(based_on, dossier.version)
    if dossier.verdict == "withdrawn":
        raise AlreadyWithdrawn("L’organisateur a retiré cette manifestation : il n’y a plus rien à décider.")


async def _what_is_known(tx: Tx, dossier: Dossier) -> Answer:
    """Return what the dossier was judged on: a chamber may decide when no answer is fresh any more.

    Only where the register had found nothing yet may a later answer tell more.
    """
    if isinstance(dossier.register_answer, RegisterFacts):
        return dossier.register_answer
    [answer] = await register_answers(tx, [dossier.manifestation.organiser])
    return dossier.register_answer if answer == "unavailable" else answer
