from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.chat.scrolling import Column

heights = st.lists(st.integers(1, 120), min_size=1, max_size=60)


def column(real: list[int], viewport: int = 100, guess: int = 30, margin: int = 0) -> Column:
    made = Column(lambda index: real[index], margin)
    made.viewport = viewport
    made.reset([guess] * len(real))
    made.settle()
    return made


def shown(made: Column) -> list[tuple[int, int, int]]:
    return list(made.visible())


def test_it_begins_at_the_bottom() -> None:
    made = column([40, 40, 40, 40])
    assert shown(made) == [(1, -20, 40), (2, 20, 40), (3, 60, 40)]
    assert made.stuck
    assert made.below == 0


def test_few_rows_stand_at_the_bottom() -> None:
    assert shown(column([20, 30])) == [(0, 50, 20), (1, 70, 30)]


def test_only_rows_in_view_are_measured() -> None:
    asked: list[int] = []

    def measure(index: int) -> int:
        asked.append(index)
        return 40

    made = Column(measure)
    made.viewport = 100
    made.reset([25] * 1_000)
    made.settle()
    assert min(asked) >= 996


def test_appending_at_the_bottom_follows() -> None:
    real = [40] * 4
    made = column(real)
    real.append(50)
    made.splice(4, 0, [30])
    made.settle()
    assert shown(made)[-1] == (4, 50, 50)


def test_rows_before_the_first_ones_keep_the_anchor_on_a_row() -> None:
    made = column([])
    made.splice(0, 0, [30])
    assert made.anchor == 0
    made.splice(0, 0, [30, 30])
    assert made.anchor == 2


def test_appending_while_reading_above_moves_nothing() -> None:
    real = [40] * 10
    made = column(real)
    made.scroll(-150)
    before = shown(made)
    real.append(50)
    made.splice(10, 0, [30])
    made.settle()
    assert shown(made) == before


def test_the_end_of_a_window_that_is_not_the_newest_does_not_follow() -> None:
    real = [40] * 4
    made = column(real)
    made.follow = False
    made.settle()
    before = shown(made)
    real += [40] * 3
    made.splice(4, 0, [30] * 3)
    made.settle()
    assert shown(made)[: len(before)] == before


@given(heights, st.lists(st.integers(1, 120), min_size=1, max_size=30), st.integers(0, 3_000))
def test_prepending_moves_nothing(old: list[int], new: list[int], up: int) -> None:
    real = list(old)
    made = column(real)
    made.scroll(-up)
    before = [(index + len(new), top, height) for index, top, height in shown(made)]
    real[:0] = new
    made.splice(0, 0, [30] * len(new))
    made.settle()
    after = shown(made)
    # More may have come into view above; what was in view stands where it stood.
    assert after[-len(before) :] == before or sum(old) < 100


@given(heights, st.integers(-4_000, 4_000), st.integers(1, 300))
def test_the_view_is_filled_as_far_as_there_are_rows(
    real: list[int], pixels: int, viewport: int
) -> None:
    made = column(real, viewport)
    made.scroll(pixels)
    rows = shown(made)
    assert rows[-1][1] + rows[-1][2] >= min(viewport, sum(real))
    if sum(real) >= viewport:
        assert rows[0][1] <= 0
    else:
        assert len(rows) == len(real)
    assert [top + height for _, top, height in rows[:-1]] == [top for _, top, _ in rows[1:]]


@given(heights, st.integers(0, 5_000))
def test_the_bar_and_the_rows_agree(real: list[int], value: int) -> None:
    made = column(real, guess=60)
    for _ in range(3):
        made.scroll_to(value)
    top = made.above + made.below
    assert 0 <= made.above <= top


def test_scrolling_to_the_ends() -> None:
    made = column([40] * 10)
    made.scroll(-10_000)
    assert shown(made)[0] == (0, 0, 40)
    assert (made.above, made.stuck) == (0, False)
    made.scroll(10_000)
    assert (made.below, made.stuck) == (0, True)
    made.scroll(-50)
    made.to_end()
    assert made.below == 0


