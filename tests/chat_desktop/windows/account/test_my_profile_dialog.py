"""One's own profile is saved where it changed; a password is changed by its rules."""

from __future__ import annotations

import asyncio

from fake_client import FakeClient
from PySide6.QtWidgets import QLabel, QWidget
from windows_world import click, part, until, write

from chat_desktop.look.theme import Theme
from chat_desktop.windows.account.profile_dialog import MyProfileDialog, PasswordDialog
from protocol.errors import ErrorCode, Refusal

Loop = asyncio.AbstractEventLoop


async def test_only_what_changed_is_sent(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    dialog = MyProfileDialog(window, theme, client)
    dialog.open()
    write(dialog, "myAbout", "Numbers")
    click(dialog, "myProfileSubmit")
    await until(lambda: dialog.result() == MyProfileDialog.DialogCode.Accepted)
    (changes,) = client.asked("update_profile")
    assert {name: value for name, value in changes.items() if value is not None} == {
        "about": "Numbers"
    }


async def test_nothing_changed_sends_nothing(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    dialog = MyProfileDialog(window, theme, client)
    dialog.open()
    click(dialog, "myProfileSubmit")
    assert dialog.result() == MyProfileDialog.DialogCode.Accepted
    assert client.asked("update_profile") == []


async def test_a_bad_email_is_said_at_its_field(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    dialog = MyProfileDialog(window, theme, client)
    dialog.open()
    write(dialog, "myEmail", "nonsense")
    click(dialog, "myProfileSubmit")
    assert "e-mail" in part(dialog, QLabel, "myEmailNote").text()
    assert client.asked("update_profile") == []


async def test_the_password_is_changed(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    dialog = PasswordDialog(window, theme, client)
    dialog.open()
    write(dialog, "oldPassword", "correct horse")
    write(dialog, "newPassword", "short")
    click(dialog, "passwordSubmit")
    assert dialog.form.fields["new"].problem is not None
    client.refuse["change_password"] = Refusal(ErrorCode.BAD_CREDENTIALS)
    write(dialog, "newPassword", "battery staple")
    click(dialog, "passwordSubmit")
    await until(lambda: dialog.form.fields["old"].problem is not None)
    client.refuse.clear()
    click(dialog, "passwordSubmit")
    await until(lambda: dialog.result() == PasswordDialog.DialogCode.Accepted)
    assert client.asked("change_password")[-1] == ("correct horse", "battery staple")
