"""Who is in each group of the benchmark, and what they have written: the same in every run."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.desktop.big_texts import Writer
from protocol.events import Message
from protocol.scalars import GroupId, UserId

START_AT: Final = 1_700_000_000_000
STEP_MS: Final = 20_000
WRITERS: Final = 12
TEXTS: Final = 100_000
SHIFT: Final = 101
MARKED: Final = ("**{}**", "> {}\n\nso it is", "- {}\n- and *that* is all", "`{}`")
FIRST_NAMES: Final = ("Ada", "Grace", "Radia", "Barbara", "Annie", "Jean", "Kathleen", "Frances")
NAMES: Final = ("Tea", "Garden", "Release", "Harbour", "Weather", "Kitchen", "Books", "Cycling")


@dataclass(frozen=True, slots=True)
class Crowd:
    """One group: its number from 0, its members in the order they came, and its messages."""

    number: int
    group: GroupId
    members: tuple[UserId, ...]
    count: int

    @property
    def head(self) -> int:
        """The newest event: the members' `joined` come first, then the messages."""
        return len(self.members) + self.count

    def messages(self) -> Iterator[Message]:
        """Yield every message."""
        writers = self.members[:WRITERS]
        for n in range(1, self.count + 1):
            yield Message(
                seq=len(self.members) + n,
                at=START_AT + n * STEP_MS,
                # Two or three in a row are by the same person, as in real groups.
                by=writers[(n // 3 * 7 + n // 11) % len(writers)],
                key=f"{self.number:08d}-{n:012d}",
                n=n,
                text=text_at(self.number * SHIFT + n),
            )


def text_at(place: int) -> str:
    """Return what somebody says, one time in seven with markdown; it repeats after `TEXTS`."""
    place %= TEXTS
    while len(_texts) <= place:
        text = next(_written)
        if len(_texts) % 7 == 0:
            text = MARKED[len(_texts) % len(MARKED)].format(text.partition("\n")[0])
        _texts.append(text)
    return _texts[place]


_written: Final = Writer(1).texts()
_texts: Final[list[str]] = []


def group_id(number: int) -> GroupId:
    """Return the id of a group."""
    return str(uuid.UUID(int=number + 1))


def group_name(number: int) -> str:
    """Return the name of a group."""
    return "Everybody" if not number else f"{NAMES[number % len(NAMES)]} {number}"


def display_name(number: int) -> str:
    """Return how a person is called."""
    return f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {number}"


def crowds(
    counts: Sequence[int], owner: UserId, reader: UserId, others: Sequence[UserId], members: int
) -> list[Crowd]:
    """Return the groups with so many messages each; everybody is in the first one."""
    made = []
    for number, count in enumerate(counts):
        if number:
            chosen = [others[(number * 31 + step) % len(others)] for step in range(members - 2)]
        else:
            chosen = list(others)
        inside = (owner, reader, *dict.fromkeys(chosen))
        made.append(Crowd(number, group_id(number), inside, count))
    return made
