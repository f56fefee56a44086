"""The two families of failure that cross layers: a domain condition, and a message nobody can read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from shared.french.typography import grouped

MOST_FAULTS = 50
"""That one answer tells."""
MORE_FAULTS = "more_faults"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """One fault in what a person or a program sent: which field, which value, and the way out."""

    pointer: str
    """JSON pointer into the body (RFC 6901), for example ``/organiser/siren``."""
    code: str
    """Stable, in English, for programs: ``siren_checksum``."""
    message: str
    """One French sentence for people, that says how to mend it."""
    value: str | None = None
    """What was received, cut to 200 characters; None where nothing was."""


class DomainError(Exception):
    """A condition that a caller can understand and act on; rendered as problem+json or as a page."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "demande-incorrecte"
    """Last segment of the problem's ``type``: stable, never shown to people."""
    title: ClassVar[str] = "La demande est incorrecte"

    def __init__(
        self,
        detail: str,
        *,
        errors: Sequence[FieldError] = (),
        retry_after_seconds: int | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep the French sentence that says what happened and what to do about it.

        ``members`` are what this kind of problem has beyond those that all have (RFC 9457 §3.2).
        """
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)
        self.retry_after_seconds = retry_after_seconds
        self.members = dict(members or {})


class FieldsRefused(DomainError):
    """Some fields cannot be taken as they are; every fault is listed, not only the first: fifty, and how many more."""

    status = 422
    code = "champs-refuses"
    title = "Certains champs sont à corriger"

    def __init__(self, detail: str = "", *, errors: Sequence[FieldError]) -> None:
        """Keep every fault; without ``detail`` the sentence is the usual one."""
        usual = "Certains champs sont à corriger ; chacun est expliqué ci-dessous."
        super().__init__(detail or usual, errors=told_faults(errors))


def told_faults(errors: Sequence[FieldError], *, unseen: int = 0) -> list[FieldError]:
    """Return the first fifty faults and, where there are more, a last one that says how many; ``value`` is the number.

    ``unseen`` are those that were not even put into words.
    """
    told = [error for error in errors if error.code != MORE_FAULTS]
    unseen += sum(int(error.value or 0) for error in errors if error.code == MORE_FAULTS)
    unseen += max(0, len(told) - MOST_FAULTS)
    if not unseen:
        return told
    what = (
        "Une autre faute n’est pas montrée" if unseen == 1 else f"{grouped(unseen)} autres fautes ne sont pas montrées"
    )
    sentence = f"{what} : corrigez d’abord celles-ci, puis renvoyez la demande."
    return [*told[:MOST_FAULTS], FieldError(pointer="", code=MORE_FAULTS, message=sentence, value=str(unseen))]


class NotFound(DomainError):
    """Nothing is known under this identifier."""

    status = 404
    code = "introuvable"
    title = "Introuvable"


class NotSignedIn(DomainError):
    """Nobody whom we know: no session and no key, or one that is not valid any more."""

    status = 401
    code = "connexion-necessaire"
    title = "Connexion ou clé d’accès nécessaire"


class NotAllowed(DomainError):
    """The account is known but its role does not open this door."""

    status = 403
    code = "acces-refuse"
    title = "Accès refusé"


class Conflict(DomainError):
    """The present state does not allow what was asked."""

    status = 409
    code = "conflit"
    title = "L’état actuel ne le permet pas"


class VersionChanged(DomainError):
    """Somebody changed it since the version named in If-Match."""

    status = 412
    code = "version-depassee"
    title = "La version a changé entre-temps"


class VersionMissing(DomainError):
    """A change must say, in If-Match, which version it is based on."""

    status = 428
    code = "version-non-precisee"
    title = "La version de départ n’est pas précisée"


class Unavailable(DomainError):
    """A part we depend on does not answer; trying again later is safe and useful."""

    status = 503
    code = "indisponible"
    title = "Service momentanément indisponible"


class OutcomeUnknown(Unavailable):
    """Its answer was lost while something was being stored: only a repeat, or a look, tells whether it was."""

    code = "issue-inconnue"
    title = "On ne sait pas si la demande a été enregistrée"


class InvalidMessage(Exception):
    """A record that will never become readable by waiting: it goes to the dead letters, with this reason."""

    def __init__(self, error_class: str, message: str) -> None:
        """``error_class`` is a stable word to route on; ``message`` says what was wrong with these bytes."""
        super().__init__(message)
        self.error_class = error_class
