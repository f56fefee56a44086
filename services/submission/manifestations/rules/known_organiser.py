"""A structure that has organised something, as far as it is needed to know it again by its name. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOrganiser:
    """A name, the number it was registered with, and where it has organised something."""

    name: str
    kind: str
    """``siren``, ``siret``, ``rna``, ``uai`` or ``rnf``."""
    number: str
    commune_codes: tuple[str, ...] = ()
