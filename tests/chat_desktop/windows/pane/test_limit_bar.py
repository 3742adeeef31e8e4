"""The bar near the limit counts, and says into how many messages a text would go."""

from __future__ import annotations

import asyncio

from pytestqt.qtbot import QtBot
from windows_world import until

from chat_desktop.windows.pane.limit_bar import LimitBar


async def test_the_number_of_messages_is_told_soon(
    qloop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    bar = LimitBar()
    qtbot.addWidget(bar)
    bar.judge("word " * 30, 60, may_split=True)
    assert not bar.isHidden()
    assert bar.words.startswith("90 character")
    await until(lambda: "3" in bar.split.text())
    with qtbot.waitSignal(bar.split_wanted):
        bar.split.click()
    bar.judge("word", 60, may_split=True)
    assert bar.isHidden()
    assert bar.split.isHidden()
