"""The hash under which a token is kept."""

from __future__ import annotations

from hashlib import sha256

from chat_server.core.tokens import hash_token


def test_a_token_is_kept_as_its_sha_256() -> None:
    assert hash_token("secret") == sha256(b"secret").hexdigest()
    assert hash_token("secret") != hash_token("Secret")


def test_any_text_has_a_hash() -> None:
    assert len({hash_token(text) for text in ("", "\0", "ünï", "\ud800", "x" * 100_000)}) == 5
