import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from chat_desktop.chat.body import Body, copy_button
from chat_desktop.chat.body_painter import BodyPainter, Look
from chat_desktop.chat.document import lay_out
from chat_desktop.chat.highlights import Highlights
from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.metrics import Faces
from chat_desktop.look.tokens import DARK, LIGHT, Tokens, contrast
from chat_desktop.markdown.parse import parse


def painted(body: Body, faces: Faces, look: Look, tokens: Tokens = LIGHT) -> set[str]:
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(tokens.bubble))
    painter = QPainter(image)
    BodyPainter(tokens, faces).paint(painter, body, look)
    painter.end()
    pixels = set(memoryview(bytes(image.constBits())).cast("I"))
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel in pixels}


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_what_a_search_found_is_marked_and_can_be_read(faces: Faces, tokens: Tokens) -> None:
    body = lay_out(parse("find the **needle** here"), 380, faces, tokens)
    assert tokens.mark not in painted(body, faces, Look(), tokens)
    look = Look(marks=Highlights(["needle"]))
    assert {tokens.mark, tokens.on_mark} <= painted(body, faces, look, tokens)
    assert contrast(tokens.mark, tokens.on_mark) >= 4.5


def test_what_is_selected_is_tinted(faces: Faces) -> None:
    body = lay_out(parse("some words"), 380, faces, LIGHT)
    assert LIGHT.selection in painted(body, faces, Look(selected=(2, 6)))


def test_the_copy_button_answers_the_mouse(faces: Faces) -> None:
    body = lay_out(parse("```\nsome code\n```"), 380, faces, LIGHT)
    (piece,) = body.pieces
    assert piece.box is not None
    assert piece.box.contains(copy_button(piece.box).center())
    over = Hit(0, Part.COPY, piece=piece)
    assert LIGHT.hover not in painted(body, faces, Look())
    assert LIGHT.hover in painted(body, faces, Look(hovered=over))
    assert LIGHT.selected in painted(body, faces, Look(hovered=over, down=True))
    assert LIGHT.hover in painted(body, faces, Look(copied=piece))


def test_quotes_have_their_bar(faces: Faces) -> None:
    assert LIGHT.border_strong in painted(
        lay_out(parse("> said"), 380, faces, LIGHT), faces, Look()
    )
