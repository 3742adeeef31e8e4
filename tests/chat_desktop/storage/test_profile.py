"""A profile belongs to one process at a time and remembers what log-in needs."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from chat_desktop.storage.profile import (
    SETTINGS_NAME,
    ProfileInUse,
    SavedAccount,
    Settings,
    open_profile,
    write_private,
)
from protocol.views import User


def saved(name: str, server: str = "x") -> SavedAccount:
    user = User(id=f"id-{name}", username=name, display_name=name.title(), active=True)
    return SavedAccount(server, f"wss://{server}/ws", user)


def test_two_processes_do_not_share_a_profile(tmp_path: Path) -> None:
    profile = open_profile(tmp_path / "p")
    program = (
        "import sys; from pathlib import Path; from chat_desktop.storage.profile import *\n"
        "try: open_profile(Path(sys.argv[1]))\n"
        "except ProfileInUse as error: print(error)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "p")]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "open in another window" in told
    with pytest.raises(ProfileInUse):
        open_profile(tmp_path / "p")
    profile.close()
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == ""
    open_profile(tmp_path / "p").close()


def test_settings_come_back_and_nobody_else_may_read_them(tmp_path: Path) -> None:
    profile = open_profile(tmp_path)
    assert profile.settings == Settings()
    account = saved("ada")
    profile.remember(server="chat.example.org", login="ada", accounts=(account,))
    profile.allow_plain("ws://chat.example.org/ws")
    profile.allow_plain("ws://chat.example.org/ws")
    profile.close()
    profile = open_profile(tmp_path)
    assert profile.settings == Settings(
        server="chat.example.org",
        login="ada",
        accounts=(account,),
        plain=("ws://chat.example.org/ws",),
    )
    profile.close()
    assert stat.S_IMODE((tmp_path / SETTINGS_NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"server": 5}', b"\xff"])
def test_settings_that_cannot_be_read_are_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SETTINGS_NAME).write_bytes(content)
    profile = open_profile(tmp_path)
    assert profile.settings == Settings()
    profile.close()


@pytest.mark.parametrize("keep", [True, False])
def test_the_settings_of_a_program_with_one_account_are_taken_over(
    tmp_path: Path, keep: bool
) -> None:
    ada = saved("ada")
    former = {
        "server": "x",
        "login": "ada",
        "keep": keep,
        "accounts": {ada.url: msgspec.to_builtins(ada.user)},
        "plain": ["ws://y/ws"],
    }
    (tmp_path / SETTINGS_NAME).write_bytes(msgspec.json.encode(former))
    profile = open_profile(tmp_path)
    settings = profile.settings
    assert (settings.server, settings.login, settings.keep) == ("x", "ada", keep)
    assert settings.plain == ("ws://y/ws",)
    assert [known.id for known in settings.accounts] == ([ada.id] if keep else [])
    profile.close()


def test_each_account_on_each_server_has_its_own_cache(tmp_path: Path) -> None:
    profile = open_profile(tmp_path)
    paths = {profile.cache_path(url, user) for url in ("wss://a/ws", "ws://a/ws") for user in "uv"}
    assert len(paths) == 4
    assert all(path.parent == tmp_path for path in paths)
    profile.close()


def test_a_private_file_replaces_whatever_was_there(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("open to all")
    path.chmod(0o644)
    path.with_name("secret.part").write_text("left by a crash")
    write_private(path, b"hidden")
    assert path.read_bytes() == b"hidden"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(list(tmp_path.iterdir())) == 1


def test_accounts_keep_their_places(tmp_path: Path) -> None:
    profile = open_profile(tmp_path)
    ada, bob, other = saved("ada"), saved("bob"), saved("ada", "y")
    for account in (ada, bob, other):
        profile.keep_account(account)
    renamed = SavedAccount(
        ada.server, ada.url, User(id="id-ada", username="ada", display_name="Lady", active=True)
    )
    profile.keep_account(renamed)
    assert list(profile.settings.accounts) == [renamed, bob, other]
    profile.drop_account(bob.id)
    profile.drop_account("nobody's")
    assert list(profile.settings.accounts) == [renamed, other]
    profile.close()
    profile = open_profile(tmp_path)
    assert list(profile.settings.accounts) == [renamed, other]
    profile.close()
