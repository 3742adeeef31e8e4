"""The pages in the place of the chat: one clear action each, or none."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from chat_desktop.core.rows import LinkState, Status
from chat_desktop.look.theme import Theme
from chat_desktop.windows.empty_pages import EmptyPages


def test_each_page_has_the_action_that_helps(qapp: QApplication, theme: Theme) -> None:
    made = EmptyPages(theme)
    actions = [page.action.text() if page.action else "" for page in made.pages]
    assert actions == ["Find a group", "", "Retry now", "Log in"]
    for page in made.pages:
        page.deleteLater()


def test_trying_again_is_offered_when_it_failed(qapp: QApplication, theme: Theme) -> None:
    made = EmptyPages(theme)
    retry = made.offline.action
    assert retry is not None
    lost = Status(LinkState.OFFLINE, "It is gone.")
    seen = []
    for status, trouble in (
        (Status(LinkState.CONNECTING), None),
        (lost, lost),
        (Status(LinkState.CONNECTING), lost),
    ):
        made.explain(status, trouble)
        seen.append((retry.isHidden(), retry.isEnabled()))
    assert seen == [(True, False), (False, True), (False, False)]
    for page in made.pages:
        page.deleteLater()
