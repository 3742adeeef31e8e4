"""Texts as people write them, for a cache that is searched: few words often, most words seldom."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

COMMON: Final = [
    "the",
    "to",
    "a",
    "and",
    "of",
    "i",
    "is",
    "it",
    "you",
    "that",
    "in",
    "for",
    "on",
    "this",
    "we",
    "not",
    "be",
    "have",
    "with",
    "so",
    "but",
    "just",
    "at",
    "as",
    "can",
    "are",
    "if",
    "like",
    "do",
    "my",
    "me",
    "what",
    "will",
    "or",
    "your",
    "was",
    "one",
    "all",
    "no",
    "there",
    "from",
    "they",
    "how",
    "about",
    "up",
    "out",
    "when",
    "now",
    "get",
    "would",
    "some",
    "more",
    "think",
    "know",
    "yes",
    "good",
    "then",
    "time",
    "ok",
    "he",
    "her",
    "see",
    "going",
    "want",
    "make",
    "also",
    "because",
    "need",
    "by",
    "work",
    "here",
    "don't",
    "it's",
    "i'm",
    "that's",
    "should",
    "could",
    "very",
    "well",
    "been",
    "has",
    "had",
    "were",
    "who",
    "why",
    "today",
    "tomorrow",
    "meeting",
    "server",
    "client",
    "deploy",
    "release",
    "review",
    "please",
    "thanks",
    "sorry",
    "maybe",
    "never",
]
START: Final = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "qu",
    "r",
    "s",
    "st",
    "sh",
    "t",
    "tr",
    "v",
    "w",
    "y",
    "z",
]
VOWEL: Final = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "ou", "oo", "io"]
END: Final = ["", "n", "r", "s", "t", "l", "m", "nd", "st", "ck", "ng", "x", "rt"]
VOCABULARY: Final = 60_000
EMOJI: Final = [
    "😀",
    "😂",
    "❤️",
    "👍",
    "🎉",
    "🍜",
    "🚀",
    "😅",
    "🙏",
    "👀",
    "✅",
    "🔥",
    "👩🏽\u200d💻",
    "🇳🇴",
]
KANA: Final = "これはですますにをがとのもからまで今日明日会議"
HANGUL: Final = ["안녕하세요", "회의", "오늘", "내일", "감사합니다", "서버", "배포"]
NAMES: Final = [
    "Ærlig",
    "Blåbær",
    "Zoë",
    "José",
    "Łukasz",
    "Søren",
    "Müller",
    "façade",
    "naïve",
    "Привет",
    "дела",
    "Ελλάδα",
]
HAN_FIRST: Final = 0x4E00
HAN: Final = 3_000


class Writer:
    """Writes messages for ever, the same ones for the same `seed`; words follow Zipf's law."""

    def __init__(self, seed: int = 1) -> None:
        dice = random.Random(0)
        made = dict.fromkeys(COMMON)
        while len(made) < VOCABULARY:
            made["".join(_syllable(dice) for _ in range(dice.choice((1, 2, 2, 3, 3, 4))))] = None
        self.words = list(made)
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
        self._han = list(accumulate(1 / (rank + 10) for rank in range(HAN)))
        self._dice = random.Random(seed)

    def texts(self) -> Iterator[str]:
        """Yield messages: mostly a line, some CJK, emoji, links, code and a few long ones."""
        dice = self._dice
        while True:
            kind = dice.random()
            if kind < 0.05:
                yield self._cjk()
            elif kind < 0.08:
                yield " ".join(dice.choices(EMOJI, k=dice.randint(1, 3)))
            elif kind < 0.12:
                page = f"{self._word()}/{dice.randrange(10**6)}"
                yield f"{self._line(6)} https://{self._word()}.example.org/{page}"
            elif kind < 0.14:
                code = f"for {self._word()} in {self._word()}({dice.randrange(99)}):"
                yield f"{self._line(8)}\n```\n{code}\n```"
            elif kind < 0.16:
                yield f"{dice.choice(NAMES)}, {self._line(8)} {dice.choice(EMOJI)}"
            elif kind < 0.18:
                yield "\n\n".join(self._line(60) for _ in range(3))
            else:
                yield self._line(1 + int(dice.expovariate(1 / 9)))

    def _line(self, most: int) -> str:
        return " ".join(
            self._word() for _ in range(self._dice.randint(1, max(1, most)))
        ).capitalize()

    def _word(self) -> str:
        return _weighted(self._dice, self.words, self._weights)

    def _cjk(self) -> str:
        dice = self._dice
        kind = dice.randrange(4)
        if kind == 0:
            return " ".join(dice.choices(HANGUL, k=dice.randint(2, 8)))
        if kind == 1:
            return "".join(dice.choices(KANA, k=dice.randint(4, 30)))
        count = dice.randint(3, 40)
        places = (bisect(self._han, dice.random() * self._han[-1]) for _ in range(count))
        return "".join(chr(HAN_FIRST + place * 6) for place in places)


def _syllable(dice: random.Random) -> str:
    return dice.choice(START) + dice.choice(VOWEL) + dice.choice(END)


def _weighted(dice: random.Random, words: Sequence[str], weights: Sequence[float]) -> str:
    return words[bisect(weights, dice.random() * weights[-1])]
