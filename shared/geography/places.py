"""What the official geography knows: communes, departments, and the regions."""

from dataclasses import dataclass

from shared.geography.time_zones import time_zone_of, time_zone_of_islands


@dataclass(frozen=True, slots=True, kw_only=True)
class Commune:
    """A commune of today, or an arrondissement of Paris, Lyon or Marseille."""

    code: str
    """INSEE code, 5 characters."""
    name: str
    department_code: str
    region_code: str
    postcodes: tuple[str, ...]
    epci_code: str | None = None
    """SIREN of its intercommunality."""
    centre: tuple[float, float] | None = None
    """Latitude and longitude, WGS 84, of the middle of the town; a few kilometres off for small ones."""

    @property
    def time_zone(self) -> str:
        """Its IANA zone; it differs from its department's in the Marquesas and Gambier islands only."""
        return time_zone_of_islands(self.code) or time_zone_of(self.department_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A department, or a collectivité d'outre-mer, which counts as one."""

    code: str
    name: str
    region_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region, or a collectivité d'outre-mer."""

    code: str
    name: str
