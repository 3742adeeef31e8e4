"""What each message of the server changes in the account, replies included."""

from __future__ import annotations

from chat_desktop.core.state import Account
from protocol.replies import (
    Events,
    GroupGone,
    GroupView,
    Lagged,
    Members,
    Presence,
    Profile,
    ServerMessage,
    TypingNow,
    UserChanged,
    Users,
)


def apply_message(account: Account, message: ServerMessage, now_ms: int, seconds: float) -> None:
    """Apply a message; `now_ms` is the time since 1970, `seconds` that of a monotonic clock."""
    match message:
        case Events():
            account.take_events(message.group, message.events)
        case GroupView():
            account.group_view(message.group, now_ms)
        case GroupGone():
            account.group_gone(message.group)
        case TypingNow():
            account.someone_types(message.group, message.user, seconds)
        case Presence():
            account.people.presence(message.user, message.online)
        case Lagged():
            account.lagged(message.heads)
        case UserChanged():
            account.people.learn([message.user], now_ms, public=True)
        case Users():
            account.people.learn(message.users, now_ms, public=True)
        case Members():
            account.people.learn([member.user for member in message.members], now_ms, public=True)
        case Profile():
            account.people.learn([message.user], now_ms)
        case _:
            return
