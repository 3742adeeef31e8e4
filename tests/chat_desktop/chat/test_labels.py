import datetime
from typing import Any

import pytest
from PySide6.QtCore import QLocale

from chat_desktop.chat.labels import day_label, moment_label, notice_text, time_label
from protocol.events import Changed, Closed, Joined, Left, Removed, RoleSet

TODAY = datetime.date(2026, 6, 12).toordinal()


@pytest.mark.parametrize(
    ("locale", "back", "label"),
    [
        ("en_GB", 0, "Today, 12 June"),
        ("en_US", 0, "Today, June 12"),
        ("en_GB", 1, "Yesterday, 11 June"),
        ("en_GB", 4, "Monday, 8 June"),
        ("de_DE", 4, "Montag, 8. Juni"),
        ("en_GB", 11, "1 June"),
        ("en_GB", 365, "12 June 2025"),
    ],
)
def test_days(locale: str, back: int, label: str) -> None:
    assert day_label(TODAY - back, TODAY, QLocale(locale)) == label


def test_times_are_local_and_follow_the_locale() -> None:
    at = int(datetime.datetime(2026, 6, 12, 14, 5).timestamp() * 1000)  # noqa: DTZ001
    assert time_label(at, QLocale("en_GB")) == "14:05"
    assert time_label(at, QLocale("en_US")) in ("2:05 PM", "2:05\u202fPM")
    assert moment_label(at, QLocale("en_GB")) == "Friday, 12 June 2026, 14:05"


EVENT: dict[str, Any] = {"at": 0, "by": "ada"}


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (Joined(seq=1, user="ada", **EVENT), "Ada created the group"),
        (Joined(seq=2, user="ada", **EVENT), "Ada joined"),
        (Joined(seq=2, user="grace", **EVENT), "Ada added Grace"),
        (Left(seq=2, user="grace", at=0, by="grace"), "Grace left"),
        (Removed(seq=2, user="grace", **EVENT), "Ada removed Grace"),
        (RoleSet(seq=2, user="grace", role="admin", **EVENT), "Ada made Grace an admin"),
        (RoleSet(seq=2, user="grace", role="member", **EVENT), "Ada made Grace a member"),
        (RoleSet(seq=2, user="grace", role="owner", **EVENT), "Ada made Grace the owner"),
        (RoleSet(seq=2, user="ada", role="admin", **EVENT), "Ada handed the group over"),
        (Changed(seq=2, name="Tea", **EVENT), "Ada renamed the group to “Tea”"),
        (
            Changed(seq=2, topic="a\nb", visibility="public", **EVENT),
            "Ada changed the topic to “a b” · Ada made the group public",
        ),
        (Changed(seq=2, topic="", **EVENT), "Ada cleared the topic"),
        (Changed(seq=2, visibility="private", **EVENT), "Ada made the group private"),
        (Changed(seq=2, **EVENT), "Ada changed the group"),
        (Closed(seq=2, **EVENT), "Ada deleted the group"),
    ],
)
def test_notices(event: Joined | Left | Removed | RoleSet | Changed | Closed, text: str) -> None:
    assert notice_text(event, "Ada", "Grace") == text


def test_braces_in_names_stay() -> None:
    event = Joined(seq=2, user="grace", **EVENT)
    assert notice_text(event, "{whom}", "{0}") == "{whom} added {0}"
