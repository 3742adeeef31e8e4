"""People, groups and messages for windows that are shown without a server (the look's picture)."""

from __future__ import annotations

from typing import Final

from chat_desktop.core.rows import GroupRow, MessageRow, NoticeRow, Row
from protocol.events import Joined
from protocol.scalars import GroupId
from protocol.views import Group, Member, Reaction, User

NOW: Final = 1_781_274_720_000
"""Friday, 12 June 2026, 14:32 UTC."""

MINUTE: Final = 60_000
DAY: Final = 86_400_000


def _user(id: str, username: str, name: str, about: str = "") -> User:
    return User(id=id, username=username, display_name=name, active=True, about=about or None)


ME: Final = User(
    id="u1",
    username="ada",
    display_name="Ada Lovelace",
    active=True,
    about="Notes on the engine",
    email="ada@example.org",
    country="United Kingdom",
    superuser=True,
)
USERS: Final = {
    user.id: user
    for user in (
        ME,
        _user("u2", "grace", "Grace Hopper", "Compilers and moths"),
        _user("u3", "radia", "Radia Perl", "Load testing"),
        _user("u4", "linus", "Linus Berg"),
        _user("u5", "ken", "Ken Thomas", "Back at 15:00"),
        _user("u6", "barbara", "Barbara Liskov"),
        _user("u7", "edsger", "Edsger van Dam"),
        _user("u8", "margaret", "Margaret Ham"),
    )
}

TEAM: Final = "018f3b5a-0000-7000-8000-000000000001"
GROUPS: Final = (
    GroupRow(
        TEAM, "Server team", "Backend, load tests and on-call", "private", 8, "owner", 0,
        "Load test is at 12k msg/s now. I will leave it running over lunch", "u3", NOW,
    ),
    GroupRow(
        "g-design", "Design review", "Pixels, words and colour", "private", 5, "admin", 3,
        "The second round is in the folder", "u8", NOW - 2 * MINUTE, "", ("u8",),
    ),
    GroupRow(
        "g-release", "Release 2.4", "", "public", 12, "member", 12,
        "changelog is merged, tagging at four", "u5", NOW - 34 * MINUTE,
    ),
    GroupRow(
        "g-random", "Random", "Anything goes", "public", 120, "member", 140,
        "GOTO the coffee machine considered helpful", "u7", NOW - 141 * MINUTE,
    ),
    GroupRow(
        "g-books", "Book club", "One book a month", "public", 9, "member", 0,
        "Chapter three is the best so far", "u6", NOW - 3 * DAY, "shall we move it to Thursday?",
    ),
    GroupRow(
        "g-moths", "Moth hunters", "First actual case of bug being found", "private", 3, "member",
        1, "found the bug. It was a moth again", "u2", NOW - 5 * DAY,
    ),
    GroupRow(
        "g-lunch", "Lunch", "", "public", 31, "member", 0, "see you there 🍜", "u1",
        NOW - 40 * DAY,
    ),
)  # fmt: skip

MEMBERS: Final = {
    row.id: tuple(
        Member(
            user=user,
            role="owner" if user.id == "u1" and row.role == "owner"
            else "owner" if user.id == "u3" and row.role != "owner"
            else "admin" if user.id == "u2" or (user.id == "u1" and row.role == "admin")
            else "member",
            online=user.id in ("u1", "u2", "u3", "u4", "u5"),
        )
        for user in USERS.values()
    )
    for row in GROUPS
}  # fmt: skip

DIRECTORY: Final = tuple(
    Group(
        id=f"p-{place}",
        name=name,
        topic=topic,
        visibility="public",
        head=40 + place,
        n=30 + place,
        members=members,
        role="member" if name in ("Random", "Book club") else None,
    )
    for place, (name, topic, members) in enumerate(
        (
            ("Announcements", "What everybody should know", 214),
            ("Book club", "One book a month", 9),
            ("Climbing", "Tuesday evenings at the wall", 17),
            ("Cooking", "Recipes, and what became of them", 48),
            ("Green office", "", 12),
            ("Help desk", "Ask before you reinstall", 131),
            ("Music", "What plays while it compiles", 64),
            ("New here", "Say hello", 88),
            ("Photography", "", 23),
            ("Random", "Anything goes", 120),
            ("Running", "Ten kilometres, no excuses", 15),
            ("Typography", "Kerning, and other pleasures", 21),
        )
    )
)


def timeline_rows(group: GroupId) -> list[Row]:
    """Return the timeline of a group: the picture's conversation for the team, a line else."""
    if group != TEAM:
        row = next(row for row in GROUPS if row.id == group)
        return [
            MessageRow(
                "k" * 15 + "1", row.last_author or "u2", row.last_at or NOW, row.last_line, 2, 1
            )
        ]

    def say(seq: int, by: str, minutes: int, text: str, *reactions: Reaction,
            reply_to: int | None = None) -> MessageRow:  # fmt: skip
        return MessageRow(
            f"key-{seq:012}", by, NOW - minutes * MINUTE, text, seq, seq - 1,
            reply_to=reply_to, reactions=reactions,
        )  # fmt: skip

    return [
        NoticeRow(Joined(seq=1, at=NOW - 2 * DAY, by="u1", user="u1")),
        say(2, "u2", 2900, "The journal commits in batches now. One fsync for all of them."),
        say(3, "u1", 2890, "Lovely. Does a single message wait for the batch?"),
        say(4, "u2", 2889, "No: alone it is committed at once."),
        say(
            5, "u3", 27, "First numbers with the new fan-out: p50 **3.1 ms**, p99 **11 ms**, "
            "no drops", Reaction(emoji="🎉", count=4, mine=True),
            Reaction(emoji="👍", count=2, mine=False),
        ),
        say(6, "u1", 21, "Very nice. Did you batch the writes? @Grace had a patch for that."),
        say(
            7, "u2", 13, "Yes, that is the patch. The core of it is only this:\n\n```python\n"
            "async def flush(self, rows):\n    async with self.db.atomic():\n"
            "        await self.db.insert_many(rows)   # one commit, n rows\n```\n"
            "Details in https://wiki.example.org/fanout", reply_to=6,
        ),
        say(
            8, "u3", 0, "Load test is at `12k msg/s` now. I will leave it running over lunch 🍜",
            Reaction(emoji="🚀", count=3, mine=False),
        ),
    ]  # fmt: skip
