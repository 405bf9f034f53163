"""Every form empty, with one row of everything, and full: its tree and its Word parts are those that were looked at.

A change that is meant shows in the lines of `tests/golden`; `SHNOR_GOLDEN=write` writes them anew.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from municipal import ORDER

from shnor_desktop.models.all import (
    Activity,
    Approval,
    CriterionValue,
    GridRow,
    Indicator,
    Order,
    PassportRow,
    School,
    SectionText,
    Task,
    Wave,
)
from shnor_desktop.services.columns import columns_of
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.tree import Block, Document, Heading, Paragraph, Run, Table, paragraph
from shnor_desktop.services.documents.tree_json import dump_blocks
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import known_formats, load_format
from shnor_desktop.services.queries import OutlineEntry, outline, read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.transaction import Transaction

GOLDEN = Path(__file__).with_name("golden")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SCHOOL = School(id=1, full_name="Школа № 5", short_name="Школа № 5", municipality="Заречный округ", place="г. Заречный")
STATES = {"empty": 0, "minimal": 1, "full": 3}


def filled(path: Path, key: str, count: int) -> Document:
    """A paper with so many rows and paragraphs wherever its form has a place for some."""
    form = load_format(key)
    with SchoolFile.create(path) as file:
        start_programme(file, form, SCHOOL, (2026, 2028))
        with file.transaction("Содержание") as transaction:
            if count and form.title_page:
                transaction.add(Approval(kind="approved", body="приказом директора", details="от 01.09.2026 № 1"))
            for entry in outline(file, form):
                _fill(file, transaction, entry, count)
        return compose(read_programme(file))


def _fill(file: SchoolFile, transaction: Transaction, entry: OutlineEntry, count: int) -> None:
    section, spec, numbers = entry.section, entry.spec, range(1, count + 1)
    own = {"section_id": section.id}
    if section.kind in ("text", "order") and count:
        slots = ("preamble", "points") if section.kind == "order" else ("body",)
        body = [paragraph(f"Текст {n}.") for n in numbers]
        item = Paragraph((Run("Пункт", bold=True),), "list", list="number", start=1, marker="1.")
        for slot in slots:
            transaction.add(SectionText(**own, slot=slot, body=dump_blocks((*body, item))))
    if section.kind == "order" and count:
        for row in file.rows(Order):
            fields = ("issuer", "word", "day", "number", "place", "subject", "verb", "post", "person", "executor")
            transaction.change(Order, row.id, **{name: getattr(ORDER, name) for name in fields})
    for row in file.rows(PassportRow, **own) if count else ():
        transaction.change(PassportRow, row.id, body=dump_blocks([paragraph(f"Строка {n}") for n in numbers]))
    if section.kind == "activities":
        for n in numbers:
            transaction.add(Activity(**own, position=3 * n, level="group", text=f"Раздел {n}"))
            item_fields = {"period": "май 2026", "responsible": "директор", "result": "отчёт", "form": "встреча"}
            transaction.add(Activity(**own, position=3 * n + 1, text=f"Дело {n}", percent=50, **item_fields))
            transaction.add(Activity(**own, position=3 * n + 2, level="sub", text=f"Часть {n}"))
    if section.kind == "indicators":
        for n in numbers:
            task = transaction.add(Task(**own, position=n, text=f"Задача {n}"))
            transaction.add(Indicator(task_id=task.id, text="Доля", unit="процент", target="75", comparison="не ниже"))
    if section.kind in ("matrix", "staff"):
        width = len(columns_of(section, spec))
        transaction.add_all(GridRow(**own, position=n, cells=tuple(f"{n}.{c}" for c in range(width))) for n in numbers)
    for wave in file.rows(Wave)[:count] if section.kind == "criteria" else ():
        for indicator in spec.indicators:
            transaction.add(CriterionValue(**own, wave_id=wave.id, key=indicator.key, numerator=3, denominator=12))


def tree_lines(blocks: tuple[Block, ...], depth: int = 0) -> Iterator[str]:
    """A line for each block: what it is and says; cells stand below their table."""
    for block in blocks:
        name = type(block).__name__
        if isinstance(block, Paragraph):
            yield "  " * depth + f"{block.style}{' ' + block.list if block.list else ''}: {block.text!r}"
        elif isinstance(block, Heading):
            yield "  " * depth + f"heading {block.level}: {block.mark or block.number} {block.text!r}"
        elif isinstance(block, Table):
            yield "  " * depth + f"table {block.widths} borders={block.borders}"
            for row in block.rows:
                yield "  " * depth + ("  head" if row.header else "  row")
                for cell in row.cells:
                    yield "  " * (depth + 2) + f"cell {cell.columns}x{cell.rows}"
                    yield from tree_lines(cell.blocks, depth + 3)
        else:
            yield "  " * depth + name


def word_lines(path: Path) -> Iterator[str]:
    """What the parts of a Word file say beside the words: properties of paragraphs, tables, pages, in order."""
    with zipfile.ZipFile(path) as package:
        yield from (f"part {name}" for name in sorted(package.namelist()))
        body = ElementTree.fromstring(package.read("word/document.xml"))
    for node in body.iter():
        if node.tag in {W + tag for tag in ("pPr", "tblGrid", "trPr", "tcPr", "sectPr")}:
            said = (f"{one.tag.removeprefix(W)}{_values(one)}" for one in node.iter() if one is not node)
            yield f"{node.tag.removeprefix(W)}: {' '.join(said)}"


def _values(node: ElementTree.Element) -> str:
    values = [f"{name.rpartition('}')[2]}={value}" for name, value in node.attrib.items()]
    return f"({','.join(values)})" if values else ""


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("key", [form.key for form in known_formats()])
def test_tree_and_parts_are_as_they_were_looked_at(key: str, state: str, tmp_path: Path):
    document = filled(tmp_path / "школа.shnor", key, STATES[state])
    write_docx(document, tmp_path / "школа.docx")
    lines = [line for part in document.parts for line in (f"part {part.landscape=}", *tree_lines(part.blocks))]
    found = "\n".join([*lines, "", *word_lines(tmp_path / "школа.docx")]) + "\n"
    golden = GOLDEN / f"{key}-{state}.txt"
    if os.environ.get("SHNOR_GOLDEN") == "write":
        golden.write_text(found, "utf-8")
    assert found.splitlines() == golden.read_text("utf-8").splitlines()
