"""Import from Word: document → what was recognised → file, against merely unpacking and parsing document.xml."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from measure import REFERENCE, Line, in_turn, main, taken_in_turn, timed
from sample import FORM, plan_file, programme_file

from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile


def measure(tiny: bool) -> list[Line]:
    """A whole programme, then plans of growing length."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = whole(folder, 1 if tiny else 7)
        sizes = (3, 30) if tiny else (1_000, 10_000)
        documents = []
        for size in sizes:
            plan_file(folder / f"{size}.shnor", size)
            documents.append(exported(folder / f"{size}.shnor"))
        few, many = taken_in_turn(1 if tiny else 3, *(lambda path=path: timed(taking_in(path)) for path in documents))
        factor = sizes[1] / sizes[0]
        peer = f"то же, {sizes[0]} строк, ×{factor:.0f}"
        return [*lines, Line.of(f"импорт: план, {sizes[1]} строк", many, peer, [time * factor for time in few], 1.3)]


def whole(folder: Path, repeats: int) -> list[Line]:
    """The reference document, or the example's where it is not at hand; reading alone and all of it."""
    source = REFERENCE
    if not source.is_file():
        programme_file(folder / "example.shnor")
        source = exported(folder / "example.shnor")
    what = "программа-образец" if source == REFERENCE else "школа-пример"
    form = load_format(FORM)
    reading, everything, floor, peer = in_turn(
        repeats, lambda: import_docx(source, form), taking_in(source), lambda: parse(source), lambda: texts(source)
    )
    xml = "распаковать и разобрать document.xml (lxml)"
    return [
        Line.of(f"импорт: {what}, прочитать и узнать", reading, xml, floor, None),
        Line.of(f"импорт: {what}, прочитать и узнать", reading, "python-docx: одни тексты", peer, None),
        Line.of(f"импорт: {what}, до нового файла на диске", everything, xml, floor, None),
    ]


def exported(path: Path) -> Path:
    """The Word document of a school file, beside it."""
    with SchoolFile.open(path) as file:
        write_docx(compose(read_programme(file)), path.with_suffix(".docx"))
    return path.with_suffix(".docx")


def taking_in(source: Path) -> Callable[[], None]:
    """The whole import, each time into a new file."""
    number = count()

    def run() -> None:
        found = import_docx(source, load_format(FORM))
        with tempfile.TemporaryDirectory() as name, SchoolFile.create(Path(name, f"{next(number)}.shnor")) as file:
            write_recognised(file, found)

    return run


def parse(source: Path) -> None:
    """The floor: nothing but the text of the main part as a tree."""
    from lxml import etree

    with zipfile.ZipFile(source) as file:
        etree.fromstring(file.read("word/document.xml"))


def texts(source: Path) -> list[str]:
    """The peer: the texts of all paragraphs and cells, without saying what they are."""
    from docx import Document

    document = Document(str(source))
    found = [paragraph.text for paragraph in document.paragraphs]
    return found + [cell.text for table in document.tables for row in table.rows for cell in row.cells]


if __name__ == "__main__":
    main(measure)
