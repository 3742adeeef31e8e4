"""Sheets: what is sent is waited for, and refusals keep them open."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from windows_world import click, part, until

from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.controls import Field
from chat_desktop.windows.parts.sheet import FormSheet, Sheet
from protocol.errors import ErrorCode, Refusal

Loop = asyncio.AbstractEventLoop


class NameSheet(FormSheet):
    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme, "Name", "Save", "name")
        self.answer: Exception | None = None
        self.early: Refusal | None = None
        self.form.add_field("name", Field("Name", object_name="nameName"))
        self.form.finish_layout()

    def send(self) -> Awaitable[object] | None:
        if self.early is not None:
            raise self.early

        async def work() -> None:
            await asyncio.sleep(0)
            if self.answer is not None:
                raise self.answer

        return work()


async def test_sent_and_accepted(qloop: Loop, window: QWidget, theme: Theme) -> None:
    sheet = NameSheet(window, theme)
    sheet.open()
    assert sheet.focusWidget() is sheet.form.fields["name"].input
    click(sheet, "nameSubmit")
    await until(lambda: sheet.result() == NameSheet.DialogCode.Accepted)


async def test_refusals_keep_it_open(qloop: Loop, window: QWidget, theme: Theme) -> None:
    sheet = NameSheet(window, theme)
    sheet.open()
    sheet.early = Refusal(ErrorCode.INVALID_NAME, "Too short.", field="name")
    click(sheet, "nameSubmit")
    assert sheet.form.fields["name"].problem == "Too short."
    sheet.early, sheet.answer = None, Refusal(ErrorCode.BUSY)
    click(sheet, "nameSubmit")
    await until(lambda: "busy" in sheet.form.problem.text)
    assert sheet.isVisible()


async def test_a_bug_is_told_too(qloop: Loop, window: QWidget, theme: Theme) -> None:
    sheet = NameSheet(window, theme)
    sheet.open()
    sheet.answer = ValueError("oops")
    click(sheet, "nameSubmit")
    await until(lambda: "went wrong" in sheet.form.problem.text)
    assert sheet.form.submit.isEnabled()


async def test_escape_and_the_cross_close(qloop: Loop, window: QWidget, theme: Theme) -> None:
    sheet = Sheet(window, theme, "Title")
    sheet.open()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert sheet.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isHidden()
    sheet.open()
    part(sheet, QToolButton, "closeSheet").click()
    assert sheet.isHidden()


@pytest.mark.parametrize("words", [1, 12])
def test_a_sheet_is_as_high_as_what_it_holds(window: QWidget, theme: Theme, words: int) -> None:
    sheet = NameSheet(window, theme)
    fields = [Field("Name", hint="wrapped words " * words) for _ in range(3)]
    for number, field in enumerate(fields):
        sheet.form.add_field(f"more {number}", field)
    sheet.show()
    wanted = fields[0].heightForWidth(fields[0].width())
    assert {field.height() for field in fields} == {wanted}, "none is squeezed or stretched"
