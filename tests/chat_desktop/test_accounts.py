"""The accounts of a profile, with clients of no server: order, choice, coming and going."""

from __future__ import annotations

import asyncio
import errno
import logging
from pathlib import Path

import msgspec
import pytest
from fake_client import FakeClient
from fake_data import USERS

from chat_desktop.accounts import AccountClient, Accounts
from chat_desktop.core.ports import Client
from chat_desktop.core.rows import LinkState
from chat_desktop.network.address import parse_address
from chat_desktop.storage import profile as profiles
from chat_desktop.storage.profile import Profile, SavedAccount, open_profile
from protocol.errors import ErrorCode, Refusal
from protocol.views import User


class Account(FakeClient):
    """A fake client of an account; `log_in` lets in whom the login names."""

    def __init__(self, server: str, saved: SavedAccount | None) -> None:
        super().__init__(signed_in=saved is not None, lively=False)
        self.server_url = parse_address(server).url
        self.saved = saved
        self.ended: list[str] = []
        self.answers = asyncio.Event()
        self.answers.set()
        if saved is not None:
            self.me = saved.user
            if saved.ended:
                self.set_status(LinkState.SIGNED_OUT)

    async def log_in(self, login: str, password: str, *, keep: bool = False) -> None:
        user = next(user for user in USERS.values() if user.username == login)
        await super().log_in(login, password, keep=keep)
        self.me = user
        self.saved = SavedAccount(self.server_url, self.server_url, user)

    async def log_out(self) -> None:
        await self.answers.wait()
        await super().log_out()

    async def start(self) -> None:
        self._asked("start", True)

    async def stop(self) -> None:
        self.ended.append("stop")


class World:
    def __init__(self, folder: Path) -> None:
        self.profile: Profile = open_profile(folder)
        self.made: list[Account] = []
        self.told: list[tuple[str, Client]] = []

    def keep(self, *kept: tuple[str, str], ended: str = "") -> None:
        for server, id in kept:
            user = USERS[id]
            self.profile.keep_account(
                SavedAccount(server, parse_address(server).url, user, ended=ended)
            )

    def open(self, server: str, saved: SavedAccount | None) -> AccountClient:
        self.made.append(Account(server, saved))
        return self.made[-1]

    def accounts(self) -> Accounts:
        made = Accounts(self.profile, self.open)
        made.added.append(lambda client: self.told.append(("added", client)))
        made.removed.append(lambda client: self.told.append(("removed", client)))
        made.load()
        return made


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


async def log_in(accounts: Accounts, server: str, login: str) -> AccountClient:
    async def let_in(client: AccountClient) -> None:
        await client.log_in(login, "correct horse", keep=True)

    return await accounts.enter(server, login, let_in)


def names(accounts: Accounts) -> list[str]:
    return [client.saved.user.username for client in accounts.clients if client.saved]


async def test_the_last_one_used_comes_first(world: World) -> None:
    world.keep(("a.org", "u1"), ("b.org", "u1"), ("a.org", "u2"))
    accounts = world.accounts()
    assert accounts.current is accounts.clients[0]
    accounts.choose(accounts.clients[2])
    again = world.accounts()
    assert names(again) == ["ada", "ada", "grace"]
    assert again.current is again.clients[2]
    await again.start_current()
    assert [client.asked("start") for client in world.made[3:]] == [[], [], [True]]
    await again.start_others()
    assert [client.asked("start") for client in world.made[3:]] == [[True]] * 3


async def test_there_may_be_nobody(world: World) -> None:
    accounts = world.accounts()
    await accounts.start_current()
    await accounts.start_others()
    assert accounts.current is None
    assert accounts.at("a.org") is None
    await accounts.stop()


async def test_one_more_is_looked_at_and_told_about(world: World) -> None:
    world.keep(("a.org", "u1"))
    accounts = world.accounts()
    grace = await log_in(accounts, "a.org", "grace")
    assert accounts.current is grace
    assert names(accounts) == ["ada", "grace"]
    assert world.told == [("added", accounts.clients[0]), ("added", grace)]


async def test_who_is_here_already_is_not_let_in_twice(world: World) -> None:
    world.keep(("a.org", "u1"))
    accounts = world.accounts()
    for login in ("Ada", "ADA@example.org"):
        with pytest.raises(Refusal) as refusal:
            await log_in(accounts, "a.org", login)
        assert refusal.value.field == "login"
    assert len(accounts.clients) == 1
    await log_in(accounts, "b.org", "ada")
    assert names(accounts) == ["ada", "ada"]


