"""Where this service stands among the others, as a browser sees them."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from urllib.parse import urlsplit

ServiceName = Literal["submission", "eligibility", "programme", "matchmaking"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationLink:
    """One entry of the main menu."""

    label: str
    url: str
    service: ServiceName
    path: str
    """Path inside its service, to mark the entry of the page at hand."""


LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, kw_only=True)
class Site:
    """Public addresses, which may carry a path: four ports on a laptop, one host behind an ingress."""

    service: ServiceName
    edition: int
    """Year of the Mois de l'ESS."""
    submission_url: str
    eligibility_url: str
    programme_url: str
    matchmaking_url: str
    instance: str = ""
    """Which platform of this machine it is; shown on every answer where it is given."""
    allowed_hosts: Collection[str] = ()
    """Names beside that of the public address under which this service may be asked."""
    trusted_proxies: Collection[str] = ()
    """Networks whose ``X-Forwarded-For`` is believed."""

    @property
    def public_url(self) -> str:
        """This service's own address, without a final slash."""
        address: str = getattr(self, f"{self.service}_url")
        return address.rstrip("/")

    @property
    def prefix(self) -> str:
        """The path that stands before every path of this service: ``/soumission``, mostly nothing."""
        return urlsplit(self.public_url).path

    @property
    def origin(self) -> str:
        """Scheme and host as browsers send them in ``Origin``."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}".lower()

    def origin_at(self, host: str) -> str:
        """Return the origin of our pages where a browser reaches them at ``host``."""
        return f"{urlsplit(self.public_url).scheme}://{host}".lower()

    @cached_property
    def host_names(self) -> frozenset[str]:
        """Names under which a request is for this service, without ports; on a laptop every name of the machine."""
        own = urlsplit(self.public_url).hostname or ""
        return frozenset({own, *(name.lower() for name in self.allowed_hosts), *(LOOPBACK if own in LOOPBACK else ())})

    @property
    def secure(self) -> bool:
        """True where browsers reach us by https; cookies and HSTS depend on it."""
        return self.origin.startswith("https://")

    @property
    def session_cookie(self) -> str:
        """Cookies ignore the port, so four services on one host need four names."""
        return f"{'__Host-' if self.secure else ''}moisess-{self.service}"

    def path(self, path: str) -> str:
        """Return ``path`` as links on our own pages write it."""
        return f"{self.prefix}{path}"

    def absolute(self, path: str) -> str:
        """Return ``path`` as others write it: in a mail, in a topic, in a Location header."""
        return f"{self.public_url}{path}"

    @property
    def navigation(self) -> tuple[NavigationLink, ...]:
        """Only pages that exist: every entry can be opened by anybody."""
        submission, programme = self.submission_url.rstrip("/"), self.programme_url.rstrip("/")
        matchmaking = self.matchmaking_url.rstrip("/")
        return (
            NavigationLink(label="Le programme", url=f"{programme}/", service="programme", path="/"),
            NavigationLink(
                label="Proposer une manifestation",
                url=f"{submission}/inscription",
                service="submission",
                path="/inscription",
            ),
            NavigationLink(
                label="Mes manifestations",
                url=f"{submission}/mes-manifestations",
                service="submission",
                path="/mes-manifestations",
            ),
            NavigationLink(
                label="Rencontres d’affaires",
                url=f"{matchmaking}/rencontres",
                service="matchmaking",
                path="/rencontres",
            ),
        )
