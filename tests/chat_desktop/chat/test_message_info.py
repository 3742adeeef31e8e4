from timelines import NOON, message, waiting

from chat_desktop.chat.message_info import MessageInfo, facts
from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import Delivery


def test_it_names_the_place_and_the_times(view: ChatView) -> None:
    found = dict(facts(message(4_321, "héllo", edited_at=NOON), view.people))
    assert list(found) == ["From", "Sent", "Edited", "Message", "Place in the log", "Length"]
    assert (found["From"], found["Message"]) == ("Grace Hopper", "#4,321")
    assert found["Place in the log"] == "4,321"
    assert "2025" in found["Sent"]


def test_it_says_what_became_of_it(view: ChatView) -> None:
    assert dict(facts(message(1, None, deleted=True), view.people))["State"] == "Deleted"
    assert dict(facts(waiting(1), view.people))["State"] == "Sending"
    failed = waiting(1, delivery=Delivery.FAILED)
    assert dict(facts(failed, view.people))["State"] == "Not sent"
    assert "State" not in dict(facts(message(1), view.people))


def test_it_opens_and_closes(view: ChatView) -> None:
    info = MessageInfo(view, message(2**40), view.people)
    info.open()
    assert info.isVisible()
    info.accept()
    assert not info.isVisible()
