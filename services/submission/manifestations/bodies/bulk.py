"""Several manifestations in one body, each under its partner's reference and each read by itself."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.submission.manifestations.bodies.manifestation import ManifestationBody
from services.submission.manifestations.bodies.received import Received
from services.submission.manifestations.rules.sync import MOST_ITEMS, Sent
from shared.errors import DomainError, FieldError, FieldsRefused
from shared.http.body_limits import check_body_limits, too_many
from shared.http.inputs import Input, Line
from shared.http.refusals import checked

LARGEST_BULK = 4 * 1024 * 1024
"""Bytes: eight kilobytes an item, and most have one or two."""
Reference = Annotated[Line, Field(title="Référence", min_length=1, max_length=100)]


class BulkItem(Input):
    """One manifestation as its partner has it: what it says, or that it was withdrawn."""

    reference: Reference
    manifestation: Annotated[ManifestationBody | None, Field(title="Manifestation")] = None
    withdrawn: Annotated[bool, Field(title="Retirée")] = False


class BulkBody(Input):
    """Up to 500 of them."""

    items: Annotated[list[BulkItem], Field(title="Éléments", min_length=1, max_length=MOST_ITEMS)]


class ReceivedBulk(Received, BulkBody):
    """Several manifestations; it goes to ``read_items``."""


class _Envelope(Input):
    """An item whose manifestation is read later, against the edition and what is registered."""

    reference: Reference
    manifestation: Annotated[Any, Field(title="Manifestation")] = None
    withdrawn: Annotated[bool, Field(title="Retirée", validate_default=True)] = False

    @field_validator("withdrawn")
    @classmethod
    def _is_one_of_two(cls, withdrawn: bool, info: ValidationInfo) -> bool:  # noqa: FBT001 -- how validators are called
        if withdrawn == (info.data.get("manifestation") is not None):
            raise PydanticCustomError(
                "manifestation_or_withdrawn",
                "Dites l’un des deux : ce qu’est la manifestation (manifestation), ou qu’elle est retirée "
                "(withdrawn: true).",
            )
        return withdrawn

    def sent(self) -> Sent:
        """Return what the rest of the service works with."""
        return Sent(reference=self.reference, body=self.manifestation, withdrawn=self.withdrawn)


def read_items(body: Any) -> list[Sent | DomainError]:
    """Return each item, or why it cannot be read; raises ``FieldsRefused`` where the list itself cannot be."""
    items = body.get("items") if isinstance(body, Mapping) and body.keys() == {"items"} else None
    if not isinstance(items, list) or not items:
        raise FieldsRefused(
            errors=[
                FieldError(
                    pointer="/items",
                    code="items_expected",
                    message="Le corps de la demande est un objet dont le seul champ est « items », une liste de 1 à "
                    f'{MOST_ITEMS} éléments : {{"items": [{{"reference": "…", "manifestation": {{…}}}}]}}.',
                )
            ]
        )
    if len(items) > MOST_ITEMS:
        raise too_many("/items", len(items), MOST_ITEMS)
    return [_read(item) for item in items]


def _read(item: Any) -> Sent | DomainError:
    try:
        check_body_limits(item)
        return checked(_Envelope, item).sent()
    except DomainError as refusal:
        return refusal


class _Referred(Input):
    """A reference that stands in an address."""

    reference: Reference


def read_reference(text: str) -> str:
    """Return a reference out of an address as a body would have it; raises ``FieldsRefused``."""
    return checked(_Referred, {"reference": text}).reference
