"""Everybody who takes part is really logged in and really in their group."""

from __future__ import annotations

from pathlib import Path

from benchmarks.population import Groups, people, populate, write_tokens
from chat_server.core.jobs import LoggedIn, Resume
from chat_server.core.tokens import hash_token
from chat_server.data_folder import Stores

MIXED = (Groups(2, 3, 1, "speak", "cut"), Groups(1, 2, 2))


def test_people_come_group_by_group_with_their_roles() -> None:
    crowd = list(people(MIXED))
    assert [person.index for person in crowd] == list(range(8))
    assert [person.group for person in crowd] == [0, 0, 0, 1, 1, 1, 2, 2]
    assert [person.role for person in crowd] == [*["speak", "cut", "cut"] * 2, "send", "send"]
    assert [person.owner for person in crowd] == [*[True, False, False] * 2, True, False]


def test_the_load_generator_reads_a_line_for_each(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    write_tokens(people((Groups(1, 2, 1),)), path)
    first, second = path.read_text("ascii").splitlines()
    assert first.endswith(" send")
    assert " " not in second
    assert first.split()[0] != second
    assert len(second) < 80, "the load generator keeps no more of it"


def test_tokens_resume_sessions_in_groups_of_the_right_size(tmp_path: Path) -> None:
    populate(MIXED, tmp_path / "data")
    stores = Stores(tmp_path / "data", 4)
    try:
        jobs = [Resume(hash_token(person.token), 1) for person in people(MIXED)]
        found = stores.apply(jobs)
    finally:
        stores.close()
    views = []
    for result in found:
        assert isinstance(result, LoggedIn)
        views += result.snapshot.groups
    assert [view.members for view in views] == [3, 3, 3, 3, 3, 3, 2, 2]
    assert len({view.id for view in views}) == 3
