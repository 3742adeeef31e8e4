import pytest

from chat_desktop.chat.emoji_text import few_emoji


@pytest.mark.parametrize("text", ["👍", "👍🏽", "❤️", "🎉🎉", "🇩🇪 🇫🇷", "👩‍👩‍👧", "1️⃣", "☕", " 🚀\n"])
def test_few_emoji_are_large(text: str) -> None:
    assert few_emoji(text)


@pytest.mark.parametrize("text", ["", None, "👍 ok", "🎉🎉🎉🎉", "1", "a", ":)", "  ", "👍" * 99])
def test_all_else_is_not(text: str | None) -> None:
    assert not few_emoji(text)
