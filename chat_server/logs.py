"""Logging: structlog to stderr, one line an entry; ids, never bodies or secrets."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog
from twisted.logger import LogEvent, LogLevel, formatEvent, globalLogBeginner


def start_logging(log_format: str, *, quiet: bool = False) -> None:
    """Send every log line to stderr, as `text` or `json`; `quiet` leaves only warnings.

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
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.WARNING if quiet else logging.INFO
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def bridge_twisted() -> None:
    """Let what Twisted and Autobahn warn of, and every unhandled error, into the log."""
    observers: list[Any] = [_observe]
    globalLogBeginner.beginLoggingTo(observers, redirectStandardIO=False, discardBuffer=True)


def _observe(event: LogEvent) -> None:
    if event.get("log_level", LogLevel.info) < LogLevel.warn:
        return
    failure = event.get("log_failure")
    fields = {} if failure is None else {"trace": failure.getTraceback()}
    structlog.get_logger("twisted").warning("twisted", text=formatEvent(event), **fields)
