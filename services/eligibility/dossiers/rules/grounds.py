"""On which grounds a chamber refuses: those of the edition; pure."""

from collections.abc import Sequence

from shared.contracts.edition import Ground
from shared.errors import FieldError, FieldsRefused


def grounds_named(slugs: Sequence[str], offered: Sequence[Ground], *, within: str) -> tuple[Ground, ...]:
    """Return these grounds, each once; raises ``FieldsRefused`` at the place ``within`` the body for another word."""
    known = {ground.slug: ground for ground in offered}
    faults = [
        FieldError(
            pointer=f"{within}/{position}",
            code="ground_unknown",
            message=f"« {slug[:60]} » n’est pas un motif de refus de cette édition, qui a : {', '.join(known)}.",
            value=slug[:200],
        )
        for position, slug in enumerate(slugs)
        if slug not in known
    ]
    if faults:
        raise FieldsRefused(errors=faults)
    return tuple(known[slug] for slug in dict.fromkeys(slugs))
