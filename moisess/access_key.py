"""The access key that a command shows: no option takes one, since everybody on a machine can read its command lines."""

import os
from pathlib import Path

VARIABLE = "MOISESS_KEY"


class KeyMissing(Exception):
    """No key that could be shown; the message is French."""


def access_key(file: Path | None) -> str:
    """Return the key in ``file``, else the one in the environment; raises ``KeyMissing``."""
    try:
        key = (file.read_text(encoding="utf-8") if file else os.environ.get(VARIABLE, "")).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise KeyMissing(f"Le fichier {file} de la clé d’accès n’est pas lisible.") from error
    if not key or not key.isascii():
        raise KeyMissing(
            f"La clé d’accès manque : donnez-la dans la variable {VARIABLE}, ou dans un fichier avec --key-file."
        )
    return key
