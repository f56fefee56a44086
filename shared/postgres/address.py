"""Where a database is, as whom it is entered and whether over TLS, as the environment says it."""

import ssl
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit, urlunsplit

from shared.password_file import read_password

SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
VERIFYING = SSL_MODES[3:]
"""Those that look at the server's certificate where they are told whose it must be; the last two must be told."""


def password_variable(variable: str) -> str:
    """Name the variable of the password's file that goes with a variable of an address."""
    return f"{variable.removesuffix('_URL')}_PASSWORD_FILE"


def address_in(environment: Mapping[str, str], variable: str) -> str | None:
    """Return the address that a variable gives, None where it gives none; raises ``ValueError`` like ``complete``."""
    if not (url := environment.get(variable)):
        return None
    file = environment.get(password_variable(variable))
    return complete(url, Path(file) if file else None, variable=variable)


def complete(url: str, password_file: Path | None, *, variable: str) -> str:
    """Return the address with the password of the file in it.

    Raises ``ValueError`` with a French sentence that names the variable, where it cannot be used as it was given.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"{variable} : une adresse de base s’écrit postgresql://rôle@machine:port/base.")
    _check_tls(parse_qs(parts.query), variable)
    if password_file is None:
        return url
    file_variable = password_variable(variable)
    if parts.password:
        raise ValueError(f"{variable} contient un mot de passe, et {file_variable} en donne un autre : gardez-en un.")
    if not parts.username:
        raise ValueError(f"{variable} ne nomme pas le rôle dont {file_variable} donne le mot de passe.")
    password = quote(read_password(password_file, variable=file_variable), safe="")
    _, _, place = parts.netloc.rpartition("@")
    user = parts.netloc.removesuffix(f"@{place}").removesuffix(":")
    return urlunsplit(parts._replace(netloc=f"{user}:{password}@{place}"))


def _check_tls(query: Mapping[str, list[str]], variable: str) -> None:
    mode = query.get("sslmode", ["prefer"])[-1]
    if mode not in SSL_MODES:
        raise ValueError(f"{variable} : sslmode={mode} n’existe pas ; choisissez {', '.join(SSL_MODES)}.")
    if not (authority := query.get("sslrootcert", [""])[-1]):
        # asyncpg would look into a folder of the user's, and the tool that migrates into those of the system.
        if mode.startswith("verify"):
            raise ValueError(
                f"{variable} : sslmode={mode} demande sslrootcert, le fichier des autorités dont le certificat du "
                "serveur doit venir."
            )
        return
    # What is silently not used would be believed to protect.
    if mode not in VERIFYING:
        raise ValueError(
            f"{variable} nomme une autorité (sslrootcert), mais avec sslmode={mode} le certificat du serveur n’est pas "
            "vérifié : choisissez sslmode=verify-full."
        )
    try:
        ssl.create_default_context(cafile=authority)
    except OSError as error:
        raise ValueError(
            f"{variable} : sslrootcert={authority} n’est pas un fichier de certificats lisible ({error})."
        ) from error
