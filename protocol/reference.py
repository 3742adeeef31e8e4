"""The reference part of `docs/protocol.md`, made from the Structs so that it cannot drift.

`python -m protocol.reference docs/protocol.md` renews it; a test fails while it is out of date.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, get_args

import msgspec

from protocol import commands, events, replies, rules, scalars, views
from protocol.codec import MAX_DEPTH
from protocol.errors import CLOSE_REASONS, MESSAGES, CloseCode, ErrorCode

Kind = type[msgspec.Struct]

_BLOCK = re.compile(r"(<!-- reference: (\w+) -->\n).*?(<!-- end of reference -->)", re.DOTALL)
_REPLY = re.compile(r"\s*(?:Reply: (`\w+`)([^.]*)|No reply)\.")

PLAIN_TYPES: Final = {"str": "string", "int": "integer", "bool": "boolean", "float": "number"}

OBJECTS: Final[dict[str, Kind]] = {
    "user": views.User,
    "group": views.Group,
    "message": views.MessageView,
    "reaction": views.Reaction,
    "member": views.Member,
    "limits": views.Limits,
    "admin user": views.AdminUser,
    "admin group": views.AdminGroup,
    "admin message": views.AdminMessage,
}
"""The objects inside messages by the names that the contract uses for them."""

COMMAND_ROOMS: Final = {
    "Session": ("sign_up", "log_in", "authenticate", "log_out"),
    "People": ("profile", "users", "update_profile", "change_password"),
    "Groups": (
        *("list_groups", "create_group", "join_group", "leave_group", "add_member"),
        *("update_group", "create_invite", "revoke_invite", "delete_group", "members"),
        *("set_role", "remove_member"),
    ),
    "Messages": (
        *("send", "edit", "delete", "react", "unreact", "history", "catch_up", "mark_read"),
        *("typing", "focus"),
    ),
    "The superuser's": ("admin_users", "admin_groups", "admin_messages", "admin_act"),
}

LIMITS: Final = {
    "frame_bytes": "bytes of one frame that a client sends; at least 12 x `text_chars` + 2048",
    "text_chars": "characters of a message",
    "name_chars": "characters of a group's name, a display name, a country, a device's label",
    "topic_chars": "characters of a topic and of what somebody says about themselves",
    "page": "entries of a page; a larger `limit` is cut to it",
    "presence_members": "members up to which a group has presence and typing",
}


def render(document: str) -> str:
    """Return the document with every block between markers made anew."""
    return _BLOCK.sub(lambda block: f"{block[1]}\n{SECTIONS[block[2]]()}\n\n{block[3]}", document)


def _scalars() -> str:
    rows = []
    nodes = ast.parse(inspect.getsource(scalars)).body
    for node, after in pairwise(nodes):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            doc = ""
            if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                doc = str(after.value.value)
            rows.append((f"`{name}`", _range(getattr(scalars, name)), doc))
    return _table(("name", "values", ""), rows)


def _range(kind: Any) -> str:
    if kind is str:
        return "string"
    base, *metas = get_args(kind)
    if isinstance(base, str):
        return " or ".join(f"`{value!s}`" for value in get_args(kind))
    meta = metas[0]
    if base is str:
        return f"string of {meta.min_length} to {meta.max_length} characters of `[0-9A-Za-z-]`"
    return f"integer from {_number(meta.ge)} to {_number(meta.le)}"


def _number(value: int) -> str:
    return {scalars.MAX_INTEGER: "2^53-1", -scalars.MAX_INTEGER: "-(2^53-1)"}.get(value, str(value))


def _objects() -> str:
    rows = [(name, _fields(kind), _doc(kind)) for name, kind in OBJECTS.items()]
    return _table(("object", "fields", ""), rows)


def _events() -> str:
    kinds = [*events.EVENT_KINDS.values()]
    rows = [(_name(kind), _fields(kind, but=("seq", "at", "by")), _doc(kind)) for kind in kinds]
    return _table(("kind", "fields besides `seq`, `at`, `by`", ""), rows)


def _commands() -> str:
    kinds = {kind.__struct_config__.tag: kind for kind in get_args(commands.ClientMessage)}
    parts = []
    for room, names in COMMAND_ROOMS.items():
        rows = []
        for kind in (kinds.pop(name) for name in names):
            reply = _REPLY.search(" ".join((kind.__doc__ or "").split()))
            answer = f"{reply[1]}{reply[2]}" if reply and reply[1] else "none"
            rows.append((_name(kind), _fields(kind, but=("id",)), answer, _doc(kind)))
        parts.append(f"**{room}**\n\n" + _table(("command", "fields", "reply", ""), rows))
    if kinds:
        raise LookupError(f"commands of no room: {sorted(map(str, kinds))}")
    return "\n\n".join(parts)


def _replies() -> str:
    kinds = [kind for kind in get_args(replies.ServerMessage) if "id" in kind.__struct_fields__]
    rows = [
        (_name(kind), _fields(kind, but=("id",)), _doc(kind))
        for kind in kinds
        if kind is not replies.UnknownMessage
    ]
    return _table(("reply", "fields", ""), rows)


def _pushes() -> str:
    both = (replies.Events, replies.GroupView)
    kinds = [
        kind
        for kind in get_args(replies.ServerMessage)
        if kind in both or "id" not in kind.__struct_fields__
    ]
    rows = [(_name(kind), _fields(kind, but=("id",)), _doc(kind)) for kind in kinds]
    return _table(("push", "fields", ""), rows)


def _errors() -> str:
    return _table(("code", "in plain words"), [(f"`{code}`", MESSAGES[code]) for code in ErrorCode])


def _closes() -> str:
    return _table(("code", "when"), [(str(int(code)), CLOSE_REASONS[code]) for code in CloseCode])


def _limits() -> str:
    rows = []
    for field in msgspec.structs.fields(views.Limits):
        default = getattr(views.DEFAULT_LIMITS, field.name)
        rows.append((f"`{field.name}`", f"{default:,}", LIMITS[field.name]))
    return _table(("limit", "default", "of"), rows)


def _rules() -> str:
    least, most = rules.USERNAME_CHARS
    shortest, longest = rules.PASSWORD_CHARS
    rows = [
        ("username", f"{least} to {most} characters"),
        ("password", f"{shortest} to {longest:,} characters"),
        ("e-mail address", f"up to {rules.EMAIL_CHARS} characters"),
        ("reaction", f"1 to {rules.EMOJI_CHARS} characters"),
        ("nesting of a frame", f"up to {MAX_DEPTH} deep"),
        ("protocol", f"{replies.PROTOCOL_VERSION}, subprotocol `{replies.SUBPROTOCOL}`"),
    ]
    return _table(("what is fixed", ""), rows)


def _name(kind: Kind) -> str:
    return f"`{kind.__struct_config__.tag}`"


def _doc(kind: Kind) -> str:
    text = " ".join((kind.__doc__ or "").split())
    return _REPLY.sub("", text).strip()


def _fields(kind: Kind, but: Sequence[str] = ()) -> str:
    shown = [
        f"`{field.name}{'' if field.required else '?'}` {_type(kind, field.name)}"
        for field in sorted(msgspec.structs.fields(kind), key=lambda field: not field.required)
        if field.name not in but
    ]
    return ", ".join(shown)


def _type(kind: Kind, field: str) -> str:
    """Return a field's type as written in the source, in the words of the contract."""
    written = next(
        inspect.get_annotations(base)[field]
        for base in kind.__mro__
        if field in inspect.get_annotations(base)
    )
    return _words(str(written).replace(" | None", ""))


def _words(written: str) -> str:
    if written.startswith("list["):
        return f"[{_words(written[5:-1])}]"
    if written.startswith("dict["):
        key, value = written[5:-1].split(", ")
        return f"{{{_words(key)}: {_words(value)}}}"
    if written == "AdminAction":
        return " or ".join(f"`{action}`" for action in get_args(commands.AdminAction))
    named = {kind.__name__: name for name, kind in OBJECTS.items()}
    named |= {"Event": "event", "TimelineItem": "message or event"}
    return PLAIN_TYPES.get(written) or named.get(written) or written


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(cell.replace("|", "\\|") for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


SECTIONS: Final = {
    "scalars": _scalars,
    "objects": _objects,
    "events": _events,
    "commands": _commands,
    "replies": _replies,
    "pushes": _pushes,
    "errors": _errors,
    "closes": _closes,
    "limits": _limits,
    "rules": _rules,
}
"""The blocks that the document must have, each made by one function."""


def main(path: Path) -> None:
    """Renew the reference part of the document at `path`."""
    path.write_text(render(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
