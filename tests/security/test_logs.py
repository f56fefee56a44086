"""What strangers send may end in a log line: it is cut before anything looks at it, and tells no address."""

import json
import subprocess
import sys
from typing import Any

import asyncpg
import pytest

from shared.observability import redaction
from shared.observability.failures import failure_text
from shared.observability.logging import redact

N = 64_000
HOSTILE = (
    "/assets/x/@" + "a" * N,
    "a" * N + "@",
    "a@" + "a" * N,
    "@" * N,
    "a@" * (N // 2),
    "a." * (N // 2) + "@",
    "a@" + "a." * (N // 2),
    "%40" * (N // 3),
    "a%40" * (N // 4),
    " a" * (N // 2) + "@",
)
ADDRESS = "camille.martin@exemple.fr"


class Watched:
    """Stands for the expression and keeps how much text it was given."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def sub(self, with_what: str, text: str) -> str:
        self.lengths.append(len(text))
        return redaction_expression.sub(with_what, text)


redaction_expression = redaction.ADDRESS


def logged(**values: Any) -> dict[str, Any]:
    return dict(redact(None, "info", {"event": "e", **values}))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_value_is_cut_before_anything_looks_for_an_address_in_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched()
    monkeypatch.setattr(redaction, "ADDRESS", watched)

    line = logged(path=text, nested={"list": [text, (text, {text: text})]}, other={text})

    assert bool(watched.lengths) == ("@" in text[:1010] or "%40" in text[:1010])
    assert max(watched.lengths, default=0) <= 1010
    assert len(line["path"]) <= 501
    assert len(json.dumps(line, ensure_ascii=False)) < 6 * 600


def test_a_line_stays_short_however_much_a_value_holds() -> None:
    line = logged(many=["x" * 10_000] * 10_000, deep=[[[[[[["x" * 10_000]]]]]]], raw=b"x" * 10_000)

    assert len(json.dumps(line)) < 60 * 600


@pytest.mark.parametrize(
    "around",
    ["{}", "de {} à", "<{}>", "x" * 480 + " {}", "x" * 600 + " {}", "{}" + "x" * 3000, '"{}"', "a@b {}", "mailto:{}"],
)
@pytest.mark.parametrize("written", [ADDRESS, ADDRESS.replace("@", "%40"), ADDRESS.replace("@", "\\u0040")])
def test_no_part_of_an_address_is_left(around: str, written: str) -> None:
    assert "camille" not in str(logged(value=around.format(written)))
    assert "camille" not in str(logged(value=[{written: {around.format(written)}}]))


def test_an_address_behind_the_cut_does_not_show_its_beginning() -> None:
    shielded = "a@" + "b" * 900 + " " + "x" * 90 + " camille.martin" + "n" * 300 + "@exemple.fr"

    assert "camille" not in str(logged(value=shielded))


def raised(error: BaseException) -> str:
    try:
        raise error
    except type(error):
        return failure_text(sys.exc_info())  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_text_of_an_exception_is_cut_too(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched()
    monkeypatch.setattr(redaction, "ADDRESS", watched)
    chained = ValueError(text)
    chained.__cause__ = ExceptionGroup(text, [KeyError(text), OSError(text)])

    shown = raised(chained)

    assert max(watched.lengths, default=0) <= 1010
    assert len(shown) < 6000
    assert "KeyError" in shown


def test_a_row_that_postgres_quotes_is_not_logged() -> None:
    error = asyncpg.NotNullViolationError('null value in column "title" violates not-null constraint')
    error.detail = f"Failing row contains (1, Camille Martin, {ADDRESS})."
    error.hint = f"Camille Martin, {ADDRESS}"

    wrapped = RuntimeError("while storing")
    wrapped.__cause__ = error
    shown = raised(wrapped)

    assert "null value in column" in shown
    assert "Camille" not in shown
    assert "camille" not in shown
    assert "test_logs.py" in shown, "where it was raised is what the log is for"


SCRIPT = f"""
import logging, structlog
from shared.observability.logging import configure_logging
configure_logging("submission", "INFO")
text = "de {ADDRESS} " + "x" * 5000
try:
    raise ValueError(text)
except ValueError as error:
    logging.getLogger("a.library").exception(text)
    structlog.get_logger().error(text, exc_info=error, path=text)
"""


def test_both_ways_of_logging_go_through_it() -> None:
    """In a process of its own: the test run keeps its logging."""
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)

    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert [line["level"] for line in lines] == ["error", "error"]
    for line in lines:
        assert line["exception"].startswith('  File "<string>"')
        assert "ValueError: de [adresse] xxx" in line["exception"]
        assert "camille" not in str(line)
        assert len(str(line)) < 3000
