"""A script acts as a user would: it waits for what it needs, and says which step failed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from chat_desktop.script import ScriptFailed, play


class Shop(QWidget):
    """A field, a button that says what the field holds, a list, an action, a dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("shop")
        self.field, self.buy = QLineEdit("old"), QPushButton("Buy")
        self.said, self.goods = QLabel(), QListWidget()
        column = QVBoxLayout(self)
        for name, part in (
            ("field", self.field),
            ("buy", self.buy),
            ("said", self.said),
            ("goods", self.goods),
        ):
            part.setObjectName(name)
            column.addWidget(part)
        self.edits: list[str] = []
        self.field.textEdited.connect(self.edits.append)
        self.field.returnPressed.connect(lambda: self.said.setText("entered"))
        self.buy.clicked.connect(lambda: self.said.setText(f"bought {self.field.text()}"))
        self.action = QAction(self)
        self.action.setObjectName("ask")
        self.action.triggered.connect(self.ask)
        self.addAction(self.action)

    def ask(self) -> None:
        self.dialog = QDialog(self)
        self.dialog.setObjectName("question")
        answer = QPushButton("Yes", self.dialog)
        answer.setObjectName("yes")
        answer.clicked.connect(self.dialog.accept)
        self.dialog.open()


@pytest.fixture
def shop(qloop: asyncio.AbstractEventLoop) -> Iterator[Shop]:
    window = Shop()
    window.show()
    yield window
    window.close()
    window.deleteLater()


async def act(folder: Path, text: str, seconds: float = 10.0) -> None:
    script = folder / "steps.txt"
    script.write_text(text)
    await play(script, seconds)


async def test_a_field_is_written_as_by_keyboard(shop: Shop, qloop: object, tmp_path: Path) -> None:
    await act(tmp_path, "write field 'green tea'\nclick buy\nsee said 'bought green tea'")
    assert shop.edits[-1] == "green tea"
    assert len(shop.edits) == len("green tea")


async def test_a_key_is_pressed(shop: Shop, qloop: object, tmp_path: Path) -> None:
    await act(tmp_path, "# a comment\n\npress field Return\nsee said entered\ngone said bought")


async def test_a_step_waits_for_what_comes_later(shop: Shop, qloop: object, tmp_path: Path) -> None:
    shop.buy.setEnabled(False)
    qloop_now = asyncio.get_running_loop()
    qloop_now.call_later(0.05, shop.goods.addItems, ["tea", "coffee"])
    qloop_now.call_later(0.1, shop.buy.setEnabled, True)
    await act(tmp_path, "choose goods coffee\nclick buy\nsee said bought\nsee goods tea")
    assert shop.goods.currentRow() == 1


async def test_a_dialog_stands_in_front(shop: Shop, qloop: object, tmp_path: Path) -> None:
    await act(tmp_path, "act ask\npicture asked.png\nclick yes\ngone question\nclick buy")
    assert shop.dialog.result() == QDialog.DialogCode.Accepted
    shop.ask()
    with pytest.raises(ScriptFailed, match="no buy to click"):
        await act(tmp_path, "click buy", seconds=0.1)


async def test_a_picture_shows_the_window(shop: Shop, qloop: object, tmp_path: Path) -> None:
    shop.resize(300, 200)
    await act(tmp_path, "picture shop.png")
    picture = QImage(str(tmp_path / "shop.png"))
    assert (picture.width(), picture.height()) == (300, 200)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("click nothing", "no nothing to click"),
        ("see said never", "it is not there"),
        ("choose goods never", "no row with it in goods"),
        ("gone shop", "it is still there"),
        ("gone field x", "it is still there"),
        ("gone nothing x", "it is still there"),
        ("press field NoSuchKey", "there is no key NoSuchKey"),
        ("dance", "no such step"),
        ("click", "no such step"),
        ("picture no/such/folder.png", "cannot be written"),
    ],
)
async def test_a_step_that_fails_is_named(
    line: str, reason: str, shop: Shop, qloop: object, tmp_path: Path
) -> None:
    with pytest.raises(ScriptFailed, match=f"steps.txt:2: {line}: .*{reason}"):
        await act(tmp_path, f"write field x\n{line}", 0.1)
