"""A proof: a file that shows what a structure is; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from services.eligibility.proofs.errors import ProofRefused
from services.eligibility.proofs.rules.file import LARGEST_FILE, MediaType, file_name, in_words, is_whole, media_type_of

FOLDER = "proofs"
KEPT_FOR = timedelta(days=1100)
"""As long as internal topics keep what it was judged with: three editions."""
MOST_OF_STRUCTURE = 20
"""Files that one account hands in for one structure; a stranger's do not count for whom it really is."""
MOST_OF_ACCOUNT = 200
"""Of a partner who registers for many."""
ProofKind = Literal["statutes", "esus", "receipt", "other"]
KINDS: dict[ProofKind, str] = {
    "statutes": "Statuts",
    "esus": "Décision d’agrément ESUS",
    "receipt": "Récépissé de déclaration ou extrait d’immatriculation",
    "other": "Autre justificatif",
}
WAY_OUT = "un PDF, un PNG ou un JPEG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What is known of a file without opening it."""

    proof_id: UUID
    manifestation_id: UUID
    """For whose dossier it was handed in; its structure is the dossier's."""
    kind: ProofKind
    name: str
    media_type: MediaType
    size: int
    """Bytes."""
    handed_in_by: str
    """Account; erased with it."""
    handed_in_at: datetime
    message: str | None = None
    """Key of a line of the dossier's thread to which it is attached."""
    from_chamber: bool = False
    """Handed in by those who decide: their organiser sees it."""

    @property
    def key(self) -> str:
        """Where its content stands: under an identifier of its own, so that the same file of two people is two."""
        return key_of(self.proof_id)

    @property
    def size_in_words(self) -> str:
        """As people read it."""
        return in_words(self.size)

    @property
    def kind_in_words(self) -> str:
        """As people read it."""
        return KINDS[self.kind]


def key_of(proof_id: UUID) -> str:
    """Return under which key a proof's content stands."""
    return f"{FOLDER}/{proof_id}"


def taken(content: bytes, given_name: str) -> tuple[str, MediaType]:
    """Return under which name and as what a file is taken; raises ``ProofRefused``, which names it and the way out."""
    name = file_name(given_name, None)
    if not content:
        raise ProofRefused(f"« {name} » est vide (0 octet) : choisissez le fichier entier, {WAY_OUT}.")
    if len(content) > LARGEST_FILE:
        raise too_large(f"« {name} »", len(content))
    media_type = media_type_of(content)
    if media_type is None:
        raise ProofRefused(
            f"« {name} » n’est, d’après son contenu, ni un PDF, ni un PNG, ni un JPEG, quel que soit son nom : "
            "enregistrez-le ou imprimez-le en PDF, puis envoyez ce PDF."
        )
    if not is_whole(content, media_type):
        raise ProofRefused(
            f"« {name} » ({in_words(len(content))}) est incomplet, sa fin manque : enregistrez-le à nouveau, vérifiez "
            "qu’il s’ouvre, puis renvoyez-le."
        )
    return file_name(given_name, media_type), media_type


def too_large(what: str, size: int) -> ProofRefused:
    """Refuse a file for its size, ``what`` being its name in quotes."""
    return ProofRefused(
        f"{what} fait {in_words(size)}, et un justificatif {in_words(LARGEST_FILE)} au plus : numérisez-le moins "
        "finement (150 points par pouce suffisent), ou envoyez-le en plusieurs fichiers."
    )


def check_room(name: str, *, of_structure: int, of_account: int) -> None:
    """Raise ``ProofRefused`` where an account has handed in as much as it may."""
    if of_structure >= MOST_OF_STRUCTURE:
        raise ProofRefused(
            f"« {name} » n’a pas été enregistré : vous avez déjà remis {of_structure} fichiers pour cette structure, "
            f"et {MOST_OF_STRUCTURE} au plus sont gardés. Effacez ceux qui ne servent plus, puis renvoyez-le."
        )
    if of_account >= MOST_OF_ACCOUNT:
        raise ProofRefused(
            f"« {name} » n’a pas été enregistré : votre compte garde déjà {of_account} justificatifs, et "
            f"{MOST_OF_ACCOUNT} au plus. Effacez ceux des éditions passées, puis renvoyez-le."
        )
