"""One account at work: sidebar, chat and members side by side, and the ways between them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from chat_desktop.core.ports import Change, Client, GroupGone, GroupsChanged, Notice, StatusChanged
from chat_desktop.core.rows import LinkState, Status
from chat_desktop.look.theme import Theme
from chat_desktop.translations.said import in_words
from chat_desktop.windows.column_widths import ColumnWidths
from chat_desktop.windows.columns import WIDE, Columns, Wishes, columns
from chat_desktop.windows.empty_pages import EmptyPages
from chat_desktop.windows.groups.footer import Footer
from chat_desktop.windows.groups.group_acts import GroupActs
from chat_desktop.windows.groups.sidebar import Sidebar
from chat_desktop.windows.pane.chat_pane import ChatPane
from chat_desktop.windows.parts.empty import EmptyState
from chat_desktop.windows.parts.links import same_server
from chat_desktop.windows.parts.menus import popup
from chat_desktop.windows.parts.tasks import Tasks
from chat_desktop.windows.parts.toast import Toast
from chat_desktop.windows.people.members_panel import MembersPanel
from chat_desktop.windows.people.people_acts import PeopleActs
from chat_desktop.windows.search.date_jump import DateJump
from chat_desktop.windows.search.finding import Finding
from chat_desktop.windows.search.global_search import GlobalSearch
from chat_desktop.windows.search.group_search import GroupSearch
from protocol.links import parse_link
from protocol.scalars import GroupId


class Workspace(QWidget):
    """The three columns for one client."""

    settings_wanted = Signal(QPoint)
    log_in_wanted = Signal()
    elsewhere_wanted = Signal(str)
    """A link to a group on another server than the client's."""
    opened = Signal(str)

    def __init__(self, client: Client, theme: Theme, *, whole: bool = True) -> None:
        """Make all of it, or with `whole=False` nothing yet: then `build` makes part by part."""
        super().__init__()
        self.setObjectName("workspace")
        self.client, self._theme = client, theme
        self.tasks = Tasks(self.say)
        self._wants_members = True
        self._called_members = False
        self._at_list = False
        self._trouble: Status | None = None
        self.columns = Columns()
        self._built = False
        self._parts = self._making()
        if whole:
            self.build_all()

    def build(self) -> bool:
        """Make the next part; return whether another is left. Each is a few ms of work."""
        return next(self._parts, None) is not None

    def build_all(self) -> None:
        """Make all parts that are left."""
        while self.build():
            pass

    def _making(self) -> Iterator[bool]:
        client, theme = self.client, self._theme
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("columns")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        # From the outside in: to put a widget with others in it somewhere costs by their number.
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.splitter)
        self._centre = QStackedWidget()
        self.footer = Footer(client, theme)
        yield True
        self.everywhere = GlobalSearch(client, theme, self.tasks)
        yield True
        self.sidebar = Sidebar(client, theme, self.footer, self.everywhere)
        yield True
        self.splitter.addWidget(self.sidebar)
        yield True
        self.splitter.addWidget(self._centre)
        yield True
        self.empty = EmptyPages(theme)
        for page in self.empty.pages:
            self._centre.addWidget(page)
        yield True
        self.pane = ChatPane(client, theme, self.tasks)
        yield True
        self._centre.addWidget(self.pane)
        yield True
        self.members = MembersPanel(client, theme)
        yield True
        self._search_place = QWidget()
        self.splitter.addWidget(self.members)
        self.splitter.addWidget(self._search_place)
        yield True
        self.splitter.setStretchFactor(1, 1)
        self._widths = ColumnWidths(self.splitter, theme)
        self.finding = Finding(self, self.pane, self._make_search, self.everywhere, self.open_group)
        self.dates = DateJump(client, theme, self.tasks, self.pane)
        self.groups = GroupActs(self, client, theme, self.tasks, self.open_group, self.say)
        self.people = PeopleActs(self, client, theme, self.tasks, self.say)
        self.toast = Toast(self)
        yield True
        self._connect()
        self._end = client.listen(self._told)
        self._built = True
        self._show_centre()

    def _make_search(self) -> GroupSearch:
        made = GroupSearch(self.client, self._theme, self.tasks)
        inside = QVBoxLayout(self._search_place)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(made)
        return made

    def _connect(self) -> None:
        self._theme.text_resized.connect(self._place_columns)
        self.empty.no_group.chosen.connect(self.groups.find)
        self.empty.no_group.chosen_quietly.connect(self.groups.create)
        self.empty.offline.chosen.connect(self.client.retry_now)
        self.empty.signed_out.chosen.connect(self.log_in_wanted)
        self.sidebar.group_opened.connect(self.open_group)
        self.sidebar.menu_wanted.connect(self._group_menu)
        self.sidebar.add_wanted.connect(self._add_menu)
        self.groups.person_wanted.connect(self._profile)
        self.groups.unread_wanted.connect(self.show_unread)
        self.groups.search_wanted.connect(self.finding.search_group)
        self.groups.date_wanted.connect(self.dates.open_in_middle)
        self.everywhere.group_wanted.connect(self.open_group)
        self.everywhere.person_wanted.connect(self._profile)
        self.everywhere.public_wanted.connect(self.groups.find)
        self.finding.panel_changed.connect(self._place_columns)
        self.footer.profile_wanted.connect(self.people.my_profile)
        self.people.leaving.connect(self.pane.view.deletions.finish)
        self.footer.menu_wanted.connect(self._settings_menu)
        self.pane.profile_wanted.connect(self._profile)
        self.pane.link_wanted.connect(self.open_link)
        self.pane.said.connect(self.say)
        self.pane.header.back_wanted.connect(self.back_to_list)
        self.members.back_wanted.connect(self._leave_members)
        self.members.more_wanted.connect(
            lambda group: self.tasks.spawn(self.client.load_more_members(group))
        )
        self.pane.header.details_wanted.connect(self.show_details)
        self.pane.header.search_wanted.connect(self.finding.search_group)
        self.pane.header.menu_wanted.connect(self._pane_menu)
        self.pane.header.members_toggled.connect(self._toggle_members)
        self.members.profile_wanted.connect(self._profile)
        self.members.menu_wanted.connect(self._member_menu)
        self.members.add_wanted.connect(self._add_member)

    def end(self) -> None:
        """Stop everything about this client, before another takes its place."""
        for part in (self.sidebar, self.footer, self.pane, self.members, self.finding):
            part.end()
        self.tasks.cancel()
        self._end()

    # --- what the window asks

    @property
    def group(self) -> GroupId | None:
        """The open group, None while it cannot be seen."""
        shown = self._centre.currentWidget() is self.pane
        away = self.columns.single and self._at_list
        return self.pane.group if shown and not away else None

    def say(self, words: str) -> None:
        """Tell the user something in passing."""
        self.toast.say(words)

    def open_group(self, group: GroupId) -> None:
        """Show a group in the chat."""
        if self.client.group(group) is None:
            return
        self.pane.show_group(group)
        self.members.show_group(group)
        self.finding.group_opened(group)
        self.sidebar.set_open(group)
        self._at_list = False
        self._show_centre()
        self.opened.emit(group)

    def step(self, places: int) -> None:
        """Open the group that many places below in the sidebar, above where negative."""
        found = self.sidebar.neighbour(self.group, places)
        if found is not None:
            self.open_group(found)

    def step_unread(self, step: int) -> None:
        """Open the next group below with something unread, above where negative."""
        found = self.sidebar.unread_neighbour(self.group, step)
        if found is not None:
            self.open_group(found)

    def show_unread(self, group: GroupId | None = None) -> None:
        """Show the message that makes a group unread, the open one's where none is named."""
        if group is not None:
            self.open_group(group)
        if self.group is not None:
            self.pane.show_first_unread()

    def focus_part(self, step: int) -> None:
        """Move the keyboard to the next part of the window, or the previous one."""
        parts = [
            part
            for part in (
                self.sidebar.list,
                self.pane.view,
                self.pane.composer.input,
                self.members.list,
            )
            if part.isVisible()
        ]
        here = next((at for at, part in enumerate(parts) if part.hasFocus()), -step)
        if parts:
            parts[(here + step) % len(parts)].setFocus(Qt.FocusReason.TabFocusReason)

    def take_focus(self) -> None:
        """Let the keyboard begin where one goes on: the composer, the list, or the one action."""
        page = self._centre.currentWidget()
        if self.group is not None:
            self.pane.composer.input.setFocus()
        elif self.client.groups:
            self.sidebar.list.setFocus()
        elif isinstance(page, EmptyState) and page.action is not None:
            page.action.setFocus()

    def switch(self) -> None:
        """Open the quick switcher."""
        self.groups.switch()

    def open_link(self, link: str) -> None:
        """Follow a link: to a group here, to one elsewhere, else in the system's own program."""
        found = parse_link(link)
        if found is None:
            QDesktopServices.openUrl(QUrl(link))
        elif not same_server(found, self.client.server_url):
            self.elsewhere_wanted.emit(link)
        elif self.client.group(found.group) is not None:
            self.open_group(found.group)
        else:
            self.groups.join(link)

    def set_members_wanted(self, wanted: bool) -> None:
        """Show the members beside the chat where there is room, or not."""
        self._wants_members = wanted
        self._called_members = self._called_members and wanted
        self._place_columns()

    @property
    def members_wanted(self) -> bool:
        """Whether the user wants to see the members."""
        return self._wants_members

    # --- inside

    def _told(self, change: Change) -> None:
        if isinstance(change, GroupGone) and change.group == self.pane.group:
            self._closed()
        elif isinstance(change, Notice):
            self.say(in_words(change.text))
        elif isinstance(change, GroupsChanged | StatusChanged):
            if self.pane.group is not None and self.client.group(self.pane.group) is None:
                self._closed()
            self._show_centre()

    def _closed(self) -> None:
        self.pane.forget_group()
        self.members.show_group(None)
        self.finding.close_panel()
        self.sidebar.set_open(None)
        self._show_centre()

    def _show_centre(self) -> None:
        state = self.client.status.state
        page: QWidget = self.pane
        if state is LinkState.SIGNED_OUT:
            page = self.empty.signed_out
        elif self.pane.group is None:
            page = self.empty.none_open
            if not self.client.groups:
                page = self.empty.no_group if state is LinkState.ONLINE else self.empty.offline
        self._explain()
        self._centre.setCurrentWidget(page)
        self._place_columns()

    def _explain(self) -> None:
        """Say why nothing is known yet; while it is tried again, why it failed before."""
        status = self.client.status
        if status.state is LinkState.OFFLINE:
            self._trouble = status
        elif status.state is LinkState.ONLINE:
            self._trouble = None
        self.empty.explain(status, self._trouble)

    def _place_columns(self) -> None:
        """Show the columns that have room, as the user wants them."""
        shown = columns(
            self._widths.room(self.width()),
            Wishes(
                chat=self._centre.currentWidget() is self.pane,
                groups=bool(self.client.groups),
                members=self._wants_members,
                searching=self.finding.panel_open,
                at_list=self._at_list,
                called=self._called_members,
            ),
        )
        self.columns = shown
        self.sidebar.setVisible(shown.sidebar)
        self._centre.setVisible(shown.centre)
        self.members.setVisible(shown.members)
        self._search_place.setVisible(shown.search)
        self.pane.header.set_way_back(shown.single)
        self.members.back.setVisible(self._lacks_room())
        self._widths.limit(single=shown.single)
        people = self.pane.header.people
        people.blockSignals(True)
        people.setChecked(shown.members)
        people.set_look("people", "accent_text" if shown.members else "text_soft")
        people.blockSignals(False)

    def _lacks_room(self) -> bool:
        return self._widths.room(self.width()) < WIDE

    def _toggle_members(self, shown: bool) -> None:
        if self._lacks_room():
            self._called_members = shown
            self._place_columns()
            if shown:
                self.members.list.setFocus()
        else:
            self.set_members_wanted(shown)

    def _leave_members(self) -> None:
        self._called_members = False
        self._place_columns()
        self.pane.composer.input.setFocus()

    def back_to_list(self) -> None:
        """Show the groups where they and the chat have no room beside each other."""
        self._at_list = True
        self._place_columns()
        self.sidebar.list.setFocus()

    def columns_state(self) -> QByteArray | None:
        """Return the widths of the columns, None while they do not have their own."""
        return None if self.columns.single else self.splitter.saveState()

    def _group_menu(self, group: GroupId, where: QPoint) -> None:
        menu = self.groups.menu(group, is_open=group == self.group)
        if menu is not None:
            popup(menu, where)

    def _pane_menu(self) -> None:
        if self.group is not None:
            more = self.pane.header.more
            self._group_menu(self.group, more.mapToGlobal(QPoint(0, more.height() + 4)))

    def _add_menu(self) -> None:
        add = self.sidebar.add
        popup(self.groups.add_menu(), add.mapToGlobal(QPoint(0, add.height() + 4)))

    def _settings_menu(self) -> None:
        self.settings_wanted.emit(self.footer.settings.mapToGlobal(QPoint(0, 0)))

    def _member_menu(self, user: str, where: QPoint) -> None:
        menu = self.people.menu(self.group, user) if self.group else None
        if menu is not None:
            popup(menu, where)

    def _profile(self, user: str) -> None:
        self.people.profile(user, self.group)

    def show_details(self) -> None:
        """Show the settings of the open group."""
        if self.group is not None:
            self.groups.settings(self.group)

    def _add_member(self) -> None:
        if self.group is not None:
            self.people.add(self.group)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what has room now."""
        super().resizeEvent(event)
        if self._built:
            self._place_columns()
