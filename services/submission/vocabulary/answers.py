"""What is answered about words and places."""

from dataclasses import dataclass

from shared.geography import Commune


@dataclass(frozen=True, slots=True, kw_only=True)
class WordAnswer:
    """A theme or a format: the slug that programs send, the label that people read."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneAnswer:
    """A commune, to be named by its code."""

    code: str
    name: str
    department_code: str
    region_code: str
    postcodes: tuple[str, ...]
    time_zone: str


def commune_answer(commune: Commune) -> CommuneAnswer:
    """Return a commune as it is answered."""
    return CommuneAnswer(
        code=commune.code,
        name=commune.name,
        department_code=commune.department_code,
        region_code=commune.region_code,
        postcodes=commune.postcodes,
        time_zone=commune.time_zone,
    )
