"""What a manifestation can be part of: one level, of one edition, one's own or a public one. Pure."""

from uuid import UUID

from services.submission.manifestations.rules.access import is_open_to
from services.submission.manifestations.rules.manifestation import Manifestation
from shared.errors import FieldError, FieldsRefused
from shared.identity.caller import Caller


class WholeRefused(FieldsRefused):
    """A manifestation cannot be part of the one that is named."""

    def __init__(self, code: str, message: str, value: UUID) -> None:
        """Name the field."""
        super().__init__(errors=[FieldError(pointer="/parent_id", code=code, message=message, value=str(value))])


class BecameAPart(WholeRefused):
    """The one that is named was a whole a moment ago."""

    def __init__(self, named: UUID) -> None:
        """Say the way out."""
        super().__init__(
            "parent_is_a_part",
            "Le programme que vous nommez vient d’être rattaché à un autre : nommez cet autre, ou laissez vide.",
            named,
        )


def may_name(whole: Manifestation, caller: Caller) -> bool:
    """Return True for what the caller looks after, and for what everybody reads."""
    return is_open_to(whole, caller) or (whole.last_decision is not None and whole.last_decision.published is not None)


def refuse_whole(whole: Manifestation | None, named: UUID, *, edition: int, caller: Caller, leads: bool) -> None:
    """Raise ``WholeRefused`` where nothing can be part of ``whole``, found by ``named``.

    ``leads`` tells that what would be part of it has parts of its own.
    """
    if whole is None or whole.edition != edition or whole.state == "withdrawn" or not may_name(whole, caller):
        raise WholeRefused(
            "parent_unknown",
            f"« {named} » ne désigne ni l’une de vos manifestations, ni une manifestation en ligne de l’édition "
            f"{edition} : vérifiez-le auprès de qui organise le programme, ou laissez vide.",
            named,
        )
    if whole.content.parent_id is not None:
        raise WholeRefused(
            "parent_is_a_part",
            f"« {whole.content.title} » fait elle-même partie d’un programme : nommez ce programme-là, ou laissez "
            "vide.",
            named,
        )
    if leads:
        raise WholeRefused(
            "parent_of_a_whole",
            "D’autres manifestations font partie de celle-ci : elle ne peut pas faire elle-même partie d’un programme. "
            "Laissez vide, ou rattachez-les d’abord à l’autre programme.",
            named,
        )
