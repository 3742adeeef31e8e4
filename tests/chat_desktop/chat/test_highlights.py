import pytest

from chat_desktop.chat.highlights import MOST_HITS, Highlights


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ([], "anything", []),
        (["", "  "], "anything", []),
        (["load"], "Load, loads, reload", [(0, 4), (6, 10), (15, 19)]),
        (["a.b"], "aab a.b", [(4, 7)]),
        (["cafe"], "un Café", [(3, 7)]),
        (["café"], "cafe", [(0, 4)]),
        (["strasse"], "die Straße", [(4, 10)]),
        (["上海"], "我在上海工作", [(2, 4)]),
        (["two"], "🎉 two", [(3, 6)]),
        (["🎉"], "a🎉b", [(1, 3)]),
        (["abc", "abcd"], "abcde", [(0, 4)]),
        (["one two"], "one two three", [(0, 7)]),
        (["lodz", "smor"], "Łódź smør", [(0, 4), (5, 9)]),
        (["b"], "a b ab", [(2, 3)]),
        (["🎉", "two"], "🎉 🎉 two", [(0, 2), (3, 5), (6, 9)]),
    ],
)
def test_words_are_found(words: list[str], text: str, found: list[tuple[int, int]]) -> None:
    assert Highlights(words).find(text) == found


def test_a_carpet_of_hits_is_cut() -> None:
    assert len(Highlights(["a"]).find("a " * 5_000)) == MOST_HITS


def test_nothing_is_nothing() -> None:
    assert not Highlights()
    assert Highlights(["x"])
