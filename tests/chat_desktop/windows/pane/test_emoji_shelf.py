"""What was used last is at hand, here and after the next start."""

from __future__ import annotations

from chat_desktop.windows.pane.emoji_shelf import COMMON, MOST, EmojiShelf
from chat_desktop.windows.pane.emoji_table import emoji_table


class Texts(dict[str, str]):
    def text(self, name: str) -> str:
        return self.get(name, "")

    def set_text(self, name: str, value: str) -> None:
        self[name] = value


def test_the_last_one_comes_first_and_once() -> None:
    shelf = EmojiShelf()
    assert shelf.recent == COMMON
    for char in ("🚀", "🎉", "🚀"):
        shelf.use(char)
    assert shelf.recent[:3] == ("🚀", "🎉", "👍")
    assert shelf.recent.count("🎉") == 1


def test_it_has_an_end() -> None:
    shelf = EmojiShelf()
    for char in list(emoji_table().by_char)[: MOST + 5]:
        shelf.use(char)
    assert len(shelf.recent) == MOST


def test_it_outlives_the_program() -> None:
    memory = Texts()
    first = EmojiShelf()
    first.keep_in(memory)
    first.use("👋🏿")
    first.choose_tone("🏿")
    second = EmojiShelf()
    second.keep_in(memory)
    assert second.recent[0] == "👋"
    assert second.dressed("👋") == "👋🏿"


def test_a_foreign_tone_in_the_file_counts_as_none() -> None:
    shelf = EmojiShelf()
    shelf.keep_in(Texts(emoji_tone="x"))
    assert shelf.tone == ""
