"""Use case: after a restore, decisions that the topic alone still knows are made again, or told anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from services.eligibility.dossiers.judge import editions_of
from services.eligibility.dossiers.record import record
from services.eligibility.dossiers.rules.dossier import NewDecision
from services.eligibility.dossiers.rules.forgotten import with_forgotten_ruling
from services.eligibility.dossiers.rules.thread import with_forgotten
from services.eligibility.dossiers.store.decisions import lock_dossiers
from services.eligibility.dossiers.store.forgotten import LIST_KNOWN
from services.eligibility.structures.identify import identify
from services.eligibility.structures.tie import tie
from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from shared.kafka.records import Received
from shared.outbox.numbered import NumberedStream, Reconciled, unknown_to
from shared.outbox.reconcile import ReconcileRefused, next_version
from shared.postgres.database import Tx


def numbered_decisions() -> NumberedStream[EligibilityDecided]:
    """Return the stream of decisions."""
    return NumberedStream(
        stream=DECISIONS,
        find_unknown=unknown_to(LIST_KNOWN, at=lambda event: event.decided_at),
        reconcile=reconcile_decisions,
    )


async def reconcile_decisions(tx: Tx, forgotten: Sequence[Received[EligibilityDecided]]) -> Reconciled:
    """Let a person's forgotten word hold again; without one the dossier stays as it was judged anew since the restore.

    Raises ``ReconcileRefused`` where the dossier has not been heard again yet.
    """
    events = [item.event for item in forgotten if item.event]
    manifestation_id = events[-1].manifestation_id
    dossier = (await lock_dossiers(tx, [manifestation_id])).get(manifestation_id)
    if dossier is None or dossier.manifestation.version < max(event.judged_version for event in events):
        raise ReconcileRefused(
            f"Le dossier {manifestation_id} n’a pas encore été réexaminé depuis la restauration : démarrez "
            "eligibility, attendez que « moisess groups lag » ne montre plus de retard, puis recommencez."
        )
    edition = (await editions_of(tx, [dossier.manifestation]))[dossier.manifestation.edition]
    organisers = [dossier.manifestation.organiser, *(event.organiser for event in events)]
    identities = await identify(tx, [(organiser, dossier.register_answer) for organiser in organisers])
    ruled = with_forgotten_ruling(dossier, events, edition, identities=identities, now=datetime.now(UTC))
    version = next_version(dossier.version, forgotten)
    told = replace(ruled or dossier, version=version)
    told = replace(told, thread=with_forgotten(told.thread, events[-1].said))
    await record(tx, [NewDecision(dossier=told, cause=None)])
    if ruled and told.verdict == "eligible":
        # The chamber's word on who speaks for the structure was forgotten with it; whose account it was is not told.
        account, structure_id = told.manifestation.owner, told.structure_id
        await tie(tx, account=account, structure_id=structure_id, made_by=told.decided_by)
    return Reconciled(key=str(manifestation_id), version=version, outcome="adopted" if ruled else "raised")
