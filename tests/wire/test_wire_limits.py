"""Limits: what `hello` announces is what holds, counted in code points."""

from __future__ import annotations

import pytest
from wire.client import Client, new_key
from wire.conftest import PASSWORD, People, make_group


def test_hello_announces_the_limits(people: People) -> None:
    hello = people.connect().hello
    assert hello["protocol"] == 1
    limits = hello["limits"]
    assert limits["frame_bytes"] >= 12 * limits["text_chars"] + 2048
    assert limits["page"] >= 100


def test_the_longest_text_fits_however_it_is_escaped(people: People) -> None:
    ada = people()
    group = make_group(ada)
    text = "\U0001f600" * ada.hello["limits"]["text_chars"]
    seq = ada.send(group, text)
    assert ada.event(group, seq)["text"] == text


def test_a_text_one_character_longer_is_too_long(people: People) -> None:
    ada = people()
    group = make_group(ada)
    text = "x" * (ada.hello["limits"]["text_chars"] + 1)
    assert ada.refused("send", group=group, key=new_key(), text=text) == "too_long"
    seq = ada.send(group)
    assert ada.refused("edit", group=group, seq=seq, text=text) == "too_long"


def test_a_topic_that_is_too_long_is_too_long(people: People) -> None:
    ada = people()
    most = ada.hello["limits"]["topic_chars"]
    group = make_group(ada, topic="ä" * most)
    assert ada.refused("create_group", name="x", topic="ä" * (most + 1)) == "too_long"
    assert ada.refused("update_group", group=group, topic="ä" * (most + 1)) == "too_long"


def test_a_group_s_name_has_name_chars(people: People) -> None:
    ada = people()
    most = ada.hello["limits"]["name_chars"]
    group = make_group(ada, name="ä" * most)
    for name in ("ä" * (most + 1), "", "   "):
        assert ada.refused("create_group", name=name) == "invalid_name"
        assert ada.refused("update_group", group=group, name=name) == "invalid_name"


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\r", "\x7f", "\x85", "\x9f"])
def test_controls_are_refused_in_texts_and_names(people: People, control: str) -> None:
    ada = people()
    group = make_group(ada)
    bad = f"a{control}b"
    assert ada.refused("send", group=group, key=new_key(), text=bad) == "bad_request"
    seq = ada.send(group)
    assert ada.refused("edit", group=group, seq=seq, text=bad) == "bad_request"
    assert ada.refused("update_group", group=group, topic=bad) == "bad_request"
    assert ada.refused("update_profile", display_name=bad) == "bad_request"
    assert ada.refused("update_profile", about=bad) == "bad_request"
    assert ada.refused("create_group", name=bad) == "invalid_name"
    assert ada.refused("update_group", group=group, name=bad) == "invalid_name"
    stranger = people.connect()
    code = stranger.refused("sign_up", username=bad, password=PASSWORD)
    assert code == "invalid_name"


def test_tab_and_newline_are_no_controls_in_texts(people: People) -> None:
    ada = people()
    group = make_group(ada)
    assert ada.event(group, ada.send(group, "a\tb\nc"))["text"] == "a\tb\nc"


@pytest.fixture
def reader(people: People) -> tuple[Client, str, int]:
    """Somebody in a group with more messages than a page holds; their number."""
    ada = people()
    group = make_group(ada)
    number = ada.hello["limits"]["page"] + 20
    ids = [ada.start("send", group=group, key=new_key(), text=f"{i}") for i in range(number)]
    for id in ids:
        assert ada.answer(id)["type"] == "sent"
    return ada, group, number


def test_limit_defaults_to_50_and_is_cut_to_page(reader: tuple[Client, str, int]) -> None:
    ada, group, _ = reader
    page = ada.hello["limits"]["page"]
    for command, name, place in (("history", "messages", {}), ("catch_up", "events", {"after": 0})):
        assert len(ada.do(command, group=group, **place)[name]) == 50
        assert len(ada.do(command, group=group, limit=7, **place)[name]) == 7
        assert len(ada.do(command, group=group, limit=2**53 - 1, **place)[name]) == page
        for limit in (0, -1, 2**53, 1.5):
            assert ada.refused(command, group=group, limit=limit, **place) == "bad_request"


def test_pages_of_history_meet_without_a_hole_or_a_double(reader: tuple[Client, str, int]) -> None:
    ada, group, number = reader
    seen: list[int] = []
    page = ada.do("history", group=group, limit=33)
    while True:
        seqs = [message["seq"] for message in page["messages"]]
        assert seqs == sorted(seqs)
        seen = seqs + seen
        if not page["more"]:
            break
        page = ada.do("history", group=group, limit=33, before=seen[0])
    assert seen == list(range(2, number + 2))

    seen = [2]
    page = ada.do("history", group=group, limit=33, after=2)
    while True:
        seen += [message["seq"] for message in page["messages"]]
        if not page["more"]:
            break
        page = ada.do("history", group=group, limit=33, after=seen[-1])
    assert seen == list(range(2, number + 2))


def test_catch_up_ends_where_its_last_seq_is_head(reader: tuple[Client, str, int]) -> None:
    ada, group, number = reader
    seen = []
    after = 0
    while True:
        page = ada.do("catch_up", group=group, after=after, limit=40)
        seen += [event["seq"] for event in page["events"]]
        after = seen[-1]
        if after == page["head"]:
            break
    assert seen == list(range(1, number + 2))
    assert ada.do("catch_up", group=group, after=after)["events"] == []


def test_a_page_of_long_texts_is_shorter_and_loses_nothing(people: People) -> None:
    ada = people()
    group = make_group(ada)
    text = "\U0001f600" * ada.hello["limits"]["text_chars"]
    last = [ada.send(group, text) for _ in range(30)][-1]
    seen: list[int] = []
    before: dict[str, int] = {}
    while True:
        page = ada.do("history", group=group, limit=100, **before)
        seen = [message["seq"] for message in page["messages"]] + seen
        if not page["more"]:
            break
        before = {"before": seen[0]}
    assert seen == list(range(2, last + 1))
    seen = [0]
    while seen[-1] < last:
        page = ada.do("catch_up", group=group, after=seen[-1], limit=100)
        seen += [event["seq"] for event in page["events"]]
    assert seen == list(range(last + 1))
