"""No regular expression that sees what strangers write can be made to look at a text again and again.

Python's engine counts no steps, so the expressions themselves are read: one whose repetitions are bounded, or whose
only unbounded repetition is the last thing in it, never goes back over more than that bound. Any other stands below,
with why its work grows as the text does. A new one has to be thought about before it is added there.
"""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

# Typed or not as other packages have it, so without a type.
_parser: Any = import_module("re._parser")
_constants: Any = import_module("re._constants")

ROOT = Path(__file__).parents[2]
FOLDERS = ("shared", "services")
CALLS = {"compile", "sub", "split", "search", "match", "fullmatch", "findall", "finditer", "subn"}
REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT}
BOUND = 1000

APART = tuple(f"services/submission/imports/{part}" for part in ("columns/", "mapping/", "reading/", "text.py"))
"""They see files in a process of its own, which is ended after two minutes of work (`imports/reader.py`)."""
THOUGHT_ABOUT = {
    r"(?<![^\s\"'<>,;:()\[\]{}@\\])[^\s\"'<>,;:()\[\]{}@\\]+(?:@|\\u0040|%40)[^\s\"'<>,;:()\[\]{}@\\]+": (
        "begins only where a word does, so each word is gone over twice at most"
    ),
    r"Missing required (\w+) parameter '([^']+)'": "the framework's words; the path in them is 2 kB at most",
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}": (
        "254 characters at most are looked at"
    ),
    r"\(byte (\d+)\)": "the decoder's words, nothing of the body",
    r"'([^']*)'": "pydantic's list of our own words",
    r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"': "a run ends at the quotation mark at which the next one begins",
    r'"[^"]*"': "a run ends at the quotation mark at which the next one begins",
    r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?": "tried at the beginning only; no colon in a name",
    "(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)": "a flag's tags hold no flag",
    r"[ \u00a0](?=[;!?]+(?:\s|$|[»)]))": "a run of signs holds no space, so each is gone over once",
    r"\n\s*\n": "begins at a line's end and fails only behind the last one of a run",
    r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[/?#].*)?": "matched once from the beginning; parts hold no dot and end at one",
    r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-[a-z0-9]{5,8})*": (
        "matched once from the beginning; parts begin at hyphens, which they do not hold"
    ),
    r" *\n *": "runs of blanks are one space by then",
    r"^\s*00(?=\d)": "begins at the beginning alone",
    r"\s+|[^\s]+[ ]?": "each part ends where the other begins, and what may follow it is optional",
    r" - at `": "the decoder's words, nothing of the document but a name",
    r"Expected `": "the decoder's words, nothing of the document",
    r"Object contains unknown field `": "the decoder's words, and a name that holds no such mark",
    r"Object missing required field `": "the decoder's words",
    r"\s*(-?\d{1,2}(?:\.\d{1,6})?)\s*[,;]": "120 characters at most are looked at",
    r"^(.*?)\s*\((\d[\dAB]\d?": "120 characters at most are looked at",
    r"\s*\bcedex\b.*": "runs of blanks are one space by then",
    r"(\d{1,5})(?:[.,](\d{1,2}))?\s*": "matched once from the beginning; what follows the blanks is optional",
    r"(?P<folder>\S*/images/": "matched once from the beginning; what follows the folder has a bounded length",
    r"[a-z0-9-]+(?:/[a-z0-9-]+)*": "keys of ours; parts begin at slashes, which they do not hold",
    r"(\d{1,2})\s*[hH:]\s*(\d{2})?(?::\d{2})?": "matched once from the beginning; blanks are no digits",
}


def expressions() -> Iterator[tuple[str, str]]:
    """Yield (file, pattern) for every call of ``re`` in what a service runs."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.relative_to(ROOT).as_posix().startswith(APART):
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and isinstance(node.func.value, ast.Name)
                    and (node.func.value.id, node.func.attr in CALLS) == ("re", True)
                    and node.args
                    and isinstance(node.args[0], ast.Constant)
                ):
                    written = node.args[0].value
                    pattern = written.decode("latin-1") if isinstance(written, bytes) else str(written)
                    yield str(path.relative_to(ROOT)), pattern


def can_go_back(parsed: Any, *, last: bool = True) -> bool:
    """Return True where something that may fail stands behind an unbounded repetition."""
    items = list(parsed)
    for position, (kind, value) in enumerate(items):
        ends = last and position == len(items) - 1
        if kind in REPEATS:
            _, most, inner = value
            unbounded = most >= BOUND
            if unbounded and (not ends or any(each[0] in REPEATS for each in inner)):
                return True
            if can_go_back(inner, last=ends and most == 1):
                return True
        for inner in inner_parts(kind, value):
            # Behind a look-ahead nothing stands, and still it can fail by what stands in it.
            if can_go_back(inner, last=ends):
                return True
    return False


def inner_parts(kind: Any, value: Any) -> list[Any]:
    if kind is _constants.SUBPATTERN:
        return [value[-1]]
    if kind is _constants.BRANCH:
        return list(value[1])
    if kind in {_constants.ASSERT, _constants.ASSERT_NOT}:
        return [value[1]]
    return []


FOUND = sorted(set(expressions()))


@pytest.mark.parametrize(("path", "pattern"), FOUND, ids=[f"{path}-{n}" for n, (path, _) in enumerate(FOUND)])
def test_an_expression_looks_at_a_text_a_bounded_number_of_times(path: str, pattern: str) -> None:
    thought_about = any(pattern == known or pattern.startswith(known) for known in THOUGHT_ABOUT)

    assert thought_about or not can_go_back(_parser.parse(pattern)), f"{path}: {pattern}"


def test_all_expressions_are_found() -> None:
    assert len(FOUND) > 40
    assert all(any(pattern.startswith(known) for _, pattern in FOUND) for known in THOUGHT_ABOUT)


@pytest.mark.parametrize(
    "pattern", [r"[\w.+-]+@[\w-]+\.[\w.-]+", r"(a+)+", r"(a|b*)c", r"(?:x+y)+", r"\s+$", r"a(?=b+c)"]
)
def test_one_that_goes_back_is_told_from_the_others(pattern: str) -> None:
    assert can_go_back(_parser.parse(pattern))


@pytest.mark.parametrize("pattern", [r"[a-z]{2,60}@x", r"\d+", r"x[\W_]+", r"(?:a|b)c{1,3}"])
def test_one_that_does_not_passes(pattern: str) -> None:
    assert not can_go_back(_parser.parse(pattern))
