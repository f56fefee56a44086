"""From a manifestation and what is known of its organiser to the next state of its dossier; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from services.eligibility.criteria.facts import Answer, RegisterFacts, identity_of
from services.eligibility.criteria.version import RULES_VERSION
from services.eligibility.dossiers.rules.appeal import Readers, open_appeal
from services.eligibility.dossiers.rules.dossier import Dossier, Refusal
from services.eligibility.dossiers.rules.judgement import Asked, is_withdrawn, judged
from services.eligibility.dossiers.rules.past import PastRuling
from services.eligibility.dossiers.rules.publication import first_published_at, published_after
from services.eligibility.dossiers.rules.recognised import Recognition
from services.eligibility.dossiers.rules.refused_before import refused_before, undone_refusal
from services.eligibility.dossiers.rules.thread import with_words_of
from services.eligibility.dossiers.rules.trusted import Record
from services.eligibility.dossiers.rules.withheld import withheld_reason
from services.eligibility.structures.rules.identities import Identities
from services.eligibility.structures.rules.ties import Ties, not_tied
from shared.contracts.contact import without_contact
from shared.contracts.submission import EditionChanged, ManifestationChanged
from shared.geography import region


def examine(
    manifestation: ManifestationChanged,
    answer: Answer,
    edition: EditionChanged,
    *,
    previous: Dossier | None,
    identities: Identities,
    refusals: Sequence[Refusal] = (),
    ties: Ties | None = None,
    recognitions: Mapping[UUID, Recognition] | None = None,
    readers: Readers | None = None,
    record: Record | None = None,
    now: datetime,
    correlation_id: str | None,
) -> Dossier:
    """Apply the rules; what a chamber said before stays where the amendment leaves alone what it decided on.

    ``identities`` say which structure an organiser is; among ``refusals`` one is looked for that this would undo.
    ``ties`` say for whom its account speaks; None for any. ``recognitions`` are what chambers found structures to be; a
    ``record`` is what people decided of this one, where it may be trusted. ``readers`` are those who may look again at
    what was refused.
    """
    answer_kept = kept_answer(manifestation, answer, previous)
    structure_id = identities.id_of(manifestation.organiser, answer_kept)
    undone = undone_refusal(manifestation, structure_id, refusals)
    is_tied = ties is None or ties.ties(manifestation.owner, structure_id)
    doubts = (*(() if is_tied else (not_tied(),)), *((refused_before(undone),) if undone else ()))
    recognition = (recognitions or {}).get(structure_id)
    region_code = _region_of(manifestation, answer_kept)
    asked = Asked(
        doubts=doubts,
        recognition=recognition,
        record=record,
        appeal=open_appeal(
            manifestation,
            previous.ruling if previous else None,
            readers or Readers(),
            region_code=region_code,
            standing=previous.appeal if previous else None,
        ),
    )
    judgement = judged(manifestation, answer, edition, previous, asked)
    withheld = previous.withheld if previous and judgement.verdict in {"eligible", "to_review"} else None
    if withheld is not None:
        # An amendment does not put back what a chamber took offline.
        judgement = replace(judgement, verdict="to_review", reasons=(*judgement.reasons, withheld_reason()))
    opened_at, version = (previous.opened_at, previous.version + 1) if previous else (now, 1)
    published = published_after(
        judgement.verdict,
        manifestation=manifestation,
        region_code=region_code,
        structure_id=structure_id,
        previous=previous,
        now=now,
    )
    return Dossier(
        manifestation=manifestation,
        version=version,
        verdict=judgement.verdict,
        reasons=judgement.reasons,
        rules_version=RULES_VERSION,
        region_code=region_code,
        published=published,
        first_published_at=first_published_at(published, previous),
        ruling=_standing_ruling(manifestation, previous),
        decided_by=judgement.decided_by,
        decided_at=now,
        opened_at=opened_at,
        correlation_id=correlation_id,
        structure_id=structure_id,
        register_answer=answer_kept,
        thread=with_words_of(
            previous.thread if previous else (), manifestation, previous.manifestation if previous else None
        ),
        appeal=judgement.appeal,
        withheld=withheld,
    )


def kept_answer(manifestation: ManifestationChanged, answer: Answer, previous: Dossier | None) -> Answer:
    """Return what is known of the organiser: what was found about the same one holds until something else is found."""
    if isinstance(answer, RegisterFacts) or previous is None:
        return answer
    same = identity_of(previous.manifestation.organiser) == identity_of(manifestation.organiser)
    return previous.register_answer if same and isinstance(previous.register_answer, RegisterFacts) else answer


def _standing_ruling(manifestation: ManifestationChanged, previous: Dossier | None) -> PastRuling | None:
    """Return what was decided; nobody's contact outlives a withdrawal."""
    ruling = previous.ruling if previous else None
    if ruling is None or not is_withdrawn(manifestation):
        return ruling
    decided_on = ruling.manifestation
    forgotten = replace(
        decided_on,
        content=without_contact(decided_on.content),
        note=None,
        chamber_answers={},
        another_because=None,
        appeal=None,
    )
    return replace(ruling, manifestation=forgotten)


def _region_of(manifestation: ManifestationChanged, answer: Answer) -> str | None:
    """Return the region it is registered in, else that of the organiser's seat, None for the national team."""
    if manifestation.region_code:
        return manifestation.region_code
    seat = region(answer.region_code or "") if isinstance(answer, RegisterFacts) else None
    return seat.code if seat else None
