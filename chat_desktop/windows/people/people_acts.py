"""What a user does with people: profiles, roles, adding and removing.

A dialog is imported when it is opened, in a turn of the loop of its own: none is needed for the
window to be there.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from chat_desktop.core.ports import Client
from chat_desktop.look.icons import icon
from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.ask import ask, confirm
from chat_desktop.windows.parts.tasks import Tasks, next_turn
from chat_desktop.windows.people.member_model import shown_name
from protocol.scalars import RANK, GroupId, Role, UserId
from protocol.views import Member


class PeopleActs(QObject):
    """Everything about people that needs more than a widget."""

    leaving = Signal()
    """The user is about to be logged out: what waits is to be done now."""

    def __init__(
        self,
        window: QWidget,
        client: Client,
        theme: Theme,
        tasks: Tasks,
        say: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._client, self._theme = window, client, theme
        self._tasks, self._say = tasks, say

    # --- profiles

    def profile(self, user: UserId, group: GroupId | None) -> None:
        """Show a profile: one's own to change it, another's to read it."""
        me = self._client.me
        if me is not None and user == me.id:
            self.my_profile()
        else:
            self._tasks.spawn(self._profile(user, group))

    async def _profile(self, user: UserId, group: GroupId | None) -> None:
        from chat_desktop.windows.people.profile_dialog import ProfileDialog

        await next_turn()
        found = await self._client.profile(user)
        member = self._member(group, user)
        role = ""
        if member is not None:
            role = {"owner": self.tr("Owner"), "admin": self.tr("Admin")}.get(member.role, "")
        online = None if member is None else member.online
        await ask(ProfileDialog(self._window, self._theme, found, online, role))

    def my_profile(self) -> None:
        """Show one's own profile."""
        if self._client.me is not None:
            self._tasks.spawn(self._my_profile())

    async def _my_profile(self) -> None:
        from chat_desktop.windows.account.profile_dialog import MyProfileDialog

        await next_turn()
        dialog = MyProfileDialog(self._window, self._theme, self._client)
        after: list[Callable[[], None]] = []

        def close_and(act: Callable[[], None]) -> None:
            after.append(act)
            dialog.reject()

        dialog.password_wanted.connect(lambda: close_and(self.change_password))
        dialog.log_out_wanted.connect(lambda: close_and(self.log_out))
        await ask(dialog)
        for act in after:
            act()

    def change_password(self) -> None:
        """Change one's own password."""
        self._tasks.spawn(self._change_password())

    async def _change_password(self) -> None:
        from chat_desktop.windows.account.profile_dialog import PasswordDialog

        await next_turn()
        if await ask(PasswordDialog(self._window, self._theme, self._client)):
            self._say(self.tr("Password changed. Your other devices are logged out."))

    def log_out(self) -> None:
        """Log out after a question."""
        self._tasks.spawn(self._log_out())

    async def _log_out(self) -> None:
        question = self.tr("Log out?")
        meaning = self.tr("Messages that are not sent yet, and what is kept here, are dropped.")
        if await confirm(self._window, question, meaning, self.tr("Log out"), danger=True):
            self.leaving.emit()
            await self._client.log_out()

    # --- members

    def add(self, group: GroupId) -> None:
        """Add somebody to a group."""
        self._tasks.spawn(self._add(group))

    async def _add(self, group: GroupId) -> None:
        from chat_desktop.windows.people.add_dialog import AddMemberDialog

        await next_turn()
        if (row := self._client.group(group)) is not None:
            await ask(AddMemberDialog(self._window, self._theme, self._client, row))

    def menu(self, group: GroupId, user: UserId) -> QMenu | None:
        """Return the menu of a member, by the user's rank; None where they are gone."""
        row, member, me = self._client.group(group), self._member(group, user), self._client.me
        if row is None or member is None or me is None:
            return None
        menu = QMenu(self._window)
        menu.setObjectName("memberMenu")
        self._entry(menu, "person", self.tr("Profile"), lambda: self.profile(user, group))
        mine, theirs = RANK.get(row.role or "", 0), RANK[member.role]
        if user == me.id:
            return menu
        if mine >= RANK["owner"]:
            menu.addSeparator()
            if member.role == "member":
                text = self.tr("Make admin")
                self._entry(menu, "shield", text, lambda: self._role(group, user, "admin"))
            else:
                text = self.tr("Make an ordinary member")
                self._entry(menu, "person", text, lambda: self._role(group, user, "member"))
            text = self.tr("Hand the group over…")
            self._entry(
                menu, "crown", text, lambda: self._tasks.spawn(self._hand_over(group, member))
            )
        if mine >= RANK["admin"] and mine > theirs:
            menu.addSeparator()
            text = self.tr("Remove from the group…")
            self._entry(menu, "leave", text, lambda: self._tasks.spawn(self._remove(group, member)))
        return menu

    def _role(self, group: GroupId, user: UserId, role: Role) -> None:
        self._tasks.spawn(self._client.set_role(group, user, role))

    async def _hand_over(self, group: GroupId, member: Member) -> None:
        question = self.tr("Make {name} the owner?").format(name=shown_name(member))
        meaning = self.tr("You become an admin. Only the new owner can give the group back.")
        if await confirm(self._window, question, meaning, self.tr("Hand over"), danger=True):
            await self._client.set_role(group, member.user.id, "owner")

    async def _remove(self, group: GroupId, member: Member) -> None:
        question = self.tr("Remove {name}?").format(name=shown_name(member))
        meaning = self.tr("They can come back only by an invite, or when they are added again.")
        if await confirm(self._window, question, meaning, self.tr("Remove"), danger=True):
            await self._client.remove_member(group, member.user.id)

    def _member(self, group: GroupId | None, user: UserId) -> Member | None:
        members = self._client.members(group) if group else None
        return next((member for member in members or () if member.user.id == user), None)

    def _entry(self, menu: QMenu, icon_name: str, text: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(icon(icon_name, self._theme.tokens.text_soft, 16), text)
        action.triggered.connect(lambda _checked=False: act())
        return action
