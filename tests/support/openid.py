"""A foreign OpenID Connect provider, certified and not ours: npm's ``oidc-provider`` on the Node.js of a wheel."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx
import pytest

from tests.support.node import NODE, installed

SOURCE = Path(__file__).parent / "openid_provider"
HOME = "http://127.0.0.1:8001"
"""Where the service under test says that it is."""
CLIENT_ID, SECRET = "mois-ess", "secret-d-essai"
CLAIRE = {
    "email": "claire.martin@exemple.fr",
    "given_name": "Claire",
    "usual_name": "Martin",
    "uid": "1",
    "siret": "99999901400018",
}
PEOPLE: Mapping[str, Mapping[str, object]] = {
    "claire": CLAIRE,
    "malo": {"email": "malo.riou@exemple.fr", "email_verified": True, "given_name": "Malo", "uid": "2"},
    "inconnue": {"email": "claire.martin@exemple.fr", "given_name": "Inconnue", "uid": "3"},
    "sans-adresse": {"given_name": "Sans", "usual_name": "Adresse", "uid": "4"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuers:
    """Two providers of one make; the second does not sign what it says of people."""

    proconnect: str
    other: str


@pytest.fixture(scope="session")
async def issuers() -> AsyncIterator[Issuers]:
    """Give two foreign providers that listen on this machine until the run ends."""
    folder = await asyncio.to_thread(installed, SOURCE)
    process = await asyncio.create_subprocess_exec(
        *(NODE, "--no-warnings", "provider.mjs"),
        cwd=folder,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdin
    assert process.stdout
    wanted = [_provider("proconnect", userinfo_signed_response_alg="RS256"), _provider("ailleurs")]
    process.stdin.write(f"{json.dumps(wanted)}\n".encode())
    proconnect, other = json.loads(await process.stdout.readline())
    yield Issuers(proconnect=proconnect, other=other)
    process.stdin.close()
    await process.wait()


async def rotate_keys(issuer: str) -> None:
    """Have a provider sign with new keys from now on, and forget the old ones."""
    async with httpx.AsyncClient() as client:
        (await client.post(f"{issuer}/rotation")).raise_for_status()


async def come_back(address: str, who: str) -> str:
    """Sign in at the provider as ``who``, nobody to say no, and return the address at which it sends the person."""
    async with httpx.AsyncClient(timeout=20) as browser:
        response = await browser.get(address)
        while response.is_redirect:
            address = urljoin(address, response.headers["location"])
            if address.startswith(HOME):
                return address
            response = await browser.get(address)
            if response.status_code == httpx.codes.OK and "/interaction/" in address:
                response = await browser.post(address, data={"who": who})
    raise AssertionError(f"{response.status_code} at {address}: {response.text[:500]}")


def query_of(address: str) -> dict[str, str]:
    """Return what an address says behind its question mark."""
    return dict(parse_qsl(urlsplit(address).query))


def callback(name: str) -> str:
    """Return where a provider sends people back to us."""
    return f"{HOME}/connexion/openid/{name}/retour"


def _provider(name: str, **client: str) -> dict[str, object]:
    return {
        "people": PEOPLE,
        "clients": [
            {
                "client_id": CLIENT_ID,
                "client_secret": SECRET,
                "redirect_uris": [callback(name)],
                "post_logout_redirect_uris": [f"{HOME}/connexion"],
                "token_endpoint_auth_method": "client_secret_post",
                **client,
            }
        ],
    }
