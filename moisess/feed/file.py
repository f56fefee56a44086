"""The bytes of a file that is named on the command line."""

from pathlib import Path

from services.submission.imports.reading.unusable import FileUnusable


def read_bytes(path: Path) -> bytes:
    """Read the file whole. Raises ``FileUnusable``."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileUnusable(f"Le fichier {path} n’existe pas : vérifiez son chemin.") from error
    except IsADirectoryError as error:
        raise FileUnusable(f"{path} est un dossier : indiquez un fichier.") from error
    except OSError as error:
        raise FileUnusable(f"Le fichier {path} ne peut pas être lu : {error.strerror}.") from error
