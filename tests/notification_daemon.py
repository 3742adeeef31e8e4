"""A message bus of its own for tests of D-Bus, and those who are asked on it by the desktop."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chat_desktop.system.calm import SERVICE as PORTAL
from chat_desktop.system.desktop_notifications import PATH, SERVICE

DAEMON = shutil.which("dbus-daemon")

_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@asynccontextmanager
async def message_bus(folder: Path) -> AsyncIterator[str]:
    """Run a bus on which nobody is started by itself; gives its address."""
    assert DAEMON is not None
    config = folder / "bus.conf"
    config.write_text(_CONFIGURATION.format(socket=folder / "bus"))
    process = await asyncio.create_subprocess_exec(
        DAEMON,
        f"--config-file={config}",
        "--nofork",
        "--print-address",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


@dataclass
class NotificationDaemon:
    """Answers as a desktop does. `shown` are the values of each `Notify`, `closed` the ids."""

    connection: Any
    capabilities: list[str]
    shown: list[tuple[Any, ...]] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    mute: bool = False
    _id: int = 0

    async def serve(self) -> None:
        """Answer until the end."""
        from jeepney import HeaderFields, MessageType, new_method_return

        while True:
            message = await self.connection.receive()
            if message.header.message_type is not MessageType.method_call or self.mute:
                continue
            member = message.header.fields[HeaderFields.member]
            signature, body = self._answer(member, message.body)
            await self.connection.send(new_method_return(message, signature, body))

    def _answer(self, member: str, values: tuple[Any, ...]) -> tuple[str | None, tuple[Any, ...]]:
        if member == "GetCapabilities":
            return "as", (self.capabilities,)
        if member == "CloseNotification":
            self.closed.append(values[0])
            return None, ()
        self.shown.append(values)
        if values[1]:
            return "u", (values[1],)
        self._id += 1
        return "u", (self._id,)

    async def emit(self, signal: str, signature: str, *values: Any) -> None:
        """Send a signal of the notification interface."""
        from jeepney import DBusAddress, new_signal

        where = DBusAddress(PATH, interface=SERVICE)
        await self.connection.send(new_signal(where, signal, signature, values))


@asynccontextmanager
async def notification_daemon(
    address: str, capabilities: list[str]
) -> AsyncIterator[NotificationDaemon]:
    """Run a daemon that has the well-known name."""
    from jeepney import message_bus as bus_itself
    from jeepney.io.asyncio import DBusRouter, Proxy, open_dbus_connection

    connection = await open_dbus_connection(address)
    async with DBusRouter(connection) as router:
        await Proxy(bus_itself, router).RequestName(SERVICE)
    daemon = NotificationDaemon(connection, capabilities)
    serving = asyncio.create_task(daemon.serve())
    try:
        yield daemon
    finally:
        serving.cancel()
        await asyncio.wait([serving])
        await connection.close()


@asynccontextmanager
async def settings_portal(
    address: str, says: dict[tuple[str, str], tuple[str, object]]
) -> AsyncIterator[None]:
    """Run a settings portal that knows these values, each with its signature, and no other."""
    from jeepney import HeaderFields, MessageType, new_error, new_method_return
    from jeepney import message_bus as bus_itself
    from jeepney.io.asyncio import DBusRouter, Proxy, open_dbus_connection

    connection = await open_dbus_connection(address)
    async with DBusRouter(connection) as router:
        await Proxy(bus_itself, router).RequestName(PORTAL)

    async def serve() -> None:
        while True:
            message = await connection.receive()
            if message.header.message_type is MessageType.method_call:
                assert message.header.fields[HeaderFields.member] == "ReadOne"
                value = says.get(message.body)
                unknown = new_error(message, f"{PORTAL}.Error.NotFound")
                known = new_method_return(message, "v", (value,))
                await connection.send(unknown if value is None else known)

    serving = asyncio.create_task(serve())
    try:
        yield
    finally:
        serving.cancel()
        await asyncio.wait([serving])
        await connection.close()


@asynccontextmanager
async def tray_watcher(address: str) -> AsyncIterator[list[str]]:
    """Run a desktop's tray that shows nothing; gives the names of who put an icon into it."""
    from jeepney import HeaderFields, MessageType, new_method_return
    from jeepney import message_bus as bus_itself
    from jeepney.io.asyncio import DBusRouter, Proxy, open_dbus_connection

    connection = await open_dbus_connection(address)
    async with DBusRouter(connection) as router:
        await Proxy(bus_itself, router).RequestName("org.kde.StatusNotifierWatcher")
    items: list[str] = []

    async def serve() -> None:
        while True:
            message = await connection.receive()
            if message.header.message_type is not MessageType.method_call:
                continue
            fields = message.header.fields
            if fields[HeaderFields.member] == "RegisterStatusNotifierItem":
                items.append(fields[HeaderFields.sender])
                await connection.send(new_method_return(message))
            else:
                await connection.send(new_method_return(message, "v", (("b", True),)))

    serving = asyncio.create_task(serve())
    try:
        yield items
    finally:
        serving.cancel()
        await asyncio.wait([serving])
        await connection.close()
