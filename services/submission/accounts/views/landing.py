"""Where people find their work once they are signed in."""

from shared.http.site import Site
from shared.identity.caller import Caller


def landing(site: Site, caller: Caller) -> str:
    """Return the address: of whoever decides, the desk; of everybody else, one's own manifestations."""
    if caller.role in {"moderator", "national"}:
        return site.desk_url
    return site.absolute("/mes-manifestations")
