"""Texts that have broken chat programs: every one is to be drawn fast, and to do nothing."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1_000_000
LINK: Final = "click"

HOSTILE: Final[dict[str, str]] = {
    "empty": "",
    "spaces": "   \u3000\u00a0   ",
    "one line of a megabyte": "x" * MEGABYTE,
    "words of a megabyte": "word " * (MEGABYTE // 5),
    "100,000 newlines": "\n" * 100_000,
    "100,000 lines": "a\n" * 100_000,
    "zalgo": "Z" + "\u0301\u0316\u0489" * 7_000,
    "many zalgo letters": ("a" + "\u0335" * 40) * 300,
    "right-to-left override": "invoice\u202egnp.exe " * 50,
    "isolates that never end": "\u2066\u2067\u2068" * 3_000 + "text",
    "embeddings": "\u202b\u202a" * 5_000,
    "zero width": "a\u200b\u200c\u200d\ufeff" * 3_000,
    "soft hyphens": "a\u00ad" * 6_000,
    "everyone": "@everyone " * 1_000,
    "10,000 mentions": "@ada " * 10_000,
    "tables": "<table><tr><td>" * 25 + "x",
    "markdown table": "|a|b|\n|-|-|\n" + "|1|2|\n" * 2_000,
    "picture of a file": "![](file:///etc/passwd)",
    "picture of the web": "![x](https://tracker.example/pixel.png)",
    "html picture": '<img src="https://tracker.example/pixel.png" onerror="alert(1)">',
    "share": "\\\\host\\share\\file [x](\\\\host\\share)",
    "script link": f"[{LINK}](javascript:alert(1)) <javascript:alert(1)>",
    "file link": f"[{LINK}](file:///etc/passwd) file:///etc/passwd",
    "share link": f"[{LINK}](smb://host/share) smb://host/share",
    "data link": f"[{LINK}](data:text/html,<script>alert(1)</script>)",
    "program links": f"[{LINK}](vscode://x) [{LINK}](ms-msdt:/id) [{LINK}](tel:112)",
    "ansi": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b[2J",
    "nul": "a\x00b\x00",
    "controls": "".join(map(chr, range(32))) + "\x7f\x80\x9f",
    "separators": "a\u2028b\u2029c\u0085d",
    "brackets": "[" * 20_000,
    "open brackets and links": "[a](" * 5_000,
    "quotes": ">" * 5_000 + " deep",
    "nested lists": "".join("  " * depth + "- x\n" for depth in range(200)),
    "stars": "*a" * 10_000,
    "underscores": "_" * 20_000,
    "backticks": "`" * 19_999,
    "backticks of every length": " ".join("`" * count for count in range(1, 180)),
    "bold that never ends": "**a **" * 5_000,
    "links": "https://a.example/x " * 3_000,
    "dots": "a." * 20_000 + "com",
    "one long address": "https://a.example/" + "a" * 100_000,
    "emoji families": "👨‍👩‍👧‍👦" * 1_500,
    "emoji joined without end": "👩\u200d" * 5_000,
    "flags": "🇳🇴" * 3_000,
    "skin tones": "👍🏻👍🏿" * 2_000,
    "arabic ligatures": "\ufdfd" * 3_000,
    "code": "```python\n" + "x = [1, 2, {'a': lambda: None}]\n" * 3_000 + "```",
    "code that never ends": "```\n" + "x" * 50_000,
    "code in one line": "```js\n" + "a(" * 20_000 + "\n```",
    "noncharacters": "\ufffe\uffff\U0001fffe\U0010ffff" * 500,
    "private use": "\ue000\U000f0000\U00100000" * 2_000,
    "variation selectors": "a" + "\ufe0f" * 5_000,
    "tags": "🏴" + "\U000e0067" * 5_000,
    "tabs": "\t" * 10_000,
    "hangul jamo": "\u1100" * 5_000 + "\u1161" * 5_000,
    "rare scripts": "".join(map(chr, range(0x12000, 0x12300))) * 3,
}
"""By what they are. None of them has a link that may be opened, but for the last of `LINKS`."""

LINKS: Final = frozenset({"links", "one long address", "picture of the web", "html picture"})
"""Those with an address of the web, which a click may open."""
