"""What a second judgement of a dossier would change; pure."""

from dataclasses import dataclass
from uuid import UUID

from services.eligibility.dossiers.rules.dossier import Dossier
from shared.contracts.eligibility import Reason, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A dossier that comes out otherwise, in verdict, in reasons, or in their words alone."""

    manifestation_id: UUID
    title: str
    organiser: str
    region_code: str | None
    judged_by: str
    """The set of rules before."""
    verdict_before: Verdict
    verdict_after: Verdict
    reasons_before: tuple[str, ...]
    """Codes of those that do not stand afterwards, or not with the same outcome."""
    reasons_after: tuple[str, ...]
    """Codes of those that did not stand before."""


def difference(before: Dossier, after: Dossier) -> Difference | None:
    """Return how the later judgement differs, None where everybody would read the same."""
    if (before.verdict, before.reasons) == (after.verdict, after.reasons):
        return None
    old, new = _outcomes(before.reasons), _outcomes(after.reasons)
    return Difference(
        manifestation_id=before.manifestation_id,
        title=before.manifestation.content.title,
        organiser=before.manifestation.organiser.name,
        region_code=before.region_code,
        judged_by=before.rules_version,
        verdict_before=before.verdict,
        verdict_after=after.verdict,
        reasons_before=tuple(code for code, outcome in old if (code, outcome) not in new),
        reasons_after=tuple(code for code, outcome in new if (code, outcome) not in old),
    )


def _outcomes(reasons: tuple[Reason, ...]) -> list[tuple[str, str]]:
    return [(reason.code, reason.outcome) for reason in reasons]