async def test_logging_in_again_takes_the_old_place(world: World) -> None:
    world.keep(("a.org", "u1"), ended="Your session has ended.")
    world.keep(("a.org", "u2"))
    accounts = world.accounts()
    old = accounts.clients[0]
    new = await log_in(accounts, "a.org", "ada")
    assert names(accounts) == ["ada", "grace"]
    assert accounts.clients[0] is new
    assert world.told[-2:] == [("removed", old), ("added", new)]
    assert world.made[0].ended == ["stop"]


async def test_a_refusal_leaves_no_client(world: World) -> None:
    async def refuse(_client: AccountClient) -> None:
        raise Refusal(ErrorCode.BAD_CREDENTIALS)

    accounts = world.accounts()
    with pytest.raises(Refusal):
        await accounts.enter("a.org", "ada", refuse)
    assert accounts.clients == ()
    assert world.made[0].ended == ["stop"]


async def test_one_goes_and_the_others_stay(world: World) -> None:
    world.keep(("a.org", "u1"), ("b.org", "u2"), ("c.org", "u3"))
    accounts = world.accounts()
    ada, grace, radia = accounts.clients
    accounts.choose(grace)
    cache = world.profile.cache_path(grace.server_url, "u2")
    invites = world.profile.invites_path(grace.server_url, "u2")
    for file in (cache, cache.with_name(cache.name + "-wal"), invites):
        file.write_bytes(b"what was said")
    await accounts.remove(grace, forget=True)
    assert accounts.clients == (ada, radia)
    assert accounts.current is radia
    assert world.made[1].ended == ["stop"]
    assert ("log_out", ()) in world.made[1].calls
    assert not world.made[0].ended
    assert not list(cache.parent.glob(cache.stem + "*"))
    assert [known.server for known in world.profile.settings.accounts] == ["a.org", "c.org"]
    await accounts.remove(grace)
    await accounts.remove(radia)
    assert accounts.current is ada
    await accounts.remove(ada)
    assert accounts.current is None


async def test_one_that_was_removed_is_gone_though_the_program_ends_meanwhile(world: World) -> None:
    world.keep(("a.org", "u1"))
    accounts = world.accounts()
    (client,) = world.made
    cache = world.profile.cache_path(client.server_url, "u1")
    cache.write_bytes(b"what was said")
    client.answers.clear()
    removing = asyncio.ensure_future(accounts.remove(client, forget=True))
    await asyncio.sleep(0)
    removing.cancel()
    asyncio.get_running_loop().call_later(0.01, client.answers.set)
    await accounts.stop()
    assert client.asked("log_out") == [()]
    assert client.ended == ["stop"]
    assert not cache.exists()


async def test_a_server_is_that_of_the_current_account_first(world: World) -> None:
    world.keep(("a.org", "u1"), ended="Your session has ended.")
    world.keep(("a.org", "u2"), ("a.org", "u3"), ("b.org", "u1"))
    accounts = world.accounts()
    _, grace, radia, other = accounts.clients
    accounts.choose(other)
    assert accounts.at("a.org") is grace
    assert accounts.at("wss://a.org/ws") is grace
    accounts.choose(radia)
    assert accounts.at("a.org") is radia
    assert accounts.at("c.org") is None
    assert accounts.at("what is this?") is None


async def test_all_of_them_end(world: World) -> None:
    world.keep(("a.org", "u1"), ("b.org", "u2"))
    accounts = world.accounts()
    await accounts.stop()
    assert [client.ended for client in world.made] == [["stop"], ["stop"]]


def test_the_fake_people_have_what_is_compared() -> None:
    assert isinstance(USERS["u1"], User)
    assert msgspec.structs.asdict(USERS["u1"])["email"] == "ada@example.org"


async def test_an_account_that_makes_no_sense_is_left_out(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.keep(("a.org", "u1"))
    broken = SavedAccount("b.org", "no address at all", USERS["u2"])
    world.profile.keep_account(broken)
    with caplog.at_level(logging.WARNING):
        accounts = world.accounts()
    assert names(accounts) == ["ada"]
    assert "no address" in caplog.text


async def test_a_full_disk_keeps_nobody_from_another_account(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    world.keep(("a.org", "u1"), ("b.org", "u1"))
    accounts = world.accounts()
    monkeypatch.setattr(profiles, "write_private", full)
    second = accounts.clients[1]
    with caplog.at_level(logging.WARNING):
        accounts.choose(second)
        await accounts.remove(second, forget=True)
    assert accounts.current is accounts.clients[0]
    assert "No space left" in caplog.text
