"""The guard for TOML files (forms, banks): what would keep the reader busy for minutes, found before it begins."""

from __future__ import annotations

import re

MOST_PARTS = 16
"""Of one key: ours have two; the reader's time grows with their square."""

_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MOST_PARTS},}}+")


def endless_line(text: str) -> int:
    """The line of the first key with more parts than any has; 0 where there is none."""
    found = _LONG_KEY.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0
