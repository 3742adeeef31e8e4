"""Why is this group unread? The message that answers it: in the window, the cache or the log."""

from __future__ import annotations

from chat_desktop.client.session import Session
from chat_desktop.core.unread import first_unread, unread_of
from chat_desktop.storage.worker import CacheTrouble
from protocol.commands import History
from protocol.replies import Messages
from protocol.scalars import GroupId, Seq
from protocol.views import MessageView

LOOK_ROWS = 50
"""How far the cache is read on from the read mark; lines without messages may lie in between."""


async def find_first_unread(session: Session, id: GroupId) -> Seq | None:
    """Return the first unread message of a group, None when nothing is unread.

    Raises `Offline` when only the server could say, `Refusal` as the server does.
    """
    account, cache = session.signed_in(), session.cache
    group = account.groups.get(id)
    unread = unread_of(group.view) if group else None
    if unread is None:
        return None
    timeline = account.timelines.get(id)
    if timeline is not None and (seq := first_unread(timeline.rows, unread)) is not None:
        return seq
    if cache is not None:
        try:
            page = await cache.after(id, unread.after, LOOK_ROWS)
        except CacheTrouble:
            page = None
        for stamped in page.items if page else ():
            if isinstance(stamped.item, MessageView):
                return stamped.item.seq
    reply = await session.ask(History(id=1, group=id, after=unread.after, limit=1))
    found = reply.messages if isinstance(reply, Messages) else []
    return found[0].seq if found else None
