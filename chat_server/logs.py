"""Logging: structlog to stderr, one line an entry; ids, never bodies or secrets."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger


def start_logging(log_format: str) -> None:
    """Send every log line to stderr, as `text` or `json`.

    Both write values of other people's making with control characters escaped, so that nobody
    can forge a line.
    """
    render: Any
    if log_format == "json":
        render = structlog.processors.JSONRenderer()
    else:
        render = structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def bridge_twisted() -> None:
    """Let what Twisted and Autobahn warn of, and every unhandled error, into the log."""
    from twisted.logger import LogEvent, LogLevel, formatEvent, globalLogBeginner

    log = structlog.get_logger("twisted")

    def observe(event: LogEvent) -> None:
        level = event.get("log_level", LogLevel.info)
        if level < LogLevel.warn:
            return
        failure = event.get("log_failure")
        trace = failure.getTraceback() if failure is not None else None
        log.warning("twisted", text=formatEvent(event), trace=trace)

    globalLogBeginner.beginLoggingTo([observe], redirectStandardIO=False, discardBuffer=True)


def drop_empty(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Leave out what has no value."""
    return {key: value for key, value in event.items() if value is not None}
