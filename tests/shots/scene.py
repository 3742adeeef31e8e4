"""Scenes of the gallery: each sets up one state of the program and returns what is looked at.

    @scene("emoji-picker", "Picking an emoji", "Writing")
    async def emoji_picker(stage: Stage) -> QWidget:
        window = stage.window()
        ...
        return window

Dialogs, menus and popups of the returned window that are open stand in the picture too.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shots

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from shots.stage import Stage

SetUp = Callable[["Stage"], Awaitable["QWidget"]]

SECTIONS: Final = (
    "First run",
    "Reading",
    "Writing",
    "Finding",
    "Groups and people",
    "Settings",
    "Connection",
    "Everyone",
    "Administration",
)
"""The order of the gallery; sections that are not named here come after."""

THEMES: Final = ("light", "dark")
SCALES: Final = (1, 2)


@dataclass(frozen=True, slots=True)
class Scene:
    """One state of the program, under a name that its files bear."""

    name: str
    title: str
    section: str
    set_up: SetUp

    def file(self, theme: str, scale: int) -> str:
        """Return the name of its picture in a theme, at a scale."""
        return f"{self.name}-{theme}-{scale}x.png"


SCENES: dict[str, Scene] = {}


def scene(name: str, title: str, section: str) -> Callable[[SetUp], SetUp]:
    """Register what is decorated under a name of small letters and dashes."""

    def register(set_up: SetUp) -> SetUp:
        if name in SCENES:
            raise ValueError(f"two scenes are called {name}")
        SCENES[name] = Scene(name, title, section, set_up)
        return set_up

    return register


def load_scenes() -> None:
    """Import every `scenes_….py`, whereby the scenes register themselves."""
    for module in sorted(found.name for found in pkgutil.iter_modules(shots.__path__)):
        if module.startswith("scenes_"):
            importlib.import_module(f"shots.{module}")


def in_order(only: Sequence[str] = ()) -> list[Scene]:
    """Return the scenes in the gallery's order: all, or those whose names contain one of `only`."""
    places = {section: place for place, section in enumerate(SECTIONS)}
    found = [
        each for each in SCENES.values() if not only or any(part in each.name for part in only)
    ]
    return sorted(found, key=lambda each: places.get(each.section, len(places)))
