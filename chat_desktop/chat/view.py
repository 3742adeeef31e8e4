"""The chat view: the canvas with its source, its signals, keyboard, clipboard and reading."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from chat_desktop.chat import accessible, clicks, keys
from chat_desktop.chat.canvas import Canvas
from chat_desktop.chat.copying import text_between
from chat_desktop.chat.grouping import first_unread
from chat_desktop.chat.hits import Hit
from chat_desktop.chat.hover_bar import HoverBar
from chat_desktop.chat.identity import identity
from chat_desktop.chat.jump_button import JumpButton
from chat_desktop.chat.labels import translate
from chat_desktop.chat.menu import build_menu
from chat_desktop.chat.people import NameOf, People, Rights
from chat_desktop.chat.pointer import Pointer
from chat_desktop.chat.positions import Positions
from chat_desktop.chat.reading import last_seen, unread_beyond
from chat_desktop.chat.selection import Selection, Spot
from chat_desktop.chat.speech import news, say
from chat_desktop.chat.tips import as_tip, tip_text
from chat_desktop.core.rows import MessageRow, Row, Splice
from chat_desktop.look.tokens import Tokens
from protocol.scalars import GroupId, Seq, UserId

READ_AFTER_MS: Final = 150
"""How long messages are in view before they count as read."""
JUMP_SECONDS: Final = 15
"""How long a jump waits for its message; later it would come as a surprise."""
_END: Final = 1 << 30


class ChatView(Canvas):
    """What a group's members said, with everything that can be done with it.

    Seqs travel as Python ints (`object`): Qt's own int has only 32 bits.
    """

    olderNeeded = Signal()
    newerNeeded = Signal()
    newestNeeded = Signal()
    """The newest message is wanted, and the window does not hold it."""

    readUpTo = Signal(object)
    """Seq of the newest row that was seen while the window was active."""

    replyRequested = Signal(object)
    editRequested = Signal(object)
    deleteRequested = Signal(object)
    infoRequested = Signal(object)
    reactRequested = Signal(object, str, bool)
    reactionPickerRequested = Signal(object)
    retryRequested = Signal(str)
    discardRequested = Signal(str)
    authorClicked = Signal(str)
    linkActivated = Signal(str)
    jumpRequested = Signal(object)
    """A quoted message was clicked that the window does not hold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("Chat", "Messages"))
        accessible.offer()
        self.viewport().setMouseTracking(True)
        self._pointer = Pointer(self)
        self._group: GroupId = ""
        self._positions = Positions()
        self._read = 0
        self._jump: Seq | None = None
        self._jump_until = 0.0
        self._asked_older = self._asked_newer = False
        self._reading = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self._reading.timeout.connect(self._report_read)
        self.jump_button = JumpButton(self)
        self.jump_button.hide()
        self.jump_button.clicked.connect(self.jump_to_newest)
        self.hover_bar = HoverBar(self.viewport())
        self.hover_bar.chosen.connect(lambda act: clicks.act(self, act))
        self.moved.connect(self._after_move)
        self.rowsArrived.connect(self._announce)

    # --- what is shown

    def set_source(
        self,
        name_of: NameOf,
        me: UserId | None,
        *,
        quote_of: Callable[[Seq], MessageRow | None] | None = None,
        rights: Rights | None = None,
    ) -> None:
        """Say who `me` is, and where names, quoted messages and rights come from.

        `quote_of` is asked only for messages that the window does not hold.
        """
        self.people = People(name_of, me, self.model.message_at, quote_of, rights or Rights())
        self.leads.me = me
        self._asked_older = self._asked_newer = False
        self.names_changed()

    def show_timeline(
        self,
        rows: Iterable[Row],
        opened_read: Seq,
        at_start: bool,
        at_end: bool,
        *,
        group: GroupId = "",
        title: str = "",
    ) -> None:
        """Show a group's rows where the reader left them, else at the unread line, else at the end.

        `opened_read` is the read mark when the group was opened. Showing the same `group` again
        (another window of it) stays where it is, or goes to what `jump_to` asked for.
        """
        rows = list(rows)
        again = bool(group) and group == self._group and bool(self.rows)
        self._remember_position()
        followed = again and self.column.stuck
        line = self.leads.unread_after if again else None
        if not again:
            self._read = opened_read
            if group != self._group:
                self._jump = None
        self._read = max(opened_read, self._read)
        self._group, self.title = group, title
        self._asked_older = self._asked_newer = False
        unread = first_unread(rows, self._read, self.people.me)
        if line is None and rows and (unread is not None or not at_end):
            line = self._read
        self.show_rows(rows, unread_after=line, at_start=at_start, at_end=at_end)
        if not self._jump_now():
            self._restore_position(None if again and not followed else unread)

    def apply(
        self, splices: Iterable[Splice], at_start: bool | None = None, at_end: bool | None = None
    ) -> None:
        """Apply changes, together with others of the same frame."""
        splices = tuple(splices)
        count = len(self.rows)
        if any(splice.index == 0 for splice in splices):
            self._asked_older = False
        if any(splice.index + splice.removed >= count for splice in splices):
            self._asked_newer = False
        self.queue(splices, at_start, at_end)

    def flush(self) -> None:
        super().flush()
        self._jump_now()

    def clear_unread_line(self) -> None:
        """Take the unread line away: the user marked the group as read."""
        self.leads.unread_after = None
        self._relead(set())
        self.settle()

    def set_tokens(self, tokens: Tokens) -> None:
        super().set_tokens(tokens)
        self.jump_button.set_tokens(tokens)
        self.hover_bar.set_tokens(tokens)

    # --- where it stands

    def jump_to(self, seq: Seq) -> bool:
        """Bring a row into view and flash it; if the window does not hold it, False, and soon."""
        super().flush()
        self._jump, self._jump_until = seq, time.monotonic() + JUMP_SECONDS
        return self._jump_now()

    def jump_to_newest(self) -> None:
        """Go to the end, and ask for it where the window does not hold it."""
        if self.at_end:
            self.column.to_end()
            self.settle()
        else:
            self.newestNeeded.emit()

    def _jump_now(self) -> bool:
        if self._jump is None or time.monotonic() > self._jump_until:
            return False
        index = self.model.index_of_seq(self._jump)
        if index is None:
            return False
        self._jump = None
        self.column.place(index, self.viewport().height() // 3)
        self.flash(index)
        self.settle()
        return True

    def _remember_position(self) -> None:
        if self.rows and self._group:
            at_end = self.column.stuck
            name = None if at_end else identity(self.rows[self.column.anchor])
            self._positions.remember(self._group, name, self.column.lower)

    def _restore_position(self, unread: int | None) -> None:
        kept = self._positions.of(self._group)
        index = None if kept is None else self.model.index_of(kept[0])
        if kept is not None and index is not None:
            self.column.hold(index, kept[1])
        elif unread is not None:
            self.column.place(unread, self.viewport().height() // 4)
        self.settle()

    def _after_move(self) -> None:
        """Ask for what is missing near the edges, and see what has been read."""
        self.set_hovered(None)
        column = self.column
        room = self.viewport().height()
        self._asked_older &= column.above < 2 * room
        self._asked_newer &= column.below < 2 * room
        if self.rows and not self.leads.at_start and column.above < room and not self._asked_older:
            self._asked_older = True
            QTimer.singleShot(0, self, self.olderNeeded.emit)
        if self.rows and not self.at_end and column.below < room and not self._asked_newer:
            self._asked_newer = True
            QTimer.singleShot(0, self, self.newerNeeded.emit)
        away = bool(self.rows) and not (self.at_end and column.below < 40)
        self.jump_button.setVisible(away)
        if away:
            self.jump_button.set_count(self._unread_below())
        if not self._reading.isActive():
            self._reading.start()

    # --- reading

    @property
    def _watched(self) -> bool:
        return self.isVisible() and self.isActiveWindow()

    def _report_read(self) -> None:
        if not self._watched:
            return
        seen = last_seen(self.rows, self.column.visible(), self.viewport().height())
        if seen > self._read:
            self._read = seen
            self.readUpTo.emit(seen)
            self.jump_button.set_count(self._unread_below())

    def _unread_below(self) -> int:
        return unread_beyond(self.rows, self._read, self.people.me)

    def _before_settling(self, arrived: tuple[MessageRow, ...]) -> None:
        """Draw the unread line above what arrives while nobody looks."""
        if self.leads.unread_after is not None or self._watched:
            return
        others = [row.seq for row in arrived if row.by != self.people.me and row.seq is not None]
        if others:
            self.leads.unread_after = others[0] - 1

    def _announce(self, arrived: tuple[MessageRow, ...]) -> None:
        say(self, news(arrived, self.people))

    # --- selection and clipboard

    def select(self, selection: Selection | None) -> None:
        if selection != self.selection:
            self.selection = selection
            self.viewport().update()

    def select_all(self) -> None:
        names = [identity(row) for row in self.rows if isinstance(row, MessageRow)]
        if names:
            self.select(Selection(Spot(names[0], 0), Spot(names[-1], _END)))

    def selected_text(self) -> str:
        """Return what is selected, as it is copied."""
        return text_between(self, self.selection)

    def copy(self) -> None:
        """Copy the selection; without one, the focused message."""
        text = self.selected_text()
        row = self.focused_row()
        if not text and row is not None and not row.deleted:
            text = row.text or ""
        if text:
            self.put_on_clipboard(text)

    def offer_selection(self) -> None:
        """Let the middle button paste what is selected, where the platform knows that."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and (text := self.selected_text()):
            clipboard.setText(text, QClipboard.Mode.Selection)

    def put_on_clipboard(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    # --- the mouse

    def set_hovered(self, hit: Hit | None) -> None:
        if hit != self.hovered:
            self.hovered = hit
            clicks.offer(self, hit)
            self.viewport().update()

    # --- the focused message

    def focused_row(self) -> MessageRow | None:
        index = None if self.focused is None else self.model.index_of(self.focused)
        row = None if index is None else self.rows[index]
        return row if isinstance(row, MessageRow) else None

    def focus_row(self, index: int) -> None:
        """Give a row the keyboard's focus, bring it into view and say it."""
        self.focused = identity(self.rows[index])
        top = self.content_top(index)
        bottom = top + self.layout_of(index).height
        room = self.viewport().height()
        if top < 8:
            self.scroll_by(top - 8)
        elif bottom > room - 8:
            self.scroll_by(min(bottom - room + 8, top - 8))
        self.viewport().update()
        accessible.focus_moved(self)

    def show_menu(self, row: MessageRow, hit: Hit | None, at: QPoint) -> None:
        """Open the menu of a message at a global position; it deletes itself."""
        menu = build_menu(self, row, hit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    # --- events

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            keys.open_menu(self)
            return
        hit = self.hit(event.pos())
        row = None if hit is None else self.rows[hit.index]
        if isinstance(row, MessageRow):
            self.show_menu(row, hit, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.press(self, event):
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._pointer.leave()
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self.hit(event.pos())
            text = "" if hit is None else tip_text(self.rows[hit.index], hit, self.people)
            QToolTip.showText(event.globalPos(), as_tip(text), self)
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._reading.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reading.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._reading.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.jump_button.stand_in(self.viewport().geometry())
