"""The theme in use: what the user chose, what the system says, and telling those who paint."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication

from chat_desktop.look.dressing import dress
from chat_desktop.look.fonts import load_fonts, renew_fonts, set_text_size, text_size
from chat_desktop.look.icons import pixel_ratios
from chat_desktop.look.motion import Motion
from chat_desktop.look.slices import Slices
from chat_desktop.look.style import palette, stylesheet
from chat_desktop.look.tokens import DARK, LIGHT, Tokens


class ThemeChoice(StrEnum):
    """What the user may choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Dresses the application in one theme; `changed` is emitted after it put on another.

    `text_resized` is emitted before it when the text size changed: what was measured is measured
    again. `motion` is asked by every animation.
    """

    changed = Signal()
    text_resized = Signal()

    def __init__(
        self,
        app: QApplication,
        choice: ThemeChoice = ThemeChoice.SYSTEM,
        *,
        text_percent: int = 100,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self.motion = Motion(self)
        self._slices = Slices(self)
        load_fonts()
        app.setStyle("Fusion")
        set_text_size(app, text_percent)
        self._tokens = self._wanted()
        self._dress()
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._ratios = pixel_ratios()
        app.screenAdded.connect(self._add_screen)
        for screen in app.screens():
            screen.geometryChanged.connect(self._see_screens)

    @property
    def app(self) -> QApplication:
        """The application that it dresses."""
        return self._app

    @property
    def tokens(self) -> Tokens:
        """The colours in use."""
        return self._tokens

    @property
    def choice(self) -> ThemeChoice:
        """What the user chose."""
        return self._choice

    @property
    def text_size(self) -> int:
        """The text size in percent of the designed one."""
        return text_size()

    def choose(self, choice: ThemeChoice) -> None:
        """Put on what the user chose."""
        self._choice = choice
        self._follow()

    def resize_text(self, percent: int) -> None:
        """Show all text in another size, in percent of the designed one."""
        if percent != text_size():
            set_text_size(self._app, percent)
            self._dress()
            self._slices.finish()
            renew_fonts(self._app)
            self.text_resized.emit()
            self.changed.emit()

    def _wanted(self) -> Tokens:
        if self._choice is ThemeChoice.SYSTEM:
            scheme = self._app.styleHints().colorScheme()
            return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice is ThemeChoice.DARK else LIGHT

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is not self._tokens:
            self._tokens = wanted
            self._dress()
            self.changed.emit()

    def _add_screen(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._see_screens)
        self._see_screens()

    def _see_screens(self) -> None:
        """Have the icons drawn anew where a screen is sharper than all before."""
        if (ratios := pixel_ratios()) != self._ratios:
            self._ratios = ratios
            self.changed.emit()

    def _dress(self) -> None:
        """Dress what is seen at once, and what is not in the next turns of the loop."""
        self._slices.finish()
        self._slices.begin(dress(self._app, palette(self._tokens), stylesheet(self._tokens)))
