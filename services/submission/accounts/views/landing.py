"""Where people find their work once they are signed in."""

from shared.http.site import Site
from shared.identity.caller import Caller


def landing(site: Site, caller: Caller) -> str:
    """Return the address: a chamber's desk, the national team's overview, one's own manifestations of anybody else."""
    if caller.role == "moderator":
        return site.desk_url
    return site.absolute("/gestion" if caller.role == "national" else "/mes-manifestations")
