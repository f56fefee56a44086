"""A file fetched from an address that somebody names: of the open internet alone, within a size and a time.

A name is resolved here, and the address that was looked at is the one that is asked: whoever answers otherwise the next
time leads nowhere else.
"""

import asyncio
import socket
from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv6Address, ip_address

import httpx

from services.submission.imports.errors import AddressRefused
from services.submission.imports.sent_file import LARGEST_FILE

Ip = IPv4Address | IPv6Address

LONGEST_SECONDS = 20.0
MOST_REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
"""Other ports are mostly those of services that are not meant for strangers."""
HEADERS = {"User-Agent": "mois-ess/0.1 (plateforme du Mois de l'ESS ; import)", "Accept-Encoding": "identity"}
"""What is packed could unfold to any size."""
NO_ADDRESS = "écrivez une adresse entière, qui commence par https://"
NOT_PUBLIC = "cette adresse n’est pas celle d’un site public : envoyez le fichier lui-même"
UNKNOWN = "aucun site ne répond à ce nom : vérifiez l’adresse"
SILENT = "le site ne répond pas : réessayez plus tard, ou envoyez le fichier lui-même"
ANSWERED = "le site répond {} au lieu du fichier : ouvrez l’adresse dans un navigateur où vous n’êtes pas connecté"
TOO_OFTEN = "l’adresse renvoie plus de {} fois à une autre : donnez celle du fichier lui-même"
TOO_LARGE = "le fichier fait plus de {} Mo : partagez-le en plusieurs"


def is_public(ip: Ip) -> bool:
    """Return True for an address of the open internet: not of this machine, of a private network, or of a cloud."""
    within = [inner for name in ("ipv4_mapped", "sixtofour") if (inner := getattr(ip, name, None))]
    return ip.is_global and not ip.is_multicast and all(map(is_public, within))


class Downloads:
    """Fetches files; only a test gives other rules than those of the internet."""

    def __init__(
        self, *, may_ask: Callable[[Ip], bool] = is_public, ports: Collection[int] = tuple(PORTS.values())
    ) -> None:
        """Read the system's certificates once."""
        self._may_ask, self._ports = may_ask, ports
        self._tls = httpx.create_ssl_context()

    async def fetch(self, address: str) -> bytes:
        """Return the file; raises ``AddressRefused`` with the reason."""
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                return await self._followed(address)
        except (TimeoutError, httpx.HTTPError) as error:
            raise AddressRefused(address, SILENT) from error

    async def _followed(self, address: str) -> bytes:
        url = _url(address, address)
        for _ in range(MOST_REDIRECTS + 1):
            found = await self._asked(url, address)
            if isinstance(found, bytes):
                return found
            url = _url(found, address)
        raise AddressRefused(address, TOO_OFTEN.format(MOST_REDIRECTS))

    async def _asked(self, url: httpx.URL, address: str) -> bytes | str:
        """Return the file, or where it is instead."""
        ip = await self._resolved(url, address)
        pinned, headers = url.copy_with(host=str(ip)), {**HEADERS, "Host": url.netloc.decode("ascii")}
        # The certificate is that of the name all the same.
        named = {"sni_hostname": url.host}
        async with (
            httpx.AsyncClient(verify=self._tls, timeout=LONGEST_SECONDS, trust_env=False) as client,
            client.stream("GET", pinned, headers=headers, extensions=named) as response,
        ):
            if response.has_redirect_location:
                return _joined(url, response.headers["Location"], address)
            if response.status_code != httpx.codes.OK:
                raise AddressRefused(address, ANSWERED.format(response.status_code))
            return await _content(response, address)

    async def _resolved(self, url: httpx.URL, address: str) -> Ip:
        port = url.port or PORTS[url.scheme]
        if port not in self._ports:
            raise AddressRefused(address, NOT_PUBLIC)
        try:
            found = await asyncio.get_running_loop().getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise AddressRefused(address, UNKNOWN) from error
        ips = [ip_address(str(where[0])) for *_, where in found]
        # A name that is public and private at once is somebody's attempt.
        if not ips or not all(map(self._may_ask, ips)):
            raise AddressRefused(address, NOT_PUBLIC)
        return ips[0]


def _url(text: str, address: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise AddressRefused(address, NO_ADDRESS) from error
    if url.scheme not in PORTS or not url.host or url.userinfo:
        raise AddressRefused(address, NO_ADDRESS)
    return url


def _joined(url: httpx.URL, location: str, address: str) -> str:
    try:
        return str(url.join(location))
    except httpx.InvalidURL as error:
        raise AddressRefused(address, NO_ADDRESS) from error


async def _content(response: httpx.Response, address: str) -> bytes:
    content = bytearray()
    async for part in response.aiter_raw():
        content += part
        if len(content) > LARGEST_FILE:
            raise AddressRefused(address, TOO_LARGE.format(LARGEST_FILE // 1_000_000))
    return bytes(content)
