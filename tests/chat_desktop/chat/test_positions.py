from chat_desktop.chat.positions import MOST, Positions


def test_a_position_is_kept_until_the_reader_is_at_the_end() -> None:
    kept = Positions()
    kept.remember("g", ("ada", "k"), 40)
    assert kept.of("g") == (("ada", "k"), 40)
    kept.remember("g", None, 0)
    assert kept.of("g") is None


def test_the_oldest_go() -> None:
    kept = Positions()
    for number in range(MOST + 1):
        kept.remember(str(number), ("ada", "k"), number)
    assert kept.of("0") is None
    assert kept.of(str(MOST)) is not None
