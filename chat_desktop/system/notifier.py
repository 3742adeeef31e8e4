"""Decides which arrivals become notifications, joins those of a group, and clears what was read."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Final, Protocol

from msgspec import Struct, field
from PySide6.QtCore import QObject, QTimer, Signal

from chat_desktop.core.attention import notifies
from chat_desktop.core.ports import (
    Arrived,
    Change,
    Client,
    GroupGone,
    GroupsChanged,
    ReadMoved,
    SignedOut,
)
from chat_desktop.preferences import Preferences
from chat_desktop.system.notification import LINES, Notification, Said, of_group, of_many
from protocol.scalars import GroupId, Seq

MOMENT_MS: Final = 300
"""How long the first message waits for others, so that a burst is one notification."""

MANY: Final = 3
"""More groups than that at once are told in one notification."""

SUMMARY: Final = "summary"


class Presenter(Protocol):
    """Shows and closes notifications by tag, in its own time."""

    def show(self, tag: str, notification: Notification) -> None: ...

    def close(self, tag: str) -> None: ...


def local_now() -> datetime:
    """Return the time in the user's own time zone."""
    return datetime.now().astimezone()


class _News(Struct):
    """What nobody looked at yet in one group of one account: the newest of `count` messages.

    `first` is the oldest one's seq. `shown` says if it is told alone.
    """

    client: Client
    group: GroupId
    first: Seq
    count: int = 0
    newest: deque[Arrived] = field(default_factory=lambda: deque(maxlen=LINES))
    waits: bool = True
    shown: bool = False


