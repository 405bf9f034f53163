"""Workbooks with results for tests: tables as ФИС ОКО lays them out, written as .xlsx, .ods and .xls by hand."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

Rows = list[list[Any]]

SCHOOL = "МБОУ «Школа № 12»"
TOWN = "Приозёрный городской округ(reg77_m004)"
REGION = "Заречная область"
COUNTRY = "Вся выборка"
WIDE = (
    "Понизили (Отметка < Отметка по журналу)",
    "Подтвердили (Отметка = Отметке по журналу)",
    "Повысили (Отметка > Отметка по журналу)",
)


@dataclass(frozen=True)
class Exam:
    """A ВПР with its pupils: (class, points or «X» by task, mark, mark in the journal)."""

    tasks: tuple[tuple[str, int, str], ...]
    """Heading without its maximum, maximum, difficulty."""
    pupils: tuple[tuple[Any, tuple[Any, ...], int, int], ...]
    subject: str = "Русский язык"
    grade: int = 5
    year: int = 2025

    @property
    def scores(self) -> list[int]:
        return [sum(point for point in points if point != "X") for _, points, _, _ in self.pupils]

    @property
    def marks(self) -> list[int]:
        return [mark for _, _, mark, _ in self.pupils]

    @property
    def journal(self) -> list[int]:
        return [mark for _, _, _, mark in self.pupils]


EXAM = Exam(
    tasks=(("1К1", 4, "Б"), ("1К2", 3, "Б"), ("2", 2, "П"), ("5(1)", 1, "Б"), ("5(2)", 2, "В"), ("11.3 k1", 1, "Б")),
    pupils=(
        (1, (4, 3, 2, 1, 2, 1), 5, 5),
        (1, (2, "X", 1, 1, 0, 0), 3, 4),
        (1, (0, 1, 0, 0, 0, 0), 2, 4),
        (2, (3, 2, 1, 1, 1, 1), 4, 3),
        (2, (3, 3, 2, 1, "X", 0), 4, 4),
        (2, (2, 1, 1, 0, 0, 1), 3, 3),
        (2, (1, 0, 0, 0, 1, 0), 2, 3),
    ),
)


def head(exam: Exam, title: str) -> Rows:
    """Rows 1–7 of every table."""
    highest = sum(maximum for _, maximum, _ in exam.tasks)
    return [
        [title],
        [],
        [f"ВПР {exam.year} {exam.subject} {exam.grade} класс"],
        ["Предмет:", exam.subject],
        ["Максимальный первичный балл:", highest],
        ["Дата:", f"20.04.{exam.year}"],
        [],
    ]


def individual(exam: Exam = EXAM, names: Sequence[str] = ()) -> Rows:
    """Индивидуальные результаты; with `names` a column «ФИО» that no form has and people add."""
    person = ["ФИО"] if names else []
    before = ["ОО", "Муниципалитет", "Название ОО", *person, "Код участника", "Класс", "Вариант"]
    rows = head(exam, "Индивидуальные результаты")
    rows[-1] = ["", "", "Уровень сложности задания", *[""] * (len(before) - 3), *(level for *_, level in exam.tasks)]
    rows.append(
        [
            *before,
            *(f"{key} ({most}б)" for key, most, _ in exam.tasks),
            "Первичный балл",
            "Отметка",
            "Отметка по журналу",
        ]
    )
    rows.append([f"{SCHOOL}(edu770012) | Кол-во участников: {len(exam.pupils)}"])
    for place, ((group, points, mark, journal), score) in enumerate(zip(exam.pupils, exam.scores, strict=True)):
        name = [names[place % len(names)]] if names else []
        rows.append(
            ["edu770012", TOWN, SCHOOL, *name, 10001 + place, group, 1 + place % 4, *points, score, mark, journal]
        )
    return square(rows)


def marks(exam: Exam = EXAM) -> Rows:
    """Статистика по отметкам."""
    rows = head(exam, "Статистика по отметкам")
    rows.append(["Группы участников", "Кол-во ОО", "Кол-во участников", 2, 3, 4, 5])
    rows.append([COUNTRY, 30000, 1200300, 5.11, 33.3, 41.5, 20.1])
    rows.append([REGION, 500, 20400, 7.5, 35, 40, 17.5])
    rows.append([TOWN, 30, 2100, 8, 36, 40.01, 16])
    shares = [round(100 * exam.marks.count(mark) / len(exam.pupils), 2) for mark in (2, 3, 4, 5)]
    rows.append([f"{SCHOOL}(edu770012)", "", len(exam.pupils), *shares])
    return square(rows)


def shifts(exam: Exam) -> list[int]:
    """How many went down, stayed, went up."""
    pairs = list(zip(exam.marks, exam.journal, strict=True))
    return [sum(a < b for a, b in pairs), sum(a == b for a, b in pairs), sum(a > b for a, b in pairs)]


def _journal_groups(exam: Exam) -> list[tuple[str, list[int]]]:
    return [(REGION, [5000, 13000, 2400]), (TOWN, [600, 1300, 200]), (f"{SCHOOL}(edu770012)", shifts(exam))]


def journal_wide(exam: Exam = EXAM) -> Rows:
    """Сравнение отметок с отметками по журналу, in columns."""
    rows = head(exam, "Сравнение отметок с отметками по журналу")
    columns = [f"{name} {unit}" for name in WIDE for unit in ("%", "Кол-во участников")]
    rows.append(["Группы участников", "Кол-во участников(всего)", *columns])
    for name, counts in _journal_groups(exam):
        n = sum(counts)
        rows.append([name, n, *(cell for count in counts for cell in (round(100 * count / n, 2), count))])
    return square(rows)


def journal_long(exam: Exam = EXAM) -> Rows:
    """The same in lines."""
    rows = head(exam, "Сравнение отметок с отметками по журналу")
    rows.append(["Группы участников", "Кол-во участников", "%"])
    for name, counts in _journal_groups(exam):
        n = sum(counts)
        rows.append([name])
        rows += [[f"  {line} %", count, round(100 * count / n, 2)] for line, count in zip(WIDE, counts, strict=True)]
        rows.append(["  Всего", n, 100])
    return square(rows)


def tasks(exam: Exam = EXAM) -> Rows:
    """Выполнение заданий."""
    rows = head(exam, "Выполнение заданий")
    rows.append(["ОО/Группы участников", "Кол-во участников", *(key for key, _, _ in exam.tasks)])
    rows.append(["Макс балл", "", *(most for _, most, _ in exam.tasks)])
    rows.append([COUNTRY, 1200300, *(60 + place for place, _ in enumerate(exam.tasks))])
    rows.append([REGION, 20400, *(55.5 + place for place, _ in enumerate(exam.tasks))])
    rows.append([TOWN, 2100, *(50.25 + place for place, _ in enumerate(exam.tasks))])
    rows.append([f"{SCHOOL}(edu770012)", len(exam.pupils), *(round(share, 2) for share in completion(exam))])
    return square(rows)


def completion(exam: Exam) -> list[float]:
    """Per cent of the points by task, by hand."""
    done = []
    for place, (_, most, _) in enumerate(exam.tasks):
        got = sum(points[place] for _, points, _, _ in exam.pupils if points[place] != "X")
        done.append(100 * got / (most * len(exam.pupils)))
    return done


def square(rows: Rows) -> Rows:
    """Rows of one length, as a reader gives them; numbers as floats."""
    width = max(map(len, rows))
    return [
        [*(float(cell) if isinstance(cell, int) else cell for cell in row), *[""] * (width - len(row))] for row in rows
    ]


def book(exam: Exam = EXAM) -> dict[str, Rows]:
    """The four tables as the names of their files → rows."""
    return {
        "Индивидуальные результаты": individual(exam),
        "Статистика по отметкам": marks(exam),
        "Сравнение отметок": journal_wide(exam),
        "Выполнение заданий": tasks(exam),
    }


def write_folder(folder: Path, exam: Exam = EXAM) -> Path:
    """The four workbooks of an exam in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for title, rows in book(exam).items():
        write_xlsx(folder / f"{exam.subject} {exam.grade} {exam.year} {title}.xlsx", {title[:31]: rows})
    return folder


