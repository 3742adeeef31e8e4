"""Invites are kept from run to run, by group, until they expire or are revoked."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from chat_desktop.storage.invites import Invites
from protocol.replies import Invite


def invite(token: str, group: str = "g", expires: int | None = None) -> Invite:
    return Invite(id=1, group=group, token=token, expires=expires, uses=10)


def test_they_come_back_and_nobody_else_may_read_them(tmp_path: Path) -> None:
    path = tmp_path / "ada.invites"
    kept = Invites(path)
    assert kept.of("g", 0) == []
    for made in (invite("a", expires=100), invite("b", "other"), invite("c")):
        kept.add(made, 50)
    assert Invites(path).of("g", 50) == [invite("a", expires=100), invite("c")]
    assert Invites(path).of("other", 50) == [invite("b", "other")]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_expired_or_was_revoked_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "ada.invites"
    kept = Invites(path)
    kept.add(invite("a", expires=100), 0)
    assert kept.of("g", 100) == []
    kept.add(invite("b"), 200)
    kept.add(invite("c"), 200)
    assert b'"a"' not in path.read_bytes()
    kept.drop("g", "b")
    kept.drop("g", "unknown")
    assert Invites(path).of("g", 200) == [invite("c")]
    kept.forget()
    assert kept.of("g", 0) == []
    assert not path.exists()
    kept.forget()


@pytest.mark.parametrize("content", [b"", b"{}", b'[{"token": 5}]', b"\xff"])
def test_what_cannot_be_read_is_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ada.invites"
    path.write_bytes(content)
    kept = Invites(path)
    assert kept.of("g", 0) == []
    kept.add(invite("a"), 0)
    assert Invites(path).of("g", 0) == [invite("a")]
