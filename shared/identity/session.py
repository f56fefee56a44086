"""The session of a person: a signed token (RFC 7515, ES256) that every service reads by itself. Pure."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

TOKEN_LIFE = timedelta(hours=8)
RENEWED_AFTER = timedelta(minutes=30)
SESSION_LIFE = timedelta(hours=24)
"""After signing in, however often its token was renewed."""
CLOCKS_APART = timedelta(minutes=1)
ALGORITHM = "ES256"
TYPE = "mois-ess-session+jwt"
AUDIENCE = "mois-ess"
LONGEST_TOKEN = 3000


class SessionRefused(Exception):
    """The token opens nothing; the message is for us, nobody who asks is told which part was wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Who signed in, when, and how long its present token lives."""

    session_id: UUID
    account_id: UUID
    name: str
    """As the person is called; nobody but their own browser keeps it outside submission."""
    signed_in_at: datetime
    issued_at: datetime
    ends_at: datetime

    def is_due(self, now: datetime) -> bool:
        """Return True where the token is to be made anew."""
        return self.issued_at + RENEWED_AFTER <= now and self.ends_at < self.signed_in_at + SESSION_LIFE

    def renewed(self, now: datetime) -> "Session":
        """Return the session under the dates of a new token, never beyond 24 hours from signing in."""
        return replace(self, issued_at=now, ends_at=min(now + TOKEN_LIFE, self.signed_in_at + SESSION_LIFE))


class _Header(msgspec.Struct, kw_only=True):
    alg: str
    typ: str
    kid: str


class _Claims(msgspec.Struct, kw_only=True):
    iss: str
    aud: str
    sub: UUID
    sid: UUID
    iat: float
    exp: float
    auth_time: float
    """To the microsecond: it is compared with ``valid_after``."""
    name: str


def sign(session: Session, *, issuer: str, key_id: str, private_key: str) -> str:
    """Return the token; ``private_key`` is a JSON Web Key."""
    header = {"alg": ALGORITHM, "typ": TYPE, "kid": key_id}
    claims = _Claims(
        iss=issuer,
        aud=AUDIENCE,
        sub=session.account_id,
        sid=session.session_id,
        iat=session.issued_at.timestamp(),
        exp=session.ends_at.timestamp(),
        auth_time=session.signed_in_at.timestamp(),
        name=session.name,
    )
    key = ECKey.import_key(msgspec.json.decode(private_key))
    return jws.serialize_compact(header, msgspec.json.encode(claims), key, algorithms=[ALGORITHM])


def key_id_of(token: str) -> str:
    """Return which key a token says that it was signed with; raises ``SessionRefused``. Nothing is verified yet."""
    if len(token) > LONGEST_TOKEN or not token.isascii():
        raise SessionRefused("not a token of ours by its length or its signs")
    try:
        found = msgspec.convert(jws.extract_compact(token.encode()).headers(), _Header)
    except (JoseError, ValueError) as error:
        raise SessionRefused("not a token") from error
    if (found.alg, found.typ) != (ALGORITHM, TYPE):
        raise SessionRefused("a token of another kind")
    return found.kid


def read(token: str, *, public_key: str, issuer: str, now: datetime) -> Session:
    """Return the session of a token that ``key_id_of`` has looked at; raises ``SessionRefused``."""
    key = ECKey.import_key(msgspec.json.decode(public_key))
    try:
        payload = jws.deserialize_compact(token, key, algorithms=[ALGORITHM]).payload
        claims = msgspec.json.decode(payload or b"", type=_Claims)
        session = Session(
            session_id=claims.sid,
            account_id=claims.sub,
            name=claims.name,
            signed_in_at=datetime.fromtimestamp(claims.auth_time, UTC),
            issued_at=datetime.fromtimestamp(claims.iat, UTC),
            ends_at=datetime.fromtimestamp(claims.exp, UTC),
        )
    except (JoseError, ValueError, OverflowError) as error:
        raise SessionRefused("not signed by this key, or not what we sign") from error
    if (claims.iss, claims.aud) != (issuer, AUDIENCE):
        raise SessionRefused("made by or for somebody else")
    if not session.issued_at - CLOCKS_APART <= now < min(session.ends_at, session.signed_in_at + SESSION_LIFE):
        raise SessionRefused("not of this time")
    return session
