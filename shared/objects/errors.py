"""What can be wrong with files."""

from shared.errors import Unavailable


class ObjectsUnavailable(Unavailable):
    """The store of files does not answer, or refuses us."""

    code = "fichiers-indisponibles"
    title = "Les fichiers ne sont pas accessibles pour le moment"


class ObjectMissing(Exception):
    """No file stands under this key."""
