"""The objects inside messages, and the limits that a server announces."""

from __future__ import annotations

import msgspec

from protocol.codec import encode
from protocol.commands import Send
from protocol.scalars import MAX_INTEGER
from protocol.views import DEFAULT_LIMITS, TIMELINE_KINDS, Group, MessageView, TimelineItem, User


def test_the_longest_legal_text_fits_a_frame_however_it_is_escaped() -> None:
    limits = DEFAULT_LIMITS
    assert limits.frame_bytes >= 12 * limits.text_chars + 2048
    command = Send(
        id=MAX_INTEGER, group="g" * 36, key="k" * 36, text="\U0001f600", reply_to=MAX_INTEGER
    )
    escaped = encode(command).replace("\U0001f600".encode(), b"\\ud83d\\ude00" * limits.text_chars)
    assert len(escaped) <= limits.frame_bytes


def test_a_page_holds_a_hundred_or_more() -> None:
    assert DEFAULT_LIMITS.page >= 100


def test_timeline_kinds_are_those_that_a_page_can_hold() -> None:
    tags = {str(kind.__struct_config__.tag) for kind in TimelineItem.__args__}
    assert tags == {*TIMELINE_KINDS, "unknown"}


def test_what_a_reader_may_not_know_is_absent() -> None:
    group = Group(id="g", name="n", topic="", visibility="public", head=1, n=0, members=1)
    assert set(msgspec.json.decode(encode(group))) == {
        *("id", "name", "topic", "visibility", "head", "n", "members")
    }
    user = User(id="u", username="ada", display_name="", active=True)
    assert set(msgspec.json.decode(encode(user))) == {"id", "username", "display_name", "active"}


def test_a_tombstone_has_no_text() -> None:
    view = MessageView(seq=2, at=1, by="u", key="k" * 16, n=1, deleted=True)
    fields = msgspec.json.decode(encode(view))
    assert fields["kind"] == "message"
    assert fields["deleted"] is True
    assert not {"text", "reactions", "edited_at", "reply_to"} & set(fields)
