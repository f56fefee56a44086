"""One sign-in on its way: what is drawn when it begins, and must come back."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Kept here while the person is at the provider; each secret has 43 characters, 256 random bits."""

    provider: str
    state: str
    """Comes back in the address."""
    nonce: str
    """Comes back in the signed token."""
    code_verifier: str
    """Goes to the provider with the code (PKCE)."""
    browser: str
    """In a cookie: nobody can finish in another browser what was begun in this one."""
    onward: str
    """Page of ours that the person came from; empty where there was none."""

    @property
    def code_challenge(self) -> str:
        """What is shown of the verifier (S256)."""
        digest = hashlib.sha256(self.code_verifier.encode("ascii")).digest()
        return urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def draw_attempt(provider: str, *, onward: str = "", browser: str = "") -> Attempt:
    """Begin a sign-in; ``browser`` is the secret that this one has already, from another page."""
    return Attempt(
        provider=provider,
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        code_verifier=secrets.token_urlsafe(32),
        browser=browser or secrets.token_urlsafe(32),
        onward=onward,
    )
