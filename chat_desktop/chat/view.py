"""The chat view: the canvas with its source, its signals, keyboard, clipboard and reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from chat_desktop.chat import accessible, clicks, keys, picking
from chat_desktop.chat.active_canvas import ActiveCanvas
from chat_desktop.chat.grouping import first_unread
from chat_desktop.chat.hits import Hit
from chat_desktop.chat.hover_bar import HoverBar
from chat_desktop.chat.jump_button import JumpButton
from chat_desktop.chat.jumps import Jumps
from chat_desktop.chat.labels import translate
from chat_desktop.chat.menu import build_menu, open_jump_menu
from chat_desktop.chat.people import NameOf, People, Rights
from chat_desktop.chat.pick_bar import PickBar
from chat_desktop.chat.pointer import Pointer
from chat_desktop.chat.reader import Reader
from chat_desktop.chat.row_layout import Going
from chat_desktop.chat.speech import news, say
from chat_desktop.chat.tips import as_tip, tip_text
from chat_desktop.core.rows import MessageRow, Row, Splice
from chat_desktop.look.tokens import Tokens
from chat_desktop.markdown.clean import one_line
from protocol.scalars import GroupId, Seq, UserId

PATIENCE_MS: Final = 250
HOLD_MS: Final = 60
"""How long the picture of the last group stands while the next one's rows are fetched."""


