"""Sends that were refused for a while, and those behind them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chat_server.gateway.pipeline import Pipeline
from protocol.commands import Send
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Sent

SOON = Refusal(ErrorCode.RATE_LIMITED, retry_after=1)
BUSY = Refusal(ErrorCode.BUSY, retry_after=1)


def say(id: int, key: str = "") -> Send:
    return Send(id=id, group="tea", key=key or f"{id:016}", text="hello")


def sent(id: int) -> Sent:
    return Sent(id=id, group="tea", seq=1, at=0)


def test_nothing_is_refused_as_long_as_nothing_was() -> None:
    pipeline = Pipeline()
    assert pipeline.refusal(say(1), None) is None
    pipeline.answered(say(1), sent(1))
    assert pipeline.refusal(say(2), None) is None


def test_the_refused_key_reopens_the_group() -> None:
    pipeline = Pipeline()
    pipeline.answered(say(1), BUSY)
    assert pipeline.refusal(say(2), None) is BUSY
    assert pipeline.refusal(say(3, key=say(1).key), None) is None
    assert pipeline.refusal(say(4), None) is None


def test_a_final_refusal_holds_up_nobody() -> None:
    pipeline = Pipeline()
    pipeline.answered(say(1), Refusal(ErrorCode.TOO_LONG))
    assert pipeline.refusal(say(2), None) is None


def test_those_behind_a_send_over_the_rate_do_not_overtake_it_while_it_is_in_flight() -> None:
    pipeline = Pipeline()
    assert pipeline.refusal(say(1), SOON) is SOON
    assert pipeline.refusal(say(2), None) is SOON
    pipeline.answered(say(1), SOON)
    pipeline.answered(say(2), SOON)
    assert pipeline.refusal(say(3), None) is SOON
    assert pipeline.refusal(say(4, key=say(1).key), None) is None


def test_a_resend_over_the_rate_that_is_known_opens_the_group_again() -> None:
    pipeline = Pipeline()
    assert pipeline.refusal(say(1), SOON) is SOON
    pipeline.answered(say(1), sent(1))
    assert pipeline.refusal(say(2), None) is None


def test_an_earlier_send_s_answer_does_not_open_the_group() -> None:
    pipeline = Pipeline()
    assert pipeline.refusal(say(1), None) is None
    assert pipeline.refusal(say(2), SOON) is SOON
    pipeline.answered(say(1), sent(1))
    assert pipeline.refusal(say(3), None) is SOON


@given(st.lists(st.sampled_from(["go", "busy", "slow"]), max_size=30))
def test_what_is_accepted_keeps_its_order(script: list[str]) -> None:
    """A client that resends from the first refused one on gets its messages in order."""
    pipeline = Pipeline()
    accepted: list[int] = []
    waiting = list(range(1, 11))
    moods = iter(script)
    id = 0
    while waiting:
        refused: list[int] = []
        for number in waiting:
            id += 1
            mood = next(moods, "go")
            command = say(id, key=f"{number:016}")
            refusal = pipeline.refusal(command, SOON if mood == "slow" else None)
            if refusal is None and mood == "busy":
                refusal = BUSY
            pipeline.answered(command, refusal or sent(id))
            if refusal is None:
                accepted.append(number)
            else:
                refused.append(number)
        waiting = refused
    assert accepted == sorted(accepted)
