"""A small world: server and cache agree, so that the desktop asks for nothing that it has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from real_clients import running, until
from server_process import ServerProcess

from benchmarks.desktop import world as worlds
from benchmarks.desktop.full_cache import fill_cache
from benchmarks.desktop.full_server import PASSWORD, READER, TAIL, fill_server
from benchmarks.desktop.world import Shape, World, copy_world, make_world, serve, sizes
from chat_desktop.storage.cache import Cache


async def test_the_reader_logs_in_and_finds_all_of_it_in_the_cache(tmp_path: Path) -> None:
    made = fill_server(tmp_path / "server", [TAIL + 50, 30], people=4, members=3)
    with ServerProcess(tmp_path / "server") as server:
        async with running(tmp_path / "desk", server.url) as client:
            await client.log_in(READER, PASSWORD, keep=True)
            assert {row.id: row.unread for row in client.groups} == {c.group: 0 for c in made}
            (file,) = (tmp_path / "desk").glob("*.sqlite")
        fill_cache(file, made, lambda _text: None)
        async with running(tmp_path / "desk", server.url) as client:
            big = made[0]
            await client.open_group(big.group)
            await until(lambda: client.timeline(big.group))
            timeline = client.timeline(big.group)
            while timeline is not None and not timeline.at_start:
                await client.load_older(big.group)
            assert timeline is not None
            assert len(timeline.rows) == big.head
    log = server.log
    assert "error" not in log.lower(), log


def test_a_cache_that_does_not_know_the_groups_is_refused(tmp_path: Path) -> None:
    made = fill_server(tmp_path / "server", [3], people=3, members=3)
    Cache(tmp_path / "cache.sqlite").close()
    with pytest.raises(ValueError, match="not at event"):
        fill_cache(tmp_path / "cache.sqlite", made)


def test_the_big_group_has_what_the_others_do_not() -> None:
    assert sizes(Shape(messages=1000, big=400, groups=4)) == [400, 200, 200, 200]
    assert sizes(Shape(messages=1000, big=400, groups=1)) == [1000]
    assert sum(sizes(Shape())) == 1_000_000


def test_a_world_of_this_shape_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no(*_: Any) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(worlds, "fill_server", no)
    shape = Shape(messages=10)
    note = {"version": shape.version, "groups": ["a", "b"]}
    (tmp_path / "world.json").write_text(json.dumps(note), "utf-8")
    world = make_world(tmp_path, shape)
    assert world == World(tmp_path / "server", tmp_path / "profiles", ("a", "b"))
    assert world.big == "a"
    for folder in (world.server, world.profiles):
        folder.mkdir()
        (folder / "file").write_text("x")
    copy = copy_world(world, tmp_path / "copy")
    (copy.server / "file").write_text("y")
    assert (world.server / "file").read_text() == "x"
    assert str(copy.server) in serve(copy.server)
    with pytest.raises(AssertionError, match="made again"):
        make_world(tmp_path, Shape(messages=11), lambda _text: None)