class ChatView(ActiveCanvas):
    """What a group's members said, with everything that can be done with it.

    Seqs travel as Python ints (`object`): Qt's own int has only 32 bits.
    """

    olderNeeded = Signal()
    newerNeeded = Signal()
    newestNeeded = Signal()
    """The newest message is wanted, and the window does not hold it."""
    firstUnreadNeeded = Signal()
    """The message that makes the group unread is wanted."""

    readUpTo = Signal(object)
    """Seq of the newest row that was seen while the window was active."""

    replyRequested = Signal(object)
    editRequested = Signal(object)
    reactRequested = Signal(object, str, bool)
    reactionPickerRequested = Signal(object)
    retryRequested = Signal(str)
    discardRequested = Signal(str)
    authorClicked = Signal(str)
    linkActivated = Signal(str)
    """Open this address, of an allowed scheme; where it was doubtful the user has agreed."""
    dayClicked = Signal(object, QPoint)
    """(datetime.date, global position below it): another day is wanted."""
    jumpRequested = Signal(object)
    """A quoted message was clicked that the window does not hold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("Chat", "Messages"))
        accessible.offer()
        self.viewport().setMouseTracking(True)
        self._pointer = Pointer(self)
        self.unread_of: Callable[[], int] | None = None
        self.reader = Reader(self)
        self._jumps = Jumps(self)
        self._asked_older = self._asked_newer = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._say_that_it_loads)
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold.timeout.connect(lambda: self._hold_picture(False))
        self.jump_button = JumpButton(self)
        self.jump_button.hide()
        self.jump_button.clicked.connect(self.jump_to_newest)
        self.jump_button.menu_wanted.connect(lambda at: open_jump_menu(self, at))
        self.hover_bar = HoverBar(self.viewport())
        self.hover_bar.chosen.connect(lambda act: clicks.act(self, act))
        self.pick_bar = PickBar(self)
        picking.connect(self)
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
        unread_of: Callable[[], int] | None = None,
    ) -> None:
        """Say who `me` is, and where names, quoted messages and rights come from.

        `quote_of` is asked only for messages that the window does not hold, `unread_of` for the
        count of unread messages where it does not hold the newest.
        """
        self.unread_of = unread_of
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
        again = bool(group) and group == self.group and bool(self.rows)
        self._jumps.remember(self.group)
        followed = again and self.column.stuck
        line = self.leads.unread_after if again else None
        if not again:
            self.reader.read = opened_read
            if group != self.group:
                self._jumps.forget()
                self.picks.end()
        read = self.reader.read = max(opened_read, self.reader.read)
        self.group, self.title = group, one_line(title)
        self._asked_older = self._asked_newer = False
        unread = first_unread(rows, read, self.people.me)
        if line is None and rows and (unread is not None or not at_end):
            line = read
        had_rows = bool(self.rows)
        focused, selection = (self.focused, self.selection) if again else (None, None)
        self.show_rows(rows, unread_after=line, at_start=at_start, at_end=at_end)
        if focused is not None and self.model.index_of(focused) is not None:
            self.focused = focused
        if selection is not None and selection.ends(self.model.index_of) is not None:
            self.selection = selection
        if self.picks.on:
            self.picks.keep(self.rows)
        self._wait(not rows and not (at_start and at_end), had_rows)
        if not self._jumps.go():
            target = None if again and not followed else unread
            self._jumps.restore(group, target, ask=not again)

    def _wait(self, waits: bool, had_rows: bool) -> None:
        """Say that rows load where they take long: most often they are here before one can read."""
        self._patience.stop()
        if waits:
            self.loaded = False
            self._patience.start()
        self._hold_picture(waits and had_rows)

    def _hold_picture(self, held: bool) -> None:
        """Let the last picture stand for a moment, so that there is no blank one in between."""
        self._hold.stop()
        if held:
            self._hold.start()
        if self.viewport().updatesEnabled() is held:
            self.viewport().setUpdatesEnabled(not held)

    def _say_that_it_loads(self) -> None:
        self.loaded = True
        self.viewport().update()

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
        empty = not self.rows
        super().flush()
        if not self._jumps.go() and empty and self.rows:
            self._jumps.restore(self.group, None)
        if self.rows:
            self._hold_picture(False)
        if self.picks.on:
            self.picks.keep(self.rows)

    def clear_unread_line(self) -> None:
        """Take the unread line away: the user marked the group as read."""
        self.leads.unread_after = None
        self._relead(set())
        self.settle()

    @property
    def tokens(self) -> Tokens:
        """The colours that it is drawn in."""
        return self._tokens

    def set_tokens(self, tokens: Tokens) -> None:
        super().set_tokens(tokens)
        self.jump_button.set_tokens(tokens)
        self.hover_bar.set_tokens(tokens)

    # --- where it stands

    def jump_to(self, seq: Seq) -> bool:
        """Bring a row into view and flash it; if the window does not hold it, False, and soon."""
        super().flush()
        return self._jumps.want(seq)

    def jump_to_newest(self) -> None:
        """Go to the end, and ask for it where the window does not hold it."""
        if self.at_end:
            self.column.to_end()
            self.settle()
        else:
            self.newestNeeded.emit()

    def jump_to_line(self) -> None:
        """Go to where the new messages began when the group was opened."""
        if (index := self.leads.unread_index) is not None:
            self.column.place(index, self.viewport().height() // 4)
            self.settle()

    def place_jump_button(self) -> None:
        """Keep the button out of the way of the bar below picked messages."""
        area = self.viewport().geometry()
        if not self.pick_bar.isHidden():
            area.setBottom(self.pick_bar.geometry().top())
        self.jump_button.stand_in(area, self.mirrored)

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
            self.jump_button.set_count(self.reader.unread_below())
        self.reader.look()

    # --- reading

    def _before_settling(self, arrived: tuple[MessageRow, ...]) -> None:
        """Draw the unread line above what arrives while nobody looks."""
        if self.leads.unread_after is not None or self.reader.watched:
            return
        others = [row.seq for row in arrived if row.by != self.people.me and row.seq is not None]
        if others:
            self.leads.unread_after = others[0] - 1

    def _announce(self, arrived: tuple[MessageRow, ...]) -> None:
        say(self, news(arrived, self.people))

    def delete(self, *rows: MessageRow) -> None:
        super().delete(*rows)
        if any(self.going(row) is Going.UNDOABLE for row in rows):
            say(self, translate("Chat", "Deleting. Press U to undo."))

    def focus_row(self, index: int) -> None:
        super().focus_row(index)
        accessible.focus_moved(self)

    def show_menu(self, row: MessageRow, hit: Hit | None, at: QPoint) -> None:
        """Open the menu of a message at a global position; it deletes itself."""
        menu = build_menu(self, row, hit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def set_hovered(self, hit: Hit | None) -> None:
        changed = hit != self.hovered
        super().set_hovered(hit)
        if changed:
            clicks.offer(self, hit)

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
            self.reader.look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reader.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.reader.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pick_bar.stand_in(self.viewport().geometry())
        self.place_jump_button()
