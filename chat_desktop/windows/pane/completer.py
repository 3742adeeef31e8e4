"""Completes `:emoji:` and `@name` in the composer: when to offer what, and which keys take it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from chat_desktop.chat.speech import say
from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.completion import (
    Choice,
    Kind,
    Person,
    Wanted,
    emoji,
    people,
    wanted,
    whole_code,
)
from chat_desktop.windows.pane.completion_list import CompletionList
from chat_desktop.windows.pane.composer_input import ComposerInput
from chat_desktop.windows.pane.emoji_shelf import EmojiShelf
from chat_desktop.windows.pane.emoji_table import emoji_table

_Key = Qt.Key
_LEAVING = (_Key.Key_Left, _Key.Key_Right, _Key.Key_Home, _Key.Key_End)


class Completer(QObject):
    """Watches what is typed into one input; `people` says who may be mentioned, best first."""

    def __init__(
        self,
        owner: QWidget,
        field: ComposerInput,
        theme: Theme,
        shelf: EmojiShelf,
        known: Callable[[], Sequence[Person]],
    ) -> None:
        super().__init__(owner)
        self._owner, self._field, self._theme, self._shelf = owner, field, theme, shelf
        self._known = known
        self._list: CompletionList | None = None
        self._wanted: Wanted | None = None
        self._declined: int | None = None
        field.take_key = self.press
        field.typed.connect(self._typed)
        field.installEventFilter(self)

    @property
    def open(self) -> bool:
        """Whether something is offered."""
        return self._list is not None and self._list.isVisible()

    @property
    def offered(self) -> CompletionList:
        """What floats over the composer, made when it is first needed."""
        if self._list is None:
            self._list = CompletionList(self._owner, self._theme)
            self._list.taken.connect(self.take)
        return self._list

    def close(self) -> None:
        """Offer nothing any more."""
        self._wanted = None
        if self._list is not None:
            self._list.dismiss()

    def press(self, event: QKeyEvent) -> bool:
        """Deal with a key while something is offered."""
        if not self.open or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = event.key()
        if key in (_Key.Key_Up, _Key.Key_Down):
            self.offered.step(1 if key == _Key.Key_Down else -1)
            self._announce()
        elif key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Tab):
            if (choice := self.offered.current) is not None:
                self.take(choice)
        elif key == _Key.Key_Escape:
            self._declined = self._wanted.start if self._wanted else None
            self.close()
        else:
            if key in _LEAVING:
                self.close()
            return False
        return True

    def take(self, choice: Choice) -> None:
        """Put a choice in the place of what was typed for it; one undo takes it back."""
        found = self._wanted
        self.close()
        if found is None:
            return
        after = self._field.text[found.end : found.end + 1]
        gap = " " if choice.person is not None and not after.isspace() else ""
        if choice.person is None:
            self._shelf.use(choice.insert)
        self._field.replace(found.start, found.end, choice.insert + gap)

    # --- inside

    def _typed(self) -> None:
        text, place = self._field.text, self._field.place
        if self._replace_code(text, place):
            return
        found = wanted(text, place)
        if found is None or found.start != self._declined:
            self._declined = None
        choices = self._choices(found) if found and self._declined is None else []
        if found is None or not choices:
            self.close()
            return
        self._wanted = found
        shown = self.open
        self.offered.show_choices(choices)
        self.offered.place(self._corner())
        self.offered.appear()
        if not shown:
            self._announce()

    def _replace_code(self, text: str, place: int) -> bool:
        if text[place - 1 : place] != ":" or (found := whole_code(text, place)) is None:
            return False
        start, code = found
        named = emoji_table().by_code.get(code)
        if named is None:
            return False
        self.close()
        self._shelf.use(named.char)
        self._field.replace(start, place, self._shelf.dressed(named.char))
        return True

    def _choices(self, found: Wanted) -> list[Choice]:
        if found.kind is Kind.PERSON:
            return people(found.query, self._known())
        return emoji(found.query, emoji_table(), self._shelf.recent, self._shelf.tone)

    def _corner(self) -> QPoint:
        """Return where the list stands: above the composer, over what is being completed."""
        caret = self._field.cursorRect()
        at = self._field.viewport().mapToGlobal(QPoint(caret.left(), 0)).x()
        mirrored = self._field.isRightToLeft()
        left = at + 24 - self.offered.card.width() if mirrored else at - 24
        return QPoint(left, self._owner.mapToGlobal(QPoint(0, 0)).y() - 4)

    def _announce(self) -> None:
        if self._list is not None and (choice := self._list.current) is not None:
            say(self._field, f"{choice.title}, {choice.detail}")

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Offer nothing once the input lost the keyboard or its caret was put elsewhere."""
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.MouseButtonPress):
            self.close()
        return False
