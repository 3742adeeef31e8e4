"""Qt counts text in UTF-16 units, Python in code points: the two meet here."""

from __future__ import annotations


def units(text: str) -> int:
    """Return the length of `text` as Qt counts it."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, start: int, end: int) -> str:
    """Return the part of `text` between two offsets in UTF-16 units; half pairs are dropped."""
    if text.isascii():
        return text[start:end]
    encoded = text.encode("utf-16-le", "surrogatepass")[2 * max(start, 0) : 2 * max(end, 0)]
    return encoded.decode("utf-16-le", "ignore")
