"""Any tree becomes a Word file that is valid, holds every word in its order and goes through LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from docx_tools import WordFile, complaints, looks_of, problems, text_of
from hypothesis import example, given, settings
from strategies_tree import HOSTILE_TEXTS, documents, png

from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.styles import STYLES
from shnor_desktop.services.documents.text_clean import clean_text
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    Paragraph,
    Part,
    Picture,
    Row,
    Run,
    Table,
)

ALLOWED_FINDINGS: set[str] = set()
"""Even a plain file of python-docx has two findings (its styles of 2007 contradict themselves); ours have none."""

HOSTILE = Document(
    (
        Part(
            (
                Contents(HOSTILE_TEXTS[0]),
                *(Heading(1, (Run(text),), text) for text in HOSTILE_TEXTS),
                *(Paragraph((Run(text, link=text), Run(text, True, True)), list="bullet") for text in HOSTILE_TEXTS),
                *(Picture(text, alt=text) for text in HOSTILE_TEXTS),
                Table((Row(tuple(Cell((Paragraph((Run(text),), "table"),)) for text in HOSTILE_TEXTS), header=True),)),
            )
        ),
    ),
    "".join(HOSTILE_TEXTS),
    {text: png() for text in HOSTILE_TEXTS[::2]},
)
SHOWN = {"a.png", *HOSTILE.media}


def write(document: Document) -> tuple[WordFile, set[str]]:
    """The written file and what the validator finds in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        write_docx(document, path)
        return WordFile(path), set(complaints(path))


def expected(document: Document) -> Iterator[tuple[str, list[tuple[str, bool, bool]]]]:
    """Style and runs of every paragraph that has a text, in reading order."""
    for block in every(document.blocks()):
        if isinstance(block, Paragraph):
            yield from looked(block.style, block.runs, "")
        elif isinstance(block, Heading):
            yield from looked(f"heading{block.level}", block.runs, block.number)
        elif isinstance(block, Picture) and block.name not in SHOWN:
            alt = re.sub("[\n\t]+", " ", clean_text(block.alt))
            yield "", [(f"[рисунок] {alt}".strip(), False, False)]


def looked(style: str, runs: Iterable[Run], number: str) -> Iterator[tuple[str, list[tuple[str, bool, bool]]]]:
    own = STYLES[style]
    result = [(clean_text(f"{number} "), False, False)] if number else []
    texts = [(run, clean_text(run.text)) for run in runs]
    result += [(text, run.bold and not own.bold, run.italic and not own.italic) for run, text in texts if text]
    if result:
        yield own.word_name.lower(), result


def every(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from every(cell.blocks)


@given(documents())
@settings(max_examples=40)
@example(HOSTILE)
def test_nothing_is_lost_and_nothing_is_broken(document: Document):
    file, findings = write(document)
    assert problems(file) == []
    assert findings <= ALLOWED_FINDINGS
    wanted = list(expected(document))
    found = [(file.style_of(each).lower(), looks_of(each)) for each in file.paragraphs() if text_of(each)]
    for (name, shown), (style, looks) in zip_longest(found, wanted, fillvalue=("", [])):
        assert shown == looks
        assert style in ("", name)


def test_libreoffice_shows_every_word(office: Callable[[Path, Path], Path], tmp_path: Path):
    rows = tuple(
        Row((Cell((Paragraph((Run(f"строка{number}"),), "table"),), rows=2 if number % 2 else 1),), number == 0)
        for number in range(120)
    )
    parts = (
        Part((Contents(), Heading(1, (Run("Первая глава"),), "1."), Paragraph((Run("Слово " * 300),)))),
        Part((Table(rows, (1, 2)), Table(rows[:3], borders=False)), landscape=True),
        Part((Heading(2, (Run("Вторая глава"),)), Picture("a", 50), Paragraph((Run("пункт"),), "list", list="bullet"))),
    )
    write_docx(Document(parts, "Проба", {"a": png()}), tmp_path / "a.docx")
    pdf = office(tmp_path / "a.docx", tmp_path)
    assert pdf.read_bytes().startswith(b"%PDF")
    reader = shutil.which("pdftotext")
    if reader is not None:
        command = [reader, "-layout", str(pdf), "-"]
        text = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout
        pages = text.split("\f")
        assert "1. Первая глава" in pages[0]
        assert "строка119" in text
        assert [page.split("\n", 1)[0].strip() for page in pages[1:3]] == ["2", "3"]
        assert "Вторая глава" in pages[-2]
