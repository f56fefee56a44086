"""This site as a relying party of one provider: sends a person there, and learns from the answer who it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

import httpx
import msgspec
import structlog

from services.submission.accounts.openid.attempt import Attempt
from services.submission.accounts.openid.connection import Connection
from services.submission.accounts.openid.documents import Documents
from services.submission.accounts.openid.errors import (
    AnswerRefused,
    ProviderContradicts,
    SignInDeclined,
)
from services.submission.accounts.openid.metadata import Metadata
from services.submission.accounts.openid.provider import Provider
from services.submission.accounts.openid.rules import (
    Claims,
    Identity,
    check_this_sign_in,
    identity_of,
    key_id_of,
    verified,
)

SIGNED = "application/jwt"
log = structlog.get_logger(__name__)


class Tokens(msgspec.Struct, frozen=True):
    """What is given for a code."""

    access_token: str
    id_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """Who came back, and the token with which they can be signed out there."""

    identity: Identity
    id_token: str


class RelyingParty:
    """Speaks with one provider."""

    def __init__(self, provider: Provider, *, redirect_uri: str, documents: Documents | None = None) -> None:
        """``redirect_uri`` is of this provider alone, so that an answer of another one does not come in by it."""
        self.provider = provider
        self._redirect_uri = redirect_uri
        self._connection = Connection(provider)
        self._documents = documents or Documents(provider, self._connection)

    async def authorization_address(self, attempt: Attempt) -> str:
        """Return where to send the person; raises ``ProviderSilent``, ``ProviderContradicts``."""
        metadata = await self._metadata()
        parameters = {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": self._redirect_uri,
            "scope": " ".join(self.provider.scopes),
            "state": attempt.state,
            "nonce": attempt.nonce,
        }
        if self.provider.acr_values:
            parameters["acr_values"] = " ".join(self.provider.acr_values)
        if self.provider.pkce:
            parameters |= {"code_challenge": attempt.code_challenge, "code_challenge_method": "S256"}
        return _with(metadata.authorization_endpoint, parameters)

    async def recognise(self, answer: Mapping[str, str], attempt: Attempt, *, now: datetime) -> Recognised:
        """Return who came back with ``answer``, the query of the address at which the person arrived.

        Raises ``SignInDeclined``, ``ProviderSilent``, ``ProviderContradicts``.
        """
        try:
            return await self._recognise(answer, attempt, now=now)
        except AnswerRefused as refused:
            raise self._contradiction(refused) from refused

    async def end_session_address(self, id_token: str, *, state: str, back: str) -> str | None:
        """Return where a person ends the session at the provider too; None where it has no such place."""
        endpoint = (await self._metadata()).end_session_endpoint
        parameters = {"id_token_hint": id_token, "state": state, "post_logout_redirect_uri": back}
        return endpoint and _with(endpoint, parameters)

    async def _metadata(self) -> Metadata:
        try:
            return await self._documents.metadata()
        except AnswerRefused as refused:
            raise self._contradiction(refused) from refused

    async def _recognise(self, answer: Mapping[str, str], attempt: Attempt, *, now: datetime) -> Recognised:
        metadata = await self._documents.metadata()
        _check_sender(answer, metadata)
        if "code" not in answer:
            log.info("openid_declined", provider=self.provider.name, error=answer.get("error", "")[:60])
            raise SignInDeclined(self.provider.label)
        tokens = await self._exchange(answer["code"], attempt, metadata)
        claims = await self._claims(tokens.id_token, now=now, essential=("exp", "iat", "nonce"))
        check_this_sign_in(claims, self.provider, nonce=attempt.nonce)
        about = await self._userinfo(tokens.access_token, metadata, now=now)
        if about is not None and about.get("sub") != claims["sub"]:
            raise AnswerRefused("another_subject")
        return Recognised(identity=identity_of({**claims, **(about or {})}, self.provider), id_token=tokens.id_token)

    async def _exchange(self, code: str, attempt: Attempt, metadata: Metadata) -> Tokens:
        """Give the code for tokens; of one that was used before, or is not for us, the provider says no."""
        provider = self.provider
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self._redirect_uri}
        if provider.pkce:
            form["code_verifier"] = attempt.code_verifier
        arguments = {}
        if provider.client_authentication == "client_secret_basic":
            arguments["auth"] = httpx.BasicAuth(*map(_form_encoded, (provider.client_id, provider.client_secret)))
        else:
            form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
        answer = await self._connection.post(metadata.token_endpoint, data=form, **arguments)
        if answer.status != httpx.codes.OK:
            raise AnswerRefused("code_refused")
        try:
            return msgspec.json.decode(answer.body, type=Tokens)
        except msgspec.DecodeError as error:
            raise AnswerRefused("tokens_unreadable") from error

    async def _userinfo(self, access_token: str, metadata: Metadata, *, now: datetime) -> Claims | None:
        if metadata.userinfo_endpoint is None:
            return None
        headers = {"Authorization": f"Bearer {access_token}"}
        answer = await self._connection.get(metadata.userinfo_endpoint, headers=headers)
        if answer.status != httpx.codes.OK:
            raise AnswerRefused("userinfo_refused")
        if self.provider.signed_userinfo:
            if answer.media_type != SIGNED:
                raise AnswerRefused("userinfo_not_signed")
            return await self._claims(answer.body.decode("latin-1"), now=now, essential=())
        try:
            claims: Claims = msgspec.json.decode(answer.body, type=dict)
        except msgspec.DecodeError as error:
            raise AnswerRefused("userinfo_unreadable") from error
        return claims

    async def _claims(self, token: str, *, now: datetime, essential: tuple[str, ...]) -> Claims:
        key = await self._documents.key(key_id_of(token))
        return verified(token, key, self.provider, now=now, essential=essential)

    def _contradiction(self, refused: AnswerRefused) -> ProviderContradicts:
        log.warning("openid_answer_refused", provider=self.provider.name, reason=refused.reason)
        return ProviderContradicts(self.provider.label)


def _check_sender(answer: Mapping[str, str], metadata: Metadata) -> None:
    """Raise ``AnswerRefused`` where the address was written by another provider (RFC 9207)."""
    sender = answer.get("iss")
    if sender is None and metadata.authorization_response_iss_parameter_supported:
        raise AnswerRefused("sender_not_named")
    if sender is not None and sender != metadata.issuer:
        raise AnswerRefused("another_sender")


def _with(address: str, parameters: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"


def _form_encoded(text: str) -> str:
    """Return how RFC 6749 (2.3.1) has identifiers and secrets written before they go into the header."""
    return urlencode({"": text}).removeprefix("=")
