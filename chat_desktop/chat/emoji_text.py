"""Tells the messages that are nothing but a few emoji; these are shown large."""

from __future__ import annotations

import re
from typing import Final

MOST: Final = 3

_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u25aa-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f004-\U0001faff]"
)
_ONE = f"{_PICTURE}\ufe0f?[\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*"
_EMOJI = re.compile(
    rf"\s*(?:(?:[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f\u20e3|{_ONE}(?:\u200d{_ONE})*)\s*)"
    rf"{{1,{MOST}}}"
)
_LONGEST: Final = 60


def few_emoji(text: str | None) -> bool:
    """Whether a text is one to three emoji and nothing else."""
    return bool(text) and len(text or "") <= _LONGEST and bool(_EMOJI.fullmatch(text or ""))
