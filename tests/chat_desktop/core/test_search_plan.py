"""A query made definite: names become groups and people, days become times."""

from __future__ import annotations

from datetime import UTC, date, datetime

from chat_desktop.core.search import Query, parse_query
from chat_desktop.core.search_plan import SearchPlan, plan_search
from protocol.views import User

GROUPS = {"g1": "Tea", "g2": "Tea and cake", "g3": "Büro"}


def user(id: str, username: str, shown: str) -> User:
    return User(id=id, username=username, display_name=shown, active=True)


PEOPLE = [
    user("u1", "ada", "Ada Lovelace"),
    user("u2", "adam", "Zoë Adams"),
    user("u3", "grace", "Grace Hopper"),
]


def start_of(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def planned(text: str, group: str | None = None) -> SearchPlan | None:
    return plan_search(parse_query(text), GROUPS, PEOPLE, "u3", start_of, group=group)


def groups(text: str, group: str | None = None) -> set[str]:
    plan = planned(text, group)
    return set(plan.groups) if plan else set()


def authors(text: str) -> set[str] | None:
    plan = planned(text)
    return None if plan is None or plan.authors is None else set(plan.authors)


def test_groups_by_name() -> None:
    assert groups("x") == {"g1", "g2", "g3"}
    assert groups("x in:tea") == {"g1"}
    assert groups("in:te") == {"g1", "g2"}
    assert groups("in:cake in:buro") == {"g2", "g3"}
    assert groups("in:nowhere") == set()
    assert groups("x", "g3") == {"g3"}
    assert groups("x in:tea", "g3") == set()
    assert groups("x", "elsewhere") == set()


def test_people_by_name() -> None:
    assert authors("x") is None
    assert authors("from:ADA") == {"u1"}
    assert authors("from:ad") == {"u1", "u2"}
    assert authors("from:lovelace") == {"u1"}
    assert authors("from:me") == {"u3"}
    assert authors("from:zoe from:me") == {"u2", "u3"}
    assert planned("from:nobody") is None


def test_whether_groups_were_chosen() -> None:
    for text, group, chosen in (("x", None, False), ("x", "g1", True), ("x in:tea", None, True)):
        plan = planned(text, group)
        assert plan is not None
        assert plan.chosen is chosen


def test_times_and_limits() -> None:
    plan = planned("after:2026-06-12 before:2026-06-13")
    assert plan is not None
    assert plan.since == start_of(date(2026, 6, 12))
    assert plan.until == start_of(date(2026, 6, 13))
    plan = plan_search(Query(words=("x",)), GROUPS, PEOPLE, "u3", start_of, limit=0)
    assert plan is not None
    assert (plan.since, plan.until, plan.limit) == (None, None, 1)


def test_asking_for_nothing_finds_nothing() -> None:
    assert planned("") is None
    assert plan_search(Query(words=("x",)), {}, PEOPLE, "u3", start_of) is None
