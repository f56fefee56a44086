"""FastStream's defaults lose messages: only the wrapper may subscribe, and it must say how it acknowledges."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SOURCES = sorted(path for folder in ("services", "shared", "moisess") for path in (ROOT / folder).rglob("*.py"))
WRAPPER = ROOT / "shared/kafka/subscriber.py"


def subscriptions(source: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"subscriber", "KafkaRouter"}
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_but_the_wrapper_subscribes(path: Path) -> None:
    assert path == WRAPPER or not subscriptions(path.read_text(encoding="utf-8"))


def test_the_wrapper_names_policy_group_and_offset_reset() -> None:
    [call] = subscriptions(WRAPPER.read_text(encoding="utf-8"))

    said = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}

    assert "AckPolicy.MANUAL" == said["ack_policy"]
    assert "'earliest'" == said["auto_offset_reset"]
    assert "group_id" in said


def test_a_bare_subscriber_would_be_found() -> None:
    assert subscriptions('@broker.subscriber("topic")\nasync def handle(body): ...')
