"""The emoji at hand: those used last, and the skin tone chosen, kept from one start to the next."""

from __future__ import annotations

from typing import Final, Protocol

from chat_desktop.windows.pane.emoji_table import TONES, emoji_table

COMMON: Final = ("👍", "❤️", "😂", "🎉", "😮", "😢", "🙏", "🔥")
"""What is at hand before anything was used."""

MOST: Final = 24
RECENT: Final = "emoji"
TONE: Final = "emoji_tone"


class Keeper(Protocol):
    """Keeps small texts by name; the window's memory does."""

    def text(self, name: str) -> str: ...

    def set_text(self, name: str, value: str) -> None: ...


class EmojiShelf:
    """Without a keeper it lasts as long as the program."""

    def __init__(self) -> None:
        self._keeper: Keeper | None = None
        self._used: list[str] = []
        self._tone = ""

    def keep_in(self, keeper: Keeper) -> None:
        """Take over what was kept there, and keep changes there."""
        self._keeper = keeper
        self._used = keeper.text(RECENT).split()[:MOST]
        tone = keeper.text(TONE)
        self._tone = tone if tone in TONES else ""

    @property
    def recent(self) -> tuple[str, ...]:
        """The emoji used last, without tones, the last one first; then the common ones."""
        rest = (char for char in COMMON if char not in self._used)
        return (*self._used, *rest)[:MOST]

    @property
    def tone(self) -> str:
        """The skin tone, one of `TONES`."""
        return self._tone

    def choose_tone(self, tone: str) -> None:
        """Take a skin tone for all emoji that have them."""
        self._tone = tone
        if self._keeper is not None:
            self._keeper.set_text(TONE, tone)

    def dressed(self, char: str) -> str:
        """Return an emoji in the tone chosen."""
        return emoji_table().in_tone(char, self._tone)

    def use(self, char: str) -> None:
        """Note that an emoji was used."""
        bare = emoji_table().without_tone(char)
        self._used = [bare, *(other for other in self._used if other != bare)][:MOST]
        if self._keeper is not None:
            self._keeper.set_text(RECENT, " ".join(self._used))
