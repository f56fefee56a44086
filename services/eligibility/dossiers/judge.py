"""Use case: judge manifestations on what is known of their organisers and of what was refused before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from services.eligibility.criteria.facts import Answer
from services.eligibility.dossiers.rules.appeal import Readers
from services.eligibility.dossiers.rules.dossier import Dossier, NewDecision
from services.eligibility.dossiers.rules.examine import examine, kept_answer
from services.eligibility.dossiers.rules.recognised import Recognition, asks_what_it_is
from services.eligibility.dossiers.rules.trusted import Record, asks_for_trust
from services.eligibility.dossiers.store.readers import list_readers
from services.eligibility.dossiers.store.recognitions import list_recognitions
from services.eligibility.dossiers.store.records import list_records
from services.eligibility.dossiers.store.refusals import list_refusals
from services.eligibility.structures.identify import identify
from services.eligibility.structures.tie import proofs_of, ties_of
from shared.contracts.submission import EditionChanged, ManifestationChanged
from shared.editions.errors import NoEditionYet
from shared.editions.store import list_editions
from shared.observability.context import Cause
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class ToJudge:
    """A manifestation with all that it is judged on."""

    manifestation: ManifestationChanged
    answer: Answer
    """The register's."""
    previous: Dossier | None
    cause: Cause

    @property
    def known(self) -> Answer:
        """What is known of the organiser, from this answer or an earlier one."""
        return kept_answer(self.manifestation, self.answer, self.previous)


async def judge(tx: Tx, to_judge: Sequence[ToJudge]) -> list[NewDecision]:
    """Return the decisions, which are not written yet, in the same order."""
    if not to_judge:
        return []
    editions = await editions_of(tx, [each.manifestation for each in to_judge])
    organisers = [(each.manifestation.organiser, each.known) for each in to_judge]
    owners = {each.manifestation.owner for each in to_judge}
    proofs = await proofs_of(tx, sorted(owners))
    identities = await identify(tx, organisers, numbers=[number for _, number in proofs])
    structure_ids = {identities.id_of(*each) for each in organisers}
    refusals = await list_refusals(tx, structure_ids=sorted(structure_ids), owners=sorted(owners))
    ties = await ties_of(tx, sorted(owners), proofs=proofs, identities=identities)
    now = datetime.now(UTC)
    appealed = any(each.manifestation.appeal for each in to_judge)
    readers = await list_readers(tx) if appealed else Readers()
    recognitions: dict[UUID, Recognition] = {}

    def examined(each: ToJudge, record: Record | None = None) -> Dossier:
        return examine(
            each.manifestation,
            each.answer,
            editions[each.manifestation.edition],
            previous=each.previous,
            identities=identities,
            refusals=refusals,
            ties=ties,
            recognitions=recognitions,
            readers=readers,
            record=record,
            now=now,
            correlation_id=each.cause.correlation_id,
        )

    dossiers = [examined(each) for each in to_judge]
    # Few ask what a chamber found them to be, or for trust, and nobody else waits for the answers.
    asking = {dossier.structure_id for dossier in dossiers if asks_what_it_is(dossier.reasons)}
    recognitions = await list_recognitions(tx, sorted(asking), at=now) if asking else {}
    if recognitions:
        dossiers = [examined(each) for each in to_judge]
    hopeful = {dossier.structure_id for dossier in dossiers if asks_for_trust(dossier)}
    records = await list_records(tx, sorted(hopeful)) if hopeful else {}
    return [
        NewDecision(
            dossier=examined(each, records.get(dossier.structure_id)) if asks_for_trust(dossier) else dossier,
            cause=each.cause,
            numbers=identities.new_numbers(*who),
        )
        for each, who, dossier in zip(to_judge, organisers, dossiers, strict=True)
    ]


async def editions_of(tx: Tx, manifestations: Sequence[ManifestationChanged]) -> dict[int, EditionChanged]:
    """Return the editions by their year.

    Raises ``NoEditionYet``, for which a consumer waits, where one has not been heard of: it is told on another topic.
    """
    known = {edition.year: edition for edition in await list_editions(tx)}
    if any(manifestation.edition not in known for manifestation in manifestations):
        raise NoEditionYet
    return known
