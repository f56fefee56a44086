"""What nobody may write, and the linter does not see: SQL out of values, and a page that trusts a text."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCES = [file for folder in ("services", "shared", "moisess", "deploy") for file in Path(folder).rglob("*.py")]
TEMPLATES = [file for folder in ("services", "shared") for file in Path(folder).rglob("*.html")]
RUNS = frozenset({"execute", "executemany", "fetch", "fetchrow", "fetchval", "prepare", "cursor"})
COMPOSES = frozenset({"columns", "unnest", "one_row", "assignments", "width"})
"""Of ``shared/postgres/rows.py``: names and types of a row type's fields, never a value."""


def formatted(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what is put into a statement where it is run, unless it is a constant or made of a row type."""
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in RUNS):
            continue
        for statement in call.args[:1]:
            yield from ((call.lineno, ast.unparse(part)) for part in _put_in(statement))


def _put_in(statement: ast.expr) -> list[ast.expr]:
    joined = isinstance(statement, ast.BinOp) and isinstance(statement.op, ast.Add | ast.Mod)
    filled = isinstance(statement, ast.Call) and ast.unparse(statement.func).endswith(".format")
    if joined or filled:
        return [statement]
    if isinstance(statement, ast.JoinedStr):
        parts = [part.value for part in statement.values if isinstance(part, ast.FormattedValue)]
        return [part for part in parts if not _harmless(part)]
    return []


def _harmless(part: ast.expr) -> bool:
    if isinstance(part, ast.Name):
        return part.id.isupper()
    return isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in COMPOSES


def test_no_value_is_written_into_a_statement() -> None:
    found = [
        f"{file}:{line}: {text}" for file in SOURCES for line, text in formatted(ast.parse(file.read_text("utf-8")))
    ]

    assert [] == found


def test_the_look_sees_every_way_of_doing_it() -> None:
    ways = ['tx.fetch(f"SELECT {name}")', 'tx.execute("a" + b)', 'tx.fetchval("a %s" % b)', 'tx.fetch("{}".format(b))']
    harmless = ['tx.fetch(f"SELECT {COLUMNS} {columns(Row)}")', 'tx.fetch("SELECT $1", name)', "tx.fetch(SELECT)"]

    assert [1] * len(ways) == [len(list(formatted(ast.parse(way)))) for way in ways]
    assert [0] * len(harmless) == [len(list(formatted(ast.parse(way)))) for way in harmless]


def test_no_template_says_that_a_text_is_safe() -> None:
    unescaped = re.compile(r"\|\s*safe\b|autoescape\s+false")

    assert TEMPLATES
    assert [] == [str(file) for file in TEMPLATES if unescaped.search(file.read_text("utf-8"))]
