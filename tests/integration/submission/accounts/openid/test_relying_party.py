"""This site at a foreign, certified provider: what it believes, and what nobody can make it believe."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from services.submission.accounts.openid.attempt import Attempt, draw_attempt
from services.submission.accounts.openid.documents import Documents
from services.submission.accounts.openid.errors import ProviderContradicts, ProviderSilent, SignInDeclined
from services.submission.accounts.openid.relying_party import Recognised, RelyingParty
from services.submission.accounts.openid.rules import SKEW_SECONDS
from tests.integration.submission.accounts.openid.conftest import MakeParty
from tests.support.openid import HOME, Issuers, callback, come_back, query_of, rotate_keys


async def leave(party: RelyingParty, who: str = "claire") -> tuple[Attempt, dict[str, str]]:
    """Go to the provider, sign in there, and return what was drawn and what came back."""
    attempt = draw_attempt(party.provider.name)
    return attempt, query_of(await come_back(await party.authorization_address(attempt), who))


async def sign_in(party: RelyingParty, who: str = "claire", *, now: datetime | None = None) -> Recognised:
    attempt, answer = await leave(party, who)
    return await party.recognise(answer, attempt, now=now or datetime.now(UTC))


async def refusal(party: RelyingParty, answer: dict[str, str], attempt: Attempt, *, now: datetime | None = None) -> str:
    """Return for which reason, in the log, the person is told no more than that the answer does not hold."""
    with capture_logs() as lines, pytest.raises(ProviderContradicts):
        await party.recognise(answer, attempt, now=now or datetime.now(UTC))
    [reason] = [line["reason"] for line in lines if line["event"] == "openid_answer_refused"]
    assert isinstance(reason, str)
    return reason


async def test_a_person_is_recognised_by_what_the_provider_signed(make_party: MakeParty, issuers: Issuers) -> None:
    identity = (await sign_in(make_party())).identity

    assert (issuers.proconnect, "claire") == (identity.issuer, identity.subject)
    assert ("claire.martin@exemple.fr", "Claire Martin") == (identity.address, identity.name)
    assert "99999901400018" == identity.siret


@pytest.mark.parametrize(
    "agreed", [{"pkce": False}, {"scopes": ("openid",)}, {"client_authentication": "client_secret_post"}]
)
async def test_what_was_agreed_with_a_provider_is_what_it_is_asked(
    make_party: MakeParty, agreed: dict[str, Any]
) -> None:
    party = make_party(**agreed)
    asked = query_of(await party.authorization_address(draw_attempt("proconnect")))

    assert party.provider.pkce == ("code_challenge" in asked)
    assert set(party.provider.scopes) == set(asked["scope"].split())
    assert min(len(asked["state"]), len(asked["nonce"])) >= 32
    assert "claire" == (await sign_in(party)).identity.subject


async def test_an_address_that_the_provider_has_not_verified_is_none(make_party: MakeParty) -> None:
    party = make_party("ailleurs")

    assert "malo.riou@exemple.fr" == (await sign_in(party, "malo")).identity.address
    assert (await sign_in(party, "claire")).identity.address is None


async def test_a_siret_counts_only_from_a_provider_that_is_trusted_with_it(make_party: MakeParty) -> None:
    assert (await sign_in(make_party("ailleurs"))).identity.siret is None


async def test_a_code_serves_once(make_party: MakeParty) -> None:
    party = make_party()
    attempt, answer = await leave(party)
    await party.recognise(answer, attempt, now=datetime.now(UTC))

    assert "code_refused" == await refusal(party, answer, attempt)


async def test_a_code_of_another_sign_in_is_refused_with_pkce_and_without(make_party: MakeParty) -> None:
    with_pkce, without = make_party(), make_party(pkce=False)
    mine = draw_attempt("proconnect")
    _, stolen = await leave(with_pkce)
    _, stolen_too = await leave(without)

    assert "code_refused" == await refusal(with_pkce, stolen, mine)
    assert "another_nonce" == await refusal(without, stolen_too, mine)


async def test_an_answer_written_by_another_provider_is_refused_before_it_is_used(
    make_party: MakeParty, issuers: Issuers
) -> None:
    party = make_party()
    attempt, answer = await leave(party)

    assert "another_sender" == await refusal(party, {**answer, "iss": issuers.other}, attempt)
    assert "sender_not_named" == await refusal(party, {k: v for k, v in answer.items() if k != "iss"}, attempt)
    assert "claire" == (await party.recognise(answer, attempt, now=datetime.now(UTC))).identity.subject


async def test_a_code_of_one_provider_is_worth_nothing_at_another(make_party: MakeParty, issuers: Issuers) -> None:
    attempt, answer = await leave(make_party("ailleurs"))

    assert "code_refused" == await refusal(make_party(), {**answer, "iss": issuers.proconnect}, attempt)


async def test_keys_that_the_provider_changed_are_fetched_anew_and_not_for_every_token(
    make_party: MakeParty, issuers: Issuers
) -> None:
    seconds = 0.0
    party = make_party()
    documents = Documents(party.provider, party._connection, clock=lambda: seconds)  # noqa: SLF001
    party = RelyingParty(party.provider, redirect_uri=callback("proconnect"), documents=documents)
    await sign_in(party)
    await rotate_keys(issuers.proconnect)
    at_once = await leave(party)

    assert "key_unknown" == await refusal(party, at_once[1], at_once[0])

    seconds = 31.0

    assert "claire" == (await sign_in(party)).identity.subject


@pytest.mark.parametrize("wrong", [-SKEW_SECONDS + 20, SKEW_SECONDS - 20])
async def test_clocks_may_differ_a_little(make_party: MakeParty, wrong: int) -> None:
    skewed = datetime.now(UTC) + timedelta(seconds=wrong)

    assert "claire" == (await sign_in(make_party(), now=skewed)).identity.subject


async def test_clocks_may_not_differ_much(make_party: MakeParty) -> None:
    party = make_party()
    early, late = await leave(party), await leave(party)
    now = datetime.now(UTC)

    assert "invalid_claim" == await refusal(party, early[1], early[0], now=now - timedelta(minutes=5))
    assert "expired_token" == await refusal(party, late[1], late[0], now=now + timedelta(hours=3))


async def test_a_signature_by_another_algorithm_than_agreed_is_refused(make_party: MakeParty) -> None:
    party = make_party(algorithm="ES256")
    attempt, answer = await leave(party)

    assert "unsupported_algorithm" == await refusal(party, answer, attempt)


async def test_userinfo_without_the_signature_that_was_agreed_is_refused(make_party: MakeParty) -> None:
    party = make_party("ailleurs", signed_userinfo=True)
    attempt, answer = await leave(party)

    assert "userinfo_not_signed" == await refusal(party, answer, attempt)


async def test_whoever_comes_with_less_assurance_than_asked_for_is_refused(make_party: MakeParty) -> None:
    party = make_party()
    attempt, answer = await leave(party)
    strict = make_party(acr_values=("eidas2",))

    assert "another_assurance" == await refusal(strict, answer, attempt)


async def test_whoever_says_no_at_the_provider_is_told_how_to_go_on(make_party: MakeParty) -> None:
    with pytest.raises(SignInDeclined, match="Proconnect n’a pas confirmé votre identité"):
        await sign_in(make_party(), who="")


async def test_a_provider_that_says_it_is_another_is_not_spoken_to(make_party: MakeParty, issuers: Issuers) -> None:
    with pytest.raises(ProviderContradicts):
        await make_party(issuer=f"{issuers.other}/").authorization_address(draw_attempt("proconnect"))


async def test_a_provider_that_is_down_is_named_with_the_other_way(make_party: MakeParty) -> None:
    party = make_party(issuer="http://127.0.0.1:9")

    for _ in range(2):
        with pytest.raises(ProviderSilent, match=r"Proconnect ne répond pas .* lien de connexion par courriel"):
            await party.authorization_address(draw_attempt("proconnect"))


async def test_the_session_at_the_provider_ends_with_ours(make_party: MakeParty) -> None:
    party = make_party()
    token = (await sign_in(party)).id_token
    address = await party.end_session_address(token, state="a" * 32, back=f"{HOME}/connexion")

    assert address
    async with httpx.AsyncClient() as browser:
        answer = await browser.get(address)
    assert 200 == answer.status_code
    assert "/session/end/confirm" in answer.text
    assert {"id_token_hint", "state", "post_logout_redirect_uri"} == set(query_of(address))


async def test_each_sign_in_has_secrets_of_its_own() -> None:
    first, second = draw_attempt("proconnect"), draw_attempt("proconnect")
    drawn = [(a.state, a.nonce, a.code_verifier, a.browser) for a in (first, second)]

    assert 8 == len({secret for secrets in drawn for secret in secrets})
    assert first != replace(first, nonce=second.nonce)
