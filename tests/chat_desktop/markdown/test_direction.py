import pytest

from chat_desktop.markdown.direction import isolated, right_to_left

HEBREW = "שלום"
ARABIC = "سلام"


@pytest.mark.parametrize(
    ("text", "leftwards"),
    [
        ("", False),
        ("hello", False),
        (HEBREW, True),
        (ARABIC + " hello", True),
        ("hello " + HEBREW, False),
        ("123 … " + HEBREW, True),
        ("🎉 " + HEBREW, True),
        ("日本" + HEBREW, False),
        ("\u202ehello", False),
        ("\u200f123 hello", False),
        ("!" * 1_000 + HEBREW, False),
    ],
)
def test_the_first_letter_with_a_direction_decides(text: str, leftwards: bool) -> None:
    assert right_to_left(text) is leftwards


def test_a_name_turns_nothing_around_it() -> None:
    assert isolated("Ada") == "Ada"
    assert isolated("Åse") == "Åse"
    assert isolated(HEBREW) == f"\u2068{HEBREW}\u2069"
    assert isolated("a\u202eb\u2067é") == "abé"
