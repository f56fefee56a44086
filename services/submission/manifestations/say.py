"""Use case: an organiser writes to whoever decides, or asks for a refusal to be looked at again."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from services.submission.manifestations.errors import AlreadyWithdrawn, ManifestationUnknown, NothingToAppeal
from services.submission.manifestations.rules.access import looks_after
from services.submission.manifestations.rules.appeal import may_appeal
from services.submission.manifestations.rules.manifestation import Manifestation, changed, refuse_former
from services.submission.manifestations.rules.status import status_of
from services.submission.manifestations.store.manifestations import find_manifestation, update_manifestation
from shared.contracts.submission import MANIFESTATIONS
from shared.errors import NotAllowed
from shared.identity.caller import Caller
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx
from shared.versions import require_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is written."""

    kind: Literal["note", "appeal"]
    text: str


async def say(
    tx: Tx, manifestation: Manifestation, words: Words, *, caller: Caller, expected_version: int, now: datetime
) -> None:
    """Write the next version, which says the same otherwise, and tell of it; the same words twice change nothing more.

    Raises ``VersionChanged``, ``AlreadyWithdrawn``, ``NothingToAppeal``, and ``NotAllowed`` for a chamber: it has the
    desk, where nobody hears an appeal against their own word.
    """
    require_own(manifestation, caller)
    refuse_former(manifestation, expected_version)
    if manifestation.state == "withdrawn":
        raise AlreadyWithdrawn
    if _says(manifestation, words) and manifestation.version in {expected_version, expected_version + 1}:
        return
    require_version(expected_version, manifestation.version)
    said = replace(
        _with(manifestation, words),
        version=expected_version + 1,
        state="amended",
        changed_by=caller.account_id,
        changed_as=caller.role,
        updated_at=now,
    )
    if await update_manifestation(tx, said, outbox_row(MANIFESTATIONS, changed(said))):
        return
    present = await find_manifestation(tx, manifestation.id)
    if present is None:
        raise ManifestationUnknown
    require_version(expected_version, present.version)
    raise AlreadyWithdrawn


def require_own(manifestation: Manifestation, caller: Caller) -> None:
    """Raise ``NotAllowed`` unless the caller looks after it."""
    if not looks_after(manifestation, caller):
        raise NotAllowed(
            "Ces échanges sont ceux de l’organisateur. Pour lui répondre, ouvrez le dossier au bureau de la chambre."
        )


def _says(manifestation: Manifestation, words: Words) -> bool:
    if words.kind == "note":
        return manifestation.note == words.text
    decision = manifestation.last_decision
    return manifestation.appeal == words.text and (
        decision is None or manifestation.appealed_decision == decision.version
    )


def _with(manifestation: Manifestation, words: Words) -> Manifestation:
    if words.kind == "note":
        return replace(manifestation, note=words.text)
    decision = manifestation.last_decision
    if decision is None or not may_appeal(manifestation.state, status_of(manifestation.version, decision)):
        raise NothingToAppeal
    return replace(manifestation, appeal=words.text, appealed_decision=decision.version)
