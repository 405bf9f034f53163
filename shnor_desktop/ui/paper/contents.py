"""The table of contents: its lines are laid out at once, page numbers are filled in when the pages are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shnor_desktop.services.documents.headings import is_listed
from shnor_desktop.services.documents.styles import STYLES, Style
from shnor_desktop.services.documents.tree import Contents, Heading, paragraph
from shnor_desktop.ui.paper.align import Shape
from shnor_desktop.ui.paper.bricks import Line
from shnor_desktop.ui.paper.fonts import FontBook
from shnor_desktop.ui.paper.measure import TextSetter
from shnor_desktop.ui.paper.pages import POINT, TextItem, mm
from shnor_desktop.ui.paper.paragraphs import look_of, paragraph_lines
from shnor_desktop.ui.paper.units import Piece

NO_HEADINGS = "Заголовков пока нет."
NUMBER_MM = 14.0
"""Room kept free for the dots and the page number at the right."""


def contents_lines(
    setter: TextSetter,
    contents: Contents,
    headings: Sequence[Heading],
    width: float,
    styles: Mapping[str, Style] = STYLES,
) -> list[Line]:
    """The title and a line or more for each heading; the last item of an entry waits for its number."""
    entries: list[Line] = []
    for index, heading in enumerate(headings):
        if is_listed(heading):
            entries += _entry(setter, heading, index, width, styles)
    title = paragraph_lines(setter, paragraph(contents.title, "contents_title"), width, None, styles)
    return title + (entries or paragraph_lines(setter, paragraph(NO_HEADINGS, "contents1"), width, None, styles))


def _entry(setter: TextSetter, heading: Heading, index: int, width: float, styles: Mapping[str, Style]) -> list[Line]:
    style = styles[f"contents{max(heading.level, 1)}"]
    look = look_of(style)
    text = heading.listed_text
    right = min(mm(NUMBER_MM), width / 3)
    shape = Shape(width, min(mm(style.left), width / 3), 0.0, right, "left", style.line)
    lines = [Line(line.height, line.texts) for line in setter.lines([Piece(text, look)], shape)]
    last = lines[-1]
    baseline = last.texts[-1].y if last.texts else setter.fonts.line(look).ascent
    last.texts = (*last.texts, TextItem(width, baseline, "", look, 0.0))
    last.entry = index
    last.after = style.after * POINT
    for line in lines:
        line.link, line.width = index, width
        line.keep = line is not last
    return lines


def fill_numbers(
    texts: list[TextItem], entries: Sequence[tuple[int, int]], numbers: Sequence[int], fonts: FontBook
) -> None:
    """Put dots and the page number where a page's entries wait for them; `numbers` are by heading."""
    for position, heading in entries:
        waiting = texts[position]
        before = texts[position - 1]
        end = before.x + before.width if position and before.y == waiting.y else waiting.x - mm(NUMBER_MM)
        texts[position] = _leader(waiting, end, str(numbers[heading]), fonts)


def _leader(waiting: TextItem, end: float, number: str, fonts: FontBook) -> TextItem:
    """Dots from `end` to the number; digits are as wide as two dots, a space as one: the dots stand in columns."""
    dot = fonts.width(".", waiting.look)
    room = waiting.x - end - fonts.width(f"  {number}", waiting.look)
    text = "." * max(int(room / dot), 0) + f" {number}"
    width = fonts.width(text, waiting.look)
    return waiting._replace(x=waiting.x - width, text=text, width=width)
