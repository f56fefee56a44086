"""Bodies as they came: whether they fit depends on the edition and on what is registered, which no type can know."""

from typing import Any, Self

from pydantic import BaseModel, ModelWrapValidatorHandler, model_validator

from services.submission.manifestations.bodies.manifestation import ManifestationBody


class Received(BaseModel):
    """Something of which only the description is of use here; ``received`` is checked later."""

    @model_validator(mode="wrap")
    @classmethod
    def _keep(cls, received: Any, _: ModelWrapValidatorHandler[Self]) -> Self:
        # Not by ``model_construct``, which would make the default of every field.
        kept = cls.__new__(cls)
        vars(kept)["received"] = received
        return kept

    @property
    def received(self) -> Any:
        """Return what was sent, not checked yet."""
        return vars(self)["received"]


class ReceivedManifestation(Received, ManifestationBody):
    """A whole registration; it goes to ``read_manifestation``."""


class ReceivedPatch(Received):
    """Fields of a registration that change (RFC 7396): those that are left out stay, null removes, lists are replaced.

    What comes out of it must be a whole registration; it goes to ``patched``.
    """
