"""Recognising the order that a paper begins with: of our own documents by their styles, of others by how orders look.

Whatever is not a line of its head, its points or its signature stays where it stood, as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ....models.orders import Order
from ..tree import Block, Heading, PageBreak, Paragraph, Picture, Table
from .words import norm

WORDS = ("приказ", "распоряжение", "постановление")
"""What such a paper is called, in a line of its own, however far its letters stand apart."""

_VERBS = ("приказываю", "приказывает", "обязываю", "распоряжаюсь", "постановляю", "постановляет")
_FIRST_LINES = 20  # so many blocks may stand above the word
_LONGEST_LINE = 100  # of a head or a signature; more is a sentence
_MOST_POST_LINES = 6

_DAY = (
    r"(?:от\s+)?[«\"]?\s*\d{1,2}\s*[»\"]?\s*"
    r"(?:\.\s?\d{2}\s?\.\s?\d{4}|\s[а-яё]{3,8}\s+\d{4})\s*(?:года|г(?:од)?\.?)?"
)
_LINE = re.compile(rf"\s*(?P<day>{_DAY})?\s*(?:№\s*(?P<number>\S.{{0,30}}?))?\s*", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:г|гор|город|с|село|п|пос|посёлок|поселок|ст|станица|а|аул|д|деревня|х|хутор|рп|пгт|р\.\s?п)(?:\.\s*|\s+)"
    r"[А-ЯЁ][А-Яа-яЁё .-]{1,40}"
)
_SUBJECT = re.compile(r"[«\"]?(?:О|Об|Обо)\s+\S")
NAME = re.compile(
    r"(?:[А-ЯЁ]\.\s?){1,2}\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+(?:[А-ЯЁ]\.\s?){1,2}"
)
_NUMBERED = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)]|[а-я]\)|[-–—•])")
_EXECUTOR = ("проектподготовлен", "проектвнес", "исполнитель", "исп", "подготовил", "тел")
_GAP = re.compile(r"\t+|\s{3,}|_{3,}")


@dataclass
class FoundOrder:
    """An order as it stands in a document, and how many blocks of it that takes."""

    order: dict[str, str] = field(default_factory=dict)
    texts: dict[str, list[Block]] = field(default_factory=dict)
    end: int = 0

    @property
    def row(self) -> Order:
        """The row without its section."""
        return Order(**self.order)  # type: ignore[arg-type]


def read_order(blocks: Sequence[Block], is_end: set[int]) -> FoundOrder | None:
    """The order at the beginning; it ends before the first block of `is_end`. None where the paper begins otherwise."""
    word = next((n for n, block in enumerate(blocks[:_FIRST_LINES]) if _is_word(block)), None)
    if word is None:
        return None
    found = FoundOrder()
    _issuer(found, blocks[:word])
    found.order["word"] = _text(blocks[word])
    last = min((n for n in is_end if n > word), default=len(blocks))
    start = _head(found, blocks, word + 1, last)
    points = _preamble(found, blocks, start, last)
    found.end = _signed(found, blocks, points, last)
    return found


def _is_word(block: Block) -> bool:
    if isinstance(block, Paragraph) and block.style == "order_word":
        return True
    return isinstance(block, Paragraph | Heading) and norm(block.text) in WORDS


def _text(block: Block) -> str:
    return block.text.strip() if isinstance(block, Paragraph | Heading) else ""


def _issuer(found: FoundOrder, blocks: Sequence[Block]) -> None:
    """The lines above the word; a coat of arms stays above them."""
    found.order["issuer"] = "\n".join(text for block in blocks if (text := _text(block)))
    above: list[Block] = [block for block in blocks if isinstance(block, Table | Picture)]
    if above:
        found.texts["body"] = above


def _head(found: FoundOrder, blocks: Sequence[Block], start: int, last: int) -> int:
    """Date, number, place and subject, in any order; gives where the preamble begins."""
    for place in range(start, last):
        block = blocks[place]
        if isinstance(block, Table):
            lines = [line for row in block.rows for cell in row.cells for line in cell.text.split("\n")]
            if not all(_takes_line(found.order, line) for line in lines if line.strip()):
                return place
        elif isinstance(block, Paragraph | Heading):
            text = block.text.strip()
            if text and not _takes_head(found.order, block, text):
                return place
        elif not isinstance(block, PageBreak):
            return place
    return last


def _takes_head(order: dict[str, str], block: Paragraph | Heading, text: str) -> bool:
    style = block.style.removeprefix("order_") if isinstance(block, Paragraph) else ""
    if style in ("place", "subject"):
        order[style] = text
        return True
    if "subject" not in order and all(_takes_line(order, part) for part in _GAP.split(text) if part.strip()):
        return True
    if "subject" not in order:
        if _SUBJECT.match(text) and len(text) < 4 * _LONGEST_LINE:
            order["subject"] = text
            return True
        return False
    if text[0].islower() and len(text) <= _LONGEST_LINE and "." not in text[:-1]:
        order["subject"] += f"\n{text}"
        return True
    return all(_takes_line(order, part) for part in _GAP.split(text) if part.strip())


def _takes_line(order: dict[str, str], text: str) -> bool:
    """Whether a line is nothing but a date, a number or a place that was not said before."""
    text = text.strip()
    if len(text) > _LONGEST_LINE:
        return False
    found = _LINE.fullmatch(text)
    if found and (found["day"] or found["number"]):
        parts = {name: value.strip() for name, value in found.groupdict().items() if value}
        if not set(parts) & set(order):
            order |= parts
            return True
        return False
    if "place" not in order and _PLACE.fullmatch(text):
        order["place"] = text
        return True
    return False


def _preamble(found: FoundOrder, blocks: Sequence[Block], start: int, last: int) -> int:
    """What stands before the points; gives where they begin."""
    for place in range(start, last):
        block = blocks[place]
        text = _text(block)
        if isinstance(block, Paragraph) and block.style == "order_verb" or norm(text) in _VERBS:
            found.order["verb"] = text
            found.texts["preamble"] = list(blocks[start:place])
            return place + 1
        if norm(text).endswith(_VERBS) and text.endswith(":"):
            found.texts["preamble"] = list(blocks[start : place + 1])
            return place + 1
        if _is_point(block) or _is_signature(block):
            break
    else:
        place = last
    found.texts["preamble"] = list(blocks[start:place])
    return place


def _is_point(block: Block) -> bool:
    return isinstance(block, Paragraph) and (block.list == "number" or bool(re.match(r"\s*1\s*\.", block.text)))


def _signed(found: FoundOrder, blocks: Sequence[Block], start: int, last: int) -> int:
    """The points, who signs, and who prepared the paper; gives where the order ends."""
    signature = next((n for n in range(start, last) if _is_signature(blocks[n])), None)
    if signature is None:
        end = _executor_at(blocks, start, last)
        found.texts["points"] = list(blocks[start:end])
        return _executor(found, blocks, end, last) if end < last else last
    first = _signature(found, blocks, start, signature)
    found.texts["points"] = list(blocks[start:first])
    return _executor(found, blocks, signature + 1, last)


def _is_signature(block: Block) -> bool:
    """A name in a line of its own, or behind a post in one line or one row of a table."""
    if isinstance(block, Table):
        cells = [cell.text.strip() for row in block.rows for cell in row.cells]
        styles = {_style(inner) for row in block.rows for cell in row.cells for inner in cell.blocks}
        told = [text for text in cells if text]
        by_look = len(block.rows) == 1 and len(told) > 1 and bool(NAME.fullmatch(told[-1]))
        return bool(styles & {"order_post", "order_person"}) or by_look
    if not isinstance(block, Paragraph) or block.list or len(block.text) > 2 * _LONGEST_LINE:
        return False
    parts = [part for part in _GAP.split(block.text.strip()) if part.strip()]
    return bool(parts) and bool(NAME.fullmatch(parts[-1].strip())) and not _NUMBERED.match(parts[0])


def _signature(found: FoundOrder, blocks: Sequence[Block], start: int, place: int) -> int:
    """Post and name; gives where the points end."""
    block = blocks[place]
    if isinstance(block, Table):
        cells = [cell for row in block.rows for cell in row.cells]
        styled = {b.style: b.text for c in cells for b in c.blocks if isinstance(b, Paragraph)}
        texts = [cell.text.strip() for cell in cells if cell.text.strip()]
        if {"order_post", "order_person"} & set(styled):
            found.order |= {name: styled.get(f"order_{name}", "") for name in ("post", "person")}
            if "order_executor" in styled:
                found.order["executor"] = styled["order_executor"]
        else:
            found.order |= {"post": "\n".join(texts[:-1]), "person": texts[-1]}
        return place
    parts = [part.strip() for part in _GAP.split(_text(block)) if part.strip()]
    lines = parts[:-1]
    first = place
    while first > start and place - first < _MOST_POST_LINES and _is_post_line(blocks[first - 1]):
        first -= 1
    above = [text for above in blocks[first:place] if (text := _text(above))]
    found.order |= {"post": "\n".join([*above, *lines]), "person": parts[-1]}
    return first


def _is_post_line(block: Block) -> bool:
    if isinstance(block, PageBreak):
        return True
    if not isinstance(block, Paragraph) or block.list:
        return False
    text = block.text.strip()
    return len(text) <= _LONGEST_LINE and not text.endswith((".", ";", ":", ",")) and not _NUMBERED.match(text)


def _executor_at(blocks: Sequence[Block], start: int, last: int) -> int:
    """Where the lines of who prepared the paper begin, by their own style; our orders may lack a signature."""
    return next((n for n in range(start, last) if _style(blocks[n]) == "order_executor"), last)


def _style(block: Block) -> str:
    return block.style if isinstance(block, Paragraph) else ""


def _executor(found: FoundOrder, blocks: Sequence[Block], start: int, last: int) -> int:
    """Who prepared the paper: the lines up to a name or a telephone."""
    lines: list[str] = []
    for place, text in _lines(blocks, start, last):
        if _style(blocks[place]) == "order_executor":
            found.order["executor"] = text
            return place + 1
        if not lines and not norm(text).startswith(_EXECUTOR):
            break
        if len(text) > _LONGEST_LINE or len(lines) > _MOST_POST_LINES + 1:
            break
        lines.append(text)
        if len(lines) > 1 and NAME.fullmatch(text):
            found.order["executor"] = "\n".join(lines)
            return place + 1
    if lines:
        found.order["executor"] = lines[0]
        return next(_lines(blocks, start, last))[0] + 1
    return start


def _lines(blocks: Sequence[Block], start: int, last: int) -> Iterator[tuple[int, str]]:
    """The paragraphs that say something, with their places, up to anything else than a paragraph."""
    for place in range(start, last):
        block = blocks[place]
        if isinstance(block, PageBreak):
            continue
        if not isinstance(block, Paragraph):
            return
        if block.text.strip():
            yield place, block.text.strip()
