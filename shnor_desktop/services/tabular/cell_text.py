"""The text of a piece of HTML as it is read: paragraphs and breaks as lines, lists with their markers.

Works on the elements of lxml without importing it.
"""

from __future__ import annotations

import re
from typing import Any

HIDDEN = re.compile(r"display:none|mso-hide:all")

_SKIPPED = frozenset(("head", "title", "style", "script", "xml", "template", "noscript", "colgroup", "del"))
_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "pre", "blockquote", "center")
) | frozenset(("address", "section", "article", "header", "footer", "main", "figure", "hr", "table", "tr", "td", "th"))
_WHITE = re.compile(r"[ \t\r\n\f]+")
_RUN = re.compile("[ \u00a0]{2,}")
_MARKER = "mso-list:ignore"
"""The style of what Word shows as the marker of a list."""

_BULLET = "– "


class TextLines:
    """Text that is gathered line by line; white space counts as in HTML."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._filled = False
        self._marked = False

    def add(self, text: str | None) -> None:
        """Go on with the line."""
        if text:
            self._lines[-1].append(text)
            self._filled = self._filled or not _WHITE.fullmatch(text)

    def new_line(self) -> None:
        """Begin a line unless nothing stands on this one yet."""
        if self._filled:
            self.break_line()

    def mark(self, marker: str) -> None:
        """Begin an item of a list; its paragraph goes on after the marker."""
        if self._filled or self._marked:
            self.break_line()
        self._lines[-1].append(marker)
        self._marked = True

    def break_line(self) -> None:
        """Begin a line in any case."""
        self._lines.append([])
        self._filled = self._marked = False

    def text(self) -> str:
        """All lines, without empty ones around them."""
        return "\n".join(one_line("".join(parts)) for parts in self._lines).strip()


class Words:
    """Turns the walk over elements into lines; remembers the numbers of lists."""

    def __init__(self) -> None:
        self._lists: list[tuple[Any, int | None]] = []

    def take(self, event: str, node: Any, lines: TextLines) -> bool:
        """Take one event; whether what lies inside the element is to be passed over."""
        if event == "end":
            self._end(node, lines)
            return False
        style = style_of(node)
        if node.tag in _SKIPPED or HIDDEN.search(style):
            return True  # its end still comes, with the text after it
        if _MARKER in style:
            marker = "".join(node.itertext()).strip()
            lines.mark(f"{marker} " if any(char.isalnum() for char in marker) else _BULLET)
            return True
        if node.tag == "br":
            lines.break_line()
        elif node.tag in _BLOCKS:
            lines.new_line()
        self._begin_list(node, lines)
        lines.add(node.text)
        return False

    def _begin_list(self, node: Any, lines: TextLines) -> None:
        if node.tag in ("ul", "ol"):
            start = node.get("start") or "1"
            known = node.tag == "ol" and start.isdecimal() and len(start) < 6
            self._lists.append((node, int(start) if known else None))
        elif node.tag == "li" and self._lists:
            owner, number = self._lists[-1]
            lines.mark(_BULLET if number is None else f"{number}. ")
            if number is not None:
                self._lists[-1] = (owner, number + 1)

    def _end(self, node: Any, lines: TextLines) -> None:
        if self._lists and self._lists[-1][0] is node:
            self._lists.pop()
        if node.tag in _BLOCKS:
            lines.new_line()
        lines.add(node.tail)


def style_of(node: Any) -> str:
    """The style of an element without spaces, in lower case."""
    style = node.get("style")
    return _WHITE.sub("", style).lower() if style else ""


def one_line(text: str) -> str:
    """White space as one space; several spaces that shall be seen as such, one that holds words together as it is."""
    text = _WHITE.sub(" ", text).strip(" ").rstrip()
    text = _RUN.sub(lambda run: " " * len(run[0]), text)
    return f" {text[1:]}" if text.startswith("\u00a0") else text
