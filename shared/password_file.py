"""A password that a process is given in a file, as orchestrators mount secrets, and not in its environment."""

from pathlib import Path


def read_password(file: Path, *, variable: str) -> str:
    """Return the password in ``file``; raises ``ValueError`` with a French sentence that names the variable."""
    try:
        if password := file.read_text(encoding="utf-8").strip():
            return password
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{variable} : le fichier {file} n’est pas lisible ({error}).") from error
    raise ValueError(f"{variable} : le fichier {file} est vide.")
