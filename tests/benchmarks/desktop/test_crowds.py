"""The groups of the desktop's benchmark are the same in every run, and whole logs."""

from __future__ import annotations

from benchmarks.desktop.crowds import TEXTS, crowds, display_name, group_name, text_at


def test_a_log_is_gapless_after_its_members_and_the_same_each_time() -> None:
    made = crowds([50, 20], "1", "2", ["3", "4", "5"], members=4)
    first, second = made
    assert first.members == ("1", "2", "3", "4", "5"), "everybody is in the big one"
    assert len(second.members) == 4
    events = list(first.messages())
    assert [event.seq for event in events] == list(range(6, 56))
    assert [event.n for event in events] == list(range(1, 51))
    assert {event.by for event in events} <= set(first.members)
    assert events == list(first.messages())
    assert first.head == 55
    assert len({event.key for crowd in made for event in crowd.messages()}) == 70


def test_texts_are_of_every_kind_and_legal() -> None:
    texts = [text_at(place) for place in range(2000)]
    assert text_at(TEXTS + 5) == texts[5]
    assert any("```" in text for text in texts)
    assert any(text.startswith("**") for text in texts)
    assert any(text.startswith("> ") for text in texts)
    assert all(0 < len(text) <= 4000 for text in texts)


def test_people_and_groups_have_names() -> None:
    assert group_name(0) == "Everybody"
    assert len({group_name(number) for number in range(1000)}) == 1000
    assert len({display_name(number) for number in range(300)}) == 300
