"""Where this service stands among the others, as a browser sees them."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from urllib.parse import urlencode, urlsplit

ServiceName = Literal["submission", "eligibility", "programme", "matchmaking"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationLink:
    """One entry of the main menu."""

    label: str
    url: str
    service: ServiceName
    path: str
    """Path inside its service, to mark the entry of the page at hand."""


SIGN_IN_PATH = "/connexion"
RENEWAL_PATH = "/session"
DESK_PATH = "/bureau"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, kw_only=True)
class Site:
    """Public addresses, which may carry a path: four ports on a laptop, one host behind an ingress."""

    service: ServiceName
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
        return _origin_of(self.public_url)

    @cached_property
    def origins(self) -> frozenset[str]:
        """The origins of all four services: one behind an ingress, four on a laptop."""
        return frozenset(_origin_of(base) for base in self._bases)

    @property
    def _bases(self) -> tuple[str, ...]:
        urls = (self.submission_url, self.eligibility_url, self.programme_url, self.matchmaking_url)
        return tuple(url.rstrip("/") for url in urls)

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
        """One for the four services, which share a host; cookies ignore the port."""
        return f"{'__Host-' if self.secure else ''}moisess-session"

    @property
    def issuer(self) -> str:
        """Who makes the sessions."""
        return self.submission_url.rstrip("/")

    def sign_in_url(self, onward: str = "") -> str:
        """Return where people sign in, on their way to ``onward``, the absolute address of a page of ours."""
        query = f"?{urlencode({'suite': onward})}" if onward else ""
        return f"{self.issuer}{SIGN_IN_PATH}{query}"

    @property
    def renewal_url(self) -> str:
        """Return the picture that renews a session's token when a page shows it."""
        return f"{self.issuer}{RENEWAL_PATH}"

    @property
    def desk_url(self) -> str:
        """Return where chambers and the national team decide."""
        return f"{self.eligibility_url.rstrip('/')}{DESK_PATH}"

    def own_page(self, address: str) -> str:
        """Return the address where it is one of a page of ours, nothing where a link would lead elsewhere."""
        plain = address.isprintable() and address.isascii() and not {"\\", " "} & set(address)
        return address if plain and any(address.startswith(f"{base}/") for base in self._bases) else ""

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


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
