"""The theme in use: what the user chose, what the system says, and telling those who paint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication

from chat_desktop.look.curtain import lower_curtain, raise_curtain, rehearse
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
    """Dresses the application in one theme; `changed` is emitted when it put on another.

    `text_resized` is emitted before it when the text size changed: what was measured is measured
    again. `motion` is asked by every animation. Windows that are seen show what is new all at
    once, some turns later, or when `settle` is called.
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
        for _ in self._dress():
            pass
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
            self._slices.finish()
            lower_curtain(self._app)
            set_text_size(self._app, percent)
            renew = partial(renew_fonts, self._app)
            self._change(renew, self.text_resized.emit, self.changed.emit)

    def settle(self) -> None:
        """Do at once what is left to be done for a change."""
        self._slices.finish()

    def _wanted(self) -> Tokens:
        if self._choice is ThemeChoice.SYSTEM:
            scheme = self._app.styleHints().colorScheme()
            return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice is ThemeChoice.DARK else LIGHT

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is not self._tokens:
            self._slices.finish()
            lower_curtain(self._app)
            self._tokens = wanted
            self._change()
            self.changed.emit()

    def _add_screen(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._see_screens)
        self._see_screens()

    def _see_screens(self) -> None:
        """Have the icons drawn anew where a screen is sharper than all before."""
        if (ratios := pixel_ratios()) != self._ratios:
            self._ratios = ratios
            self.changed.emit()

    def _dress(self) -> Iterator[bool]:
        return dress(self._app, palette(self._tokens), stylesheet(self._tokens))

    def _change(self, *tell: Callable[[], None]) -> None:
        """Put on what is new at once, and let the widgets that there are follow in other turns."""
        dressing = self._dress()
        next(dressing)
        self._slices.begin_soon(self._following(dressing, tell))

    def _following(
        self, dressing: Iterator[bool], tell: Sequence[Callable[[], None]]
    ) -> Iterator[None]:
        """Dress what is seen, behind a curtain that goes up when all is ready, then the rest."""
        try:
            for seen in dressing:
                yield
                if seen:
                    break
            for each in tell:
                each()
                yield
            yield from rehearse(self._app)
        finally:
            raise_curtain(self._app)
        for _ in dressing:
            yield
