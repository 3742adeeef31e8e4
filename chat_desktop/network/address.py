"""The address of a server, from whatever a user types or clicks on."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from protocol.errors import ErrorCode, Refusal
from protocol.links import parse_link

PATH: Final = "/ws"
_SCHEMES: Final = {"ws": "ws", "wss": "wss", "http": "ws", "https": "wss"}
_HOST: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?")


class Address(Struct, frozen=True):
    """A server: `url` is its one spelling, `shown` what a person reads."""

    url: str
    host: str
    port: int | None
    secure: bool

    @property
    def shown(self) -> str:
        """The host, with the port where it is not the scheme's own."""
        return self.host if self.port is None else f"{self.host}:{self.port}"

    @property
    def typed(self) -> str:
        """The shortest text that names this server."""
        return self.shown if parse_address(self.shown).url == self.url else self.url

    @property
    def loopback(self) -> bool:
        """Whether it is this very machine, so that nobody can listen in between."""
        return is_loopback(self.host)


def parse_address(text: str) -> Address:
    """Return the server that `text` names; raises `Refusal` with the field `server`.

    A host alone is taken to be encrypted (`wss`), unless it is this machine.
    """
    text = text.strip()
    if link := parse_link(text):
        text = link.host if link.port is None else f"{link.host}:{link.port}"
    scheme, found, rest = text.partition("://")
    if not found:
        scheme, rest = "", text
    elif scheme.lower() not in _SCHEMES:
        raise _refusal(f"“{scheme}” is no kind of address that Parlance can connect to.")
    try:
        parts = urlsplit(f"//{rest}")
        host, port = _ascii(parts.hostname or ""), parts.port
    except ValueError:
        raise _refusal() from None
    if parts.username is not None or parts.query or parts.fragment or port == 0:
        raise _refusal()
    kind = _SCHEMES[scheme.lower()] if scheme else ("ws" if is_loopback(host) else "wss")
    secure = kind == "wss"
    if port == (443 if secure else 80):
        port = None
    shown = f"[{host}]" if ":" in host else host
    path = parts.path if parts.path not in ("", "/") else PATH
    netloc = shown if port is None else f"{shown}:{port}"
    return Address(f"{kind}://{netloc}{path}", shown, port, secure)


def is_loopback(host: str) -> bool:
    """Say whether a host name or number is this machine."""
    host = host.strip("[]").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _ascii(host: str) -> str:
    """Return a host in the form that the network uses; raises `ValueError` if it is none."""
    if ":" in host:
        return str(ip_address(host))
    name = host.encode("idna").decode("ascii").lower()
    if not _HOST.fullmatch(name):
        raise ValueError(host)
    return name


def _refusal(message: str = "This is not the address of a server.") -> Refusal:
    return Refusal(ErrorCode.BAD_REQUEST, message, field="server")
