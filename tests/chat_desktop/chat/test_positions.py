from chat_desktop.chat.positions import MOST, Position, Positions

HERE = Position(("grace", "k"), 40, 7)


def test_where_the_reader_was_is_kept_until_the_end_is_reached() -> None:
    positions = Positions()
    assert positions.of("g") is None
    positions.remember("g", HERE)
    assert positions.of("g") == HERE
    positions.remember("g", None)
    assert positions.of("g") is None


def test_the_oldest_are_forgotten() -> None:
    positions = Positions()
    for number in range(MOST + 1):
        positions.remember(f"g{number}", HERE)
    assert positions.of("g0") is None
    assert positions.of(f"g{MOST}") == HERE
