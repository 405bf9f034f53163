"""Every character from U+0000 to U+FFFF through the fields of a file into Word, Excel, mail and JSON, and back.

What comes back is what went in, but for what `clean_text` declares (`DECLARED`); and text stays text: nothing that
begins with = + - @ becomes a formula.
"""

from __future__ import annotations

import email
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from email import policy
from pathlib import Path
from random import Random

from shnor_desktop.models.all import Activity, GridRow, Indicator, School, Section, SectionText, Task
from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.text_clean import clean_text
from shnor_desktop.services.documents.tree import Document, Paragraph, Part, Run, block_texts
from shnor_desktop.services.documents.tree_json import dump_blocks, load_blocks
from shnor_desktop.services.editing.rows import set_fields
from shnor_desktop.services.json_export import write_json
from shnor_desktop.services.packet.mail import write_mail
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.spreadsheets.book import Book, BookCell, BookRow, Sheet
from shnor_desktop.services.spreadsheets.book_writer import write_book

from .outcome import Outcome, grouped

TOGETHER = 64
FORMULAS = 10_000
DECLARED = "управляющие U+0000–U+001F, кроме табуляции и концов строк; одинокие суррогаты; U+FFFE и U+FFFF"
"""What no file can hold and what `clean_text` leaves out; other ends of lines become one."""

Way = Callable[[Sequence[str], Path], list[str]]


def characters(step: int = 1) -> Outcome:
    """Every piece of 64 characters, or every so manieth of them, through every way."""
    pieces = [f"а{''.join(map(chr, range(at, at + TOGETHER)))}б" for at in range(0, 0x10000, TOGETHER)][::step]
    outcome = Outcome("знаки U+0000–U+FFFF туда и обратно", len(pieces) * TOGETHER * len(WAYS))
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="characters-") as name:
        for way, through in WAYS.items():
            back = through(pieces, Path(name))
            lost = _different(pieces, back)
            outcome.seen[way] = f"иных {len(lost)}"
            for text in lost[:5]:
                outcome.fault(f"{way}: {text}")
        outcome.seen["формул"] = f"{_formulas(Path(name))} из {grouped(FORMULAS)}"
        outcome.must(outcome.seen["формул"].startswith("0 "), "текст стал формулой")
    outcome.seen["не хранится"] = DECLARED
    outcome.seconds = time.perf_counter() - begin
    return outcome


def _different(pieces: Sequence[str], back: Sequence[str]) -> list[str]:
    if len(pieces) != len(back):
        return [f"{len(back)} кусков вместо {len(pieces)}"]
    found = []
    for piece, there in zip(pieces, back, strict=True):
        wanted = clean_text(piece)
        if there != wanted:
            found.append(" ".join(f"U+{ord(one):04X}" for one in sorted(set(wanted) ^ set(there))) or "порядок")
    return found


# ways


def _school_file(pieces: Sequence[str], folder: Path) -> list[str]:
    """Every kind of text column of a file, as the program stores what is typed into it."""
    path = folder / "школа.shnor"
    path.unlink(missing_ok=True)
    cleaned = [clean_text(piece) for piece in pieces]
    with SchoolFile.create(path) as file, file.transaction("Знаки") as transaction:
        transaction.add(School(id=1, full_name="Школа"))
        section = transaction.add(Section(title="Раздел", kind="activities")).id
        task = transaction.add(Task(section_id=section)).id
        transaction.add_all([Activity(section_id=section, text=text, period=text, result=text) for text in cleaned])
        transaction.add_all([Indicator(task_id=task, text=text, target=text, note=text) for text in cleaned])
        transaction.add_all([GridRow(section_id=section, cells=(text, text)) for text in cleaned])
        body = dump_blocks(tuple(Paragraph((Run(text),)) for text in cleaned))
        transaction.add(SectionText(section_id=section, body=body))
    with SchoolFile.open(path) as file:
        found = [
            {row.text, row.period, row.result, other.text, other.target, other.note, *grid.cells, block}
            for row, other, grid, block in zip(
                file.rows(Activity),
                file.rows(Indicator),
                file.rows(GridRow),
                block_texts(load_blocks(file.rows(SectionText)[0].body)),
                strict=True,
            )
        ]
    return [texts.pop() if len(texts) == 1 else "поля разные" for texts in found]


def _typed(pieces: Sequence[str], folder: Path) -> list[str]:
    """As they are typed or pasted, characters and all, through the one gate of fields."""
    path = folder / "набрано.shnor"
    found = []
    with SchoolFile.create(path) as file:
        with file.transaction("Строка") as transaction:
            section = transaction.add(Section(title="Раздел", kind="activities")).id
            row = transaction.add(Activity(section_id=section))
        for piece in pieces:
            set_fields(file, row, "Правка", text=piece)
            row = file.rows(Activity)[0]
            found.append(row.text)
    return found


def _json(pieces: Sequence[str], folder: Path) -> list[str]:
    _school_file(pieces, folder)
    with SchoolFile.open(folder / "школа.shnor") as file:
        write_json(read_programme(file), folder / "школа.json")
    data = json.loads((folder / "школа.json").read_text("utf-8"))
    return [row["text"] for section in data["sections"] for row in section["activities"]]


def _word(pieces: Sequence[str], folder: Path) -> list[str]:
    blocks = tuple(Paragraph((Run(piece),)) for piece in pieces)
    write_docx(Document((Part(blocks),)), folder / "знаки.docx")
    return list(block_texts(tuple(read_docx(folder / "знаки.docx").blocks())))


def _excel(pieces: Sequence[str], folder: Path) -> list[str]:
    return [str(cell) for cell in _cells(pieces, folder)]


def _cells(texts: Iterable[str], folder: Path) -> Iterator[object]:
    import openpyxl

    rows = tuple(BookRow((BookCell(text),)) for text in texts)
    write_book(Book("Знаки", (Sheet("Лист", (50.0,), rows),)), folder / "знаки.xlsx")
    book = openpyxl.load_workbook(folder / "знаки.xlsx")
    try:
        for (cell,) in book["Лист"].iter_rows(max_row=len(rows), max_col=1):
            yield f"формула {cell.value}" if cell.data_type == "f" else cell.value
    finally:
        book.close()


def _mail(pieces: Sequence[str], folder: Path) -> list[str]:
    marked = [f"{piece}\u2063{number}" for number, piece in enumerate(pieces)]
    write_mail(folder / "письмо.eml", to="", subject="Знаки", text="\u2063\n".join(marked), attachments=())
    message = email.message_from_bytes((folder / "письмо.eml").read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    text = body.get_payload(decode=True).decode("utf-8") if body is not None else ""  # type: ignore[union-attr]
    parts = text.replace("\r\n", "\n").split("\u2063\n")
    return [part.removesuffix("\u2063").rpartition("\u2063")[0] for part in parts]


WAYS: dict[str, Way] = {
    "поле": _typed,
    "файл школы": _school_file,
    "JSON": _json,
    "Word": _word,
    "Excel": _excel,
    "почта": _mail,
}


def _formulas(folder: Path) -> int:
    """How many of ten thousand texts that look like formulas are formulas in the workbook."""
    chance = Random(0)
    letters = "=+-@A1B2()!;,.\"'| \t0123456789абвSUMHYPERLINKcmd"
    texts = [chance.choice("=+-@") + "".join(chance.choices(letters, k=chance.randint(1, 30))) for _ in range(FORMULAS)]
    return sum(str(cell).startswith("формула") for cell in _cells(texts, folder))
