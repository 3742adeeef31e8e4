"""What outlives the program: which accounts stay signed in, and what a full disk does to that."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from real_clients import MemoryKeyring

from chat_desktop.client.kept import KeptSession
from chat_desktop.core.ports import Change, Notice
from chat_desktop.network.address import parse_address
from chat_desktop.storage import profile as profiles
from chat_desktop.storage.profile import Profile, SavedAccount, open_profile
from chat_desktop.storage.tokens import Tokens
from protocol.replies import Invite
from protocol.views import User

ADA = User(id="u1", username="ada", display_name="Ada", active=True)
INVITE = Invite(id=1, group="g", token="secret", uses=1)
BOB = User(id="u2", username="bob", display_name="Bob", active=True)


class World:
    def __init__(self, folder: Path) -> None:
        self.profile: Profile = open_profile(folder)
        self.keyring = MemoryKeyring()
        self.told: list[Change] = []

    def session(self, saved: SavedAccount | None = None) -> KeptSession:
        address = parse_address("chat.example.org")
        tokens = Tokens(self.profile.folder, self.keyring)
        return KeptSession(self.profile, address, tokens, saved, self.told.append)

    @property
    def names(self) -> list[str]:
        return [known.user.username for known in self.profile.settings.accounts]


async def test_two_users_of_one_server_are_kept_side_by_side(tmp_path: Path) -> None:
    world = World(tmp_path)
    for user in (ADA, BOB):
        session = world.session()
        assert await session.token() is None
        session.welcome(user)
        await session.begin(user.username, f"token of {user.username}", keep=True)
    ada, bob = (world.session(saved) for saved in world.profile.settings.accounts)
    assert await ada.token() == "token of ada"
    assert await bob.token() == "token of bob"
    await ada.forget()
    assert world.names == ["bob"]
    assert await ada.token() is None
    assert await bob.token() == "token of bob"


async def test_a_token_kept_for_the_server_alone_is_found_once(tmp_path: Path) -> None:
    world = World(tmp_path)
    url = "wss://chat.example.org/ws"
    tokens = Tokens(world.profile.folder, world.keyring)
    await tokens.keep(url, "from before")
    ada, bob = (SavedAccount(url, url, user) for user in (ADA, BOB))
    assert await world.session(ada).token() == "from before"
    assert await world.session(bob).token() is None
    assert await world.session(ada).token() == "from before"


async def test_a_session_that_ended_leaves_the_account(tmp_path: Path) -> None:
    world = World(tmp_path)
    session = world.session()
    session.welcome(ADA)
    await session.begin("ada", "token", keep=True)
    await session.end("It was ended elsewhere.")
    assert world.names == ["ada"]
    assert world.profile.settings.accounts[0].ended == "It was ended elsewhere."
    assert await session.token() is None
    session.welcome(ADA)
    assert world.profile.settings.accounts[0].ended == ""


async def test_who_does_not_stay_signed_in_is_remembered_nowhere(tmp_path: Path) -> None:
    world = World(tmp_path)
    first = world.session()
    first.welcome(ADA)
    await first.begin("ada", "token", keep=True)
    again = world.session()
    again.welcome(ADA)
    await again.begin("ada", "other", keep=False)
    assert world.names == []
    assert await again.token() is None
    assert world.profile.settings.login == "ada"


async def test_a_new_name_is_kept_where_the_account_is(tmp_path: Path) -> None:
    world = World(tmp_path)
    session = world.session()
    session.welcome(ADA)
    assert world.names == []
    await session.begin("ada", "token", keep=True)
    lady = User(id="u1", username="ada", display_name="Lady Ada", active=True)
    session.welcome(lady)
    assert [known.user for known in world.profile.settings.accounts] == [lady]


async def test_a_full_disk_is_told_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    world = World(tmp_path)
    session = world.session()
    session.welcome(ADA)
    monkeypatch.setattr(profiles, "write_private", full)
    await session.begin("ada", "token", keep=True)
    assert world.told
    assert all(isinstance(told, Notice) and "No space left" in told.text for told in world.told)


async def test_invites_belong_to_their_maker_and_go_with_them(tmp_path: Path) -> None:
    world = World(tmp_path)
    sessions = []
    for user in (ADA, BOB):
        session = world.session()
        assert session.invites("g") == []
        session.keep_invite(INVITE)
        session.welcome(user)
        await session.begin(user.username, "token", keep=True)
        sessions.append(session)
    ada, bob = sessions
    ada.keep_invite(INVITE)
    assert ada.invites("g") == [INVITE]
    assert bob.invites("g") == []
    again = world.session(world.profile.settings.accounts[0])
    assert again.invites("g") == [INVITE]
    again.drop_invite("g", INVITE.token)
    assert again.invites("g") == []
    bob.keep_invite(INVITE)
    await bob.forget()
    later = world.session()
    later.welcome(BOB)
    assert later.invites("g") == []
