"""What ties the records and log lines of one story together, from the first request to the last topic."""

from contextvars import ContextVar
from dataclasses import dataclass

from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

TRACE_CONTEXT = TraceContextTextMapPropagator()
"""W3C trace context and nothing else: baggage is a text of any length that strangers fill."""

correlation_id: ContextVar[str | None] = ContextVar("correlation_id", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Where a record comes from: one search for the correlation id finds the whole path."""

    correlation_id: str | None
    traceparent: str | None
    """W3C trace context, as sent in the header of that name."""


def current_cause() -> Cause:
    """Return the cause of what is being done now, from the request or record at hand."""
    carrier: dict[str, str] = {}
    TRACE_CONTEXT.inject(carrier)
    return Cause(correlation_id=correlation_id.get(), traceparent=carrier.get("traceparent"))