class Notifier(QObject):
    """Follows clients; `opened` is emitted with client, group and the message to begin at.

    `in_view(client, group)` says whether the group is open in the active window.
    """

    opened = Signal(object, str, int)
    raised = Signal()
    """A notification about many groups was clicked."""

    def __init__(
        self,
        preferences: Preferences,
        in_view: Callable[[Client, GroupId], bool],
        now: Callable[[], datetime] = local_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences, self._in_view, self._now = preferences, in_view, now
        self._presenter: Presenter | None = None
        self._clients: dict[Client, Callable[[], None]] = {}
        self._numbers: dict[Client, int] = {}
        self._news: dict[str, _News] = {}
        self._heard_up_to: dict[tuple[Client, GroupId], Seq] = {}
        self._told: dict[tuple[str, GroupId], Seq] = {}
        self._summary = False
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(MOMENT_MS)
        self._moment.timeout.connect(self.flush)
        preferences.changed.connect(self._chosen)

    def present_by(self, presenter: Presenter) -> None:
        """Show notifications by this presenter; until then there are none."""
        self._presenter = presenter

    # --- the accounts

    def follow(self, client: Client) -> None:
        """Tell of what arrives at this client from now on."""
        if client not in self._clients:
            self._numbers[client] = max(self._numbers.values(), default=0) + 1
            self._clients[client] = client.listen(lambda change: self._heard(client, change))

    def forget(self, client: Client) -> None:
        """Tell no more of this client, and clear what was told."""
        end = self._clients.pop(client, None)
        if end is not None:
            end()
            self._clear_all(client)
            del self._numbers[client]
            for place in [place for place in self._heard_up_to if place[0] is client]:
                del self._heard_up_to[place]

    # --- what was looked at

    def clear(self, client: Client, group: GroupId) -> None:
        """The user looks at this group: its notification goes."""
        self._close(self._tag(client, group))

    def clicked(self, tag: str) -> None:
        """The user clicked a notification."""
        news = self._news.get(tag)
        if news is None:
            self._close_summary()
            self.raised.emit()
            return
        self._close(tag)
        self.opened.emit(news.client, news.group, news.first)

    # --- inside

    def _tag(self, client: Client, group: GroupId) -> str:
        return f"{self._numbers.get(client, 0)}/{group}"

    def _heard(self, client: Client, change: Change) -> None:
        if isinstance(change, Arrived):
            self._arrived(client, change)
        elif isinstance(change, ReadMoved | GroupGone):
            self._check(client, change.group)
        elif isinstance(change, GroupsChanged):
            for news in [news for news in self._news.values() if news.client is client]:
                self._check(client, news.group)
        elif isinstance(change, SignedOut):
            self._clear_all(client)

    def _arrived(self, client: Client, change: Arrived) -> None:
        place = (client.server_url, change.group)
        if change.seq <= self._heard_up_to.get((client, change.group), 0):
            self._begin_again(*place)
        self._heard_up_to[client, change.group] = change.seq
        if change.seq <= self._told.get(place, 0) or not self._wanted(client, change):
            return
        self._told[place] = change.seq
        tag = self._tag(client, change.group)
        news = self._news.setdefault(tag, _News(client, change.group, change.seq))
        news.newest.append(change)
        news.count += 1
        news.waits = True
        if not self._moment.isActive():
            self._moment.start()

    def _begin_again(self, server: str, group: GroupId) -> None:
        """The group's log went back, with a server that was restored: no seq was told of it."""
        self._told.pop((server, group), None)
        for client in self._clients:
            if client.server_url == server:
                self._heard_up_to.pop((client, group), None)
                self._close(self._tag(client, group))

    def _wanted(self, client: Client, change: Arrived) -> bool:
        same = [other for other in self._clients if other.server_url == client.server_url]
        if any(other.me is not None and other.me.id == change.by for other in same):
            return False
        preferences = self._preferences
        quiet, until = preferences.quiet_hours, preferences.hushed_until
        now = self._now() if quiet is not None or until else None
        return notifies(
            client.attention(change.group),
            mention=change.mention,
            in_view=any(self._in_view(other, change.group) for other in same),
            on=preferences.notify,
            quiet=quiet,
            minute=now.hour * 60 + now.minute if now else 0,
            hushed=now is not None and now.timestamp() * 1000 < until,
        )

    def flush(self) -> None:
        """Show what waits, each group by itself, or all in one where there are many."""
        self._moment.stop()
        waiting = {tag: news for tag, news in self._news.items() if news.waits}
        for news in waiting.values():
            news.waits = False
        if self._presenter is None or not waiting:
            return
        if len(waiting) > MANY:
            names = [self._name(news) for news in waiting.values()]
            total = sum(news.count for news in waiting.values())
            sound = self._preferences.notify_sound
            self._summary = True
            self._presenter.show(SUMMARY, of_many(names, total, sound=sound))
            return
        for tag, news in waiting.items():
            notification = self._worded(news)
            news.shown = True
            self._presenter.show(tag, notification)

    def _worded(self, news: _News) -> Notification:
        users = {each.by: news.client.user(each.by) for each in news.newest}
        names = {
            id: (user.display_name or user.username) if user else self.tr("Somebody")
            for id, user in users.items()
        }
        return of_group(
            self._name(news),
            [Said(names[each.by], each.text, each.mention) for each in news.newest],
            news.count,
            with_text=self._preferences.notify_text,
            # What only renews a notification makes no noise again.
            sound=self._preferences.notify_sound and not news.shown,
            account=self._account(news.client),
        )

    def _name(self, news: _News) -> str:
        row = news.client.group(news.group)
        return row.name if row else ""

    def _account(self, client: Client) -> str:
        if len(self._clients) < 2 or client.me is None:
            return ""
        return client.me.display_name or client.me.username

    def _check(self, client: Client, group: GroupId) -> None:
        """Clear what was read here or elsewhere, or is gone."""
        row = client.group(group)
        if row is None or row.unread == 0:
            self._close(self._tag(client, group))

    def _chosen(self, name: str) -> None:
        if name in ("notify", "notify_text"):
            # What is shown was worded for another choice.
            for client in list(self._clients):
                self._clear_all(client)

    def _clear_all(self, client: Client) -> None:
        for tag in [tag for tag, news in self._news.items() if news.client is client]:
            self._close(tag)

    def _close(self, tag: str) -> None:
        news = self._news.pop(tag, None)
        if news is None:
            return
        if news.shown and self._presenter is not None:
            self._presenter.close(tag)
        self._close_summary()

    def _close_summary(self) -> None:
        if self._summary and self._presenter is not None:
            self._summary = False
            self._presenter.close(SUMMARY)
