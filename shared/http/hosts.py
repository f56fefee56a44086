"""For which names a service answers: a name that leads here by somebody else's doing (DNS rebinding) is refused."""

import re
from collections.abc import Mapping
from typing import Any

from shared.errors import DomainError
from shared.http.bare_answers import HOST_UNCLEAR
from shared.http.errors import HostUnknown
from shared.http.site import Site

HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?")
SHOWN = 80


def refusal_of_host(scope: Mapping[str, Any], site: Site) -> DomainError | None:
    """Return why a request is for nobody here; None where it is for us.

    The port is not looked at: a tunnel or a container has another one outside, and no name depends on it.
    """
    given = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    found = HOST.fullmatch(given[0]) if len(given) == 1 else None
    if found is None:
        return HOST_UNCLEAR
    if found["name"].strip("[]").lower().rstrip(".") in site.host_names:
        return None
    return HostUnknown(
        f"Ce service ne répond pas au nom « {found['name'][:SHOWN]} » : son adresse est {site.public_url}."
    )
