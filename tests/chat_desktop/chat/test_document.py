import pytest
from PySide6.QtCore import QPointF

from chat_desktop.chat.document import Body, copy_button, lay_out, lines_in
from chat_desktop.chat.highlight import Ink
from chat_desktop.chat.metrics import LINE, Faces
from chat_desktop.look.tokens import LIGHT
from chat_desktop.markdown.parse import parse


def body(text: str, faces: Faces, width: float = 400) -> Body:
    return lay_out(parse(text), width, faces, LIGHT)


def test_a_line_is_as_wide_as_its_words(faces: Faces) -> None:
    short, long = body("hi", faces), body("hello world", faces)
    assert 0 < short.width < long.width < 400
    assert short.height == long.height == LINE
    assert short.last_right == pytest.approx(short.width, abs=1)


def test_long_text_is_broken_within_the_width(faces: Faces) -> None:
    made = body("word " * 100, faces, 200)
    assert made.width <= 200
    assert made.height > 5 * LINE
    assert body("x" * 500, faces, 200).width <= 200


def test_line_breaks_are_lines(faces: Faces) -> None:
    made = body("a\nb\nc", faces)
    assert made.height == 3 * LINE
    assert made.text == "a\nb\nc"


def test_offsets_are_found_where_they_are_drawn(faces: Faces) -> None:
    made = body("ab 🎉 cd\n\n**second** line", faces)
    for piece in made.pieces:
        for at in (0, piece.length):
            (rect,) = lines_in(piece, 0, piece.length)
            x = piece.x + (rect.right() + 1 if at else rect.left() - 1)
            found = made.offset_at(QPointF(x, piece.y + 5))
            assert found == piece.start + at
    assert made.length == made.pieces[-1].end
    assert made.offset_at(QPointF(0, -50)) == 0
    assert made.offset_at(QPointF(500, 9_999)) == made.length


def test_links_are_found_under_their_words_only(faces: Faces) -> None:
    made = body("see [the page](https://a.example) now", faces)
    (piece,) = made.pieces
    (rect,) = lines_in(piece, 4, 12)
    found = made.link_at(rect.center() + QPointF(piece.x, piece.y))
    assert found is not None
    assert found[1:] == (4, 12, "https://a.example", "the page")
    assert made.link_at(QPointF(2, 5)) is None
    assert made.link_at(QPointF(390, 5)) is None
    assert made.link_at(QPointF(rect.center().x(), 300)) is None


def test_copying_keeps_the_marks_of_lists_and_quotes(faces: Faces) -> None:
    made = body("- one\n- two\n\n> three", faces)
    assert made.copy(0, made.length) == "• one\n• two\n> three"
    assert made.copy(1, 5) == "ne\n• t"
    assert made.copy(5, 5) == ""


def test_code_has_a_frame_and_waits_for_its_colours(faces: Faces) -> None:
    asked: list[tuple[str, str]] = []

    def colour(code: str, language: str) -> tuple[Ink, ...]:
        asked.append((code, language))
        return (Ink(0, 4, "#ff0000", True, False),)

    tree = parse("a\n```python\npass\n```\nb")
    plain = lay_out(tree, 400, faces, LIGHT)
    coloured = lay_out(tree, 400, faces, LIGHT, colour)
    code = coloured.pieces[1]
    assert asked == [("pass", "python")]
    assert (plain.plain_code, coloured.plain_code) == (True, False)
    assert code.box is not None
    assert code.box.contains(copy_button(code.box).center())
    assert len(code.layout.formats()) == 2
    assert plain.height == coloured.height


def test_quotes_have_one_bar_a_depth(faces: Faces) -> None:
    made = body("> a\n>\n> > b\n\nc\n\n> d", faces)
    assert [x for x, _, _ in made.rails] == [0, 14, 0]
    (_, top, bottom), (_, inner_top, inner_bottom), _ = made.rails
    assert top < inner_top < inner_bottom == bottom


def test_deep_nesting_leaves_room_for_the_words(faces: Faces) -> None:
    made = body("> " * 12 + "word " * 20, faces, 150)
    assert made.width <= 150


def test_nothing_at_all_is_laid_out(faces: Faces) -> None:
    made = body("\n\n", faces)
    assert (made.length, made.offset_at(QPointF(3, 3))) == (0, 0)
