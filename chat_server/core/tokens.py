"""The form in which tokens of sessions and invites are kept: tokens themselves never are."""

from __future__ import annotations

from hashlib import sha256

from chat_server.core.model import TokenHash


def hash_token(token: str) -> TokenHash:
    """Return SHA-256 of the token in hex; any text has one, also one with half a character."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
