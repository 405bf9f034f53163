"""The covering letter as a document: from whom, to whom, what is sent, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..documents.tree import Block, Cell, Document, Paragraph, Part, Row, Run, Table, paragraph, text_cell
from ..page_looks import layout_of
from ..queries import ProgrammeData
from .requested import Request

_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)


def date_in_words(day: date) -> str:
    """«20 апреля 2026 года»."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year} года"


def subject(data: ProgrammeData, request: Request) -> str:
    """The subject of the letter and of the mail."""
    school = data.school.short_name or data.school.full_name
    what = f"{request.wave.title.lower()} программы" if request.wave else "отчёт о реализации программы"
    when = f", контрольный срок {request.day:%d.%m.%Y}" if request.day else ""
    return f"{school}: {what}{when}".removeprefix(": ")


def sentence(data: ProgrammeData, request: Request) -> str:
    """The one sentence that says what is sent."""
    title = data.programme.title or data.form.title
    what = "материалы мониторинга" if request.wave else "материалы о ходе"
    as_of = f" по состоянию на {request.wave.as_of}" if request.wave and request.wave.as_of else ""
    return f"Направляем {what} реализации документа «{_unquoted(title)}»{as_of}."


def papers(request: Request) -> list[str]:
    """What is sent, by its names in the programme."""
    return [section.entry.title for section in request.sections]


def letter(data: ProgrammeData, request: Request, files: Sequence[str], today: date, addressee: str = "") -> Document:
    """The letter, ready for every writer; lines without data are left out."""
    school = data.school
    head = [
        paragraph(text, "plain", align="center", bold=True) for text in (school.full_name or school.short_name,) if text
    ]
    to = addressee or school.founder
    blocks: list[Block] = [
        *head,
        paragraph("", "plain"),
        Table(
            (Row((text_cell(f"{date_in_words(today)}\n№ ________", "plain"), text_cell(to, "plain"))),),
            (55.0, 45.0),
            borders=False,
        ),
        paragraph("", "plain"),
        paragraph(subject(data, request).partition(": ")[2].capitalize(), "plain", bold=True),
        paragraph("", "plain"),
        paragraph(sentence(data, request)),
        paragraph("Приложения:"),
        *_listed(papers(request)),
        paragraph("Файлы:"),
        *_listed(files),
        paragraph("", "plain"),
        _signature(school.director),
    ]
    title = subject(data, request)
    return Document((Part(tuple(blocks)),), title, layout=layout_of(data.pages), template=data.template)


def message(data: ProgrammeData, request: Request, files: Sequence[str]) -> str:
    """The text of the mail."""
    lines = ["Здравствуйте!", "", sentence(data, request), "", "Во вложении:"]
    lines += [f"– {name}" for name in files]
    lines += ["", *(text for text in (data.school.director, data.school.short_name) if text)]
    return "\n".join(lines)


def _listed(texts: Sequence[str]) -> list[Block]:
    return [
        Paragraph((Run(text),), "list", list="number", start=1 if index == 0 else 0, marker="1.")
        for index, text in enumerate(texts)
    ]


def _signature(director: str) -> Table:
    cells: tuple[Cell, ...] = (
        text_cell("Директор", "plain"),
        text_cell("____________", "plain", align="center"),
        text_cell(director, "plain", align="right"),
    )
    return Table((Row(cells),), (30.0, 30.0, 40.0), borders=False)


def _unquoted(text: str) -> str:
    return text.strip().removeprefix("«").removesuffix("»")
