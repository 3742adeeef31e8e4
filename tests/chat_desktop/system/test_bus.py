"""The session bus: found, absent, silent, gone; every trouble is the same known error."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest
from notification_daemon import DAEMON, message_bus, notification_daemon

from chat_desktop.system import bus
from chat_desktop.system.bus import Bus, NoAnswer, session_address
from chat_desktop.system.desktop_notifications import PATH, SERVICE

needs_bus = pytest.mark.skipif(DAEMON is None, reason="dbus-daemon is not installed")


def test_the_address_is_named_or_found_where_the_system_puts_it(tmp_path: Path) -> None:
    named = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/a", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert session_address(named) == "unix:path=/a"
    assert session_address({"XDG_RUNTIME_DIR": str(tmp_path)}) is None
    assert session_address({}) is None
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "bus"))
        found = session_address({"XDG_RUNTIME_DIR": str(tmp_path)})
    assert found == f"unix:path={tmp_path}/bus"


@pytest.mark.parametrize(
    "address", [None, "unix:path=/nowhere/at/all", "tcp:host=127.0.0.1,port=1", "nonsense", ""]
)
async def test_no_bus_is_no_answer_at_once(address: str | None) -> None:
    with pytest.raises(NoAnswer):
        await Bus.connect(address)


@needs_bus
async def test_a_service_that_is_not_there_is_no_answer(tmp_path: Path) -> None:
    async with message_bus(tmp_path) as address:
        connected = await Bus.connect(address)
        with pytest.raises(NoAnswer, match="GetCapabilities"):
            await connected.call(SERVICE, PATH, "GetCapabilities")
        await connected.close()
        assert connected.closed


@needs_bus
async def test_a_service_that_hangs_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with message_bus(tmp_path) as address, notification_daemon(address, []) as daemon:
        connected = await Bus.connect(address)
        daemon.mute = True
        monkeypatch.setattr(bus, "SECONDS", 0.05)
        with pytest.raises(NoAnswer):
            await connected.call(SERVICE, PATH, "GetCapabilities")
        await connected.close()


@needs_bus
async def test_a_bus_that_goes_ends_the_wait_and_the_connection(tmp_path: Path) -> None:
    async with message_bus(tmp_path) as address, notification_daemon(address, []) as daemon:
        connected = await Bus.connect(address)
        daemon.mute = True
        asking = asyncio.create_task(connected.call(SERVICE, PATH, "GetCapabilities"))
        await asyncio.sleep(0)
        connected._connection.writer.transport.abort()
        with pytest.raises(NoAnswer):
            await asking
        async with asyncio.timeout(30):
            while not connected.closed:
                await asyncio.sleep(0.005)
        with pytest.raises(NoAnswer):
            await connected.call(SERVICE, PATH, "GetCapabilities")
        await connected.close()
