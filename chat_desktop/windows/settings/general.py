"""General settings: starting at log-in, staying in the tray, opening links."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from chat_desktop.windows.parts.controls import repolish
from chat_desktop.windows.settings.rows import Page
from chat_desktop.windows.settings.surroundings import Surroundings
from chat_desktop.windows.settings.switch import Switch

_log = logging.getLogger(__name__)


class GeneralPage(Page):
    """What the program does on this computer."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("General"), parent)
        self._around = around
        card = self.add_card()
        self.autostart = card.add_switch(
            around.theme,
            self.tr("Start at log-in"),
            self.tr("Parlance opens when you log in to this computer."),
            on=around.autostart.is_on(),
            name="autostart",
            do=self._set_autostart,
        )
        if around.tray_is_there():
            card.add_switch(
                around.theme,
                self.tr("Keep running in the tray"),
                self.tr(
                    "Closing the window leaves Parlance there, so that you hear of new messages."
                ),
                on=around.preferences.keep_in_tray,
                name="keepInTray",
                do=self._set_tray,
            )
        if around.links is not None:
            self.links = card.add_switch(
                around.theme,
                self.tr("Open invite links"),
                self.tr("Links that begin with parlance:// open in this program."),
                on=around.links.is_on(),
                name="openLinks",
                do=self._set_links,
            )
        self._problem: QLabel = self.add_note("")
        self._problem.setObjectName("generalProblem")
        self._problem.setProperty("tone", "error")
        repolish(self._problem)
        self._problem.hide()

    def _set_tray(self, on: bool) -> None:
        self._around.preferences.keep_in_tray = on

    def _set_autostart(self, on: bool) -> None:
        self._try(self.autostart, self._around.autostart.set, on)

    def _set_links(self, on: bool) -> None:
        if self._around.links is not None:
            self._try(self.links, self._around.links.set, on)

    def _try(self, switch: Switch, act: Callable[[bool], None], on: bool) -> None:
        """Do what the switch says; where that cannot be written, it goes back and it is said."""
        try:
            act(on)
        except OSError as error:
            _log.warning("a setting cannot be written: %s", error)
            words = self.tr("This cannot be written down: {reason}.")
            self._problem.setText(words.format(reason=error.strerror or error))
            self._problem.show()
            switch.set_on(not on)
        else:
            self._problem.hide()
