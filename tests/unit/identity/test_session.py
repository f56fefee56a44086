"""The token of a session: what it says, for how long, and how little anybody can make of somebody else's."""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, OctKey

from shared.identity.session import Session, SessionRefused, key_id_of, read, sign
from tests.support.people import ISSUER, KEY_ID, signing_key

NOW = datetime(2026, 11, 14, 9, 30, 0, 123456, tzinfo=UTC)
SESSION = Session(
    session_id=uuid4(),
    account_id=uuid4(),
    name="Ressourcerie du Canal",
    signed_in_at=NOW,
    issued_at=NOW,
    ends_at=NOW + timedelta(hours=8),
)
PUBLIC = json.dumps(signing_key().as_dict(private=False))
HEADER = {"alg": "ES256", "typ": "mois-ess-session+jwt", "kid": KEY_ID}


def signed(session: Session = SESSION, *, issuer: str = ISSUER, key: ECKey | None = None) -> str:
    private = json.dumps((key or signing_key()).as_dict(private=True))
    return sign(session, issuer=issuer, key_id=KEY_ID, private_key=private)


def opened(token: str, *, now: datetime = NOW) -> Session:
    assert key_id_of(token) == KEY_ID
    return read(token, public_key=PUBLIC, issuer=ISSUER, now=now)


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def claims(token: str) -> dict[str, object]:
    payload = token.split(".")[1]
    decoded: dict[str, object] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return decoded


def test_what_is_signed_is_read_to_the_microsecond() -> None:
    assert opened(signed()) == SESSION


@pytest.mark.parametrize(
    ("session", "now", "is_open"),
    [
        (SESSION, NOW + timedelta(hours=7, minutes=59), True),
        (SESSION, NOW + timedelta(hours=8), False),
        (SESSION, NOW - timedelta(seconds=59), True),
        (SESSION, NOW - timedelta(seconds=61), False),
        # However often it was renewed, and whatever a token says of its own end.
        (replace(SESSION, ends_at=NOW + timedelta(hours=30)), NOW + timedelta(hours=23, minutes=59), True),
        (replace(SESSION, ends_at=NOW + timedelta(hours=30)), NOW + timedelta(hours=24), False),
    ],
)
def test_a_token_opens_for_eight_hours_and_a_session_for_twenty_four(
    session: Session, now: datetime, *, is_open: bool
) -> None:
    if is_open:
        assert opened(signed(session), now=now) == session
    else:
        with pytest.raises(SessionRefused):
            opened(signed(session), now=now)


@pytest.mark.parametrize(("minutes", "due"), [(29, False), (30, True), (16 * 60 - 1, True)])
def test_a_token_is_due_once_it_is_half_an_hour_old(minutes: int, *, due: bool) -> None:
    assert SESSION.is_due(NOW + timedelta(minutes=minutes)) == due


def test_renewing_gives_eight_hours_more_but_never_beyond_twenty_four() -> None:
    later = NOW + timedelta(hours=7)
    renewed = SESSION.renewed(later)
    last = SESSION.renewed(NOW + timedelta(hours=20))

    assert (renewed.session_id, renewed.signed_in_at) == (SESSION.session_id, NOW)
    assert (renewed.issued_at, renewed.ends_at) == (later, later + timedelta(hours=8))
    assert last.ends_at == NOW + timedelta(hours=24)
    assert not last.is_due(NOW + timedelta(hours=21))


def test_a_token_of_another_issuer_or_audience_or_key_opens_nothing() -> None:
    other_audience = claims(signed()) | {"aud": "autre-service"}
    for token in (
        signed(issuer="https://ailleurs.exemple"),
        jws.serialize_compact(HEADER, json.dumps(other_audience).encode(), signing_key(), algorithms=["ES256"]),
        signed(key=ECKey.generate_key("P-256")),
    ):
        with pytest.raises(SessionRefused):
            opened(token)


def test_a_token_without_signature_or_signed_with_what_everybody_knows_opens_nothing() -> None:
    body = claims(signed())
    unsigned = f"{part({**HEADER, 'alg': 'none'})}.{part(body)}."
    public_as_secret = OctKey.import_key(PUBLIC.encode())
    forged = jws.serialize_compact(
        {**HEADER, "alg": "HS256"}, json.dumps(body).encode(), public_as_secret, algorithms=["HS256"]
    )
    for token in (unsigned, unsigned + "x", forged):
        with pytest.raises(SessionRefused):
            opened(token)


def test_a_key_that_the_token_brings_with_it_is_not_used() -> None:
    own = ECKey.generate_key("P-256")
    header = {**HEADER, "jwk": own.as_dict(private=False)}
    token = jws.serialize_compact(header, json.dumps(claims(signed())).encode(), own, algorithms=["ES256"])

    with pytest.raises(SessionRefused):
        opened(token)


def test_a_changed_part_breaks_the_signature() -> None:
    header, _, signature = signed().split(".")
    with pytest.raises(SessionRefused):
        opened(f"{header}.{part(claims(signed()) | {'sub': str(uuid4())})}.{signature}")


@pytest.mark.parametrize("header", [{"typ": "JWT"}, {"kid": None}, {"alg": "ES384"}])
def test_a_token_of_another_kind_is_not_looked_at(header: dict[str, object]) -> None:
    with pytest.raises(SessionRefused):
        key_id_of(f"{part({**HEADER, **header})}.{part(claims(signed()))}.AAAA")


@pytest.mark.parametrize("changed", [{"exp": "demain"}, {"sub": "x"}, {"auth_time": 1e300}, {"iat": None}, {"sid": 1}])
def test_claims_that_are_no_session_are_refused_even_where_we_signed_them(changed: dict[str, object]) -> None:
    body = json.dumps(claims(signed()) | changed).encode()
    with pytest.raises(SessionRefused):
        opened(jws.serialize_compact(HEADER, body, signing_key(), algorithms=["ES256"]))


@pytest.mark.parametrize("token", ["", "x", "a.b", "a.b.c", "....", "é.é.é", "\udcff.a.b", "x" * 5000, "e30.e30.e30"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(SessionRefused):
        key_id_of(token)
