"""Asks a provider over HTTP: for some seconds, without following redirections, for answers of a bounded size."""

from dataclasses import dataclass
from typing import Any

import httpx

from services.submission.accounts.openid.errors import ProviderSilent
from services.submission.accounts.openid.provider import Provider

TIMEOUT_SECONDS = 5.0
LARGEST_ANSWER = 256 * 1024
USER_AGENT = "mois-ess/0.1 (plateforme du Mois de l'ESS ; connexion)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, whole."""

    status: int
    media_type: str
    body: bytes


class Connection:
    """One client a question: sign-ins are rare, and a connection that is kept would be closed under us."""

    def __init__(self, provider: Provider) -> None:
        """Read the system's certificates once."""
        self._label = provider.label
        self._tls = httpx.create_ssl_context()

    async def get(self, address: str, **arguments: Any) -> Answer:
        """Ask for a document; raises ``ProviderSilent`` where there is no answer to read."""
        return await self._ask("GET", address, **arguments)

    async def post(self, address: str, **arguments: Any) -> Answer:
        """Send a form; raises as ``get`` does."""
        return await self._ask("POST", address, **arguments)

    async def _ask(self, method: str, address: str, **arguments: Any) -> Answer:
        try:
            async with (
                httpx.AsyncClient(
                    timeout=TIMEOUT_SECONDS, verify=self._tls, headers={"User-Agent": USER_AGENT}
                ) as client,
                client.stream(method, address, **arguments) as response,
            ):
                body = b""
                async for part in response.aiter_bytes():
                    body += part
                    if len(body) > LARGEST_ANSWER:
                        raise ProviderSilent(self._label)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ProviderSilent(self._label) from error
        if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise ProviderSilent(self._label)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Answer(status=response.status_code, media_type=media_type, body=body)
