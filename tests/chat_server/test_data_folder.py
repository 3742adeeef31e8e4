"""The data folder: one process at a time, and what it holds."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from pathlib import Path

import pytest
from postgresql_server import shared_server
from stores import new_database

from chat_server.config import ConfigError
from chat_server.core.jobs import CreateAccount, Perform
from chat_server.core.outcome import Actor, Outcome
from chat_server.core.trouble import StorageTrouble
from chat_server.data_folder import DATABASE_NAME, PEPPER_NAME, FolderInUse, Stores, hold
from protocol.commands import CreateGroup, History, Send, SignUp
from protocol.errors import ErrorCode
from protocol.replies import Sent


def test_a_folder_is_made_and_held_by_one(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    with hold(folder):
        if os.name == "posix":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        with pytest.raises(FolderInUse, match="in use"), hold(folder):
            pass
    with hold(folder):
        pass


def test_what_is_no_folder_cannot_be_held(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be used"), hold(tmp_path / "file" / "folder"):
        pass


def test_accounts_outlive_the_process(tmp_path: Path) -> None:
    stores = Stores(tmp_path, password_cost=4)
    hashed = stores.hasher.hash("correct horse")
    command = SignUp(id=1, username="ada", password="correct horse")
    (made,) = stores.apply([CreateAccount(command, hashed)])
    assert isinstance(made, Outcome)
    stores.close()
    again = Stores(tmp_path, password_cost=4)
    record = again.reader.account("ada")
    assert record is not None
    assert again.hasher.check("correct horse", record.password)
    again.close()


@pytest.mark.parametrize("name", [DATABASE_NAME, PEPPER_NAME])
def test_what_is_damaged_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"nonsense" * 1000)
    with pytest.raises(ConfigError) as refused:
        Stores(tmp_path, password_cost=4)
    assert name in str(refused.value)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EROFS, "the data folder may only be read"),
        (errno.EIO, "the data folder cannot be written: Input/output error"),
    ],
)
def test_a_probe_tells_what_the_folder_suffers_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    stores = Stores(tmp_path, password_cost=4)

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    trouble = stores.probe()
    assert trouble is not None
    assert (trouble.code, trouble.reason) == (ErrorCode.STORAGE_FULL, reason)
    stores.close()


def test_a_probe_commits_a_write_to_the_database_and_leaves_nothing(tmp_path: Path) -> None:
    stores = Stores(tmp_path, password_cost=4)
    log = tmp_path / f"{DATABASE_NAME}-wal"
    assert stores.probe() is None
    before, written = sorted(tmp_path.iterdir()), log.stat().st_size
    assert stores.probe() is None
    assert sorted(tmp_path.iterdir()) == before
    assert log.stat().st_size > written
    lock = sqlite3.connect(tmp_path / DATABASE_NAME, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    stores.store._db.row("PRAGMA busy_timeout = 1")
    trouble = stores.probe()
    assert trouble is not None
    assert trouble.code is ErrorCode.BUSY
    untidy = stores.tidy()
    assert untidy is not None
    assert untidy.code is ErrorCode.BUSY
    lock.close()
    assert stores.probe() is None
    assert stores.tidy() is None
    stores.close()


def test_a_message_is_kept_once_though_postgresql_was_killed_twice(tmp_path: Path) -> None:
    with new_database() as address:
        stores = Stores(tmp_path, 4, address)
        assert sorted(path.name for path in tmp_path.iterdir()) == [PEPPER_NAME]
        made = CreateAccount(SignUp(id=1, username="ada", password=""), "hash")
        assert not isinstance(stores.apply([made])[0], Exception)
        ada = Actor("1", "token", 1)
        fresh = "00000000-0000-4000-8000-000000000001"
        created = Perform(ada, CreateGroup(id=2, name="Tea"), fresh=fresh)
        assert not isinstance(stores.apply([created])[0], Exception)
        send = Perform(ada, Send(id=3, group=fresh, key="k" * 16, text="once"))
        for _ in range(2):
            shared_server().kill()
            for trouble in (stores.probe(), stores.tidy(), stores.apply([send])[0]):
                assert isinstance(trouble, StorageTrouble)
                assert trouble.code is ErrorCode.BUSY
            shared_server().start()
            assert stores.probe() is None
            (sent,) = stores.apply([send])
            assert isinstance(sent, Outcome)
            assert isinstance(sent.reply, Sent)
            assert sent.reply.seq == 2
        page = stores.reader.history("1", History(id=4, group=fresh))
        assert [message.seq for message in page.messages] == [2]
        stores.close()
