"""Why a face of the programme is not given."""

from shared.errors import DomainError, NotFound


class DateUnknown(NotFound):
    """The manifestation is online, and has no such date."""

    code = "date-inconnue"
    title = "Date inconnue"


class SelectionTooLarge(DomainError):
    """More dates than one answer is asked to hold."""

    status = 422
    code = "selection-trop-large"
    title = "La sélection est trop large"


class SitemapUnknown(NotFound):
    """There are not so many pages."""

    code = "plan-de-site-inconnu"
    title = "Plan de site inconnu"


class NotEmbeddable(NotFound):
    """The address is not one that other sites can show."""

    code = "adresse-non-integrable"
    title = "Adresse qui ne se montre pas ailleurs"
