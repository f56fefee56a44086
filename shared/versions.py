"""Optimistic locking: a change names the version that it is based on."""

from shared.errors import VersionChanged


def require_version(expected: int, current: int) -> None:
    """Raise ``VersionChanged`` unless the change is based on the present version."""
    if expected != current:
        raise VersionChanged(
            f"Votre changement part de la version {expected}, or la version actuelle est la {current} : "
            "relisez-la, reportez-y votre changement, puis renvoyez-le avec sa nouvelle ETag."
        )
