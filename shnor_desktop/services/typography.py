"""Typography of Russian texts: «ёлочки», dashes, spaces that do not break. Letters and numbers are never touched.

Every rule gives edits of a text, so that who keeps a text in pieces (bold, links) can make the same edits there.
`tidy` mends a whole text and changes nothing when it is asked again; `typed` mends what was typed just now.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from .compounds import torn

NBSP = "\u00a0"
DASH = "–"
_OPENS, _INNER_OPENS, _CLOSES, _INNER_CLOSES = "«„»“"
_QUOTES = '"„“”'
_BEFORE_OPENING = f" {NBSP}\n\t([{{/–—-"
_SPACES = f" {NBSP}"
_NAME = "[А-ЯЁ][а-яё]"


class Edit(NamedTuple):
    """Put `text` in place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str


Rule = Callable[[str], list[Edit]]


def tidy(text: str) -> str:
    """The text as it should be printed."""
    for rule in RULES:
        text = apply(text, rule(text))
    return text


def apply(text: str, edits: list[Edit]) -> str:
    """Make edits that stand in order and do not overlap."""
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += text[done : edit.start], edit.text
        done = edit.end
    return "".join((*parts, text[done:]))


# whole texts


@dataclass(frozen=True)
class _Spaces:
    """What is found by a pattern has spaces in its group put right."""

    pattern: re.Pattern[str]
    text: str = NBSP

    def __call__(self, text: str) -> list[Edit]:
        """The places where something else stands."""
        found = (match.span("gap") for match in self.pattern.finditer(text))
        return [Edit(start, end, self.text) for start, end in found if text[start:end] != self.text]


def _rule(pattern: str, text: str = NBSP) -> Rule:
    return _Spaces(
        re.compile(pattern.replace("~", f"(?P<gap>[{_SPACES}]*)").replace("_", f"(?P<gap>[{_SPACES}]+)")), text
    )


def quotes(text: str) -> list[Edit]:
    """Pairs of quotation marks, inner ones as „лапки“; one that has no partner stays as it is."""
    edits: list[Edit] = []
    open_: list[int] = []
    last = -1  # the opening mark met last
    for place, char in enumerate(text):
        if char == "\n":
            open_.clear()
        elif char == _OPENS or (char in _QUOTES and _may_open(text, place, last)):
            open_.append(place)
            last = place
        elif char in (_CLOSES, *_QUOTES) and open_:
            edits += _pair(text, open_.pop(), place, inner=bool(open_))
    return sorted(edit for edit in edits if text[edit.start] != edit.text)


def _may_open(text: str, place: int, last: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (place == 0 or before in _BEFORE_OPENING or last == place - 1) and bool(after.strip())


def _pair(text: str, begin: int, end: int, *, inner: bool) -> list[Edit]:
    if text[begin] == _OPENS:
        return [Edit(end, end + 1, _CLOSES)]
    if text[end] == _CLOSES:
        return [Edit(begin, begin + 1, _OPENS)]
    opening, closing = (_INNER_OPENS, _INNER_CLOSES) if inner else (_OPENS, _CLOSES)
    return [Edit(begin, begin + 1, opening), Edit(end, end + 1, closing)]


def compounds(text: str) -> list[Edit]:
    """A compound word that was torn apart gets its hyphen back; asked before hyphens become dashes."""
    return [Edit(start, end, "-") for start, end in torn(text)]


_LEFT = (
    rf"(?<!\d(?=[{_SPACES}]-[{_SPACES}](?:х|й|е|го|му|м|я|ю)\b))(?<![А-ЯЁ]{{2}}(?=[{_SPACES}]-[{_SPACES}][А-ЯЁ]{{2}}))"
)
"""Before a hyphen that is no dash: «5 - х» with its ending torn off, «МБОУ - СОШ» as a charter writes a name."""

DASHES = rf"(?<=[^\s{DASH}-]){_LEFT}[{_SPACES}](?P<gap>-)(?=[{_SPACES}][^\s{DASH}-])"

RULES: tuple[Rule, ...] = (
    _rule(r"(?<=\S)(?P<gap> {2,})(?=\S)", " "),
    _rule(rf"(?<=\S)(?P<gap>[{_SPACES}]*{NBSP}[{_SPACES}]+|[{_SPACES}]+{NBSP}[{_SPACES}]*)(?=\S)"),
    quotes,
    compounds,
    _rule(DASHES, DASH),
    _rule(r"(?<=\d)~(?=%(?![0-9A-Za-z]))"),
    _rule(r"(?<=[№§])~(?=[0-9A-Za-zА-Яа-яЁё])"),
    _rule(r"(?<=\d)~(?=гг?\.)"),
    _rule(r"(?<!\w)[А-ЯЁ]\._(?=[А-ЯЁ]\.)"),
    _rule(rf"(?<!\w)[А-ЯЁ]\.[{_SPACES}]?[А-ЯЁ]\.~(?={_NAME})"),
    _rule(rf"(?<![\w-]){_NAME}[а-яё]*(?:-{_NAME}[а-яё]*)?_(?=[А-ЯЁ]\.[{_SPACES}]?[А-ЯЁ]\.)"),
)
"""In this order."""


# what is typed


class Mended(NamedTuple):
    """How many characters before the cursor give way to which text."""

    back: int
    text: str


_TYPED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<=[^\s{DASH}-] )- $"), f"{DASH} "),
    (re.compile(rf"(?<=\d)[{_SPACES}]?%$"), f"{NBSP}%"),
    (re.compile(rf"(?<=[№§])[{_SPACES}]?([0-9A-Za-zА-Яа-яЁё])$"), rf"{NBSP}\1"),
    (re.compile(rf"(?<=\d)[{_SPACES}]?(гг?\.)$"), rf"{NBSP}\1"),
    (re.compile(rf"(?<=[А-ЯЁ]\.)[{_SPACES}]([А-ЯЁ]\.)$"), rf"{NBSP}\1"),
    (re.compile(rf"(?<=[А-ЯЁ]\.[А-ЯЁ]\.)[{_SPACES}]?({_NAME})$"), rf"{NBSP}\1"),
    (re.compile(rf"(?<=[А-ЯЁ]\.[{_SPACES}][А-ЯЁ]\.)[{_SPACES}]?({_NAME})$"), rf"{NBSP}\1"),
)
"""Each is finished by the character typed last, so that what is taken back does not come again."""


def typed(before: str) -> Mended | None:
    """What to mend now; `before` is the paragraph up to the cursor, the character just typed included."""
    if before.endswith('"'):
        return _typed_quote(before)
    for pattern, text in _TYPED:
        found = pattern.search(before)
        if found:
            mended = found.expand(text)
            return Mended(len(found[0]), mended) if mended != found[0] else None
    return None


def _typed_quote(before: str) -> Mended | None:
    depth = 0
    for char in before[:-1]:
        depth += (char in (_OPENS, _INNER_OPENS)) - (char in (_CLOSES, _INNER_CLOSES))
    last = before[-2:-1]
    if not last or last in _BEFORE_OPENING or last in (_OPENS, _INNER_OPENS):
        return Mended(1, _INNER_OPENS if depth > 0 else _OPENS)
    return Mended(1, _INNER_CLOSES if depth > 1 else _CLOSES) if depth > 0 else None
