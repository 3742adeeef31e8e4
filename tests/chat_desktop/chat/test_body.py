from PySide6.QtCore import QPointF

from chat_desktop.chat.body import Body, lines_in
from chat_desktop.chat.document import lay_out
from chat_desktop.chat.metrics import Faces
from chat_desktop.look.tokens import LIGHT
from chat_desktop.markdown.parse import parse


def body(text: str, faces: Faces, width: float = 400) -> Body:
    return lay_out(parse(text), width, faces, LIGHT)


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


def test_a_link_is_found_where_its_words_run_to_the_left(faces: Faces) -> None:
    made = body("\u05e9\u05dc\u05d5\u05dd [\u05db\u05d0\u05df](https://a.example)", faces)
    made.align(350)
    (piece,) = made.pieces
    (rect,) = lines_in(piece, 5, 8)
    assert piece.x + rect.right() < 350
    found = made.link_at(rect.center() + QPointF(piece.x, piece.y))
    assert found is not None
    assert found[3] == "https://a.example"


def test_an_empty_body_has_one_place(faces: Faces) -> None:
    assert body("\n\n", faces).offset_at(QPointF(3, 3)) == 0
