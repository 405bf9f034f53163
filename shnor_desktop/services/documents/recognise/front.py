"""What a paper with an order has before its appendices: the order itself, the marks above them, titles of many lines.

A document is handed on without them: the order is data, a mark is printed again from it, a title is one heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...formats import Format, SectionSpec
from ...wording import USUAL_MARK
from ..compose.title import GRIF_WORDS
from ..tree import Block, Heading, PageBreak, Paragraph, Run
from .found import FoundSection
from .headings import match_section
from .order import FoundOrder, read_order
from .words import norm

_MARK = re.compile(r"приложение\s*(?:№\s*)?\d{0,2}\s*(?:к\s+(?:приказу|постановлению|распоряжению)\b.*)?", re.I | re.S)
_MARK_END = re.compile(
    r".*?(?:от\s+)?(?P<day>\d{1,2}\D.{3,20}?\d{4})\s*(?:года|г\.?)?\s*№\s*(?P<number>\S.{0,20})", re.I
)
_APPROVED = {norm(words["approved"]) for words in GRIF_WORDS.values()}
_MOST_LINES = 10
_LONGEST_LINE = 90
_LONGEST_TITLE = 250


@dataclass
class Front:
    """The blocks that are left, the order that was found, and which blocks are titles of which appendix."""

    blocks: list[Block]
    section: FoundSection | None = None
    named: dict[int, SectionSpec] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)  # texts that are printed again from the data
    taken: dict[int, list[Block]] = field(default_factory=dict)  # what became data, before which of the blocks left


@dataclass(frozen=True)
class _Mark:
    """The lines of a mark and how many blocks they take."""

    lines: tuple[str, ...]
    blocks: int


def read_front(blocks: list[Block], form: Format) -> Front:
    """Take the order out of the blocks, with the marks of its appendices; other forms keep all as it is."""
    spec = form.order
    if spec is None:
        return Front(blocks)
    ends = {n for n in range(len(blocks)) if _mark_at(blocks, n) or _title_spec(blocks[n], form, set())}
    order = read_order(blocks, ends)
    if order is None:
        return Front(blocks)
    section = FoundSection(
        title=spec.title, spec=spec, kind=spec.kind, numbering=spec.numbering, title_role=spec.title_role
    )
    section.order = order.row
    section.texts = order.texts
    section.table_found = True
    front = _Appendices(blocks, form, order).front(section)
    section.order = order.row  # a mark may have told whose order it is
    return front


class _Appendices:
    """Goes on behind the order."""

    def __init__(self, blocks: Sequence[Block], form: Format, order: FoundOrder) -> None:
        self._blocks = blocks
        self._form = form
        self._order = order
        self._used: set[str] = set()

    def front(self, section: FoundSection) -> Front:
        front = Front([], section)
        place = self._order.end
        front.taken[0] = list(self._blocks[:place])
        awaited = True  # a title: directly behind the order, and below a mark
        while place < len(self._blocks):
            mark = _mark_at(self._blocks, place)
            if mark and self._take_mark(mark, front):
                front.taken.setdefault(len(front.blocks), []).extend(self._blocks[place : place + mark.blocks])
                place += mark.blocks
                awaited = True
                continue
            block = self._blocks[place]
            spec = self._title(block, awaited)
            if spec is not None:
                self._used.add(spec.key)
                title, place = self._whole_title(place)
                front.named[len(front.blocks)] = spec
                front.blocks.append(title)
                awaited = False
                continue
            if not isinstance(block, PageBreak) and not (isinstance(block, Paragraph) and not block.text.strip()):
                awaited = False
            front.blocks.append(block)
            place += 1
        return front

    def _take_mark(self, mark: _Mark, front: Front) -> bool:
        """Whether the mark is of this order; one of another order stays text."""
        end = _MARK_END.fullmatch(mark.lines[-1])
        own = self._order.order
        if end and (
            norm(end["number"]) != norm(own.get("number", "")) or norm(end["day"]) not in norm(own.get("day", ""))
        ):
            return False
        said = [line for line in mark.lines[1 : -1 if end else None] if norm(line) not in _APPROVED]
        words = re.sub(r"^к\s+приказу", USUAL_MARK, "\n".join(said))
        if said and not own.get("mark") and norm(words) != norm(USUAL_MARK):  # the usual word stands there by itself
            own["mark"] = words
        front.said += mark.lines
        return True

    def _title(self, block: Block, awaited: bool) -> SectionSpec | None:
        spec = _title_spec(block, self._form, self._used)
        if spec is None or not isinstance(block, Paragraph | Heading):
            return None
        looks = isinstance(block, Heading) or not block.text.rstrip().endswith((".", ",", ";", ":"))
        return spec if awaited or looks else None

    def _whole_title(self, place: int) -> tuple[Heading, int]:
        """A title with the lines it goes on in, as one heading; gives where what follows begins."""
        first = self._blocks[place]
        assert isinstance(first, Paragraph | Heading)
        if isinstance(first, Heading):
            return first, place + 1
        lines = [first.text.strip()]
        runs = list(first.runs)
        place += 1
        while place < len(self._blocks) and len(lines) < _MOST_LINES:
            block = self._blocks[place]
            if not isinstance(block, Paragraph) or not _goes_on(lines, block.text.strip(), self._form):
                break
            lines.append(block.text.strip())
            runs += [Run(" "), *block.runs]
            place += 1
        return Heading(1, tuple(Run(run.text.strip("\n"), link=run.link) for run in runs)), place


def _goes_on(lines: list[str], text: str, form: Format) -> bool:
    """Whether a paragraph is the next line of a title."""
    if not text or len(" ".join(lines)) + len(text) > 2 * _LONGEST_TITLE or match_section(text, form, loose=False):
        return False
    return text[0].islower() or (lines[0].isupper() and text.isupper()) or lines[-1].endswith(",")


def _title_spec(block: Block, form: Format, used: set[str]) -> SectionSpec | None:
    """The approved appendix whose title a paragraph begins."""
    if not isinstance(block, Paragraph | Heading) or not 4 < len(block.text) <= _LONGEST_TITLE:
        return None
    if isinstance(block, Paragraph) and (block.list or not block.text.strip()[:1].isupper()):
        return None
    plain = norm(block.text)
    best: tuple[int, SectionSpec] | None = None
    for spec in form.section:
        if not spec.approved or spec.key in used:
            continue
        for begin in (spec.title, *spec.begins, *spec.match):
            length = len(norm(begin))
            if plain.startswith(norm(begin)) and (best is None or length > best[0]):
                best = (length, spec)
    return best[1] if best else None


def _mark_at(blocks: Sequence[Block], place: int) -> _Mark | None:
    """The mark of an appendix that begins with this block."""
    first = blocks[place]
    if not isinstance(first, Paragraph | Heading):
        return None
    if isinstance(first, Paragraph) and first.style == "approval_mark":
        return _Mark(tuple(first.text.split("\n")), 1)
    line = first.text.strip().split("\n")[0]
    if len(line) > 2 * _LONGEST_LINE or not _MARK.fullmatch(line):
        return None
    lines: list[str] = []
    for count, block in enumerate(blocks[place : place + _MOST_LINES], 1):
        if not isinstance(block, Paragraph | Heading) or len(block.text) > 3 * _LONGEST_LINE:
            break
        lines += [line.strip() for line in block.text.split("\n") if line.strip()]
        if _MARK_END.fullmatch(lines[-1]):
            return _Mark(tuple(lines), count)
    return _Mark((first.text.strip(),), 1) if len(norm(first.text)) <= len("приложение") + 2 else None
