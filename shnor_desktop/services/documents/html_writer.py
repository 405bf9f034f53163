"""The HTML writer: a document tree becomes one file that any browser shows and prints, pictures and looks inside."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from shnor_desktop.services.documents.column_widths import SIDE_MARGIN_MM, fit_columns
from shnor_desktop.services.documents.headings import headings_of, is_listed
from shnor_desktop.services.documents.html_style import counter_name, size_class, style_sheet
from shnor_desktop.services.documents.image_info import image_info
from shnor_desktop.services.documents.links import safe_link
from shnor_desktop.services.documents.list_numbers import ListItem, ListNumbers, Marker
from shnor_desktop.services.documents.styles import LIST_INDENT_MM, STYLES
from shnor_desktop.services.documents.table_layout import EMPTY, Placed, fitted, placed_rows
from shnor_desktop.services.documents.text_clean import clean_text
from shnor_desktop.services.documents.tree import (
    NO_PICTURE,
    Block,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
)
from shnor_desktop.services.files import write_aside

_SHOWN_BY_BROWSERS = {"png", "jpeg", "gif", "bmp"}
_SPACED = re.compile("\t|  |^ | $|\n | \n")


def write_html(document: Document, path: Path) -> None:
    """Write `document` to `path` as a single web page, whole or not at all."""
    text = html_text(document)
    with write_aside(path) as aside:
        aside.write_text(text, encoding="utf-8", newline="\n")


def html_text(document: Document) -> str:
    """The web page as text."""
    writer = _Writer(document)
    sections = "\n".join(writer.section(part.blocks, landscape=part.landscape) for part in document.parts)
    styles = style_sheet(writer.markers, document.layout, writer.sizes)
    return (
        '<!DOCTYPE html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escape(document.title) or 'Документ'}</title>\n"
        f"<style>\n{styles}\n</style>\n</head>\n<body>\n{sections}\n</body>\n</html>\n"
    )


def _escape(text: str) -> str:
    text = clean_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#39;")


def _is_item(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(block.list)


def _cut_below_head(rows: list[list[Placed]], count: int) -> None:
    """Give places that a header cell covers below the head a cell of their own: HTML lets no cell leave the head."""
    if not 0 < count < len(rows):
        return
    for at, place in enumerate(rows[count]):
        if place.continued:
            end = count
            while end < len(rows) and any(below.continued and below.column == place.column for below in rows[end]):
                end += 1
            rows[count][at] = Placed(EMPTY, place.column, place.columns, end - count)


def _is_other_list(above: ListItem, item: ListItem) -> bool:
    return above.level == item.level and above.list_id != item.list_id


def _list_tag(item: ListItem) -> str:
    return "ol" if item.list_id else "ul"


def _style_attribute(styles: list[str]) -> str:
    return f' style="{"; ".join(styles)}"' if styles else ""


class _Writer:
    """The visitor; `markers` are the looks of numbered lists that were met, `sizes` letters of too wide tables."""

    def __init__(self, document: Document) -> None:
        self.markers: dict[Marker, int] = {}
        self.sizes: set[float] = set()
        self._layout = document.layout
        self._size = document.layout.table_letters
        self._media = document.media
        self._headings = headings_of(document.blocks())
        self._heading = 0
        self._landscape = False
        self._numbers = ListNumbers()
        self._ways: dict[type[Any], Callable[[Any], str]] = {
            Paragraph: self._paragraph,
            Heading: self._show_heading,
            Picture: self._picture,
            Table: self._table,
            Contents: self._contents,
        }

    def section(self, blocks: tuple[Block, ...], *, landscape: bool) -> str:
        """A part of the document, a sheet of paper on the screen."""
        self._landscape = landscape
        kind = "landscape" if landscape else "portrait"
        return f'<section class="{kind}">\n{self._blocks(blocks)}\n</section>'

    def _blocks(self, blocks: tuple[Block, ...]) -> str:
        """Blocks one under another; neighbouring list items become lists, a page break a mark on what follows."""
        lines: list[str] = []
        broken = False
        for text in self._pieces(blocks):
            if text is None:
                broken = True
            elif text:
                lines.append(f'<div class="break">{text}</div>' if broken else text)
                broken = False
        return "\n".join(lines)

    def _pieces(self, blocks: tuple[Block, ...]) -> Iterator[str | None]:
        """The blocks as HTML, None for a page break."""
        for is_list, group in groupby(blocks, _is_item):
            if is_list:
                yield self._list(tuple(item for item in group if isinstance(item, Paragraph)))
            else:
                for block in group:
                    yield None if isinstance(block, PageBreak) else self._block(block)

    def _block(self, block: Block) -> str:
        try:
            way = self._ways[type(block)]
        except KeyError:
            raise TypeError(f"the HTML writer does not know the node {type(block).__name__}") from None
        return way(block)

    def _runs(self, runs: tuple[Run, ...]) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        text = _escape(run.text).replace("\n", "<br>")
        if not text:
            return ""
        if run.italic:
            text = f"<em>{text}</em>"
        if run.bold:
            text = f"<strong>{text}</strong>"
        address = safe_link(run.link) if run.link else ""
        return f'<a href="{_escape(address)}" rel="noopener noreferrer">{text}</a>' if address else text

    def _paragraph(self, block: Paragraph, tag: str = "p") -> str:
        style = STYLES.get(block.style)
        if style is None:
            raise ValueError(f"no such style: {block.style}")
        styles = [f"text-align: {block.align}"] if block.align and block.align != style.align else []
        if _SPACED.search(block.text):  # not everywhere: a browser need not justify text whose spaces are kept
            styles.append("white-space: pre-wrap")
        return f'<{tag} class="{block.style}"{_style_attribute(styles)}>{self._runs(block.runs)}</{tag}>'

    def _show_heading(self, block: Heading) -> str:
        self._heading += 1
        level = min(max(block.level, 1), 4)
        number = f'<span class="number">{_escape(block.number)}</span> ' if block.number else ""
        opening = f'<h{level} class="heading{level}" id="heading-{self._heading}">'
        return f"{opening}{number}{self._runs(block.runs)}</h{level}>"

    def _picture(self, block: Picture) -> str:
        data = self._media.get(block.name, b"")
        info = image_info(data)
        if info is None or info.extension not in _SHOWN_BY_BROWSERS:
            return f'<p class="plain">{NO_PICTURE} {_escape(block.alt)}</p>'
        width, height = max(block.width_mm, 0), max(block.height_mm, 0)
        size = f"width: {width or info.width_mm:.2f}mm" if width or not height else f"height: {height:.2f}mm"
        if width and height:
            size += f"; aspect-ratio: {width:.2f} / {height:.2f}"
        source = f"data:{info.mime};base64,{base64.b64encode(data).decode('ascii')}"
        return f'<figure><img src="{source}" alt="{_escape(block.alt)}" style="{size}"></figure>'

    def _contents(self, block: Contents) -> str:
        lines = [f'<p class="contents_title">{_escape(block.title)}</p>']
        for number, heading in enumerate(self._headings, 1):
            if is_listed(heading):
                link = f'<a href="#heading-{number}">{_escape(heading.listed_text)}</a>'
                lines.append(f'<p class="contents{max(heading.level, 1)}">{link}</p>')
        return "<nav>\n{}\n</nav>".format("\n".join(lines))

    def _table(self, table: Table) -> str:
        if not table.rows:
            return ""
        table = fitted(table)
        room = self._layout.text_area(self._landscape)[0]
        planned = fit_columns(table, room, self._size)
        outer, self._size = self._size, planned.size
        columns = "".join(f'<col style="width: {width / room:.3%}">' for width in planned.widths)
        count = 0  # only the rows at the very top can repeat
        while count < len(table.rows) and table.rows[count].header:
            count += 1
        rows = [places for _, places in placed_rows(table)]
        _cut_below_head(rows, count)
        head = "\n".join(self._row(places, "th", count - r) for r, places in enumerate(rows[:count]))
        body = "\n".join(self._row(places, "td", len(rows) - r) for r, places in enumerate(rows[count:], count))
        self._size = outer
        classes = [] if table.borders else ["plain"]
        if planned.size != outer:
            self.sizes.add(planned.size)
            classes.append(size_class(planned.size))
        plain = f' class="{" ".join(classes)}"' if classes else ""
        side = "" if planned.side == SIDE_MARGIN_MM else f' style="--side: {planned.side:.2f}mm"'
        opening = f"<table{plain}{side}>"
        head = f"<thead>\n{head}\n</thead>\n" if head else ""
        return f"{opening}\n<colgroup>{columns}</colgroup>\n{head}<tbody>\n{body}\n</tbody>\n</table>"

    def _row(self, places: list[Placed], tag: str, left: int) -> str:
        """A row; `left` is how many rows are left in the head or body, which no cell may reach out of."""
        cells = "".join(self._cell(place, tag, left) for place in places if not place.continued)
        return f"<tr>{cells}</tr>"

    def _cell(self, place: Placed, tag: str, left: int) -> str:
        spans = f' colspan="{place.columns}"' if place.columns > 1 else ""
        rows = min(place.rows, left)
        spans += f' rowspan="{rows}"' if rows > 1 else ""
        spans += ' class="shaded"' if place.cell.shaded else ""
        return f"<{tag}{spans}>{self._blocks(place.cell.blocks)}</{tag}>"

    def _list(self, paragraphs: tuple[Paragraph, ...]) -> str:
        """Neighbouring items as lists inside lists."""
        out: list[str] = []
        lists: list[ListItem] = []  # the last item of each list that is open, the deepest at the end
        for paragraph in paragraphs:
            item = self._numbers.item(paragraph)
            while lists and (lists[-1].level > item.level or _is_other_list(lists[-1], item)):
                out.append(f"</li></{_list_tag(lists.pop())}>")
            if lists and lists[-1].level == item.level:
                out.append("</li>\n")
                lists[-1] = item
            else:
                out.append(self._list_opening(item, item.level - len(lists)))
                lists.append(item)
            size = STYLES[paragraph.style].size if paragraph.style in STYLES else 0
            out.append(f'<li style="font-size: {size:g}pt">{self._paragraph(paragraph, "div")}')
        out.extend(f"</li></{_list_tag(item)}>" for item in reversed(lists))
        return "".join(out)

    def _list_opening(self, item: ListItem, missing: int) -> str:
        """A list that begins with `item`, as far to the right as the `missing` levels above it would put it."""
        styles = [f"margin-left: {missing * LIST_INDENT_MM:g}mm"] if missing > 0 else []
        if not item.list_id:
            return f'<ul class="level{item.level % 2}"{_style_attribute(styles)}>'
        number = self.markers.setdefault(item.marker, len(self.markers) + 1)
        styles.append(f"list-style-type: {counter_name(number)}")
        return f'<ol start="{item.value}"{_style_attribute(styles)}>'
