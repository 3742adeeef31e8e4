"""Notifications by the desktop's own daemon: org.freedesktop.Notifications on the session bus."""

from __future__ import annotations

import html
import os
from collections.abc import Callable
from typing import Any, Final

from chat_desktop.system.bus import Bus, NoAnswer, session_address
from chat_desktop.system.notification import Notification

SERVICE: Final = "org.freedesktop.Notifications"
PATH: Final = "/org/freedesktop/Notifications"


class DesktopNotifications:
    """A `Way`. It connects when the first notification is shown, and again after a loss.

    `clicked` is called with the tag of the notification that the user clicked; `open_words` is
    the label of that action where a daemon shows it as a button.
    """

    def __init__(
        self,
        clicked: Callable[[str], None],
        open_words: Callable[[], str] = lambda: "Open",
        address: Callable[[], str | None] = session_address,
    ) -> None:
        self._clicked, self._open_words, self._address = clicked, open_words, address
        self._bus: Bus | None = None
        self._can: frozenset[str] = frozenset()
        self._ids: dict[str, int] = {}

    async def show(self, tag: str, notification: Notification) -> None:
        bus = await self._connected()
        title, body = notification.title, notification.body
        if "body" not in self._can:
            title, body = f"{title}: {body}", ""
        elif "body-markup" in self._can:
            body = html.escape(body, quote=False)
        actions = ["default", self._open_words()] if "actions" in self._can else []
        hints: dict[str, tuple[str, Any]] = {
            "desktop-entry": ("s", "parlance"),
            "category": ("s", "im.received"),
        }
        if notification.sound:
            hints["sound-name"] = ("s", "message-new-instant")
        else:
            hints["suppress-sound"] = ("b", True)
        values = ("Parlance", self._ids.get(tag, 0), "parlance", title, body, actions, hints, -1)
        answer = await bus.call(SERVICE, PATH, "Notify", "susssasa{sv}i", values)
        self._ids[tag] = answer[0]

    async def close(self, tag: str) -> None:
        id = self._ids.pop(tag, None)
        if id is not None and self._bus is not None and not self._bus.closed:
            await self._bus.call(SERVICE, PATH, "CloseNotification", "u", (id,))

    async def stop(self) -> None:
        """Disconnect; what is shown stays with the desktop."""
        if self._bus is not None:
            await self._bus.close()
            self._bus = None

    async def _connected(self) -> Bus:
        if self._bus is not None and not self._bus.closed:
            return self._bus
        await self.stop()
        self._ids.clear()
        bus = await Bus.connect(self._address())
        try:
            answer = await bus.call(SERVICE, PATH, "GetCapabilities")
            self._can = frozenset(answer[0])
            await bus.listen(SERVICE, PATH, self._heard)
        except NoAnswer:
            await bus.close()
            raise
        self._bus = bus
        return bus

    def _heard(self, signal: str, values: tuple[Any, ...]) -> None:
        tag = next((tag for tag, id in self._ids.items() if values and id == values[0]), None)
        if tag is None:
            return
        if signal == "ActivationToken":
            # What Wayland asks of a program that wants to come to the front.
            os.environ["XDG_ACTIVATION_TOKEN"] = str(values[1])
        elif signal == "ActionInvoked" and values[1] == "default":
            self._clicked(tag)
        elif signal == "NotificationClosed":
            self._ids.pop(tag, None)
