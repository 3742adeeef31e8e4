"""The small parts that windows are made of: labels, buttons, lines, labelled fields."""

from __future__ import annotations

import html

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chat_desktop.look.fonts import wear
from chat_desktop.look.icons import icon, paint_icon
from chat_desktop.look.mirror import leading
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.translations.of_qt import key_words


def label(
    text: str = "",
    *,
    pixels: int = Size.BODY,
    bold: bool = False,
    tone: str = "",
    wrap: bool = False,
) -> QLabel:
    """Return a label of plain text, whatever characters the text has."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    wear(made, pixels, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setWordWrap(wrap)
    # Left to itself, a label stands where its own words begin, whatever the window's direction.
    made.setAlignment(leading())
    if tone:
        made.setProperty("tone", tone)
    return made


def button(text: str, *, kind: str = "") -> QPushButton:
    """Return a push button; `kind` is primary, danger, danger-quiet or link."""
    made = QPushButton(text.replace("&", "&&"))
    if kind:
        made.setProperty("kind", kind)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def line(*, vertical: bool = False) -> QFrame:
    """Return a line of one pixel."""
    made = QFrame()
    made.setProperty("kind", "line")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def tooltip(text: str) -> str:
    """Return a tooltip that shows `text` as it is, never as markup."""
    return f"<span>{html.escape(text)}</span>" if text else ""


def menu_text(text: str) -> str:
    """Return a text for a menu or button that shows an ampersand as one."""
    return text.replace("&", "&&")


def repolish(widget: QWidget) -> None:
    """Let the style sheet see a changed dynamic property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class ElidedLabel(QLabel):
    """A line of plain text that ends in an ellipsis where it lacks room; the tooltip has it all."""

    def __init__(
        self, text: str = "", *, pixels: int = Size.BODY, bold: bool = False, tone: str = ""
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        wear(self, pixels, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if tone:
            self.setProperty("tone", tone)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text` on one line."""
        super().setText(" ".join(text.split()))

    def minimumSizeHint(self) -> QSize:
        """Return a size that lets the text be cut."""
        return QSize(20, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the part that there is room for."""
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(tooltip(self.text()) if shown != self.text() else "")
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        # The words keep their own direction, also where the window has the other one.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        where = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter.drawText(self.rect(), int(where | Qt.AlignmentFlag.AlignAbsolute), shown)


class IconButton(QToolButton):
    """A button with an icon only: it has a name for the screen reader and follows the theme."""

    def __init__(
        self,
        theme: Theme,
        icon_name: str,
        name: str,
        *,
        size: int = 20,
        box: int = 36,
        tone: str = "text_soft",
        shortcut: str = "",
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon_name
        self._size = size
        self._tone = tone
        self.setFixedSize(box, box)
        self.setIconSize(QSize(size, size))
        self.setAccessibleName(name)
        self.setToolTip(tooltip(f"{name} ({key_words(shortcut)})" if shortcut else name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._draw)
        self._draw()

    def set_look(self, icon_name: str, tone: str) -> None:
        """Show another icon or another colour (the name of a token)."""
        self._icon_name, self._tone = icon_name, tone
        self._draw()

    def _draw(self) -> None:
        tokens = self._theme.tokens
        self.setIcon(
            icon(
                self._icon_name,
                getattr(tokens, self._tone),
                self._size,
                {QIcon.Mode.Disabled: tokens.text_faint},
            )
        )


class IconLabel(QWidget):
    """An icon that says nothing by itself: it stands beside words."""

    def __init__(self, theme: Theme, icon_name: str, size: int, tone: str = "text_faint") -> None:
        super().__init__()
        self._theme, self._icon_name, self._tone = theme, icon_name, tone
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    def set_icon(self, icon_name: str) -> None:
        """Show another icon."""
        self._icon_name = icon_name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon into the whole widget."""
        colour = getattr(self._theme.tokens, self._tone)
        paint_icon(QPainter(self), self.rect().toRectF(), self._icon_name, colour)


class Field(QWidget):
    """A labelled input with a hint below, which gives way to what is wrong with it."""

    def __init__(
        self, name: str, *, hint: str = "", placeholder: str = "", object_name: str = ""
    ) -> None:
        super().__init__()
        self.input = QLineEdit()
        self.input.setPlaceholderText(placeholder)
        self.input.setAccessibleName(name)
        self.input.setObjectName(object_name)
        self.input.setMaxLength(2000)
        self._hint = hint
        self._title = label(name, pixels=Size.SMALL, bold=True)
        self._title.setBuddy(self.input)
        self._below = label(hint, pixels=Size.SMALL, tone="faint", wrap=True)
        self._below.setObjectName(f"{object_name}Note" if object_name else "")
        self._below.setVisible(bool(hint))
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column.addWidget(self._title)
        column.addWidget(self.input)
        column.addWidget(self._below)
        self.input.textEdited.connect(lambda _text: self.set_problem(None))
        self.problem: str | None = None

    def add_below(self, widget: QWidget) -> None:
        """Put something small at the left below the input."""
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def text(self) -> str:
        """What is written in it."""
        return self.input.text()

    def set_hint(self, hint: str) -> None:
        """Change the hint below."""
        self._hint = hint
        self.set_problem(self.problem)

    def set_problem(self, problem: str | None) -> None:
        """Say what is wrong, or, with None, that nothing is."""
        self.problem = problem
        self._below.setText(problem or self._hint)
        self._below.setVisible(bool(problem or self._hint))
        self._below.setProperty("tone", "error" if problem else "faint")
        self.input.setProperty("invalid", "true" if problem else "false")
        self.input.setAccessibleDescription(problem or self._hint)
        repolish(self._below)
        repolish(self.input)


class PasswordField(Field):
    """A field whose text is hidden until the eye is pressed."""

    def __init__(self, theme: Theme, name: str, *, hint: str = "", object_name: str = "") -> None:
        super().__init__(name, hint=hint, object_name=object_name)
        self._theme = theme
        self.input.setEchoMode(QLineEdit.EchoMode.Password)
        self._show = QAction(self)
        self._show.setCheckable(True)
        self._show.toggled.connect(self._toggle)
        self.input.addAction(self._show, QLineEdit.ActionPosition.TrailingPosition)
        theme.changed.connect(self._draw)
        self._draw()

    @property
    def show_action(self) -> QAction:
        """What shows and hides the password."""
        return self._show

    def _toggle(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.input.setEchoMode(mode)
        self._draw()

    def _draw(self) -> None:
        shown = self._show.isChecked()
        self._show.setText(self.tr("Hide password") if shown else self.tr("Show password"))
        self._show.setToolTip(self._show.text())
        name = "eye-off" if shown else "eye"
        self._show.setIcon(icon(name, self._theme.tokens.text_soft, 18))


class SearchField(QLineEdit):
    """A search box with a lens; Down moves on to what was found, Escape clears."""

    moved_down = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme, placeholder: str) -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setProperty("kind", "search")
        self.setClearButtonEnabled(False)
        self._lens = QAction(placeholder, self)
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._lens.setIcon(icon("search", self._theme.tokens.text_faint, 16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle Down, Return and Escape before the line edit does."""
        if event.key() == Qt.Key.Key_Down:
            self.moved_down.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.escaped.emit()
        else:
            super().keyPressEvent(event)
