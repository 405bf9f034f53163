"""Documents for tests of recognition: tables typed row by row, what is found in them, and what is printed again."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.recognise import FoundSection, Recognised, recognise
from shnor_desktop.services.documents.recognise.words import norm
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Document,
    Heading,
    Part,
    Row,
    Run,
    Table,
    block_texts,
    paragraph,
    text_cell,
)
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import write_recognised
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile

FORM = load_format("school-programme")


def table(*rows: Iterable[str | Cell]) -> Table:
    """A table as typed: a text is a cell of its own, a `Cell` may span."""
    return Table(tuple(Row(tuple(c if isinstance(c, Cell) else text_cell(c) for c in row)) for row in rows))


def wide(text: str, columns: int) -> Cell:
    """A cell over several columns."""
    return text_cell(text, columns=columns)


def tall(text: str, rows: int) -> Cell:
    """A cell over several rows."""
    return text_cell(text, rows=rows)


def heading(text: str, level: int = 1) -> Heading:
    """A heading as it is typed, its number included."""
    return Heading(level, (Run(text),))


def para(text: str) -> Block:
    """A paragraph of text."""
    return paragraph(text)


def read(*blocks: Block) -> Recognised:
    """What is found in a document of these blocks."""
    return recognise(Document((Part(blocks),)), FORM)


def found_in(found: Recognised, key: str) -> FoundSection:
    """The one section with a key."""
    (section,) = [section for section in found.sections if section.key == key]
    return section


def stored(found: Recognised) -> ProgrammeData:
    """The programme as it is after the import."""
    with tempfile.TemporaryDirectory() as folder, SchoolFile.create(Path(folder) / "школа.shnor") as file:
        write_recognised(file, found)
        return read_programme(file)


def printed(found: Recognised) -> list[str]:
    """All paragraphs of the document that is made of an import."""
    return list(block_texts(tuple(compose(stored(found)).blocks())))


def missing(found: Recognised, *blocks: Block) -> list[str]:
    """The paragraphs of a source that do not stand in the document made of its import, as often as in the source."""
    whole = "".join(norm(text) for text in printed(found))
    wanted = Counter(plain for text in block_texts(blocks) if (plain := norm(text)))
    return [plain for plain, count in wanted.items() if whole.count(plain) < count]
