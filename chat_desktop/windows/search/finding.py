"""The ways from a hit to the chat, and back to where one was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from chat_desktop.chat.places import Place, place_of, return_to
from chat_desktop.core.search import Hit
from chat_desktop.look.slices import Slices
from chat_desktop.windows.pane.chat_pane import ChatPane
from chat_desktop.windows.search.global_search import GlobalSearch
from chat_desktop.windows.search.group_search import GroupSearch
from protocol.scalars import GroupId

WARM_AFTER_MS: Final = 3_000


class Finding(QObject):
    """Joins both searches to the chat. The panel's place is the workspace's matter."""

    panel_changed = Signal()
    """The panel of the group search opened or closed."""

    def __init__(
        self,
        parent: QObject,
        pane: ChatPane,
        make_panel: Callable[[], GroupSearch],
        everywhere: GlobalSearch,
        open_group: Callable[[GroupId], None],
    ) -> None:
        super().__init__(parent)
        self._pane, self._everywhere = pane, everywhere
        self._make_panel, self._open_group = make_panel, open_group
        self._panel: GroupSearch | None = None
        self._origin: tuple[GroupId, Place] | None = None
        self._leading = False
        self.panel_open = False
        everywhere.hit_wanted.connect(self.show_hit)
        everywhere.left.connect(self._go_back)
        # What nobody sees at the start is made when the window is up, one thing in each turn.
        self._slices = Slices(self)
        self._warm = QTimer(self)
        self._warm.setSingleShot(True)
        self._warm.timeout.connect(lambda: self._slices.begin(self._parts()))
        self._warm.start(WARM_AFTER_MS)

    def _parts(self) -> Iterator[QWidget]:
        yield self.panel
        yield self._everywhere.results

    @property
    def panel(self) -> GroupSearch:
        """The search in a group: made when it is first wanted, since most starts do without."""
        if self._panel is None:
            self._panel = self._make_panel()
            self._panel.opened.connect(self.show_hit)
            self._panel.closed.connect(self.leave_group)
            self._panel.dismissed.connect(self.close_panel)
        return self._panel

    def end(self) -> None:
        """Stop listening to the client."""
        self._warm.stop()
        self._slices.stop()
        if self._panel is not None:
            self._panel.end()

    def search_group(self) -> None:
        """Search in the open group, if one is open."""
        if (group := self._pane.group) is not None:
            self._remember()
            panel = self.panel
            self.panel_open = True
            self.panel_changed.emit()
            panel.begin(group)

    def search_everywhere(self) -> None:
        """Search in everything."""
        if not self._everywhere.field.isVisible():
            self.close_panel()
        self._everywhere.field.setFocus()
        self._everywhere.field.selectAll()

    def step(self, places: int) -> None:
        """Show the next older hit of the group search, or newer ones where negative."""
        if self.panel_open:
            self.panel.open_next(places)
        else:
            self.search_group()

    def group_opened(self, group: GroupId | None) -> None:
        """Another group is shown: what was marked and found in the one before is done with."""
        if not self._leading:
            self._origin = None
            self._pane.reader.highlight(())
        if self.panel_open and group is not None and not self._leading:
            self.close_panel()

    def show_hit(self, hit: Hit, words: Sequence[str]) -> None:
        """Show a message with what stands around it, and mark the words."""
        self._remember()
        focused = QApplication.focusWidget()
        if self._pane.group != hit.group:
            self._leading = True
            try:
                self._open_group(hit.group)
                self._set_panel(open=False)
            finally:
                self._leading = False
        self._pane.show_hit(hit.group, hit.seq, words)
        if focused is not None:
            # The next hit is one key away, whatever opening a group does with the keyboard.
            focused.setFocus()

    def close_panel(self) -> None:
        """Close the group search and stay where one is."""
        self._origin = None
        self._set_panel(open=False)
        self._pane.reader.highlight(())

    def leave_group(self) -> None:
        """Close the group search and go back to where one was."""
        self._set_panel(open=False)
        self._go_back()
        self._pane.composer.input.setFocus()

    def _set_panel(self, *, open: bool) -> None:
        if self.panel_open is not open:
            self.panel_open = open
            self.panel_changed.emit()

    def _remember(self) -> None:
        if self._origin is None and (group := self._pane.group) is not None:
            self._origin = (group, place_of(self._pane.view))

    def _go_back(self) -> None:
        self._pane.reader.highlight(())
        origin, self._origin = self._origin, None
        if origin is None:
            return
        group, place = origin
        if self._pane.group != group:
            # The chat itself knows where the reader left each group.
            self._open_group(group)
        elif not return_to(self._pane.view, place):
            self._pane.reader.jump(place.seq)
