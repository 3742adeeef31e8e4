"""`python -m chat_server` and the script `chat-server` are the same command."""

from __future__ import annotations

from chat_server import __main__, cli


def test_the_entry_point_is_the_command_line() -> None:
    assert __main__.main is cli.main
