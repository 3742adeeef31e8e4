"""A batch: one transaction, refusals that cost nothing, errors that find their culprit."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager

import pytest
from dialogue import Dialogue, published

from chat_server.core import batch, messages
from chat_server.core.batch import apply_batch
from chat_server.core.cache import DOUBTED_BATCHES
from chat_server.core.jobs import LoggedIn, Perform, Resume
from chat_server.core.model import GroupState
from chat_server.core.outcome import Actor, Outcome
from chat_server.core.trouble import StorageTrouble
from chat_server.core.unit import UnitOfWork
from protocol.commands import Edit, History, JoinGroup, MarkRead, Unreact
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Ok, Sent


def test_nothing_to_do() -> None:
    talk = Dialogue()
    assert talk.batch() == []
    assert talk.store.writes == 0


def test_a_refusal_costs_the_others_nothing() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada)
    first, refused, second = talk.batch(
        Perform(ada, talk.send(tea, id=1)),
        Perform(eve, talk.send(tea, id=2)),
        Perform(ada, talk.send(tea, id=3)),
    )
    assert isinstance(refused, Refusal)
    assert [result.reply for result in (first, second) if isinstance(result, Outcome)] == [
        Sent(id=1, group=tea, seq=2, at=talk.now),
        Sent(id=3, group=tea, seq=3, at=talk.now),
    ]


def test_commands_of_one_batch_take_effect_in_order() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada)
    early, _, late = talk.batch(
        Perform(eve, talk.send(tea)),
        Perform(eve, JoinGroup(id=1, group=tea)),
        Perform(eve, talk.send(tea)),
    )
    assert isinstance(early, Refusal)
    assert isinstance(late, Outcome)


def test_a_key_that_is_taken_is_found_out_by_writing_and_asked_for_afterwards() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    first = talk.say(ada, talk.send(tea, key="known-key-0000001")).reply
    assert isinstance(first, Sent)
    assert talk.cache.doubted == 0
    again, new = talk.batch(
        Perform(ada, talk.send(tea, key="known-key-0000001", id=5)),
        Perform(eve, talk.send(tea, id=6)),
    )
    assert isinstance(again, Outcome)
    assert isinstance(new, Outcome)
    assert again == Outcome(Sent(id=5, group=tea, seq=first.seq, at=first.at))
    assert new.reply == Sent(id=6, group=tea, seq=first.seq + 1, at=talk.now)
    assert len(talk.log(tea)) == first.seq + 1
    # From here on keys are looked for: nothing is written in vain.
    assert talk.cache.doubted == DOUBTED_BATCHES - 1
    writes = talk.store.writes
    talk.say(ada, talk.send(tea, key="known-key-0000001"))
    assert talk.store.writes == writes


def test_an_unexpected_error_is_the_culprits_alone() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada)
    seq = talk.message(ada, tea)
    talk.store.poison = (tea, seq)
    results = talk.batch(
        Perform(ada, talk.send(tea, "one")),
        Perform(eve, JoinGroup(id=1, group=tea)),
        Perform(ada, Edit(id=1, group=tea, seq=seq, text="!")),
        Perform(eve, talk.send(tea, "two")),
        Resume(eve.token_hash, connection=9),
    )
    sent, joined, culprit, second, welcome = results
    assert isinstance(culprit, ZeroDivisionError)
    assert isinstance(sent, Outcome)
    assert isinstance(joined, Outcome)
    assert isinstance(second, Outcome)
    assert [event.seq for event in published(sent) + published(joined) + published(second)] == [
        3,
        4,
        5,
    ]
    assert isinstance(welcome, LoggedIn)
    assert welcome.snapshot.groups == [talk.view(eve, tea)]


def test_an_error_in_the_rules_leaves_no_half_of_a_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)

    def broken(unit: UnitOfWork, actor: Actor, command: Unreact) -> Outcome:
        messages.send(unit, actor, talk.send(command.group))
        raise KeyError("after everything was changed")

    monkeypatch.setitem(batch._RULES, Unreact, broken)
    sent, culprit = talk.batch(
        Perform(ada, talk.send(tea)), Perform(ada, Unreact(id=1, group=tea, seq=2, emoji="!"))
    )
    assert isinstance(sent, Outcome)
    assert isinstance(culprit, KeyError)
    assert len(talk.log(tea)) == 2


@pytest.mark.parametrize("where", ["fail_write", "fail_commit"])
@pytest.mark.parametrize("code", [ErrorCode.BUSY, ErrorCode.STORAGE_FULL])
def test_trouble_of_the_storage_refuses_the_whole_batch(where: str, code: ErrorCode) -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada)
    command = talk.send(tea)
    before = talk.state(tea)
    trouble = StorageTrouble(code, "trouble")
    setattr(talk.store, where, trouble)
    jobs = (Perform(ada, command), Perform(eve, JoinGroup(id=1, group=tea)))
    assert talk.batch(*jobs) == [trouble, trouble]
    assert talk.state(tea) == before
    again, _ = talk.batch(*jobs)
    assert isinstance(again, Outcome)
    assert isinstance(again.reply, Sent)
    assert again.reply.seq == 2


def test_trouble_of_the_storage_keeps_nobody_from_resuming() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    for code in (ErrorCode.STORAGE_FULL, ErrorCode.BUSY):
        talk.store.fail_write = StorageTrouble(code, "trouble")
        sent, resumed = talk.batch(
            Perform(ada, talk.send(tea)), Resume(ada.token_hash, connection=9)
        )
        assert isinstance(sent, Refusal)
        assert isinstance(resumed, LoggedIn)
    talk.store.fail_commit = StorageTrouble(ErrorCode.STORAGE_FULL, "full")
    [alone] = talk.batch(Resume(ada.token_hash, connection=9))
    assert isinstance(alone, Refusal)


def test_nothing_is_remembered_after_a_commit_of_unknown_outcome() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea, cake = talk.group(ada), talk.group(ada)
    talk.say(ada, talk.send(cake))
    trouble = StorageTrouble(ErrorCode.BUSY, "gone", unknown=True)
    talk.store.fail_commit = trouble
    assert talk.batch(Perform(ada, talk.send(tea))) == [trouble]
    assert len(talk.cache) == 0


def test_one_by_one_nothing_is_taken_behind_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    trouble = StorageTrouble(ErrorCode.BUSY, "locked")
    talk.store.poison = (tea, 2)
    transactions = talk.store.transaction

    def locked_for_the_second() -> AbstractContextManager[None]:
        monkeypatch.setattr(talk.store, "transaction", locked_once)
        return transactions()

    def locked_once() -> AbstractContextManager[None]:
        talk.store.fail_commit = trouble
        monkeypatch.setattr(talk.store, "transaction", transactions)
        return transactions()

    monkeypatch.setattr(talk.store, "transaction", locked_for_the_second)
    # The bug of the last rolls the batch back; tried alone, the first finds the database locked.
    jobs = [Perform(ada, talk.send(tea)), Perform(ada, talk.send(tea))]
    bug = Perform(ada, Unreact(id=1, group=tea, seq=2, emoji="!"))
    assert talk.batch(*jobs, bug) == [trouble] * 3
    assert len(talk.log(tea)) == 1


def test_an_error_at_the_commit_is_found_by_trying_one_by_one() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    talk.store.fail_commit = RuntimeError("once")
    results = talk.batch(Perform(ada, talk.send(tea)), Perform(ada, talk.send(tea)))
    assert all(isinstance(result, Outcome) for result in results)
    assert len(talk.log(tea)) == 3
    talk.store.fail_commit = RuntimeError("alone")
    [result] = talk.batch(Perform(ada, talk.send(tea)))
    assert isinstance(result, RuntimeError)
    assert len(talk.log(tea)) == 3


def test_what_interrupts_the_server_rolls_back_and_goes_on_up() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    talk.store.fail_write = KeyboardInterrupt()  # type: ignore[assignment]
    with pytest.raises(KeyboardInterrupt):
        talk.batch(Perform(ada, talk.send(tea)))
    talk.check_memory()
    assert len(talk.log(tea)) == 1


def test_all_of_a_batch_has_one_time() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    jobs = [Perform(ada, talk.send(tea)), Perform(ada, talk.send(tea))]
    apply_batch(talk.store, talk.cache, jobs, now=5)
    assert [event.at for event in talk.log(tea)[1:]] == [5, 5]


def test_what_is_no_command_of_the_journals_is_our_own_fault() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    [result] = talk.batch(Perform(ada, History(id=1, group="tea")))  # type: ignore[arg-type]
    assert isinstance(result, TypeError)


def test_groups_are_read_once_for_the_whole_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    groups = [talk.group(ada) for _ in range(3)]
    talk.cache.clear()
    loads: list[list[str]] = []
    load = talk.store.load_groups

    def noted(ids: Iterable[str]) -> dict[str, GroupState]:
        loads.append(sorted(ids))
        return load(loads[-1])

    monkeypatch.setattr(talk.store, "load_groups", noted)
    jobs = [Perform(ada, talk.send(group)) for group in groups * 3]
    apply_batch(talk.store, talk.cache, jobs, now=5)
    assert loads == [sorted(groups)]
    jobs = [Perform(ada, MarkRead(id=1, group=group, seq=9)) for group in groups]
    results = apply_batch(talk.store, talk.cache, jobs, now=6)
    assert loads == [sorted(groups)]
    assert [r.reply for r in results if isinstance(r, Outcome)] == [Ok(id=1)] * 3
