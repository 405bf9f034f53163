"""Export to Word: compose and write, against the same document.xml put together from strings, and against docxtpl."""

from __future__ import annotations

import importlib.util
import re
import tempfile
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from measure import Line, in_turn, main, taken_in_turn, timed
from sample import plan_file, programme_file

from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.tree import Cell, Document, Heading, Paragraph, Table
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile

BODY = "word/document.xml"
HAS_DOCXTPL = importlib.util.find_spec("docxtpl") is not None
_MARKUP = re.compile("((?:<[^>]+>)+)")


def measure(tiny: bool) -> list[Line]:
    """The whole programme, then a plan of 100, 1,000 and 10,000 rows."""
    sizes = (3, 30) if tiny else (100, 1_000, 10_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        what = programme_file(folder / "whole.shnor")
        lines = compared(f"экспорт: {what}", read(folder / "whole.shnor"), (), folder, 1 if tiny else 9)
        plans = []
        for size in sizes:
            plan_file(folder / f"{size}.shnor", size)
            plans.append(read(folder / f"{size}.shnor"))
            repeats = 1 if tiny else max(3, 3_000 // size)
            lines += compared(f"экспорт: план, {size} строк", plans[-1], ("roadmap",), folder, repeats)
        return [*lines, growth(plans[-2:], sizes[-2:], folder, 1 if tiny else 5)]


def read(path: Path) -> ProgrammeData:
    """A school file as plain data."""
    with SchoolFile.open(path) as file:
        return read_programme(file)


def compared(what: str, data: ProgrammeData, sections: tuple[str, ...], folder: Path, repeats: int) -> list[Line]:
    """Ours, the floor and the peer in turn, on the same content."""
    out = folder / "ours.docx"

    def ours() -> None:
        write_docx(compose(data, sections=sections), out)

    ours()
    actions: list[Callable[[], object]] = [ours, floor(out, folder / "floor.docx")]
    if HAS_DOCXTPL:
        actions.append(peer(compose(data, sections=sections), folder))
    times = in_turn(repeats, *actions)
    lines = [Line.of(what, times[0], "тот же document.xml из строк", times[1], 4.0)]
    if HAS_DOCXTPL:
        lines.append(Line.of(what, times[0], "docxtpl, те же тексты", times[2], 1.0))
    return lines


def growth(plans: list[ProgrammeData], sizes: tuple[int, ...], folder: Path, repeats: int) -> Line:
    """Ten times the rows must not take more than ten times the time."""

    def taker(data: ProgrammeData) -> Callable[[], float]:
        return lambda: timed(lambda: write_docx(compose(data, sections=("roadmap",)), folder / "ours.docx"))

    few, many = taken_in_turn(repeats, *map(taker, plans))
    factor = sizes[1] / sizes[0]
    peer_name = f"то же, {sizes[0]} строк, ×{factor:.0f}"
    return Line.of(f"экспорт: план, {sizes[1]} строк", many, peer_name, [time * factor for time in few], 1.3)


def floor(document: Path, out: Path) -> Callable[[], None]:
    """The least that gives the same file: texts escaped and joined with ready mark-up, zipped with the same parts."""
    with zipfile.ZipFile(document) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    pieces = _MARKUP.split(parts.pop(BODY).decode())
    texts, markup = [unescape(text) for text in pieces[::2]], [*pieces[1::2], ""]

    def write() -> None:
        body = "".join([piece for text, tags in zip(texts, markup, strict=True) for piece in (escape(text), tags)])
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in parts.items():
                file.writestr(name, data)
            file.writestr(BODY, body.encode())

    return write


def peer(document: Document, folder: Path) -> Callable[[], None]:
    """The same headings, paragraphs and cells through a docxtpl template; merged cells and pictures are spared it."""
    from docxtpl import DocxTemplate

    template = make_template(folder / "template.docx")
    context = {"blocks": [flat for block in document.blocks() if (flat := plain(block))]}

    def write() -> None:
        filled = DocxTemplate(template)
        filled.render(context, autoescape=True)
        filled.save(folder / "peer.docx")

    return write


def plain(block: Any) -> dict[str, Any] | None:
    """A block as the template takes it; None for what it has no place for."""
    if isinstance(block, (Paragraph, Heading)):
        return {"heading": isinstance(block, Heading), "text": block.text}
    if isinstance(block, Table):
        return {"rows": [[cell_text(cell) for cell in row.cells] for row in block.rows]}
    return None


def cell_text(cell: Cell) -> str:
    """The text of a cell."""
    return "\n".join(block.text for block in cell.blocks if isinstance(block, (Paragraph, Heading)))


def make_template(path: Path) -> Path:
    """A template that goes over blocks: headings, paragraphs, tables of any number of columns."""
    import docx

    document = docx.Document()
    document.add_paragraph("{%p for block in blocks %}")
    document.add_paragraph("{%p if block.rows %}")
    table = document.add_table(3, 3, "Table Grid")
    table.rows[0].cells[0].text = "{%tr for row in block.rows %}"
    for cell, text in zip(
        table.rows[1].cells, ("{%tc for text in row %}", "{{ text }}", "{%tc endfor %}"), strict=True
    ):
        cell.text = text
    table.rows[2].cells[0].text = "{%tr endfor %}"
    document.add_paragraph("{%p elif block.heading %}")
    document.add_heading("{{ block.text }}", 1)
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{{ block.text }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.save(path)
    return path


if __name__ == "__main__":
    main(measure)
