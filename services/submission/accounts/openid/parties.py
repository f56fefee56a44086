"""The providers of this site, by their names in addresses."""

from collections.abc import Iterable, Mapping

from services.submission.accounts.openid.errors import ProviderUnknown
from services.submission.accounts.openid.provider import Provider
from services.submission.accounts.openid.relying_party import RelyingParty


class Parties:
    """This site as a relying party of each of its providers; each answers at an address of its own."""

    def __init__(self, providers: Iterable[Provider], *, home: str) -> None:
        """``home`` is the public address of this service."""
        self._parties: Mapping[str, RelyingParty] = {
            provider.name: RelyingParty(provider, redirect_uri=f"{home}/connexion/openid/{provider.name}/retour")
            for provider in providers
        }

    def get(self, name: str) -> RelyingParty:
        """Return one; raises ``ProviderUnknown``."""
        if party := self._parties.get(name):
            return party
        raise ProviderUnknown

    @property
    def offered(self) -> list[tuple[str, str]]:
        """Name and label of each, in the order of the operator's file."""
        return [(name, party.provider.label) for name, party in self._parties.items()]
