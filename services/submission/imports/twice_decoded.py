"""Text that a program took for another encoding than it was in, and kept like that: « Ã© » for « é ». Pure."""

import re
from collections.abc import Mapping
from functools import partial

CODE_PAGES = ("cp1252", "mac_roman", "cp850")
"""For which UTF-8 is taken; what comes of it is no French in any of them."""
PASSES = 3
"""A text may have gone through several such programs."""


def _sign(byte: int, code_page: str) -> str:
    try:
        return bytes([byte]).decode(code_page)
    except UnicodeDecodeError:
        return chr(byte)


def _pieces(code_page: str) -> re.Pattern[str]:
    """Match the signs as which a letter of French, or a quotation mark or a dash, stands there."""
    following = [_sign(byte, code_page) for byte in range(0x80, 0xC0)]
    any_one = f"[{re.escape(''.join(following))}]"
    letters = f"[{re.escape(''.join(_sign(byte, code_page) for byte in (0xC2, 0xC3)))}]{any_one}"
    ligatures = f"{re.escape(_sign(0xC5, code_page))}[{re.escape(following[0x12] + following[0x13] + following[0x38])}]"
    signs = f"{re.escape(_sign(0xE2, code_page))}[{re.escape(''.join(following[:0x10]))}]{any_one}"
    emoji = re.escape(_sign(0xF0, code_page) + following[0x1F]) + any_one * 2
    return re.compile(f"{letters}|{ligatures}|{signs}|{emoji}")


PIECES = {code_page: _pieces(code_page) for code_page in CODE_PAGES}
BYTES = {code_page: {_sign(byte, code_page): byte for byte in range(0x80, 0x100)} for code_page in CODE_PAGES}
CONTROLS = {code: byte for code in range(0x80, 0xA0) if (byte := _sign(code, "cp1252")) != chr(code)}
"""Quotation marks and « œ » of a text that was taken for Latin-1, where they are controls that nobody sees."""
ANY = re.compile("|".join(pattern.pattern for pattern in PIECES.values()))


def repaired(text: str) -> str:
    """Undo wrong decodings of the past, sign by sign: what is right beside them stays."""
    if text.isascii():
        return text
    text = text.translate(CONTROLS)
    for _ in range(PASSES):
        if not ANY.search(text):
            return text
        for code_page, pattern in PIECES.items():
            text = pattern.sub(partial(_decoded, BYTES[code_page]), text)
    return text


def _decoded(known: Mapping[str, int], piece: re.Match[str]) -> str:
    try:
        return bytes(known[sign] for sign in piece[0]).decode()
    except UnicodeDecodeError:
        return piece[0]
