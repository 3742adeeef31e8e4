"""What a text is written for: a message of its own, an answer, or a change of what was said."""

from __future__ import annotations

from msgspec import Struct

from protocol.scalars import Seq


class Answering(Struct, frozen=True):
    """The message of this seq is being answered; name and text are shown above the input.

    Both are empty until the message is here: a draft keeps its seq alone.
    """

    seq: Seq
    name: str = ""
    text: str = ""


class Editing(Struct, frozen=True):
    """One's own message of this seq is being changed; `text` is empty until that is here."""

    seq: Seq
    text: str


Purpose = Answering | Editing | None
