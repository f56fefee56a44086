"""Who publishes the site, as the operator says it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """What the law asks a site to say of itself (loi n° 2004-575, article 1-1); empty where the operator has not."""

    name: str
    contact: str
    """An address, of post or of mail."""
    director: str
    """Who answers for what is published."""
    host: str
    """Name, address and telephone of who runs the machines."""
