"""Why a database cannot be entered, where its server answers: for operators, never for whoever asks over HTTP."""

import ssl

import asyncpg

WHERE = (
    "Vérifiez <SERVICE>_DATABASE_URL, ou <SERVICE>_DATABASE_OWNER_URL : machine, rôle, base, sslmode et sslrootcert, "
    "et le mot de passe ou son fichier."
)


def why_refused(error: BaseException | None) -> str | None:
    """Say in French what the server refuses, looking at what caused an error too; None where it is nothing of that."""
    while error is not None:
        if sentence := _sentence(error):
            return sentence
        error = error.__cause__
    return None


def _sentence(error: BaseException) -> str | None:
    sentence = None
    match error:
        case ssl.SSLCertVerificationError():
            sentence = f"Le certificat de PostgreSQL n’est pas accepté ({error.verify_message})."
        case ssl.SSLError():
            sentence = f"PostgreSQL ne s’accorde pas sur TLS ({error.reason})."
        case ConnectionError() if "SSL upgrade" in str(error):
            sentence = "PostgreSQL ne chiffre pas à cette adresse, et sslmode le demande."
        case asyncpg.InvalidPasswordError():
            sentence = "PostgreSQL refuse le rôle ou son mot de passe."
        case asyncpg.InvalidAuthorizationSpecificationError():
            sentence = f"PostgreSQL ne laisse pas entrer ce rôle ainsi ({error.args[0]})."
        case asyncpg.InvalidCatalogNameError():
            sentence = "Cette base n’existe pas sur ce serveur."
        case asyncpg.InsufficientPrivilegeError():
            sentence = f"Le rôle n’en a pas le droit ({error.args[0]})."
    return sentence and f"{sentence} {WHERE}"
