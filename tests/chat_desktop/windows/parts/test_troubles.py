"""Each kind of trouble has its own words, and says what can be done."""

from __future__ import annotations

from chat_desktop.core.rows import LinkState, Status, Trouble
from chat_desktop.look.icons import icon_names
from chat_desktop.windows.parts.troubles import explain


def test_every_trouble_is_told_apart() -> None:
    told = [explain(Status(LinkState.OFFLINE, "So it is.", trouble=trouble)) for trouble in Trouble]
    assert len({each.title for each in told}) == len(Trouble)
    assert all(each.words.startswith("So it is. ") for each in told)
    assert {each.icon for each in told} <= set(icon_names())


def test_what_is_unknown_is_the_network() -> None:
    known = explain(Status(LinkState.OFFLINE, trouble=Trouble.NETWORK))
    assert explain(Status(LinkState.OFFLINE)) == known


def test_connecting_is_no_trouble() -> None:
    assert explain(Status(LinkState.CONNECTING)).title == "Connecting…"
