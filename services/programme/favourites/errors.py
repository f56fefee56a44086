"""Why a programme of one's own is not shown or changed."""

from shared.errors import DomainError, NotFound


class ProgrammeUnknown(NotFound):
    """The link opens nothing."""

    code = "programme-inconnu"
    title = "Ce lien n’ouvre aucun programme"


class ProgrammeFull(DomainError):
    """It has as many dates as one may have."""

    status = 422
    code = "programme-plein"
    title = "Votre programme est plein"
