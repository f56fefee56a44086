"""Conditions of proofs."""

from shared.errors import FieldError, FieldsRefused, NotFound

FIELD = "fichier"


class ProofUnknown(NotFound):
    """No such proof, or not for whoever asks."""

    code = "justificatif-inconnu"
    title = "Justificatif inconnu"


class ProofRefused(FieldsRefused):
    """A file cannot be taken; the sentence names it, its size, the limit and the way out."""

    def __init__(self, sentence: str) -> None:
        """Say it of the field of the file."""
        super().__init__(errors=[FieldError(pointer=f"/{FIELD}", code="proof_refused", message=sentence)])


def proof_unknown() -> ProofUnknown:
    """Say that it is not there, be it that it was erased."""
    return ProofUnknown("Ce justificatif n’existe pas, ou a été effacé : revenez à la liste.")