def letters(column: int) -> str:
    """0 → A, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def sheet_xml(rows: Rows) -> str:
    """A worksheet with inline strings."""
    lines = []
    for at, row in enumerate(rows, 1):
        cells = []
        for place, cell in enumerate(row):
            where = f"{letters(place)}{at}"
            if isinstance(cell, (int, float)):
                cells.append(f'<c r="{where}"><v>{cell}</v></c>')
            elif cell:
                cells.append(f'<c r="{where}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>')
        lines.append(f'<row r="{at}">{"".join(cells)}</row>')
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f"<worksheet {space}><sheetData>{''.join(lines)}</sheetData></worksheet>"


def xlsx_parts(sheets: Mapping[str, str]) -> dict[str, str]:
    """The parts of a small workbook, worksheets given as XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    names = list(enumerate(sheets, 1))
    listed = "".join(f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}"/>' for at, name in names)
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{office}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at, _ in names
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{kind}.worksheet+xml"/>' for at, _ in names
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}</Relationships>',
        **{f"xl/worksheets/sheet{at}.xml": sheets[name] for at, name in names},
    }


def write_parts(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A zip of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def write_xlsx(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """A small .xlsx."""
    return write_parts(path, xlsx_parts({name: sheet_xml(rows) for name, rows in sheets.items()}))


def ods_content(tables: str) -> str:
    """The content of an OpenDocument table around its tables."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    return (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
        f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>'
        "</office:document-content>"
    )


def write_ods(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """A small .ods with the long empty tail that LibreOffice writes."""
    tables = []
    for name, rows in sheets.items():
        lines = []
        for row in rows:
            cells = []
            for cell in row:
                if isinstance(cell, (int, float)):
                    cells.append(f'<table:table-cell office:value-type="float" office:value="{cell}"/>')
                elif cell:
                    text = f"<text:p>{escape(cell)}</text:p>"
                    cells.append(f'<table:table-cell office:value-type="string">{text}</table:table-cell>')
                else:
                    cells.append("<table:table-cell/>")
            cells.append('<table:table-cell table:number-columns-repeated="16000"/>')
            lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
        empty = '<table:table-cell table:number-columns-repeated="16384"/>'
        tail = f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row>'
        tables.append(f'<table:table table:name="{escape(name)}">{"".join(lines)}{tail}</table:table>')
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return write_parts(
        path,
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{manifest}"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
            "content.xml": ods_content("".join(tables)),
        },
    )


def record(kind: int, body: bytes) -> bytes:
    """A record of an old workbook."""
    return struct.pack("<HH", kind, len(body)) + body


def xls_stream(sheets: Mapping[str, Rows]) -> bytes:
    """The records of a small old workbook."""

    def bof(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))

    bodies = []
    for rows in sheets.values():
        cells = b""
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, (int, float)):
                    cells += record(0x203, struct.pack("<HHHd", at, place, 0, cell))
                elif cell:
                    text = cell.encode("utf-16-le")
                    cells += record(0x204, struct.pack("<HHHHB", at, place, 0, len(text) // 2, 1) + text)
        bodies.append(bof(0x10) + cells + record(0x0A, b""))
    names = [name.encode("utf-16-le") for name in sheets]
    start = len(bof(5)) + sum(4 + 8 + len(name) for name in names) + 4
    listed = b""
    for name, body in zip(names, bodies, strict=True):
        listed += record(0x85, struct.pack("<IBBBB", start, 0, 0, len(name) // 2, 1) + name)
        start += len(body)
    return bof(5) + listed + record(0x0A, b"") + b"".join(bodies)


def _entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
    raw = title.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBB", len(raw), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file with one stream in whole sectors."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    sectors = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    assert len(sectors) <= 128 * 109
    blocks = -(-len(sectors) // 128)
    while blocks < -(-(len(sectors) + blocks - 1) // 128):
        blocks += 1
    # the first block of the table is sector 0, the directory sector 1, the stream from 2 on, more of the table behind
    sectors += [0xFFFFFFFD] * (blocks - 1)
    table = struct.pack(f"<{blocks * 128}I", *sectors, *[0xFFFFFFFF] * (blocks * 128 - len(sectors)))
    places = [0, *range(count + 2, count + 1 + blocks)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, blocks, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    header += struct.pack("<109I", *places, *[0xFFFFFFFF] * (109 - len(places)))

    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    return header + table[:512] + directory.ljust(512, b"\0") + stream + table[512:]


def compound_small(stream: bytes) -> bytes:
    """A compound file whose workbook is short enough to lie in sectors of 64 bytes."""
    assert len(stream) < 512
    count = -(-len(stream) // 64)
    table = [0xFFFFFFFD, *[0xFFFFFFFE] * 3, *[0xFFFFFFFF] * 124]
    small = [*range(1, count), 0xFFFFFFFE, *[0xFFFFFFFF] * (128 - count)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 2, 1, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    directory = _entry("Root Entry", 5, 1, 3, 512) + _entry("Workbook", 2, 0xFFFFFFFF, 0, len(stream))
    blocks = (
        struct.pack("<128I", *table),
        directory.ljust(512, b"\0"),
        struct.pack("<128I", *small),
        stream.ljust(512, b"\0"),
    )
    return header + b"".join(blocks)


def write_xls(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """A small .xls."""
    path.write_bytes(compound(xls_stream(sheets)))
    return path
