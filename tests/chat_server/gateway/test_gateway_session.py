"""One connection's states, as dialogues: command in, effects out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from chat_server.core.outcome import Actor
from chat_server.gateway.session import (
    KINDS,
    MAX_RUNNING_READS,
    Begin,
    Depart,
    HangUp,
    Phase,
    Say,
    Session,
    Signal,
)
from protocol.commands import (
    Authenticate,
    ChangePassword,
    ClientMessage,
    Focus,
    History,
    ListGroups,
    LogIn,
    LogOut,
    Send,
    SignUp,
    Typing,
)
from protocol.errors import CloseCode, DecodeError, ErrorCode, Refusal
from protocol.replies import Error, Ok, Sent, Users

ADA = Actor("1", "hash", 1)


def member() -> Session:
    session = Session()
    log_in = Authenticate(id=1, token="t")
    session.received(log_in, 10)
    session.entered(log_in, ADA, Ok(id=1))
    return session


def message(id: int, group: str = "tea", key: str = "") -> Send:
    return Send(id=id, group=group, key=key or f"{id:016}", text="hello")


def codes(effects: Sequence[object]) -> list[str]:
    """Return the codes of the errors that are said."""
    return [e.message.code for e in effects if isinstance(e, Say) and isinstance(e.message, Error)]


def begun(effects: Sequence[object]) -> list[int]:
    """Return the ids of the commands that begin."""
    return [e.command.id for e in effects if isinstance(e, Begin)]


def test_every_command_has_its_kind() -> None:
    assert set(KINDS) == set(ClientMessage.__args__)


@pytest.mark.parametrize(
    "command",
    [ListGroups(id=1), message(1), LogOut(id=1), ChangePassword(id=1, old="a", new="b")],
)
def test_a_guest_has_to_log_in_first(command: ClientMessage) -> None:
    assert codes(list(Session().received(command, 1))) == ["not_logged_in"]


@pytest.mark.parametrize(
    "command",
    [
        SignUp(id=9, username="a", password="b"),
        LogIn(id=9, login="a", password="b"),
        Authenticate(id=9, token="t"),
    ],
)
def test_who_is_logged_in_cannot_log_in(command: ClientMessage) -> None:
    assert codes(list(member().received(command, 1))) == ["not_allowed"]


def test_signals_of_a_guest_are_dropped() -> None:
    assert Session().received(Typing(group="tea"), 1) == []
    assert member().received(Focus(group="tea"), 1) == [Signal(Focus(group="tea"))]


def test_what_comes_during_a_log_in_is_held_and_then_begins_in_order() -> None:
    session = Session()
    log_in = LogIn(id=1, login="ada", password="x")
    assert begun(list(session.received(log_in, 1))) == [1]
    assert session.phase is Phase.LOGGING_IN
    assert session.received(message(2), 1) == []
    assert session.received(ListGroups(id=3), 1) == []
    effects = session.entered(log_in, ADA, Ok(id=1))
    assert effects[0] == Say(Ok(id=1))
    assert begun(list(effects)) == [2]
    sent = session.answered(message(2), Sent(id=2, group="tea", seq=1, at=0))
    assert begun(list(sent)) == [3]


def test_what_was_held_is_refused_when_the_log_in_was() -> None:
    session = Session()
    log_in = LogIn(id=1, login="ada", password="x")
    session.received(log_in, 1)
    session.received(message(2), 1)
    effects = session.answered(log_in, Refusal(ErrorCode.BAD_CREDENTIALS))
    assert codes(list(effects)) == ["bad_credentials", "not_logged_in"]
    assert session.phase is Phase.GUEST


def test_the_fifth_refusal_is_answered_and_then_it_is_too_many() -> None:
    session = Session()
    for id in range(1, 6):
        command = Authenticate(id=id, token="wrong")
        session.received(command, 1)
        effects = session.answered(command, Refusal(ErrorCode.BAD_CREDENTIALS))
        assert codes(list(effects)) == ["bad_credentials"]
        assert any(isinstance(e, HangUp) for e in effects) == (id == 5)
    assert effects[-1] == HangUp(CloseCode.TOO_MANY, "too many refused log-ins")
    assert session.received(Authenticate(id=9, token="t"), 1) == []


def test_refusals_do_not_count_where_rate_limits_are_off() -> None:
    session = Session(count_refusals=False)
    for id in range(1, 20):
        command = Authenticate(id=id, token="wrong")
        session.received(command, 1)
        effects = session.answered(command, Refusal(ErrorCode.BAD_CREDENTIALS))
        assert not any(isinstance(e, HangUp) for e in effects)


def test_an_id_in_flight_is_a_bad_request_and_free_again_after_its_answer() -> None:
    session = member()
    session.received(message(5), 1)
    assert codes(list(session.received(ListGroups(id=5), 1))) == ["bad_request"]
    session.answered(message(5), Sent(id=5, group="tea", seq=1, at=0))
    assert begun(list(session.received(ListGroups(id=5), 1))) == [5]


def test_writes_follow_each_other_without_waiting() -> None:
    session = member()
    assert begun(list(session.received(message(2), 1))) == [2]
    assert begun(list(session.received(message(3), 1))) == [3]


def test_a_read_waits_for_writes_and_a_write_for_reads() -> None:
    session = member()
    session.received(message(2), 1)
    assert session.received(History(id=3, group="tea"), 1) == []
    assert session.received(History(id=4, group="tea"), 1) == []
    assert session.received(message(5), 1) == []
    effects = session.answered(message(2), Sent(id=2, group="tea", seq=1, at=0))
    assert begun(list(effects)) == [3, 4]
    assert begun(list(session.answered(History(id=4, group="tea"), Users(id=4, users=[])))) == []
    effects = session.answered(History(id=3, group="tea"), Users(id=3, users=[]))
    assert begun(list(effects)) == [5]


def test_a_focus_waits_for_the_join_before_it() -> None:
    session = member()
    session.received(message(2), 1)
    assert session.received(Focus(group="tea"), 1) == []
    effects = session.answered(message(2), Sent(id=2, group="tea", seq=1, at=0))
    assert effects[-1] == Signal(Focus(group="tea"))


def test_some_commands_run_alone() -> None:
    session = member()
    change = ChangePassword(id=2, old="a", new="b")
    assert begun(list(session.received(change, 1))) == [2]
    assert session.received(message(3), 1) == []
    assert session.received(ListGroups(id=4), 1) == []
    assert begun(list(session.answered(change, Ok(id=2)))) == [3]


def test_logging_out_puts_the_connection_before_the_log_in() -> None:
    session = member()
    session.received(LogOut(id=2), 1)
    session.received(message(3), 1)
    effects = session.answered(LogOut(id=2), Ok(id=2))
    assert effects[:2] == [Depart(), Say(Ok(id=2))]
    assert codes(list(effects)) == ["not_logged_in"]
    assert (session.phase, session.actor) == (Phase.GUEST, None)
    assert begun(list(session.received(Authenticate(id=4, token="t"), 1))) == [4]


def test_a_send_that_is_refused_for_a_while_holds_up_those_behind_it() -> None:
    session = member()
    first = message(2)
    session.received(first, 1)
    session.answered(first, Refusal(ErrorCode.BUSY, retry_after=1))
    (later,) = session.received(message(3), 1)
    assert isinstance(later, Begin)
    assert later.refusal is not None
    assert later.refusal.code is ErrorCode.BUSY
    (elsewhere,) = session.received(message(4, group="cake"), 1)
    assert isinstance(elsewhere, Begin)
    assert elsewhere.refusal is None
    (again,) = session.received(message(5, key=first.key), 1)
    assert isinstance(again, Begin)
    assert again.refusal is None


def test_a_rate_applies_when_the_command_s_turn_comes() -> None:
    session = member()
    over = Refusal(ErrorCode.RATE_LIMITED, retry_after=3)
    (error,) = session.received(ListGroups(id=2), 1, over)
    assert isinstance(error, Say)
    assert isinstance(error.message, Error)
    assert (error.message.code, error.message.retry_after) == ("rate_limited", 3)
    (begin,) = session.received(message(3), 1, over)
    assert isinstance(begin, Begin)
    assert begin.refusal is over


def test_while_draining_every_command_is_busy() -> None:
    session = member()
    session.draining = True
    waiting: list[ClientMessage] = [message(2), ListGroups(id=3), LogOut(id=4)]
    for id, command in enumerate(waiting, 2):
        (said,) = session.received(command, 1)
        assert isinstance(said, Say)
        assert isinstance(said.message, Error)
        assert (said.message.id, said.message.code) == (id, "busy")
        assert said.message.retry_after
    assert session.idle


def test_garbage_is_answered_and_bytes_that_are_no_text_end_it() -> None:
    session = member()
    (said,) = session.garbled(DecodeError("no", id=7))
    assert isinstance(said, Say)
    assert isinstance(said.message, Error)
    assert (said.message.id, said.message.code) == (7, "bad_request")
    assert session.garbled(DecodeError("no", invalid_utf8=True)) == [
        HangUp(CloseCode.INVALID_TEXT, "not UTF-8")
    ]
    assert session.phase is Phase.CLOSED


def test_after_the_end_nothing_is_answered() -> None:
    session = member()
    session.received(message(2), 1)
    session.lost()
    assert session.answered(message(2), Sent(id=2, group="tea", seq=1, at=0)) == []
    assert session.received(ListGroups(id=3), 1) == []
    assert session.garbled(DecodeError("no")) == []
    assert session.hang_up(CloseCode.NORMAL, "") == []


def test_too_much_unanswered_asks_for_no_more() -> None:
    session = member()
    ids = iter(range(2, 2000))
    while not session.saturated:
        session.received(message(next(ids)), 1)
    for id in range(2, 60):
        session.answered(message(id), Sent(id=id, group="tea", seq=1, at=0))
    assert not session.saturated


def test_what_is_refused_is_answered_too() -> None:
    session = member()
    idle = [session.idle]
    session.received(ListGroups(id=2), 1)
    idle.append(session.idle)
    session.answered(ListGroups(id=2), Refusal(ErrorCode.BUSY))
    assert [*idle, session.idle] == [True, False, True]


def test_only_so_many_reads_of_one_connection_run_at_a_time() -> None:
    session = member()
    reads = [ListGroups(id=id) for id in range(1, MAX_RUNNING_READS + 3)]
    first = [begun(session.received(read, 50)) for read in reads]
    assert first == [[read.id] for read in reads[:-2]] + [[], []]
    assert begun(session.answered(reads[1], Ok(id=2))) == [reads[-2].id]
    assert begun(session.received(Typing(group="tea"), 50)) == []
