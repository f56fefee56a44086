"""Conditions of B2B events."""

from shared.errors import NotFound


class B2bEventUnknown(NotFound):
    """No B2B event under this identifier."""

    code = "rencontre-inconnue"
    title = "Rencontre d’affaires inconnue"
