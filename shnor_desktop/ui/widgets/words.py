"""Russian words beside numbers."""

from __future__ import annotations


def plural(count: int, one: str, few: str, many: str) -> str:
    """The number with its word: «1 раздел», «3 раздела», «11 разделов»."""
    tail, teens = count % 10, count % 100
    if tail == 1 and teens != 11:
        return f"{count} {one}"
    return f"{count} {few if tail in (2, 3, 4) and teens not in (12, 13, 14) else many}"
