"""The sections of the settings in their order; each page is loaded when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from chat_desktop.windows.settings.rows import Page
from chat_desktop.windows.settings.surroundings import Surroundings

translate = QCoreApplication.translate
MakePage = Callable[[Surroundings, QWidget], Page]
"""Called with what the page is about and with what will hold it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A name with its icon, and what loads its kind of page."""

    icon: str
    words: str
    load: Callable[[], MakePage]


def sections() -> tuple[Section, ...]:
    """Return all sections, named in the present language."""
    return (
        Section("sun", translate("SettingsWindow", "Appearance"), _appearance),
        Section("bell", translate("SettingsWindow", "Notifications"), _notifications),
        Section("globe", translate("SettingsWindow", "Language"), _language),
        Section("settings", translate("SettingsWindow", "General"), _general),
        Section("shield", translate("SettingsWindow", "Privacy"), _privacy),
        Section("storage", translate("SettingsWindow", "Storage"), _storage),
        Section("info", translate("SettingsWindow", "About"), _about),
    )


def _appearance() -> MakePage:
    from chat_desktop.windows.settings.appearance import AppearancePage

    return AppearancePage


def _notifications() -> MakePage:
    from chat_desktop.windows.settings.notifications import NotificationsPage

    return NotificationsPage


def _language() -> MakePage:
    from chat_desktop.windows.settings.language import LanguagePage

    return LanguagePage


def _general() -> MakePage:
    from chat_desktop.windows.settings.general import GeneralPage

    return GeneralPage


def _privacy() -> MakePage:
    from chat_desktop.windows.settings.privacy import PrivacyPage

    return PrivacyPage


def _storage() -> MakePage:
    from chat_desktop.windows.settings.storage import StoragePage

    return StoragePage


def _about() -> MakePage:
    from chat_desktop.windows.settings.about import AboutPage

    return AboutPage
