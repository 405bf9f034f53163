"""On which line of a TOML text each key stands: the standard reader keeps no lines, and its errors need them.

The text is known to be sound TOML by then, so that only its skeleton is looked at: headers, keys, brackets, strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .mistakes import Path

_KEY = r"(?:[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')"
_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\n]+|\#[^\n]*)
  | (?P<string>\"\"\"(?:[^\\]|\\.)*?\"{3,5}|'''.*?'{3,5}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')
  | (?P<mark>[\[\]{},=])
  | (?P<word>[^\s\[\]{},=\#\"']+)
    """,
    re.VERBOSE | re.DOTALL,
)
_STEP = re.compile(_KEY)


def key_lines(text: str) -> dict[Path, int]:
    """The line, counted from 1, of every key and every item of a list of tables."""
    return _Skeleton(text).lines


class _Skeleton:
    """Goes through the tokens once; `lines` grows."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._tokens = list(_tokens(text))
        self._place = 0
        self._counts: dict[Path, int] = {}
        prefix: Path = ()
        while self._place < len(self._tokens):
            prefix = self._header() if self._peek() == "[" else self._pair(prefix)

    def _peek(self) -> str:
        return self._tokens[self._place][0] if self._place < len(self._tokens) else ""

    def _next(self) -> tuple[str, int]:
        self._place += 1
        return self._tokens[self._place - 1]

    def _header(self) -> Path:
        """«[table]» or «[[list of tables]]»; a step that names a list means its last table."""
        _, line = self._next()
        several = self._peek() == "["
        if several:
            self._next()
        path: Path = ()
        for name in self._key("]"):
            path = (*path, name)
            if path in self._counts:
                path = (*path, self._counts[path])
        self._place += 1 + several
        if several:
            path = path[:-1] if isinstance(path[-1], int) else path
            self._counts[path] = self._counts.get(path, -1) + 1
            self.lines.setdefault(path, line)
            path = (*path, self._counts[path])
        self.lines.setdefault(path, line)
        return path

    def _key(self, end: str) -> list[str]:
        """The steps of a dotted key, up to the mark behind it."""
        text = ""
        while self._place < len(self._tokens) and self._peek() != end:
            text += self._next()[0]
        return [step.strip("\"'") for step in _STEP.findall(text)]

    def _pair(self, prefix: Path) -> Path:
        line = self._tokens[self._place][1]
        path = prefix
        for name in self._key("="):
            path = (*path, name)
            self.lines.setdefault(path, line)
        self._place += 1
        self._value(path)
        return prefix

    def _value(self, path: Path) -> None:
        opening, _ = self._next() if self._place < len(self._tokens) else ("", 0)
        if opening == "[":
            self._items(path)
        elif opening == "{":
            while self._peek() not in ("}", ""):
                if self._peek() == ",":
                    self._next()
                else:
                    self._pair(path)
            self._place += 1

    def _items(self, path: Path) -> None:
        index = 0
        while self._peek() not in ("]", ""):
            if self._peek() == ",":
                self._next()
                continue
            self.lines[(*path, index)] = self._tokens[self._place][1]
            self._value((*path, index))
            index += 1
        self._place += 1


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "space":
            yield found[0], line
        line += found[0].count("\n")
