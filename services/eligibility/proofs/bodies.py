"""What the form of a proof says beside the file."""

from collections.abc import Sequence

from litestar.datastructures import FormMultiDict

from services.eligibility.dossiers.rules.thread import Line
from services.eligibility.proofs.rules.proof import KINDS, ProofKind
from shared.errors import FieldError, FieldsRefused

KIND_FIELD, MESSAGE_FIELD = "nature", "message"


def read_kind(form: FormMultiDict) -> ProofKind:
    """Return what the file is said to be; raises ``FieldsRefused``."""
    given = str(form.get(KIND_FIELD) or "")
    if given not in KINDS:
        raise _missing(KIND_FIELD, "Dites ce que ce fichier justifie.")
    return given


def read_message(form: FormMultiDict, messages: Sequence[Line]) -> str | None:
    """Return the key of the message to which it is attached, None for none; raises ``FieldsRefused``."""
    given = str(form.get(MESSAGE_FIELD) or "")
    if not given:
        return None
    if given not in {line.key for line in messages}:
        raise _missing(MESSAGE_FIELD, "Ce message n’est plus dans vos échanges : choisissez-en un autre, ou aucun.")
    return given


def _missing(field: str, message: str) -> FieldsRefused:
    return FieldsRefused(errors=[FieldError(pointer=f"/{field}", code="missing", message=message)])
