"""`chat-server admin`: the operator's commands, whether the server runs or not."""

from __future__ import annotations

import click


@click.group()
def admin() -> None:
    """Look after users, groups and messages, while the server runs or not."""
