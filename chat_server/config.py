"""The server's settings, read once: built-in, then environment, then flags."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

import platformdirs

PREFIX: Final = "CHAT_SERVER_"
DEFAULT_PORT: Final = 8420
LOG_FORMATS: Final = ("text", "json")

Read: TypeAlias = Callable[[str, str], object]
"""Reads a setting's text; the second argument is where it came from."""


class ConfigError(Exception):
    """A fault in the settings or in what they name; the text is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may choose.

    `origins` are the web origins that may connect beside native clients, which send none.
    `proxies` counts the reverse proxies in front, whose X-Forwarded-For is believed.
    `rate_limits` off also lifts the caps on connections: for tests and benchmarks only.
    `database` is a `postgresql://` address; empty, the database is a file in the data folder.
    `immediate_send` and `fast_receive` take short cuts past Twisted's and Autobahn's own code.
    """

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    password_cost: int = 12
    rate_limits: bool = True
    origins: tuple[str, ...] = ()
    proxies: int = 0
    log_format: str = "text"
    user_connections: int = 50
    address_connections: int = 200
    database: str = ""
    sends_per_second: int = 20
    commands_per_second: int = 50
    immediate_send: bool = True
    fast_receive: bool = True


def read_settings(flags: Mapping[str, object], environ: Mapping[str, str]) -> Settings:
    """Return the settings; a flag that was not given is None or absent.

    Raises `ConfigError` naming the variable or flag that is unknown or wrong.
    """
    settings = Settings(data_dir=Path(platformdirs.user_data_dir("parlance", appauthor=False)))
    for name, text in environ.items():
        if name.startswith(PREFIX):
            settings = _set(settings, name.removeprefix(PREFIX).lower(), text, name)
    for key, value in flags.items():
        if value is not None and value != ():
            settings = _set(settings, key, value, "--" + key.replace("_", "-"))
    return settings


def _set(settings: Settings, key: str, value: object, source: str) -> Settings:
    text = ",".join(value) if isinstance(value, tuple) else str(value)
    name = "origins" if key == "origin" else key
    read = _READ.get(name)
    if read is None:
        raise ConfigError(f"{source} is not a setting")
    changed: dict[str, Any] = {name: read(text, source)}
    return replace(settings, **changed)


def _path(text: str, source: str) -> Path:
    return Path(_filled(text, source))


def _filled(text: str, source: str) -> str:
    if not text.strip() or "\0" in text:
        raise ConfigError(f"{source} is empty")
    return text


def _number(least: int, most: int) -> Read:
    def read(text: str, source: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ConfigError(f"{source} has to be a number from {least} to {most}, not {text!r}")
        return int(text)

    return read


def _choice(*choices: str) -> Callable[[str, str], str]:
    def read(text: str, source: str) -> str:
        if text not in choices:
            raise ConfigError(f"{source} has to be {' or '.join(choices)}, not {text!r}")
        return text

    return read


def _switch(text: str, source: str) -> bool:
    return _choice("on", "off")(text, source) == "on"


def _database(text: str, source: str) -> str:
    """Return the address of a database; it may hold a password, and so is not repeated."""
    parts = urlsplit(text)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise ConfigError(f"{source} has to look like postgresql://USER@HOST/NAME")
    return text


def _origins(text: str, source: str) -> tuple[str, ...]:
    return tuple(_origin(part.strip(), source) for part in text.split(",") if part)


def _origin(text: str, source: str) -> str:
    """Return an origin as browsers write it: scheme, host, port if it is not the usual one."""
    origin = text.lower()
    parts = urlsplit(origin)
    named = parts.scheme in ("http", "https") and parts.netloc
    if not named or origin != f"{parts.scheme}://{parts.netloc}":
        raise ConfigError(f"{source} has to look like https://chat.example.org, not {text!r}")
    return origin


_READ: Final[dict[str, Read]] = {
    "data_dir": _path,
    "host": _filled,
    "port": _number(0, 65_535),
    "password_cost": _number(4, 18),
    "rate_limits": _switch,
    "origins": _origins,
    "proxies": _number(0, 10),
    "log_format": _choice(*LOG_FORMATS),
    "user_connections": _number(1, 100_000),
    "address_connections": _number(1, 100_000),
    "database": _database,
    "sends_per_second": _number(1, 1_000_000),
    "commands_per_second": _number(1, 1_000_000),
    "immediate_send": _switch,
    "fast_receive": _switch,
}
"""How the text of each setting is read."""
