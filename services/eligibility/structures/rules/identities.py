"""Under which id a structure is known, by whichever of its numbers it was first met; pure."""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from services.eligibility.criteria.facts import Answer, RegisterFacts, identifier_of, identity_of
from shared.contracts.content import Organiser

UUID_BYTES = 16
KEPT = ("rna:", "rnf:", "uai:")
"""Kept though the register does not confirm them. A SIREN is not: it could be a natural person's. Nor is a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """The id that a number leads to."""

    number: str
    """``siren:999999014``, ``rna:W442000001``, ``uai:0350760L``, ``rnf:092-FDD-00061-08``."""
    structure_id: UUID
    rank: int
    """Grows with each number that is met: of two ids, the one with the lowest rank is the older."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """The ids that numbers lead to, and the secret that new ones are made with."""

    secret: bytes
    leads: Mapping[str, UUID] = field(default_factory=dict)
    kept: Mapping[str, UUID] = field(default_factory=dict)
    """Those that are kept already, and where they led before the register tied them together."""

    def id_of(self, organiser: Organiser, answer: Answer) -> UUID:
        """Return the id, the same by whichever number the structure was given and whichever came first.

        It is public, and nine digits can be found again by trying them all: without the secret nobody can try. A
        natural person's is made of the name.
        """
        return self._id_of(numbers_of(organiser, answer))

    def id_by(self, number: str) -> UUID:
        """Return the id that one number leads to."""
        return self.leads.get(number) or made_of(number, self.secret)

    def new_numbers(self, organiser: Organiser, answer: Answer) -> tuple[str, ...]:
        """Return the numbers of this organiser that are to be kept and do not lead to its id yet."""
        numbers = numbers_of(organiser, answer)
        structure_id = self._id_of(numbers)
        return tuple(each for each in _kept(numbers, answer) if self.kept.get(each) != structure_id)

    def _id_of(self, numbers: Sequence[str]) -> UUID:
        known = next((self.leads[number] for number in numbers if number in self.leads), None)
        return known or made_of(numbers[0], self.secret)


def numbers_of(organiser: Organiser, answer: Answer) -> tuple[str, ...]:
    """Return what names the organiser, as far as the register ties it together; a new id is made of the first.

    Of what is only claimed there is one: two numbers in one form prove nothing about each other.
    """
    if not isinstance(answer, RegisterFacts) or answer.siren is None:
        return (identity_of(organiser),)
    if not answer.is_legal_person:
        return (identity_of(Organiser(name=organiser.name)),)
    numbers = [f"siren:{answer.siren}"]
    if answer.rna:
        numbers.append(f"rna:{answer.rna}")
    if answer.rnf:
        numbers.append(f"rnf:{answer.rnf}")
    if organiser.uai and identifier_of(organiser) == organiser.uai:
        numbers.append(f"uai:{organiser.uai}")
    return tuple(numbers)


def _kept(numbers: tuple[str, ...], answer: Answer) -> tuple[str, ...]:
    """Return those of an organiser's numbers by which the structure is to be found again."""
    if isinstance(answer, RegisterFacts) and answer.is_legal_person:
        return numbers
    return tuple(number for number in numbers if number.startswith(KEPT))


def identities(
    secret: bytes, numbered: Sequence[Numbered], organisers: Iterable[tuple[Organiser, Answer]]
) -> Identities:
    """Lead every number of these organisers to one id: the oldest that any of them is known under.

    Numbers that this batch meets for the first time lead to it too, so that its own order does not matter.
    """
    ranks = {each.structure_id: each.rank for each in sorted(numbered, key=lambda each: -each.rank)}
    kept = {each.number: each.structure_id for each in numbered}
    leads = dict(kept)
    for organiser, answer in organisers:
        numbers = numbers_of(organiser, answer)
        found = {leads[number] for number in numbers if number in leads}
        known = min(found, key=lambda one: (ranks.get(one, float("inf")), one), default=None)
        chosen = known or made_of(numbers[0], secret)
        if len(found) > 1:
            leads = {number: chosen if one in found else one for number, one in leads.items()}
        leads |= dict.fromkeys(_kept(numbers, answer), chosen)
    return Identities(secret=secret, leads=leads, kept=kept)


def made_of(number: str, secret: bytes) -> UUID:
    """Return the id of a structure that was never met before."""
    return UUID(bytes=hmac.digest(secret, number.encode(), "sha256")[:UUID_BYTES], version=4)
