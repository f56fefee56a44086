"""One place knows how a client reaches Kafka: a client that is built beside it would speak in the clear, as nobody."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[3]
SOURCES = sorted(p for folder in ("services", "shared", "moisess", "deploy") for p in (ROOT / folder).rglob("*.py"))
CLIENTS = {"AIOKafkaConsumer", "AIOKafkaProducer", "AIOKafkaAdminClient", "AIOKafkaClient"}


def clients(source: str) -> list[ast.Call]:
    return [call for call in ast.walk(ast.parse(source)) if isinstance(call, ast.Call) and name_of(call) in CLIENTS]


def name_of(call: ast.Call) -> str:
    function = call.func.value if isinstance(call.func, ast.Subscript) else call.func
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def signs_in(call: ast.Call) -> bool:
    return any(word.arg is None and ast.unparse(word.value) == "cluster.arguments()" for word in call.keywords)


def test_every_client_takes_all_that_the_cluster_says() -> None:
    found = {(path, call) for path in SOURCES for call in clients(path.read_text(encoding="utf-8"))}

    assert len(found) >= 5
    assert [] == sorted(f"{path.relative_to(ROOT)}:{call.lineno}" for path, call in found if not signs_in(call))


def test_the_broker_of_faststream_takes_it_too() -> None:
    brokers = [
        call
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and name_of(call) == "KafkaBroker"
    ]

    assert brokers
    assert all(
        any(word.arg == "security" and ast.unparse(word.value) == "cluster.broker_security()" for word in call.keywords)
        for call in brokers
    )


def test_a_client_that_speaks_in_the_clear_is_found() -> None:
    [call] = clients('AIOKafkaProducer(bootstrap_servers="kafka:9092")')

    assert not signs_in(call)
