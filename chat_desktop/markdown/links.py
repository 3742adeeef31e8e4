"""Which links may be opened at all, and which ones are shown in full before they are."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

SCHEMES: Final = frozenset({"http", "https", "mailto", "parlance"})
"""What a link may open. All else, `file:` and `javascript:` first, stays plain text."""

_TURNS: Final = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
"""What turns or hides letters."""


class Doubt(Enum):
    """Why a link is better looked at before it is opened."""

    OTHER_WORDS = auto()
    """What is read is not where it leads."""
    LOOKS_ALIKE = auto()
    """Its host has letters that may look like others: it is not plain ASCII, or says so."""
    HIDDEN_NAME = auto()
    """There is a name before its host that may be taken for it."""


def allowed(url: str) -> bool:
    """Whether a click may open this address."""
    parts = _split(url)
    if parts is None or parts.scheme.lower() not in SCHEMES:
        return False
    if parts.scheme.lower() == "mailto":
        return "@" in parts.path and not parts.netloc
    return bool(parts.netloc)


def doubt(url: str, label: str) -> Doubt | None:
    """Return why `url`, shown as `label`, is not opened without a question; None for no reason."""
    parts = _split(url)
    if parts is None:
        return Doubt.OTHER_WORDS
    host = parts.netloc.rpartition("@")[2]
    if not host.isascii() or "xn--" in host.lower() or _TURNS.search(unquote(url)):
        return Doubt.LOOKS_ALIKE
    if "@" in parts.netloc:
        return Doubt.HIDDEN_NAME
    return None if _plain(label) == _plain(url) else Doubt.OTHER_WORDS


def host_of(url: str) -> str:
    """Return the host that a link leads to, for mail the address; "" where there is none."""
    parts = _split(url)
    if parts is None:
        return ""
    if parts.scheme.lower() == "mailto":
        return parts.path
    return parts.netloc.rpartition("@")[2]


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _plain(address: str) -> str:
    """Return an address as it is compared: without its scheme, case of host, last slash."""
    shown = unquote(address.strip())
    parts = _split(shown)
    if parts is not None and parts.scheme.lower() in SCHEMES:
        shown = shown[len(parts.scheme) + 1 :].removeprefix("//")
    host, slash, rest = shown.partition("/")
    return f"{host.lower()}{slash}{rest}".rstrip("/")
