"""A form: problems at their places, busy without a second sending."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chat_desktop.core.ports import Offline
from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.controls import Field
from chat_desktop.windows.parts.form import Form
from protocol.errors import ErrorCode, Refusal


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> Form:
    made = Form(theme, "Save", "test")
    qtbot.addWidget(made)
    made.add_field("name", Field("Name", object_name="testName"))
    made.add_field("topic", Field("Topic", object_name="testTopic"))
    made.beside("name", "topic")
    made.finish_layout()
    made.show()
    return made


def test_return_submits_once_while_busy(form: Form) -> None:
    sent: list[None] = []
    form.submitted.connect(lambda: sent.append(None))
    QTest.keyClick(form.fields["name"].input, Qt.Key.Key_Return)
    form.set_busy(True, "Saving…")
    assert form.submit.text() == "Saving…"
    assert form.fields["name"].input.isReadOnly()
    QTest.keyClick(form.fields["name"].input, Qt.Key.Key_Return)
    assert sent == [None]
    form.set_busy(False)
    assert form.submit.text() == "Save"
    assert form.submit.isEnabled()


def test_problems_are_said_and_taken_back(form: Form) -> None:
    form.show_problem(Refusal(ErrorCode.INVALID_NAME, "No.", field="name"))
    assert [field.problem for field in form.fields.values()] == ["No.", None]
    form.show_problem(Offline("Gone."))
    assert form.problem.text == "Gone."
    form.clear_problems()
    assert [field.problem for field in form.fields.values()] == [None, None]
    assert not form.problem.text


def test_a_rate_limit_ends(form: Form) -> None:
    form.show_problem(Refusal(ErrorCode.RATE_LIMITED, retry_after=2))
    assert not form.submit.isEnabled()
    assert "2 seconds" in form.problem.text
    form._count_down()
    assert "1 second" in form.problem.text
    form._count_down()
    assert form.submit.isEnabled()
    assert form.problem.text == ""
