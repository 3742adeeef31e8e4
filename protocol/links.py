"""Links that open a group: `parlance://join/HOST[:PORT]/GROUP[#INVITE]`."""

from __future__ import annotations

import re

from msgspec import Struct

_LINK = re.compile(
    r"(?i:parlance)://(?i:join)"
    r"/(?P<host>\[[0-9A-Fa-f:.]+\]|[^\x00-\x20\x7f\s/\\:#?%@\[\]]+)(?::(?P<port>[0-9]{1,5}))?"
    r"/(?P<group>[0-9A-Za-z-]{1,64})/?(?:#(?P<invite>[0-9A-Za-z_-]{1,128}))?"
)


class JoinLink(Struct, frozen=True):
    """A link to a group on a server; `port` is absent where the scheme's own is meant."""

    host: str
    group: str
    port: int | None = None
    invite: str | None = None

    def __str__(self) -> str:
        port = f":{self.port}" if self.port is not None else ""
        invite = f"#{self.invite}" if self.invite else ""
        return f"parlance://join/{self.host}{port}/{self.group}{invite}"


def parse_link(text: str) -> JoinLink | None:
    """Return the link that `text` is, or None when it is none."""
    found = _LINK.fullmatch(text.strip())
    if found is None:
        return None
    port = int(found["port"]) if found["port"] else None
    if port is not None and not 1 <= port <= 65535:
        return None
    return JoinLink(host=found["host"], group=found["group"], port=port, invite=found["invite"])
