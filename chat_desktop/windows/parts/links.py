"""Links to groups: making one for the server in use, and reading what the user pasted."""

from __future__ import annotations

from urllib.parse import urlsplit

from protocol.links import JoinLink, parse_link
from protocol.scalars import GroupId


def link_to(server_url: str, group: GroupId, invite: str | None = None) -> str:
    """Return the `parlance://join/…` link to a group on the server at `server_url`."""
    parts = urlsplit(server_url)
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    return str(JoinLink(host=host, port=parts.port, group=group, invite=invite))


def read_join(text: str) -> JoinLink | None:
    """Return what to join: a whole link, or a bare group id (then `host` is empty)."""
    text = text.strip()
    if (link := parse_link(text)) is not None:
        return link
    bare = parse_link(f"parlance://join/x/{text}")
    if bare is None or bare.invite is not None:
        return None
    return JoinLink(host="", group=bare.group)


def same_server(link: JoinLink, server_url: str) -> bool:
    """Return whether the link is for the server in use (or names none)."""
    parts = urlsplit(server_url)
    port = parts.port or (443 if parts.scheme == "wss" else 80)
    host = link.host.strip("[]").casefold()
    return not host or (host == (parts.hostname or "") and (link.port or port) == port)


def server_name(server_url: str) -> str:
    """Return the server at `server_url` as a person reads it: its host, and an unusual port."""
    return urlsplit(server_url).netloc


def server_of(text: str) -> str:
    """Return the server that a link to a group names, as users type it, or an empty text."""
    found = parse_link(text)
    if found is None:
        return ""
    return found.host if found.port is None else f"{found.host}:{found.port}"
