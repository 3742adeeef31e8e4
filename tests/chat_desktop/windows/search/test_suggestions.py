"""What a search is completed with: people, groups, days."""

from __future__ import annotations

from datetime import UTC, date, datetime

from fake_client import FakeClient
from fake_data import NOW, TEAM

from chat_desktop.core.search import Hit
from chat_desktop.core.search_help import Token
from chat_desktop.windows.search.suggestions import MOST, found, operators, suggest

TODAY = date(2026, 6, 12)


def values(client: FakeClient, operator: str, value: str, group: str | None = None) -> list[str]:
    token = Token(operator, value, 0, 0)
    return [each.value for each in suggest(client, token, TODAY, group)]


def test_people_are_found_by_both_their_names(qapp: object, client: FakeClient) -> None:
    assert values(client, "from", "hop") == ["grace"]
    assert values(client, "from", "@lin") == ["linus"]
    assert values(client, "from", "gcehpr") == ["grace"]
    assert values(client, "from", "")[0] == "ada"
    assert len(values(client, "from", "")) <= MOST
    client.member_lists[TEAM] = client.member_lists[TEAM][:2]
    assert values(client, "from", "", TEAM) == ["ada", "grace"]


def test_groups_and_days(qapp: object, client: FakeClient) -> None:
    assert values(client, "in", "moth") == ["Moth hunters"]
    assert values(client, "in", "moth", TEAM) == []
    assert values(client, "after", "")[0] == "2026-06-12"
    assert values(client, "before", "2025") == ["2025-01-01"]
    assert values(client, "before", "2025-01-01") == []
    titles = [each.title for each in suggest(client, Token("after", "", 0, 0), TODAY)]
    assert titles[:3] == ["Today", "Yesterday", "A week ago"]


def test_a_hit_is_worded(qapp: object, client: FakeClient) -> None:
    now = datetime.fromtimestamp(NOW / 1000, UTC)
    hit = Hit(TEAM, 3, NOW, "u1", "a **moth**", ((4, 8),))
    row = found(client, hit, now, everywhere=True)
    assert (row.author, row.name, row.where) == ("You", "Ada Lovelace", "in Server team")
    assert row.excerpt.text == "a moth"
    assert found(client, hit, now, everywhere=False).where == ""
    stranger = found(client, Hit("gone", 1, NOW, "nobody", "x"), now, everywhere=True)
    assert (stranger.author, stranger.where) == ("…", "")


def test_every_operator_is_explained(qapp: object) -> None:
    assert [operator for operator, _meaning in operators()] == [
        "from:", "in:", "after:", "before:", "“…”",
    ]  # fmt: skip
