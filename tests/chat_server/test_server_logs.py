"""Logs: one line an entry, whatever is in it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SCRIPT = """
import sys, structlog
from chat_server.logs import start_logging, bridge_twisted
start_logging(sys.argv[1], quiet=len(sys.argv) > 2)
bridge_twisted()
from twisted.logger import Logger
log = structlog.get_logger("test")
log.info("one", name="a\\nevent='forged'\\x1b[2J")
log.warning("two")
try:
    1 / 0
except ZeroDivisionError as error:
    log.error("three", exc_info=error)
Logger("x").info("chatter")
Logger("x").warn("a {what}", what="warning\\nforged")
try:
    1 / 0
except ZeroDivisionError:
    Logger("x").failure("unhandled")
"""


def run(*arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, "")
    return done.stderr.splitlines()


def test_json_has_one_object_a_line() -> None:
    entries = [json.loads(line) for line in run("json")]
    assert [entry["event"] for entry in entries] == ["one", "two", "three", "twisted", "twisted"]
    assert "ZeroDivisionError" in entries[2]["exception"]
    assert "ZeroDivisionError" in entries[4]["trace"]
    assert entries[0]["level"] == "info"


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_nobody_can_forge_a_line(log_format: str) -> None:
    lines = run(log_format)
    assert len(lines) == 5
    assert "\x1b" not in "".join(lines)


def test_quiet_leaves_warnings() -> None:
    assert "two" in run("text", "quiet")[0]
