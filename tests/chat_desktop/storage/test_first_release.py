"""What the first released desktop left on a disk opens whole: accounts, messages, unsent, search.

`first_release/` was written by that program (commit ef126d7) and is kept as text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from real_clients import NoKeyring, messages, offline, running, until

from chat_desktop.core.attention import Level
from chat_desktop.core.rows import Delivery, HoleRow, MessageRow, NoticeRow
from chat_desktop.core.search import Coverage
from chat_desktop.storage import worker
from chat_desktop.storage.profile import open_profile, write_private
from chat_desktop.storage.tables import VERSION
from chat_desktop.storage.tokens import Tokens
from protocol.views import Reaction

FORMER = Path(__file__).parent / "first_release"
URL = "ws://127.0.0.1:9/ws"
CACHE = "b40e4be3cdc68d2a0c2ec6d9.sqlite"
TOKEN = "token-0e0767782a3189bb"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a profile's folder as the first release left it."""
    (tmp_path / "profile.json").write_bytes((FORMER / "profile.json").read_bytes())
    write_private(tmp_path / TOKEN, b"secret")
    with closing(sqlite3.connect(tmp_path / CACHE)) as database:
        database.executescript((FORMER / "cache.sql").read_text(encoding="utf-8"))
    return tmp_path


def looks(rows: Sequence[MessageRow]) -> list[tuple[int | None, str | None, Delivery]]:
    return [(row.seq, row.text, row.delivery) for row in rows]


async def test_it_opens_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "START_SECONDS", 0.3)
    async with running(folder, URL) as client:
        assert client.me is not None
        assert (client.me.username, client.me.email) == ("ada", "ada@example.org")
        tea, den = client.groups
        assert (tea.name, tea.unread, tea.draft, tea.level) == (
            "Tea", 2, "half a thought", Level.ALL
        )  # fmt: skip
        assert (den.name, den.unread) == ("Den", 0)
        assert client.search_coverage() == Coverage(0, 64)
        eve = client.user("u2")
        assert eve is not None
        assert eve.display_name == "Eve"
        await client.open_group("tea")
        assert looks(messages(client, "tea")) == [
            (2, "the **kettle** boils", Delivery.SENT),
            (3, "two cups, please", Delivery.SENT),
            (6, None, Delivery.SENT),
            (8, "is it tea yet?", Delivery.SENT),
            (None, "soon", Delivery.SENDING),
            (None, "too long", Delivery.FAILED),
        ]
        timeline = client.timeline("tea")
        assert timeline is not None
        assert isinstance(timeline.rows[0], NoticeRow)
        boils, cups, gone = messages(client, "tea")[:3]
        assert boils.edited_at is not None
        assert boils.reactions == (Reaction(emoji="👍", count=1, mine=False),)
        assert (cups.reply_to, gone.deleted) == (2, True)
        await client.open_group("den")
        assert [row.seq for row in messages(client, "den")] == [88, 89, 90]
        later = client.timeline("den")
        assert later is not None
        assert isinstance(later.rows[0], HoleRow) or not later.at_start
        await until(lambda: client.search_coverage() == Coverage(7, 64))
        assert [hit.seq for hit in (await client.search("kett")).hits] == [2]
        await offline(client)


async def test_it_stays_signed_in_and_is_kept_as_it_is_kept_now(folder: Path) -> None:
    async with running(folder, URL) as client:
        assert client.saved is not None
        id = client.saved.id
        await until(lambda: not (folder / TOKEN).exists())
        client.set_draft("tea", "", None, (2, "boiled"))
    assert await Tokens(folder, NoKeyring()).load(id) == "secret"
    profile = open_profile(folder)
    (saved,) = profile.settings.accounts
    assert profile.cache_path(saved.url, saved.user.id) == folder / CACHE
    profile.close()
    async with running(folder, URL) as client:
        assert client.groups[0].draft_edit == (2, "boiled")
    with closing(sqlite3.connect(folder / CACHE)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)
