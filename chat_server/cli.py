"""The command line: `chat-server serve`, `chat-server admin …`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

import click

from chat_server.admin_cli import admin
from chat_server.config import ConfigError, read_settings
from chat_server.logs import bridge_twisted, start_logging
from chat_server.version import program_version


@click.group()
@click.version_option(program_version(), prog_name="chat-server")
def main() -> None:
    """Group chat that belongs to the people who use it: the server."""


main.add_command(admin)


@main.command()
@click.option("--data-dir", help="The folder that holds everything. Made where it is missing.")
@click.option("--host", help="The address to listen on. Default: 127.0.0.1.")
@click.option("--port", help="The port to listen on, 0 for any free one. Default: 8420.")
@click.option("--origin", multiple=True, help="A web origin that may connect. Repeatable.")
@click.option("--proxies", help="How many reverse proxies of ours are in front. Default: 0.")
@click.option("--user-connections", help="How many connections one user may have. Default: 50.")
@click.option("--address-connections", help="How many one address may have. Default: 200.")
@click.option("--database", help="postgresql://… instead of a file in the data folder.")
@click.option("--sends-per-second", help="How often a user may send. Default: 20.")
@click.option("--commands-per-second", help="How often a user may command. Default: 50.")
@click.option("--log-format", help="text or json. Default: text.")
@click.option("--immediate-send", help="on or off: skip the reactor's turn. Default: on.")
@click.option("--fast-receive", help="on or off: read plain frames ourselves. Default: on.")
@click.option("--password-cost", help="bcrypt's cost. Default: 12; less is for tests only.")
@click.option("--rate-limits", help="on or off; off is for tests and benchmarks only.")
def serve(**flags: object) -> None:
    """Run the server in the foreground, until SIGTERM or Ctrl+C."""
    try:
        settings = read_settings(flags, os.environ)
        start_logging(settings.log_format)
        _install_reactor()
        from chat_server.app import serve as run

        bridge_twisted()
        run(settings, announce=_announce)
    except ConfigError as error:
        fail(str(error))


def fail(reason: str) -> NoReturn:
    """End with one plain line."""
    click.echo(f"chat-server: {' '.join(reason.split())}", err=True)
    sys.exit(1)


def _announce(address: str) -> None:
    click.echo(f"listening on {address}")
    sys.stdout.flush()


def _install_reactor() -> None:
    """Take epoll where there is one; elsewhere Twisted knows best.

    Its timers go by the wall clock. Stepped back by an hour, that would stop heartbeats and
    time limits for the hour, so they get the clock that nobody steps.
    """
    with suppress(ImportError):
        from twisted.internet import epollreactor

        install: Callable[[], Any] = epollreactor.install
        install()
    from twisted.internet import reactor as installed

    reactor: Any = installed
    reactor.seconds = time.monotonic
