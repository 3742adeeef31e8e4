from timelines import PEOPLE, message, reaction, waiting

from chat_desktop.chat.people import People, Rights
from chat_desktop.core.rows import Delivery, HoleRow, MessageRow, NoticeRow
from protocol.events import Left
from protocol.views import User

ROWS = {5: message(5, "**bold**\nwords"), 6: message(6, None, deleted=True)}


def people(rights: Rights | None = None) -> People:
    return People(PEOPLE.get, "ada", ROWS.get, {9: message(9, "far")}.get, rights or Rights())


def test_names_are_safe_to_show() -> None:
    spoof = User(id="x", username="x", display_name="a\u202eb\nc", active=True)
    assert People({"x": spoof}.get, None, ROWS.get).name("x") == "ab c"
    assert people().name("nobody") == "…"


def test_quotes_come_from_the_window_and_then_from_elsewhere() -> None:
    made = people()
    assert (made.quote(5).name, made.quote(5).text) == ("Grace Hopper", "bold words")
    assert made.quote(6).text == "Message deleted"
    assert made.quote(9).text == "far"
    assert made.quote(77).by is None
    assert People(PEOPLE.get, "ada", ROWS.get).quote(9).by is None


def test_sentences() -> None:
    made = people()
    assert made.sentence(message(1, "hi")).startswith("Grace Hopper, hi, ")
    assert "Message deleted" in made.sentence(message(1, None, deleted=True))
    assert made.sentence(waiting(1)).endswith(", sending")
    assert made.sentence(waiting(1, delivery=Delivery.FAILED)).endswith(", not sent")
    full = made.sentence(message(1, edited_at=1, reactions=(reaction("🎉", 3),)))
    assert full.endswith(", edited, 🎉 3")
    left = NoticeRow(Left(seq=1, at=0, by="grace", user="grace"))
    assert made.sentence(left) == "Grace Hopper left"
    assert made.sentence(HoleRow(1, 2)) == "Some messages are not here yet"


def test_rights_are_ones_own_unless_said_otherwise() -> None:
    made = people()
    mine, other, gone = message(1, by="ada"), message(2), message(3, None, by="ada", deleted=True)
    assert [made.may_edit(row) for row in (mine, other, gone, waiting(1))] == [True] + [False] * 3
    assert [made.may_delete(row) for row in (mine, other, gone)] == [True, False, False]
    assert [made.may_reply(row) for row in (mine, other, gone, waiting(1))] == [
        True,
        True,
        False,
        False,
    ]


def test_rights_are_asked_for() -> None:
    def never(_row: MessageRow) -> bool:
        return False

    def always(_row: MessageRow) -> bool:
        return True

    made = people(Rights(reply=never, react=never, edit=never, delete=always))
    assert made.may_delete(message(1))
    assert not made.may_delete(waiting(1))
    mine = message(1, by="ada")
    assert not any((made.may_edit(mine), made.may_reply(mine), made.may_react(mine)))
