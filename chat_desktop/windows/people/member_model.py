"""A group's members as a Qt list in two sections, online and offline; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chat_desktop.markdown.clean import one_line
from protocol.scalars import RANK, UserId
from protocol.views import Member

Index = QModelIndex | QPersistentModelIndex


class SectionRow(Struct, frozen=True):
    """The heading of a section, with the number of people below it.

    `online` is None where nobody knows who is there, as without a connection.
    """

    online: bool | None
    count: int


class MemberRow(Struct, frozen=True):
    """One member; `typing` while they write in this group, `me` for the reader.

    `online` is None where it is not known.
    """

    member: Member
    me: bool
    typing: bool
    online: bool | None


Entry = SectionRow | MemberRow


class MemberModel(QAbstractListModel):
    """Sections and members in the order shown: by rank, then by name."""

    EntryRole = Qt.ItemDataRole.UserRole + 1
    IdRole = Qt.ItemDataRole.UserRole + 2

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(
        self,
        members: Sequence[Member],
        me: UserId | None,
        typing: Sequence[UserId],
        *,
        connected: bool = True,
    ) -> None:
        """Show these members; without a connection nobody knows who is there."""
        entries: list[Entry] = []
        ordered = sorted(members, key=_order)
        for online in (True, False) if connected else (None,):
            section = [each for each in ordered if online is None or each.online is online]
            if section:
                entries.append(SectionRow(online, len(section)))
                entries += [
                    MemberRow(each, each.user.id == me, each.user.id in typing, online)
                    for each in section
                ]
        if entries == self._entries:
            return
        if list(map(_identity, entries)) == list(map(_identity, self._entries)):
            self._entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def row_of(self, user: UserId) -> int | None:
        """Return the place of a member."""
        for at, entry in enumerate(self._entries):
            if isinstance(entry, MemberRow) and entry.member.user.id == user:
                return at
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of members and headings."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that headings cannot be selected."""
        if index.isValid() and isinstance(self._entries[index.row()], SectionRow):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the delegate paints, and a sentence for screen readers."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == self.EntryRole:
            return entry
        if role == self.IdRole:
            return entry.member.user.id if isinstance(entry, MemberRow) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(entry, SectionRow):
                return self.section_title(entry)
            name = shown_name(entry.member)
            if role == Qt.ItemDataRole.DisplayRole:
                return name
            return ", ".join(filter(None, (name, self.badge(entry), self.second_line(entry))))
        return None

    def section_title(self, section: SectionRow) -> str:
        """Return the words of a heading."""
        if section.online is None:
            return self.tr("%n member(s)", "", section.count)
        if section.online:
            return self.tr("Online, %n", "", section.count)
        return self.tr("Offline, %n", "", section.count)

    def badge(self, entry: MemberRow) -> str:
        """Return the word for a role above member."""
        return {"owner": self.tr("Owner"), "admin": self.tr("Admin")}.get(entry.member.role, "")

    def second_line(self, entry: MemberRow) -> str:
        """Return what stands below the name, empty for nothing."""
        if entry.me:
            return self.tr("You")
        if entry.typing:
            return self.tr("Typing…")
        if not entry.member.user.active:
            return self.tr("Deactivated")
        return " ".join((entry.member.user.about or "").split())


def shown_name(member: Member) -> str:
    """Return the name by which a member is shown, safe beside other text."""
    return one_line(member.user.display_name or member.user.username, 80)


def _order(member: Member) -> tuple[int, str, str]:
    return -RANK[member.role], shown_name(member).casefold(), member.user.id


def _identity(entry: Entry) -> tuple[str, str]:
    if isinstance(entry, SectionRow):
        return "section", str(entry.online)
    return "member", entry.member.user.id
