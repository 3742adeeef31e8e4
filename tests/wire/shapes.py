"""The shapes of whatever a server says, written down from the contract by hand.

`check(frame)` fails with the frame and the reason. Shared with nothing: when the server's own
idea of a message drifts from the contract, this is where it shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

MAX_INTEGER = 2**53 - 1

Check = Callable[[Any], bool]


def string(value: Any) -> bool:
    return isinstance(value, str)


def boolean(value: Any) -> bool:
    return isinstance(value, bool)


def integer(least: int, most: int = MAX_INTEGER) -> Check:
    def within(value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most

    return within


def number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def one_of(*values: str) -> Check:
    return lambda value: value in values


def true(value: Any) -> bool:
    return value is True


def list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(check(item) for item in value)


def key(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9A-Za-z-]{16,36}", value) is not None


def uuid(value: Any) -> bool:
    pattern = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None


def fields(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """Return a check of an object that has exactly these fields."""
    known = {**required, **(optional or {})}

    def matches(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and required.keys() <= value.keys()
            and all(name in known and known[name](item) for name, item in value.items())
        )

    return matches


seq = integer(1)
position = integer(0)
count = integer(0)
time = integer(-MAX_INTEGER)
visibility = one_of("public", "private")
role = one_of("owner", "admin", "member")

USER = {"id": string, "username": string, "display_name": string, "active": boolean}
OWN = {"about": string, "email": string, "country": string, "superuser": boolean}
public_user = fields(USER, {"about": string})
any_user = fields(USER, OWN)

reaction = fields({"emoji": string, "count": seq, "mine": boolean})
message = fields(
    {"seq": seq, "at": time, "by": string, "kind": one_of("message"), "key": key, "n": seq},
    {
        "text": string,
        "reply_to": seq,
        "edited_at": time,
        "deleted": true,
        "reactions": list_of(reaction),
    },
)
group = fields(
    {
        "id": uuid,
        "name": string,
        "topic": string,
        "visibility": visibility,
        "head": position,
        "n": count,
        "members": count,
    },
    {"role": role, "read": position, "read_n": count, "last": message},
)
limits = fields(
    {
        name: integer(1)
        for name in (
            *("frame_bytes", "text_chars", "name_chars", "topic_chars", "page"),
            "presence_members",
        )
    }
)

EVENT_FIELDS: dict[str, tuple[dict[str, Check], dict[str, Check]]] = {
    "message": ({"key": key, "n": seq}, {"text": string, "reply_to": seq, "gone": true}),
    "edited": ({"target": seq}, {"text": string, "gone": true}),
    "deleted": ({"target": seq}, {}),
    "reacted": ({"target": seq, "emoji": string}, {}),
    "unreacted": ({"target": seq, "emoji": string}, {}),
    "joined": ({"user": string}, {}),
    "left": ({"user": string}, {}),
    "removed": ({"user": string}, {}),
    "role": ({"user": string, "role": role}, {}),
    "changed": ({}, {"name": string, "topic": string, "visibility": visibility}),
    "closed": ({}, {}),
}


def event(value: Any) -> bool:
    """Say whether this is an event of the contract; a text is there or gone, never both."""
    if not isinstance(value, dict) or value.get("kind") not in EVENT_FIELDS:
        return False
    required, optional = EVENT_FIELDS[value["kind"]]
    base = {"seq": seq, "at": time, "by": string, "kind": string}
    if value["kind"] in ("message", "edited") and ("text" in value) == ("gone" in value):
        return False
    return fields(base | required, optional)(value)


def timeline_item(value: Any) -> bool:
    """Say whether this may stand in `messages`: a message as it is now, or another event."""
    if isinstance(value, dict) and value.get("kind") == "message":
        return message(value) and ("text" in value) != ("deleted" in value)
    return event(value) and value["kind"] not in ("edited", "deleted", "reacted", "unreacted")


CODES = (
    *("bad_request", "not_logged_in", "bad_credentials", "username_taken", "email_taken"),
    *("invalid_name", "invalid_email", "weak_password", "no_such_group", "no_such_user"),
    *("no_such_message", "not_a_member", "already_a_member", "not_allowed", "too_long", "empty"),
    *("rate_limited", "busy", "storage_full", "internal"),
)

REPLIES: dict[str, Check] = {
    "error": fields(
        {"code": one_of(*CODES), "message": string},
        {"field": string, "retry_after": number},
    ),
    "welcome": fields(
        {
            "token": string,
            "epoch": string,
            "user": any_user,
            "groups": list_of(group),
            "users": list_of(public_user),
        }
    ),
    "ok": fields({}),
    "profile": fields({"user": any_user}),
    "users": fields({"users": list_of(public_user)}),
    "groups": fields({"groups": list_of(group)}, {"next": string}),
    "group": fields({"group": group}),
    "invite": fields({"group": string, "token": string}, {"expires": time, "uses": seq}),
    "members": fields(
        {"members": list_of(fields({"user": public_user, "role": role, "online": boolean}))},
        {"next": string},
    ),
    "sent": fields({"group": string, "seq": seq, "at": time}),
    "done": fields({"group": string, "seq": seq}),
    "messages": fields(
        {
            "group": string,
            "messages": list_of(timeline_item),
            "more": boolean,
            "head": position,
        }
    ),
    "events": fields({"group": string, "events": list_of(event), "head": position}),
    "admin_users": fields(
        {"users": list_of(lambda value: isinstance(value, dict))}, {"next": string}
    ),
    "admin_groups": fields(
        {"groups": list_of(lambda value: isinstance(value, dict))}, {"next": string}
    ),
    "admin_messages": fields(
        {
            "group": string,
            "messages": list_of(lambda value: isinstance(value, dict)),
            "more": boolean,
        }
    ),
    "admin_done": fields({"action": string, "target": string}, {"password": string}),
}

PUSHES: dict[str, Check] = {
    "hello": fields({"server": string, "version": string, "protocol": seq, "limits": limits}),
    "error": REPLIES["error"],
    "events": fields({"group": uuid, "events": list_of(event), "head": seq}),
    "group": fields({"group": group}),
    "group_gone": fields({"group": uuid}),
    "user": fields({"user": any_user}),
    "typing": fields({"group": uuid, "user": string}),
    "presence": fields({"user": string, "online": boolean}, {"last_seen": time}),
    "lagged": fields(
        {"heads": lambda value: all(map(uuid, value)) and all(map(seq, value.values()))}
    ),
    "bye": fields({"reason": string, "retry_after": number}),
}


def check(frame: Any) -> None:
    """Fail unless the frame is a reply (it has an id) or a push of the contract."""
    assert isinstance(frame, dict), frame
    rest = {name: value for name, value in frame.items() if name not in ("type", "id")}
    known = REPLIES if "id" in frame else PUSHES
    assert frame.get("type") in known, frame
    assert known[frame["type"]](rest), frame
    if "id" in frame:
        assert integer(1)(frame["id"]), frame
