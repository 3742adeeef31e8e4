"""A client of the load: its window, and what it sends again in order, after what."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import cast

import msgspec
from faults.ledger import Ledger
from faults.member import Account, Member
from faults.wire import Link, Said, View


class Line:
    """A connection that takes what is sent."""

    def __init__(self) -> None:
        self.sent: list[dict[str, object]] = []

    def send(self, payload: bytes) -> None:
        self.send_all((payload,))

    def send_all(self, payloads: Iterable[bytes]) -> None:
        self.sent += [msgspec.json.decode(payload) for payload in payloads]

    def sends(self) -> list[tuple[int, str]]:
        """Return (id, key) of the messages since the last look."""
        sent, self.sent = self.sent, []
        return [
            (cast("int", frame["id"]), str(frame["key"]))
            for frame in sent
            if frame["type"] == "send"
        ]


def connected(window: int = 3) -> tuple[Member, Line, Ledger]:
    ledger = Ledger()
    account = Account("ada", "1", "token")
    member = Member(lambda: 0, account, ledger, ["g"], tag="ada-0000", window=window)
    line = enter(member)
    return member, line, ledger


def enter(member: Member) -> Line:
    """Put the member on a new line and welcome it."""
    line = Line()
    member.link = cast("Link", line)
    member._hear(Said("hello"))
    assert line.sent[-1]["type"] == "authenticate"
    line.sent.clear()
    member._hear(Said("welcome", groups=[View("g", 0, 0)]))
    return line


async def turns() -> None:
    for _ in range(3):
        await asyncio.sleep(0.005)


async def test_it_fills_its_window_and_no_more() -> None:
    member, line, ledger = connected()
    assert line.sends() == []
    member.resume()
    first = line.sends()
    assert len(first) == 3
    member._hear(Said("sent", id=first[0][0], group="g", seq=2))
    await turns()
    assert len(line.sends()) == 1
    assert ledger.acks[first[0][1]].seq == 2
    assert ledger.order["g", "ada-0000"][:3] == [key for _, key in first]


async def test_what_is_refused_for_now_goes_again_in_order_once_all_is_answered() -> None:
    member, line, ledger = connected()
    member.resume()
    first = line.sends()
    for id, _ in first[:2]:
        member._hear(Said("error", id=id, code="busy", retry_after=0.01))
    await turns()
    assert line.sends() == []
    member._hear(Said("error", id=first[2][0], code="busy", retry_after=0.01))
    await asyncio.sleep(0.05)
    assert [key for _, key in line.sends()] == [key for _, key in first]
    assert not ledger.refused


async def test_what_is_refused_for_good_is_not_sent_again() -> None:
    member, line, ledger = connected()
    member.resume()
    first = line.sends()
    member._hear(Said("error", id=first[0][0], code="not_a_member"))
    await turns()
    assert first[0][1] not in [key for _, key in line.sends()]
    assert ledger.refused == {first[0][1]: "not_a_member"}


async def test_what_was_not_answered_goes_again_first_on_a_new_connection() -> None:
    member, line, _ = connected()
    member.resume()
    first = line.sends()
    member._hear(Said("sent", id=first[1][0], group="g", seq=2))
    await turns()
    (fourth,) = line.sends()
    member._closed(None)
    line = enter(member)
    keys = [key for _, key in line.sends()]
    assert keys == [first[0][1], first[2][1], fourth[1]]


async def test_nothing_is_sent_before_it_is_logged_in_again() -> None:
    member, line, _ = connected()
    member.resume()
    for id, _ in line.sends():
        member._hear(Said("error", id=id, code="busy", retry_after=0.01))
    member._closed(None)
    line = Line()
    member.link = cast("Link", line)
    await asyncio.sleep(0.05)
    assert line.sends() == []


async def test_a_log_in_and_a_page_that_are_refused_are_asked_for_again() -> None:
    member, _, _ = connected()
    line = Line()
    member.link = cast("Link", line)
    member.welcomed.clear()
    member._hear(Said("hello"))
    member._hear(Said("error", id=cast("int", line.sent[-1]["id"]), code="busy", retry_after=0.01))
    await asyncio.sleep(0.05)
    assert [frame["type"] for frame in line.sent] == ["authenticate", "authenticate"]
    member._hear(Said("welcome", groups=[View("g", 5, 5)]))
    assert line.sent[-1]["type"] == "catch_up"
    member._hear(Said("error", id=cast("int", line.sent[-1]["id"]), code="busy", retry_after=0.01))
    await asyncio.sleep(0.05)
    assert [frame["type"] for frame in line.sent[-2:]] == ["catch_up", "catch_up"]


async def test_it_settles_when_everything_is_answered() -> None:
    member, line, _ = connected()
    member.resume()
    member.pause()
    assert len(member.pending) == 3
    for seq, (id, _) in enumerate(line.sends(), start=2):
        member._hear(Said("sent", id=id, group="g", seq=seq))
    await turns()
    assert member.settled
    assert line.sends() == []
