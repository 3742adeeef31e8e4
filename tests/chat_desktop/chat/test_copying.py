from timelines import message

from chat_desktop.chat.copying import text_between
from chat_desktop.chat.identity import identity
from chat_desktop.chat.selection import Selection, Spot
from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import NoticeRow, Row
from protocol.events import Left


def test_notices_between_messages_are_not_copied(view: ChatView) -> None:
    left = NoticeRow(Left(seq=2, at=message(2).at, by="radia", user="radia"))
    rows: list[Row] = [message(1, "- a"), left, message(3, "b", by="ada")]
    view.show_timeline(rows, 9, True, True)
    whole = Selection(Spot(identity(rows[0]), 0), Spot(identity(rows[2]), 1))
    assert text_between(view, whole) == "Grace Hopper: • a\nAda Lovelace: b"
    assert text_between(view, None) == ""
    assert text_between(view, Selection(whole.anchor, whole.anchor)) == ""
