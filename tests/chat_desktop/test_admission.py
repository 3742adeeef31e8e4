"""Who is let in how: consent to an open way, and what each form asks of the client."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import cast

import pytest
from fake_client import FakeClient
from fake_data import USERS

from chat_desktop.accounts import AccountClient, Accounts
from chat_desktop.admission import Admission
from chat_desktop.network.address import parse_address
from chat_desktop.storage import profile as profiles
from chat_desktop.storage.profile import Profile, SavedAccount, open_profile
from chat_desktop.windows.account.entry import LogInForm, SignUpForm
from protocol.errors import Refusal


class Account(FakeClient):
    """A client that is nobody's before it is let in."""

    def __init__(self, server: str) -> None:
        super().__init__(signed_in=False, lively=False)
        self.server_url = parse_address(server).url

    @property
    def saved(self) -> SavedAccount | None:
        if self.me is None:
            return None
        return SavedAccount(self.server_url, self.server_url, USERS["u1"])

    async def stop(self) -> None:
        self._asked("stop", True)


class World:
    def __init__(self, profile: Profile) -> None:
        self.made: list[Account] = []
        self.accounts = Accounts(profile, self.open)
        self.admission = Admission(profile, self.accounts)

    def open(self, server: str, _saved: SavedAccount | None) -> AccountClient:
        self.made.append(Account(server))
        return cast(AccountClient, self.made[-1])


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(open_profile(tmp_path))


async def test_consent_is_needed_once_for_an_open_way(world: World) -> None:
    ask = world.admission.needs_consent
    assert ask("ws://chat.example.org")
    assert not ask("wss://chat.example.org")
    assert not ask("chat.example.org")
    assert not ask("ws://127.0.0.1:9")
    with pytest.raises(Refusal) as refusal:
        ask("what is this")
    assert refusal.value.field == "server"
    form = LogInForm("ws://chat.example.org", "ada", "correct horse", keep=True)
    await world.admission.enter(form, consent=True)
    assert not ask("ws://chat.example.org")


async def test_each_form_asks_for_its_own(world: World) -> None:
    await world.admission.enter(LogInForm("a.org", "ada", "correct horse", True), consent=False)
    assert world.made[0].asked("log_in") == [("ada", "correct horse", True)]
    form = SignUpForm("b.org", "ada", "correct horse", "Ada", "ada@b.org", "Norway", False)
    await world.admission.enter(form, consent=False)
    asked = ("ada", "correct horse", "ada@b.org", "Ada", "Norway", False)
    assert world.made[1].asked("sign_up") == [asked]
    assert [client.server_url for client in world.accounts.clients] == [
        "wss://a.org/ws",
        "wss://b.org/ws",
    ]


async def test_a_full_disk_keeps_nobody_out(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(profiles, "write_private", full)
    form = LogInForm("ws://chat.example.org", "ada", "correct horse", keep=True)
    await world.admission.enter(form, consent=True)
    assert world.made[0].asked("log_in")
    assert not world.admission.needs_consent("ws://chat.example.org")
    assert "No space left" in caplog.text
