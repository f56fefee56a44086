"""What `lint-imports` cannot say by wildcards: whose store a store is, and what it may know."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in (ROOT / "services").rglob("*.py")
}
STORES = sorted(name for name in MODULES if "store" in name.split("."))
DOORS = frozenset({"http", "pages", "consumer", "app"})
READ_AT_DOORS = DOORS | {"bodies"}
"""What callers send is read with the door that they came to: a file comes in pieces."""


def imported(name: str) -> Iterator[str]:
    """Give the modules of ours that a module imports, names out of a package resolved to the module they are."""
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module


def works(name: str) -> bool:
    """Return True for a use case: a module with a coroutine that is neither a store nor a door."""
    if name not in MODULES or READ_AT_DOORS & set(name.split(".")) or "store" in name.split("."):
        return False
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    return any(isinstance(node, ast.AsyncFunctionDef) for node in tree.body)


def capability(name: str) -> str:
    return ".".join(name.split(".")[:3])


@pytest.mark.parametrize("name", STORES)
def test_a_store_knows_no_use_case_and_no_door(name: str) -> None:
    found = [other for other in imported(name) if works(other) or DOORS & set(other.split(".")[:4])]

    assert [] == [other for other in found if other.startswith("services.")]


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_store_is_opened_by_its_own_capability_alone(name: str) -> None:
    opened = {other for other in imported(name) if "store" in other.split(".") and other.startswith("services.")}

    assert set() == {other for other in opened if capability(other) != capability(name)}


@pytest.mark.parametrize("name", sorted(filter(works, MODULES)))
def test_a_use_case_knows_nothing_of_http(name: str) -> None:
    assert [] == [other for other in imported(name) if other.startswith(("shared.http", "litestar"))]


def test_the_walls_see_what_they_are_to_see() -> None:
    assert len(STORES) > 5
    assert works("services.submission.manifestations.accept")
    assert "services.submission.manifestations.errors" in set(imported("services.submission.manifestations.accept"))
