"""What a provider publishes about itself (OpenID Connect Discovery), as far as we use it."""

from urllib.parse import urlsplit

import msgspec

from services.submission.accounts.openid.errors import AnswerRefused


class Metadata(msgspec.Struct, frozen=True):
    """Its addresses."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    end_session_endpoint: str | None = None
    authorization_response_iss_parameter_supported: bool = False


def address_of(issuer: str) -> str:
    """Return where the document is."""
    return f"{issuer.rstrip('/')}/.well-known/openid-configuration"


def read_metadata(body: bytes, *, issuer: str) -> Metadata:
    """Decode the document; raises ``AnswerRefused`` where it is another issuer's, or would have us speak in clear."""
    try:
        metadata = msgspec.json.decode(body, type=Metadata)
    except msgspec.DecodeError as error:
        raise AnswerRefused("metadata_unreadable") from error
    if metadata.issuer != issuer:
        raise AnswerRefused("metadata_of_another_issuer")
    scheme = urlsplit(issuer).scheme
    endpoints = (
        *(metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri),
        *(metadata.userinfo_endpoint, metadata.end_session_endpoint),
    )
    if any(urlsplit(endpoint).scheme != scheme for endpoint in endpoints if endpoint is not None):
        raise AnswerRefused("endpoint_not_encrypted")
    return metadata
