from chat_desktop.chat.selection import Selection, Spot, copied

PLACES: dict[tuple[str, str | int], int] = {("ada", "a"): 0, ("ada", "b"): 1, ("ada", "c"): 2}


def place(row: tuple[str, str | int]) -> int | None:
    return PLACES.get(row)


def spot(key: str, offset: int) -> Spot:
    return Spot(("ada", key), offset)


def test_a_selection_reads_forwards_however_it_was_made() -> None:
    for selection in (
        Selection(spot("a", 3), spot("c", 2)),
        Selection(spot("c", 2), spot("a", 3)),
    ):
        assert selection.ends(place) == ((0, 3), (2, 2))
        assert selection.covers(0, 10, place) == (3, 10)
        assert selection.covers(1, 10, place) == (0, 10)
        assert selection.covers(2, 10, place) == (0, 2)
        assert selection.covers(3, 10, place) is None


def test_within_a_row() -> None:
    assert Selection(spot("b", 5), spot("b", 2)).covers(1, 4, place) == (2, 4)
    assert Selection(spot("b", 2), spot("b", 2)).empty


def test_it_ends_with_its_rows() -> None:
    assert Selection(spot("b", 5), spot("gone", 2)).ends(place) is None
    assert Selection(spot("b", 5), spot("gone", 2)).covers(1, 9, place) is None


def test_one_message_is_copied_without_its_author() -> None:
    assert copied([("Ada", "hello"), ("Grace", "")]) == "hello"
    assert copied([("Ada", "hello"), ("Grace", "hi")]) == "Ada: hello\nGrace: hi"
