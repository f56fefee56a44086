"""Conditional requests (RFC 9110 §13): strong entity tags made of versions, and what If-Match asks for."""

import re
from typing import Annotated

from litestar.params import HeaderParameter

from shared.errors import FieldError, FieldsRefused, VersionChanged, VersionMissing

ENTITY_TAG = re.compile(r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
VERSION = re.compile(r"[1-9][0-9]{0,17}")
IfMatch = Annotated[str | None, HeaderParameter(name="If-Match", description='ETag that was read, for example "3".')]
"""Parameter of a handler, for ``expected_version``."""


def etag(version: int | str) -> str:
    """Return a strong entity tag: ``"3"``."""
    return f'"{version}"'


def weak_etag(version: int | str) -> str:
    """Return a weak entity tag, for an answer whose bytes depend on how they are compressed: ``W/"3"``."""
    return f"W/{etag(version)}"


def is_known(if_none_match: str | None, version: int | str) -> bool:
    """Return True where the caller already has ``version``: the answer is 304, without a body."""
    if if_none_match is None:
        return False
    if if_none_match.strip() == "*":
        return True
    # RFC 9110 asks for the weak comparison here: W/"3" and "3" are the same.
    return any(tag == str(version) for _, tag in ENTITY_TAG.findall(if_none_match))


def expected_version(if_match: str | None) -> int:
    """Return the version that a change is based on, from ``If-Match: "3"``.

    Raises ``VersionMissing`` where none is named (``*`` names none), ``VersionChanged`` for a weak tag, which never
    matches, and ``FieldsRefused`` for anything else.
    """
    text = (if_match or "").strip()
    if not text:
        raise VersionMissing(
            'Ajoutez l’en-tête If-Match avec l’ETag de la version que vous avez lue, par exemple If-Match: "3".'
        )
    if text == "*":
        raise VersionMissing(
            "« If-Match: * » accepterait d’écraser n’importe quelle version : nommez celle que vous avez lue, "
            'par exemple If-Match: "3".'
        )
    tag = ENTITY_TAG.fullmatch(text)
    if tag and tag[1]:
        raise VersionChanged("Une ETag faible (W/) ne désigne jamais une version exacte : reprenez l’ETag sans « W/ ».")
    if not tag or not VERSION.fullmatch(tag[2]):
        raise FieldsRefused(
            "L’en-tête If-Match n’a pas la forme attendue.",
            errors=[
                FieldError(
                    pointer="/If-Match",
                    code="if_match_format",
                    message="L’en-tête If-Match attend une seule ETag, entre guillemets, telle que nous l’avons "
                    'donnée : par exemple "3".',
                    value=text[:200],
                )
            ],
        )
    return int(tag[2])