def test_a_row_can_be_placed() -> None:
    made = column([40] * 20)
    made.place(5, 30)
    assert (5, 30, 40) in shown(made)
    assert made.top_of(5) == 30
    assert made.top_of(7) == 110


def test_an_edit_above_the_view_moves_nothing() -> None:
    real = [40] * 10
    made = column(real)
    made.scroll(-60)
    before = shown(made)
    real[2] = 300
    made.splice(2, 1, [30], 0)
    made.settle()
    assert shown(made) == before


def test_the_anchor_follows_its_row_through_a_replacement() -> None:
    real = [40] * 10
    made = column(real)
    made.place(5, 0)
    before = made.lower
    real[4:6] = [10, 20, 30, 40]
    made.splice(4, 2, [30] * 4, 3)
    made.settle()
    assert (made.top_of(7), made.lower) == (0, before)


def test_when_the_anchor_goes_what_is_below_it_stays() -> None:
    real = [40] * 10
    made = column(real)
    made.place(5, 0)
    before = {index - 1: top for index, top, _ in shown(made) if index > 5}
    del real[5]
    made.splice(5, 1, [])
    made.settle()
    assert {index: top for index, top, _ in shown(made) if index in before} == before


def test_nothing_is_nothing() -> None:
    made = Column(lambda _index: 1)
    made.viewport = 100
    made.reset([])
    made.settle()
    made.scroll_to(50)
    assert (shown(made), made.above, made.below, len(made)) == ([], 0, 0, 0)


def test_new_guesses_keep_the_anchor() -> None:
    real = [40] * 10
    made = column(real)
    made.place(4, 0)
    made.guess_again([35] * 10)
    made.settle()
    assert shown(made)[0] == (4, 0, 40)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("scroll"), st.integers(-400, 400), st.just(0)),
        st.tuples(st.just("insert"), st.integers(0, 40), st.integers(1, 5)),
        st.tuples(st.just("remove"), st.integers(0, 40), st.integers(1, 5)),
        st.tuples(st.just("resize"), st.integers(1, 300), st.just(0)),
        st.tuples(st.just("place"), st.integers(0, 40), st.integers(-50, 150)),
        st.tuples(st.just("bar"), st.integers(0, 3_000), st.just(0)),
    ),
    max_size=12,
)


@given(heights, steps, st.booleans())
def test_whatever_happens_the_view_is_full_and_in_order(
    real: list[int], changes: list[tuple[str, int, int]], follow: bool
) -> None:
    made = column(real)
    made.follow = follow
    for what, first, second in changes:
        at = min(first, len(real))
        if what == "scroll":
            made.scroll(first)
        elif what == "insert":
            real[at:at] = [10 + 7 * n for n in range(second)]
            made.splice(at, 0, [30] * second)
        elif what == "remove":
            gone = min(second, len(real) - at)
            del real[at : at + gone]
            made.splice(at, gone, [])
        elif what == "resize":
            made.viewport = first
        elif what == "place" and first < len(real):
            made.place(first, second)
        elif what == "bar":
            made.scroll_to(first)
        made.settle()
        _is_full(made, real)


def _is_full(made: Column, real: list[int]) -> None:
    rows = shown(made)
    assert len(made) == len(real)
    assert [height for index, _, height in rows] == [real[index] for index, _, _ in rows]
    if not real:
        return
    if sum(real) >= made.viewport:
        assert rows[0][1] <= 0
        assert rows[-1][1] + rows[-1][2] >= made.viewport
    else:
        assert [index for index, _, _ in rows] == list(range(len(real)))
        assert rows[-1][1] + rows[-1][2] == made.viewport


def test_another_width_keeps_the_heights_until_a_row_is_seen() -> None:
    real = [40] * 50
    made = column(real)
    real[:] = [60] * 50
    made.forget_all()
    made.settle()
    assert shown(made)[-1] == (49, 40, 60)
    assert [made.height(index) for index in (0, 47, 48, 49)] == [30, 40, 60, 60]
