"""The notifier: one notification per group and moment, none doubled, gone when it was read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from fake_client import FakeClient
from fake_data import GROUPS, TEAM, USERS
from PySide6.QtWidgets import QApplication

from chat_desktop.core.attention import Level
from chat_desktop.core.ports import Arrived, Client, SignedOut
from chat_desktop.preferences import Preferences
from chat_desktop.system.notification import Notification
from chat_desktop.system.notifier import MANY, SUMMARY, Notifier
from protocol.scalars import GroupId

OSLO = timezone(timedelta(hours=2))
DESIGN, RELEASE, RANDOM = GROUPS[1].id, GROUPS[2].id, GROUPS[3].id


class FakePresenter:
    def __init__(self) -> None:
        self.shown: dict[str, Notification] = {}
        self.count = 0

    def show(self, tag: str, notification: Notification) -> None:
        self.shown[tag] = notification
        self.count += 1

    def close(self, tag: str) -> None:
        self.shown.pop(tag, None)


class World:
    """A notifier at noon with a client, whose groups are all unread."""

    def __init__(self, file: Path) -> None:
        self.preferences = Preferences(file)
        self.presenter = FakePresenter()
        self.view: set[tuple[Client, GroupId]] = set()
        self.time = datetime(2026, 6, 12, 12, 0, tzinfo=OSLO)
        self.opened: list[tuple[object, str, int]] = []
        self.notifier = Notifier(
            self.preferences, lambda *place: place in self.view, lambda: self.time
        )
        self.notifier.present_by(self.presenter)
        self.notifier.opened.connect(lambda *what: self.opened.append(what))
        self.client = self.account()
        self.seq = 100

    def account(self) -> FakeClient:
        client = FakeClient()
        for row in GROUPS:
            client.change_group(row.id, unread=5)
        self.notifier.follow(client)
        return client

    def say(
        self,
        group: GroupId = TEAM,
        text: str = "hi",
        by: str = "u2",
        *,
        mention: bool = False,
        seq: int | None = None,
        client: FakeClient | None = None,
    ) -> None:
        self.seq += 1
        change = Arrived(group, self.seq if seq is None else seq, by, text, mention)
        (client or self.client).tell(change)

    def bodies(self) -> list[str]:
        self.notifier.flush()
        return [each.body for each in self.presenter.shown.values()]


@pytest.fixture
def world(tmp_path: Path, qapp: QApplication) -> Iterator[World]:
    made = World(tmp_path / "window.ini")
    yield made
    made.notifier.deleteLater()


def test_a_burst_is_one_notification_and_the_next_takes_its_place(world: World) -> None:
    world.say(text="one")
    world.say(text="two", by="u5")
    assert world.bodies() == ["Grace Hopper: one\nKen Thomas: two"]
    world.say(text="three")
    assert world.bodies() == ["Grace Hopper: one\nKen Thomas: two\nGrace Hopper: three"]
    assert [each.title for each in world.presenter.shown.values()] == ["Server team (3)"]


def test_a_busy_group_is_counted_and_only_its_newest_kept(world: World) -> None:
    world.preferences.notify_sound = True
    for number in range(500):
        world.say(text=str(number), seq=1000 + number)
        if number % 100 == 0:
            world.notifier.flush()
            (shown,) = world.presenter.shown.values()
            assert shown.sound is (number == 0)
    world.notifier.flush()
    (shown,) = world.presenter.shown.values()
    assert shown.title == "Server team (500)"
    assert shown.body.split("\n")[-1] == "Grace Hopper: 499"
    (news,) = world.notifier._news.values()
    assert len(news.newest) < 10
    world.notifier.clicked(f"1/{TEAM}")
    assert world.opened == [(world.client, TEAM, 1000)]


async def test_a_moment_later_it_is_shown_by_itself(
    world: World, qloop: asyncio.AbstractEventLoop
) -> None:
    world.say()
    assert world.presenter.count == 0
    async with asyncio.timeout(10):
        while not world.presenter.count:
            await asyncio.sleep(0.01)
    assert not world.notifier._moment.isActive()


def test_the_same_message_is_told_once_also_by_two_accounts(world: World) -> None:
    other = world.account()
    world.say(seq=7)
    world.say(seq=7)
    world.say(seq=7, client=other)
    world.say(seq=6, client=other)
    assert world.bodies() == ["Grace Hopper: hi"]


def test_a_log_that_went_back_is_told_again_and_once(world: World) -> None:
    other = world.account()
    for client in (world.client, other):
        world.say(text="lost", seq=100, client=client)
    world.notifier.flush()
    for text, seq in (("after the restore", 50), ("more", 51)):
        for client in (world.client, other):
            world.say(text=text, seq=seq, client=client)
    assert world.bodies() == ["Grace Hopper: after the restore\nGrace Hopper: more"]
    world.notifier.clicked(f"1/{TEAM}")
    assert world.opened == [(world.client, TEAM, 50)]


def test_what_another_account_of_mine_wrote_is_no_news(world: World) -> None:
    other = world.account()
    other.me = USERS["u2"]
    world.say(by="u2")
    assert world.bodies() == []


def test_accounts_on_two_servers_are_told_apart(world: World) -> None:
    other = world.account()
    other.server_url = "wss://elsewhere/ws"
    world.say(seq=7)
    world.say(seq=7, client=other)
    assert world.bodies() == ["Grace Hopper: hi"] * 2
    assert {each.title for each in world.presenter.shown.values()} == {"Server team · Ada Lovelace"}


def test_levels(world: World) -> None:
    world.client.set_attention(TEAM, Level.MENTIONS)
    world.client.set_attention(DESIGN, Level.NOTHING)
    world.say(text="no")
    world.say(text="yes @ada", mention=True)
    world.say(DESIGN, "no @ada", mention=True)
    assert world.bodies() == ["yes @ada"]


def test_nothing_about_the_group_in_view_even_to_another_account(world: World) -> None:
    other = world.account()
    world.view.add((world.client, TEAM))
    world.say(seq=7)
    world.say(seq=7, client=other)
    world.say(DESIGN)
    assert world.bodies() == ["Grace Hopper: hi"]


@pytest.mark.parametrize(("hour", "told"), [(21, True), (22, False), (3, False), (7, True)])
def test_quiet_hours_are_local_time(world: World, hour: int, told: bool) -> None:
    world.preferences.quiet = True
    world.time = datetime(2026, 6, 12, hour, 0, tzinfo=OSLO)
    world.say(mention=True)
    assert bool(world.bodies()) is told


def test_an_hour_of_quiet_ends(world: World) -> None:
    world.preferences.hushed_until = int(world.time.timestamp() * 1000) + 3_600_000
    world.say()
    assert world.bodies() == []
    world.time += timedelta(hours=1)
    world.say()
    assert world.bodies() == ["Grace Hopper: hi"]


def test_no_notifications_at_all(world: World) -> None:
    world.preferences.notify = False
    world.say(mention=True)
    assert world.bodies() == []


def test_hidden_text(world: World) -> None:
    world.preferences.notify_text = False
    world.say(text="secret")
    (shown,) = [world.bodies()]
    assert "secret" not in shown[0]
    assert "Grace" not in shown[0]


def test_it_goes_when_it_was_read_here_or_elsewhere(world: World) -> None:
    world.say()
    world.say(DESIGN)
    assert len(world.bodies()) == 2
    world.client.mark_read(TEAM, 101)
    assert list(world.presenter.shown) == [f"1/{DESIGN}"]
    world.client.change_group(DESIGN, unread=0)
    assert world.presenter.shown == {}


def test_what_is_read_before_it_is_shown_is_not_shown(world: World) -> None:
    world.say()
    world.client.mark_read(TEAM, 101)
    assert world.bodies() == []
    assert world.presenter.count == 0


def test_it_goes_when_the_group_is_opened_or_gone_or_the_user_logs_out(world: World) -> None:
    ends: tuple[Callable[[], None], ...] = (
        lambda: world.notifier.clear(world.client, TEAM),
        lambda: world.client.tell(SignedOut(None)),
        lambda: world.client.drop_group(TEAM),
    )
    for end in ends:
        world.say()
        assert len(world.bodies()) == 1
        end()
        assert world.presenter.shown == {}


def test_after_an_account_was_forgotten_it_tells_nothing(world: World) -> None:
    world.say()
    world.notifier.flush()
    world.notifier.forget(world.client)
    world.notifier.forget(world.client)
    assert world.presenter.shown == {}
    world.say()
    assert world.bodies() == []


def test_a_click_opens_the_group_at_the_first_message_of_it(world: World) -> None:
    world.say(seq=200)
    world.say(seq=201)
    world.notifier.flush()
    world.notifier.clicked(f"1/{TEAM}")
    assert world.opened == [(world.client, TEAM, 200)]
    assert world.presenter.shown == {}


def test_many_groups_at_once_make_one_notification(world: World) -> None:
    raised: list[int] = []
    world.notifier.raised.connect(lambda: raised.append(1))
    for row in GROUPS[: MANY + 1]:
        world.say(row.id)
    world.notifier.flush()
    assert list(world.presenter.shown) == [SUMMARY]
    world.notifier.clicked(SUMMARY)
    assert raised == [1]
    assert world.presenter.shown == {}


def test_one_about_many_goes_when_one_of_them_is_looked_at(world: World) -> None:
    for row in GROUPS[: MANY + 1]:
        world.say(row.id)
    world.notifier.flush()
    world.client.mark_read(TEAM, 500)
    assert world.presenter.shown == {}


def test_who_writes_may_be_unknown_yet(world: World) -> None:
    world.say(by="stranger")
    assert world.bodies() == ["Somebody: hi"]


def test_a_choice_about_the_words_clears_what_was_worded_otherwise(world: World) -> None:
    world.say()
    world.notifier.flush()
    world.preferences.notify_text = False
    assert world.presenter.shown == {}
