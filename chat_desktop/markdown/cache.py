"""Trees of the messages that were read lately, so that each text is parsed once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from chat_desktop.markdown.parse import parse
from chat_desktop.markdown.tree import Tree


class TreeCache:
    """Keeps the trees of the last `limit` messages by (key, rev)."""

    def __init__(self, limit: int = 1_000) -> None:
        self._limit = limit
        self._trees: OrderedDict[tuple[Hashable, int], Tree] = OrderedDict()

    def tree(self, key: Hashable, rev: int, text: str) -> Tree:
        """Return the tree of `text`, which is what `key` reads at `rev`."""
        name = (key, rev)
        tree = self._trees.get(name)
        if tree is None:
            tree = self._trees[name] = parse(text)
            if len(self._trees) > self._limit:
                self._trees.popitem(last=False)
        else:
            self._trees.move_to_end(name)
        return tree

    def clear(self) -> None:
        self._trees.clear()
