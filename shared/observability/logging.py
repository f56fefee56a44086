"""JSON log lines on standard output: facts in snake case, values as keywords, never personal data."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import msgspec
import structlog

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
QUIET = ("aiokafka", "httpx", "httpcore", "asyncio")


def configure_logging(service: str, level: str) -> None:
    """Send structlog's and the standard library's lines through one pipeline; call once, from the command line."""
    processors: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _name_service(service),
        redact,
    ]
    structlog.configure(
        processors=[*processors, structlog.processors.JSONRenderer(serializer=_json)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stdout),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processor=structlog.processors.JSONRenderer(serializer=_json),
            foreign_pre_chain=[*processors, structlog.stdlib.add_logger_name],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def redact(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Blank out addresses that slipped into a value, whatever its depth: the last net, not the rule."""
    for key, value in line.items():
        line[key] = _redacted(value)
    return line


def _json(line: object, **_: object) -> str:
    return msgspec.json.encode(line, enc_hook=repr).decode()


def _redacted(value: Any) -> Any:
    if isinstance(value, str):
        return EMAIL.sub("[adresse]", value) if "@" in value else value
    if isinstance(value, dict):
        return {key: _redacted(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_redacted(inner) for inner in value]
    return value


def _name_service(service: str) -> structlog.typing.Processor:
    def name(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        line["service"] = service
        return line

    return name
