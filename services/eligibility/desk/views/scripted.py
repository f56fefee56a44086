"""The headers of pages that bring the desk's shortcuts along."""

from shared.http.headers import with_our_scripts
from shared.http.pages import NO_STORE
from shared.http.site import Site


def scripted(site: Site) -> dict[str, str]:
    """Return them: one script of ours, nobody else's, and no copy of the page is kept."""
    return {**NO_STORE, **with_our_scripts(site)}
