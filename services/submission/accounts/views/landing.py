"""Where people find their work once they are signed in."""

from shared.http.site import Site
from shared.identity.caller import Caller


def landing(site: Site, _: Caller) -> str:
    """Return the address: one's own manifestations, a chamber's those of its region, the national team's all."""
    return site.absolute("/mes-manifestations")
