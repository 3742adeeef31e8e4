"""The tray of a real desktop, played by a watcher on a bus of the test's own, under Xvfb."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from notification_daemon import DAEMON, message_bus, tray_watcher
from windows_world import until

from chat_desktop.system.bus import Bus

ROOT = Path(__file__).resolve().parents[2]
ITEM = "org.kde.StatusNotifierItem"
PROPERTIES = "org.freedesktop.DBus.Properties"

pytestmark = pytest.mark.skipif(
    DAEMON is None or shutil.which("Xvfb") is None,
    reason="a tray needs Xvfb and dbus-daemon, which this machine lacks",
)


@asynccontextmanager
async def running(
    *command: str, environment: dict[str, str]
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a program until the end of the block, which is the end of its input too."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL, env=environment
    )
    try:
        yield process
    finally:
        assert process.stdin is not None
        process.stdin.close()
        try:
            async with asyncio.timeout(20):
                await process.wait()
        except TimeoutError:
            process.terminate()
            await process.wait()


async def line(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(20):
        return (await process.stdout.readline()).decode().strip()


@asynccontextmanager
async def program(address: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the icon's program on a screen of its own."""
    screen = ("Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24")
    async with running(*screen, environment=dict(os.environ)) as server:
        environment = {
            **os.environ,
            "DISPLAY": f":{await line(server)}",
            "DBUS_SESSION_BUS_ADDRESS": address,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": f"{ROOT / 'tests'}{os.pathsep}{ROOT}",
        }
        async with running(sys.executable, "-m", "tray_on_show", environment=environment) as shown:
            yield shown
        server.terminate()


async def test_the_icon_is_in_the_tray_with_its_words_and_hears_a_click(tmp_path: Path) -> None:
    async with (
        message_bus(tmp_path) as address,
        tray_watcher(address) as items,
        program(address) as shown,
    ):
        assert await line(shown) == "there"
        await until(lambda: items)
        bus = await Bus.connect(address)
        path = "/StatusNotifierItem"
        tip = await bus.call(items[0], path, "Get", "ss", (ITEM, "ToolTip"), interface=PROPERTIES)
        assert "12" in tip[0][1][2]
        icon = await bus.call(
            items[0], path, "Get", "ss", (ITEM, "IconPixmap"), interface=PROPERTIES
        )
        assert {22, 24} <= {width for width, _height, _pixels in icon[0][1]}
        await bus.call(items[0], path, "Activate", "ii", (1, 1), interface=ITEM)
        assert await line(shown) == "clicked"
        await bus.close()


async def test_where_there_is_no_tray_it_says_so(tmp_path: Path) -> None:
    async with message_bus(tmp_path) as address, program(address) as shown:
        assert await line(shown) == "no tray"
