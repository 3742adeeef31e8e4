"""Tokens go to the keyring, or else to a private file, and never wait for a keyring that hangs."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from real_clients import MemoryKeyring, NoKeyring

from chat_desktop.storage import tokens
from chat_desktop.storage.tokens import Tokens

URL = "wss://chat.example.org/ws"


class HangingKeyring(MemoryKeyring):
    """A keyring that asks its user something nobody answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()

    def get_password(self, service_name: str, username: str) -> str | None:
        self.answered.wait()
        return None

    def set_password(self, service_name: str, username: str, password: str) -> None:
        self.answered.wait()


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_a_keyring_keeps_the_token_and_no_file_does(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    await Tokens(tmp_path, keyring).keep(URL, "secret")
    assert files(tmp_path) == []
    assert await Tokens(tmp_path, keyring).load(URL) == "secret"
    assert await Tokens(tmp_path, keyring).load("wss://other/ws") is None
    await Tokens(tmp_path, keyring).forget(URL)
    assert keyring.kept == {}
    assert await Tokens(tmp_path, keyring).load(URL) is None


async def test_profiles_do_not_share_tokens(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    await Tokens(tmp_path / "one", keyring).keep(URL, "secret")
    assert await Tokens(tmp_path / "two", keyring).load(URL) is None


async def test_without_a_keyring_a_private_file_keeps_it(tmp_path: Path) -> None:
    await Tokens(tmp_path, NoKeyring()).keep(URL, "secret")
    (path,) = files(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert await Tokens(tmp_path, NoKeyring()).load(URL) == "secret"
    await Tokens(tmp_path, NoKeyring()).forget(URL)
    assert files(tmp_path) == []
    assert await Tokens(tmp_path, NoKeyring()).load(URL) is None


async def test_a_keyring_that_hangs_is_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "KEYRING_SECONDS", 0.05)
    keyring = HangingKeyring()
    await Tokens(tmp_path, keyring).keep(URL, "secret")
    assert await Tokens(tmp_path, keyring).load(URL) == "secret"
    keyring.answered.set()


async def test_a_later_keyring_takes_over_from_the_file(tmp_path: Path) -> None:
    await Tokens(tmp_path, NoKeyring()).keep(URL, "old")
    keyring = MemoryKeyring()
    await Tokens(tmp_path, keyring).keep(URL, "new")
    assert files(tmp_path) == []
    assert await Tokens(tmp_path, keyring).load(URL) == "new"
