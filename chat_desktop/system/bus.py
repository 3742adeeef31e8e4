"""The session bus of D-Bus, spoken without blocking; where there is none, that shows at once."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

SECONDS: Final = 3.0
"""The longest wait for an answer: who is asked may hang."""

Heard = Callable[[str, tuple[Any, ...]], None]


class NoAnswer(Exception):
    """Nobody answered over D-Bus: no bus, no such service, a refusal, or silence."""


def session_address(environment: Mapping[str, str] | None = None) -> str | None:
    """Return where the session bus listens, None where there is no sign of one."""
    known = os.environ if environment is None else environment
    if named := known.get("DBUS_SESSION_BUS_ADDRESS"):
        return named
    runtime = known.get("XDG_RUNTIME_DIR")
    if runtime and Path(runtime, "bus").is_socket():
        return f"unix:path={runtime}/bus"
    return None


class Bus:
    """One connection to the bus; used on the event loop's thread. Every call may raise `NoAnswer`.

    jeepney is there on Linux only and is imported when it is needed.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._replies: dict[int, asyncio.Future[Any]] = {}
        self._heard: dict[str, Heard] = {}
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def connect(cls, address: str | None) -> Bus:
        """Connect to the bus at a D-Bus address."""
        if address is None:
            raise NoAnswer("there is no session bus")
        try:
            from jeepney.io.asyncio import open_dbus_connection

            async with asyncio.timeout(SECONDS):
                return cls(await open_dbus_connection(address))
        except (ImportError, OSError, EOFError, ValueError, KeyError, RuntimeError) as error:
            raise NoAnswer(f"no connection to {address}: {error}") from None

    @property
    def closed(self) -> bool:
        """Whether the connection is over."""
        return self._reader.done()

    async def call(
        self,
        service: str,
        path: str,
        member: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        *,
        interface: str | None = None,
    ) -> tuple[Any, ...]:
        """Call a method of `service` and return what it answers."""
        from jeepney import DBusAddress, MessageType, new_method_call

        where = DBusAddress(path, bus_name=service, interface=interface or service)
        message = new_method_call(where, member, signature or None, body)
        serial = next(self._connection.outgoing_serial)
        reply = self._replies[serial] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(SECONDS):
                if self.closed:
                    raise NoAnswer("the bus is gone")
                await self._connection.send(message, serial=serial)
                answer = await reply
        except OSError as error:
            raise NoAnswer(f"{member}: {error or 'no answer'}") from None
        finally:
            del self._replies[serial]
        if answer.header.message_type is MessageType.error:
            raise NoAnswer(f"{member}: {answer.body}")
        return tuple(answer.body)

    async def listen(self, service: str, path: str, heard: Heard) -> None:
        """Call `heard` with name and values of each signal of a service's own interface."""
        self._heard[service] = heard
        rule = f"type='signal',sender='{service}',interface='{service}',path='{path}'"
        bus = "org.freedesktop.DBus"
        await self.call(bus, "/org/freedesktop/DBus", "AddMatch", "s", (rule,))

    async def close(self) -> None:
        """Disconnect."""
        self._reader.cancel()
        await asyncio.wait([self._reader])
        with contextlib.suppress(OSError):
            await self._connection.close()

    async def _read(self) -> None:
        """Hand out what comes, until the bus goes."""
        try:
            while True:
                self._take(await self._connection.receive())
        except (EOFError, OSError):
            for reply in self._replies.values():
                if not reply.done():
                    reply.set_exception(NoAnswer("the bus is gone"))

    def _take(self, message: Any) -> None:
        from jeepney import HeaderFields, MessageType

        fields = message.header.fields
        if message.header.message_type is MessageType.signal:
            heard = self._heard.get(fields.get(HeaderFields.interface, ""))
            if heard is not None:
                heard(fields.get(HeaderFields.member, ""), tuple(message.body))
            return
        reply = self._replies.get(fields.get(HeaderFields.reply_serial, 0))
        if reply is not None and not reply.done():
            reply.set_result(message)
