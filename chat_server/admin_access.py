"""The operator's way to the data: through the running server, or into the folder itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import msgspec

from chat_server.administration import Administration
from chat_server.config import ConfigError, Settings, read_settings
from chat_server.control import ask
from chat_server.core.jobs import Job, Result
from chat_server.data_folder import (
    DATABASE_NAME,
    LIMITS,
    PEPPER_NAME,
    FolderInUse,
    Stores,
    hold,
)
from protocol.commands import ClientMessage

Reply = TypeVar("Reply", bound=msgspec.Struct)


class Access:
    """Commands in, replies out; raises `Refusal`, and `ConnectionError` where nobody answers."""

    def __init__(self, carry_out: Callable[[ClientMessage], msgspec.Struct]) -> None:
        self._carry_out = carry_out

    def ask(self, command: ClientMessage, expected: type[Reply]) -> Reply:
        """Return the reply, which is of the `expected` type."""
        reply = self._carry_out(command)
        if not isinstance(reply, expected):
            raise ConnectionError(f"an answer that was not asked for: {type(reply).__name__}")
        return reply


@contextmanager
def reach(data_dir: str | None, *, new: bool, database: str | None = None) -> Iterator[Access]:
    """Yield access to the data folder; `new` lets it be made where there is none.

    While a server holds the folder, the commands go to it; else they are carried out here, under
    the same lock. Raises `ConfigError`.
    """
    settings = read_settings({"data_dir": data_dir, "database": database}, os.environ)
    folder = settings.data_dir
    if not new and not any((folder / name).is_file() for name in (DATABASE_NAME, PEPPER_NAME)):
        raise ConfigError(f"{folder} is no server's data folder")
    try:
        with hold(folder):
            if not (new or settings.database or (folder / DATABASE_NAME).is_file()):
                raise ConfigError(f"{folder} has no database: name the server's with --database")
            with _opened(settings) as access:
                yield access
            return
    except FolderInUse:
        pass
    yield Access(lambda command: ask(folder, command))


@contextmanager
def _opened(settings: Settings) -> Iterator[Access]:
    stores = Stores(settings.data_dir, settings.password_cost, settings.database)

    def perform(job: Job) -> Result:
        return stores.apply([job])[0]

    administration = Administration(
        stores.reader, lambda: stores.hasher, perform, lambda _: False, LIMITS
    )
    try:
        yield Access(administration.carry_out)
    finally:
        stores.close()
