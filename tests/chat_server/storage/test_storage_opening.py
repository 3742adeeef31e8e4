"""Opening: private files, a plain refusal of what is not ours or damaged, one epoch for ever."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from stores import Author

from chat_server.storage.failures import DatabaseRefused
from chat_server.storage.opening import open_reader, open_store
from chat_server.storage.store import PeeweeStore
from chat_server.storage.upgrade import MIGRATIONS
from protocol.errors import ErrorCode, Refusal
from protocol.views import DEFAULT_LIMITS

NOW = 1_781_274_720_000


def opened(path: Path, epoch: str = "first") -> PeeweeStore:
    return open_store(path, NOW, lambda: epoch, lock_wait=0.2)


def epoch_of(store: PeeweeStore) -> str:
    with store.transaction():
        return store.epoch()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "deep" / "parlance.db"


def fill(path: Path, texts: int = 200) -> None:
    """Make a database with some pages in it, closed properly."""
    store = opened(path)
    author = Author(store)
    ada = author.user("ada")
    group = author.group(ada)
    for _ in range(texts):
        author.send(group, ada, "x" * 500)
    author.commit()
    store.close()


def test_a_new_database_is_private(path: Path) -> None:
    store = opened(path)
    Author(store).user("ada")
    files = {each.name: each.stat().st_mode & 0o777 for each in path.parent.iterdir()}
    assert files.pop("parlance.db") == 0o600
    assert files.pop("parlance.db-wal") == 0o600
    assert set(files.values()) == {0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700
    store.close()


def test_the_epoch_is_made_once_with_the_database(path: Path) -> None:
    store = opened(path)
    assert epoch_of(store) == "first"
    store.close()
    store = opened(path, "second")
    assert epoch_of(store) == "first"
    store.close()


def test_a_store_may_be_opened_in_one_thread_and_used_in_another(path: Path) -> None:
    store = opened(path)
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(epoch_of(store)))
    thread.start()
    thread.join()
    assert found == ["first"]
    store.close()


def test_what_was_committed_survives_a_kill(path: Path) -> None:
    """A process that ends without closing anything leaves its log to the next one."""
    script = (
        "import os, sys; from pathlib import Path; from stores import Author;"
        "from chat_server.storage.opening import open_store;"
        "store = open_store(Path(sys.argv[1]), 0, lambda: 'first');"
        "author = Author(store); ada = author.user('ada'); author.group(ada); author.commit();"
        "os._exit(9)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ended = subprocess.run([sys.executable, "-c", script, str(path)], env=environment, check=False)
    assert ended.returncode == 9
    assert Path(f"{path}-wal").stat().st_size > 0
    store = opened(path)
    with store.transaction():
        assert len(store.groups_of("1")) == 1
    store.close()


@pytest.mark.parametrize("content", [b"hello, world\n" * 100, b"\0" * 5_000, b"x"])
def test_a_file_that_is_no_database_is_refused_and_kept(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(DatabaseRefused, match=r"parlance\.db is not a database"):
        opened(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_kept(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused, match="not one of chat-server"):
        opened(path)
    assert path.read_bytes() == before


def test_a_truncated_database_is_refused(path: Path) -> None:
    fill(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    with pytest.raises(DatabaseRefused, match="damaged"):
        opened(path)


def test_a_database_with_flipped_bits_is_refused(path: Path) -> None:
    fill(path)
    data = bytearray(path.read_bytes())
    for page in range(4_096, len(data), 4_096):
        data[page : page + 16] = bytes(byte ^ 0xFF for byte in data[page : page + 16])
    path.write_bytes(data)
    with pytest.raises(DatabaseRefused, match="damaged"):
        opened(path)


def test_an_emptied_database_with_its_log_left_is_refused(path: Path) -> None:
    store = opened(path)
    Author(store).user("ada")
    log = Path(f"{path}-wal").read_bytes()
    store.close()
    path.write_bytes(b"")
    Path(f"{path}-wal").write_bytes(log)
    with pytest.raises(DatabaseRefused, match="damaged"):
        opened(path)


def test_a_creation_that_was_cut_short_is_begun_again(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as begun:
        begun.execute("PRAGMA journal_mode = wal")
        begun.execute("CREATE TABLE meta (a)")
        begun.execute("DROP TABLE meta")
    store = opened(path)
    assert epoch_of(store) == "first"
    store.close()


def test_an_old_database_is_backed_up_before_it_changes(path: Path, tmp_path: Path) -> None:
    fill(path, texts=3)
    steps = tmp_path / "steps"
    shutil.copytree(MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    (steps / "9001_more.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('CREATE TABLE more (a INTEGER)')\n"
    )
    open_store(path, NOW, lambda: "second", steps=steps).close()
    (backup,) = (path.parent / "backups").iterdir()
    assert backup.name == "before-upgrade-0002_keys_by_time-20260612T143200Z.db"
    with pytest.raises(DatabaseRefused, match="newer version"):
        opened(path)
    restored = tmp_path / "restored" / "parlance.db"
    restored.parent.mkdir()
    shutil.copy(backup, restored)
    store = opened(restored)
    assert epoch_of(store) == "first"
    with store.transaction():
        assert store.user("1") is not None
    store.close()


def test_a_database_that_another_process_holds_is_refused_plainly(path: Path) -> None:
    fill(path, texts=1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseRefused, match="locked by another program"):
            opened(path)
    opened(path).close()


def test_a_folder_that_cannot_be_made_is_refused_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatabaseRefused, match="cannot be used"):
        opened(tmp_path / "file" / "parlance.db")
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(DatabaseRefused, match="cannot be used"):
        opened(tmp_path / "folder.db")


def test_several_at_once_make_one_database(path: Path) -> None:
    epochs: list[str] = []
    together = threading.Barrier(3)

    def one(name: str) -> None:
        together.wait()
        store = open_store(path, NOW, lambda: name)
        epochs.append(epoch_of(store))
        store.close()

    threads = [threading.Thread(target=one, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(epochs) == 3
    assert len(set(epochs)) == 1


def test_a_locked_database_is_busy_and_then_goes_on(path: Path) -> None:
    store = opened(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refusal) as refused:
            epoch_of(store)
        assert refused.value.code is ErrorCode.BUSY
        reader = open_reader(path, DEFAULT_LIMITS)
        assert reader.account("ada") is None
        reader.close()
    assert epoch_of(store) == "first"
    store.close()
