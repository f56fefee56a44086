"""JSON log lines on standard output: facts in snake case, values as keywords, never personal data."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import msgspec
import structlog

from shared.observability.context import correlation_id
from shared.observability.failures import failure_text
from shared.observability.redaction import fit_for_log

NOT_YET_TEXT = frozenset({"exc_info", "_record", "_from_structlog"})
"""What the pipeline itself keeps in a line until it is written."""
QUIET = ("aiokafka", "httpx", "httpcore", "asyncio")


def configure_logging(service: str, level: str, *, stream: TextIO | None = None) -> None:
    """Send structlog's and the standard library's lines through one pipeline; call once, from the command line.

    ``stream`` is standard output, unless a command says its own things there.
    """
    stream = stream or sys.stdout
    processors: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        redact,
        structlog.processors.ExceptionRenderer(failure_text),
        # What is our own, and needs no redaction.
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _name_service(service),
        name_request,
    ]
    structlog.configure(
        processors=[*processors, structlog.processors.JSONRenderer(serializer=_json)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=stream),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
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
    """Cut every value and blank out addresses that slipped into one, whatever its depth: the last net, not the rule."""
    for name, value in line.items():
        if name not in NOT_YET_TEXT:
            line[name] = fit_for_log(value)
    return line


def _json(line: object, **_: object) -> str:
    return msgspec.json.encode(line, enc_hook=repr).decode()


def name_request(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Add the correlation id of the request at hand, the same that its records carry."""
    if request := correlation_id.get():
        line["correlation_id"] = request
    return line


def _name_service(service: str) -> structlog.typing.Processor:
    def name(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        line["service"] = service
        return line

    return name
