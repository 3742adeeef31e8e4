"""The table of actions: one QAction for each row that has a name, all of them bound."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.windows.actions import TABLE, Actions
from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.memory import Memory


def test_every_key_does_one_thing() -> None:
    """What widgets take by themselves may be the same in two of them, never that of an action."""
    keys = [QKeySequence(keys).toString() for act in TABLE if act.name for keys in act.keys]
    taken = [QKeySequence(keys).toString() for act in TABLE if not act.name for keys in act.keys]
    assert "" not in (*keys, *taken)
    assert sorted(keys) == sorted(set(keys))
    assert not set(keys) & set(taken)
    names = [act.name for act in TABLE if act.name]
    assert sorted(names) == sorted(set(names))


def test_an_action_does_what_it_is_bound_to(window: QWidget) -> None:
    actions = Actions(window)
    done: list[str] = []
    actions.bind("quit", lambda: done.append("quit"))
    actions["quit"].trigger()
    assert done == ["quit"]
    assert "quit" not in actions.unbound
    assert "fullScreen" in actions.unbound


def test_the_window_binds_every_action(theme: Theme, tmp_path: Path) -> None:
    main = MainWindow(theme, Memory(tmp_path / "window.ini"))
    assert main.acts.unbound == frozenset()
    main.deleteLater()


def test_the_window_has_the_keys_of_the_table_and_no_others(theme: Theme, tmp_path: Path) -> None:
    main = MainWindow(theme, Memory(tmp_path / "window.ini"))
    made = {
        action.objectName(): tuple(key.toString() for key in action.shortcuts())
        for action in main.actions()
    }
    wanted = {
        act.name: tuple(QKeySequence(keys).toString() for keys in act.keys)
        for act in TABLE
        if act.name
    }
    assert made == wanted
    main.deleteLater()
