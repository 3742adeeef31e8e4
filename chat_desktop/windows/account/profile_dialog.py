"""One's own profile, and changing the password."""

from __future__ import annotations

from collections.abc import Awaitable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chat_desktop.core.ports import Client
from chat_desktop.look.avatar import Presence
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.translations.said import Told, refusal_words
from chat_desktop.windows.parts.controls import (
    ElidedLabel,
    Field,
    PasswordField,
    button,
    line,
)
from chat_desktop.windows.parts.links import server_name
from chat_desktop.windows.parts.portrait import Portrait
from chat_desktop.windows.parts.sheet import FormSheet
from protocol import rules
from protocol.errors import ErrorCode, Refusal

translate = QCoreApplication.translate


class MyProfileDialog(FormSheet):
    """Shows the profile of the user and saves what they changed."""

    password_wanted = Signal()
    log_out_wanted = Signal()

    def __init__(self, parent: QWidget, theme: Theme, client: Client) -> None:
        super().__init__(
            parent,
            theme,
            translate("MyProfileDialog", "Your profile"),
            translate("MyProfileDialog", "Save"),
            "myProfile",
        )
        self._client = client
        me = client.me
        portrait = Portrait(theme, 56)
        names = QVBoxLayout()
        names.setSpacing(2)
        name = (me.display_name or me.username) if me else ""
        names.addStretch()
        names.addWidget(ElidedLabel(name, pixels=Size.TITLE, bold=True))
        names.addWidget(ElidedLabel(f"@{me.username}" if me else "", tone="soft"))
        names.addWidget(
            ElidedLabel(server_name(client.server_url), pixels=Size.SMALL, tone="faint")
        )
        names.addStretch()
        if me is not None:
            portrait.show_person(me.id, name, Presence.ONLINE)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(portrait)
        head.addLayout(names, 1)
        self.body.insertLayout(0, head)

        for field, title, value in (
            ("display_name", self.tr("Display name"), me.display_name if me else ""),
            ("about", self.tr("About you"), (me.about or "") if me else ""),
            ("email", self.tr("E-mail"), (me.email or "") if me else ""),
            ("country", self.tr("Country"), (me.country or "") if me else ""),
        ):
            made = Field(title, object_name="my" + field.title().replace("_", ""))
            made.input.setText(value)
            self.form.add_field(field, made)
        self.form.beside("email", "country")
        self.form.finish_layout()
        self._before = {field: self._value(field) for field in self.form.fields}

        password = button(self.tr("Change password…"))
        password.setObjectName("changePassword")
        log_out = button(self.tr("Log out…"), kind="danger-quiet")
        log_out.setObjectName("logOut")
        password.clicked.connect(self.password_wanted)
        log_out.clicked.connect(self.log_out_wanted)
        foot = QHBoxLayout()
        foot.addWidget(password)
        foot.addStretch()
        foot.addWidget(log_out)
        self.body.addWidget(line())
        self.body.addLayout(foot)

    def _value(self, field: str) -> str:
        return self.form.fields[field].text.strip()

    def send(self) -> Awaitable[object] | None:
        """Save what is different, if anything is."""
        changed = {
            field: self._value(field)
            for field, before in self._before.items()
            if self._value(field) != before
        }
        if not changed:
            self.accept()
            return None
        rules.email(changed.get("email", ""))
        rules.display_name(changed.get("display_name", ""), self._client.limits)
        return self._client.update_profile(**changed)


class PasswordDialog(FormSheet):
    """Accepted once the password is changed; every other session is logged out by that."""

    def __init__(self, parent: QWidget, theme: Theme, client: Client) -> None:
        super().__init__(
            parent,
            theme,
            translate("PasswordDialog", "Change password"),
            translate("PasswordDialog", "Change password"),
            "password",
        )
        self._client = client
        self.form.add_field(
            "old", PasswordField(theme, self.tr("Current password"), object_name="oldPassword")
        )
        least = self.tr("At least {least} characters. Your other devices are logged out.")
        self.form.add_field(
            "new",
            PasswordField(
                theme,
                self.tr("New password"),
                hint=least.format(least=rules.PASSWORD_CHARS[0]),
                object_name="newPassword",
            ),
        )
        self.form.finish_layout()

    def send(self) -> Awaitable[object] | None:
        """Check the new password by the rule and ask for the change."""
        if not self.form.fields["old"].text:
            words = self.tr("Your current password goes here.")
            raise Told(ErrorCode.BAD_CREDENTIALS, words, field="old")
        new = rules.password(self.form.fields["new"].text, field="new")
        return self._change(self.form.fields["old"].text, new)

    async def _change(self, old: str, new: str) -> None:
        try:
            await self._client.change_password(old, new)
        except Refusal as refusal:
            field = {ErrorCode.BAD_CREDENTIALS: "old", ErrorCode.WEAK_PASSWORD: "new"}
            words = refusal_words(refusal)
            if refusal.code is ErrorCode.BAD_CREDENTIALS:
                words = self.tr("This is not your current password.")
            raise Told(
                refusal.code,
                words,
                field=field.get(refusal.code),
                retry_after=refusal.retry_after,
            ) from None
