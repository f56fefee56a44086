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
    suite: str
    """The path at which the person wanted to be."""

    @property
    def code_challenge(self) -> str:
        """What is shown of the verifier (S256)."""
        digest = hashlib.sha256(self.code_verifier.encode("ascii")).digest()
        return urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def draw_attempt(provider: str, *, suite: str) -> Attempt:
    """Begin a sign-in."""
    return Attempt(
        provider=provider,
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        code_verifier=secrets.token_urlsafe(32),
        browser=secrets.token_urlsafe(32),
        suite=suite,
    )
