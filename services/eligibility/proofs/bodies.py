"""What the form of a proof says beside the file."""

from litestar.datastructures import FormMultiDict

from services.eligibility.proofs.rules.proof import KINDS, ProofKind
from shared.errors import FieldError, FieldsRefused


def read_kind(form: FormMultiDict) -> ProofKind:
    """Return what the file is said to be; raises ``FieldsRefused``."""
    given = str(form.get("nature") or "")
    if given not in KINDS:
        raise FieldsRefused(
            errors=[FieldError(pointer="/nature", code="missing", message="Dites ce que ce fichier justifie.")]
        )
    return given
