from pathlib import Path
from typing import Any, Protocol

import pytest

from services.submission.accounts.openid.provider import Provider
from services.submission.accounts.openid.relying_party import RelyingParty
from tests.support.openid import CLIENT_ID, SECRET, Issuers, callback


class MakeParty(Protocol):
    """Makes this site a relying party of a provider, as the operator's file would."""

    def __call__(self, name: str = "proconnect", **agreed: Any) -> RelyingParty: ...


@pytest.fixture
def make_party(issuers: Issuers, tmp_path: Path) -> MakeParty:
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    of_each: dict[str, dict[str, Any]] = {
        "proconnect": {
            "issuer": issuers.proconnect,
            "scopes": ("openid", "email", "given_name", "usual_name", "uid", "siret"),
            "signed_userinfo": True,
            "vouches_for_address": True,
            "vouches_for_siret": True,
        },
        "ailleurs": {"issuer": issuers.other, "scopes": ("openid", "email", "siret")},
    }

    def make(name: str = "proconnect", **agreed: Any) -> RelyingParty:
        common = {"name": name, "label": name.capitalize(), "client_id": CLIENT_ID, "client_secret_file": secret}
        provider = Provider.model_validate({**common, **of_each[name], **agreed})
        return RelyingParty(provider, redirect_uri=callback(name))

    return make
