import subprocess
import sys

from chat_desktop.chat.highlight import MOST_CHARS, highlight


def test_code_has_colours_in_both_themes() -> None:
    light = highlight("def f(): pass", "python", dark=False)
    dark = highlight("def f(): pass", "python", dark=True)
    assert light[0].start == 0
    assert light[0].length == 3
    assert light[0].bold
    assert light[0].colour != dark[0].colour


def test_offsets_count_as_qt_counts() -> None:
    inks = highlight("'🎉' # x", "python", dark=False)
    assert inks[-1].start == 5
    assert inks[-1].length == 3


def test_what_is_unknown_or_too_long_stays_plain() -> None:
    assert highlight("x", "no-such-language", dark=False) == ()
    assert highlight("def", "", dark=False) == ()
    assert highlight("x = 1\n" * MOST_CHARS, "python", dark=False) == ()


def test_pygments_is_loaded_only_when_needed() -> None:
    code = (
        "import sys; from chat_desktop.chat.highlight import highlight;"
        "assert 'pygments' not in sys.modules; highlight('pass', 'python', dark=True);"
        "assert 'pygments' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
