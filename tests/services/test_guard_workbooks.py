"""The guard for workbooks: hostile and broken files are refused in one sentence, before any reader sees them."""

from __future__ import annotations

import random
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import results_tools as tools

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.guard_sheets import MOST_COLUMNS, MOST_ROWS, load_of
from shnor_desktop.services.guard_workbooks import WORKBOOK_LIMITS, check_workbook
from shnor_desktop.services.results.workbooks import read_sheets

GOOD = tools.sheet_xml([["Отметка", 5.0]])
SHEET = "xl/worksheets/sheet1.xml"
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TINY = replace(WORKBOOK_LIMITS, file=1 << 20, unpacked=200_000, part=100_000, entries=20, ratio=50, ratio_from=50_000)


def sheet(cells: str) -> str:
    return f"<worksheet {SPACE}><sheetData>{cells}</sheetData></worksheet>"


def xlsx(**parts: str | bytes) -> Callable[[Path], Path]:
    """A workbook with parts added or replaced; `__` stands for a slash."""
    named = {name.replace("__", "/"): content for name, content in parts.items()}
    return lambda path: tools.write_parts(path, {**tools.xlsx_parts({"Лист1": GOOD}), **named})


def with_sheet(cells: str | bytes) -> Callable[[Path], Path]:
    content = sheet(cells) if isinstance(cells, str) else cells
    return lambda path: tools.write_parts(path, {**tools.xlsx_parts({"Лист1": GOOD}), SHEET: content})


def ods(rows: str) -> Callable[[Path], Path]:
    content = tools.ods_content(f'<table:table table:name="1">{rows}</table:table>')
    return lambda path: tools.write_parts(path, {"mimetype": "x", "content.xml": content})


def raw(content: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


def old(*records: tuple[int, bytes], name: str = "Workbook") -> Callable[[Path], Path]:
    start = tools.record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    return raw(tools.compound(start + b"".join(tools.record(*one) for one in records), name))


CELL = '<c r="{}"><v>1</v></c>'
FILLED = '<table:table-cell table:number-columns-repeated="{}" office:value="1"/>'
BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "the last corner": (with_sheet(f'<row r="1048576">{CELL.format("XFD1048576")}</row>'), "тянется на 1048576 строк"),
    "in small letters": (with_sheet(f'<row r="9">{CELL.format("xfd9")}</row>'), "16384 столбцов"),
    "in single quotes": (with_sheet("<row><c r = 'ZZZ9'><v>1</v></c></row>"), "столбцов"),
    "a far row without cells' places": (with_sheet('<row r="900000"><c><v>1</v></c></row>'), "900000 строк"),
    "wide and long": (with_sheet(CELL.format("ZZ90000")), "90000 строк"),
    "leading zeros": (with_sheet(CELL.format("A0000999999")), "999999 строк"),
    "behind an end that is none": (
        with_sheet(f'<!--</sheetData>--><row r="1048576">{CELL.format("XFD1048576")}</row>'),
        "тянется на 1048576 строк",
    ),
    "in a second table": (
        with_sheet(f'</sheetData><x:sheetData><row r="900000">{CELL.format("A900000")}</row></x:sheetData><sheetData>'),
        "900000 строк",
    ),
    "entity": (with_sheet(b'<!DOCTYPE r [<!ENTITY e "x">]>' + GOOD.encode()), "DOCTYPE"),
    "entity in UTF-16": (with_sheet(('<!DOCTYPE r [<!ENTITY e "x">]>' + GOOD).encode("utf-16")), "кодировке"),
    "macros": (xlsx(xl__vbaProject__bin=b"x", **{"xl/vbaProject.bin": b"x"}), "макросы"),
    "another zip": (lambda path: tools.write_parts(path, {"a.txt": "x"}), "не таблица Excel"),
    "repeated parts": (xlsx(**{"XL/workbook.xml": "<w/>"}), "повторяются"),
    "truncated": (raw(b"PK\x03\x04" + bytes(900)), "повреждён"),
    "text": (raw("Отметки".encode()), "не таблица Excel"),
    "pdf": (raw(b"%PDF-1.4"), "PDF"),
    "page": (raw(b"  <HTML><table>"), "страница из браузера"),
    "empty": (raw(b""), "пуст"),
    "ods, filled to the corner": (
        ods(f'<table:table-row table:number-rows-repeated="1000000">{FILLED.format(16000)}</table:table-row>'),
        "слишком велик",
    ),
    "ods, a wide row": (ods(f"<table:table-row>{FILLED.format(16000)}</table:table-row>"), "16000 столбцов"),
    "ods, a gap of a million rows": (
        ods(
            f"<table:table-row>{FILLED.format(1)}</table:table-row>"
            f'<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
            f"<table:table-row>{FILLED.format(1)}</table:table-row>"
        ),
        "1000002 строк",
    ),
    "ods, a repeat behind a bracket": (
        ods(
            f"<table:table-row\n table:style-name=\">\" table:number-rows-repeated = '900000'>{FILLED.format(1)}"
            "</table:table-row>"
        ),
        "900000 строк",
    ),
    "xls, a sheet in the corner": (
        old(*[(0x203, struct.pack("<HHHd", 65535, 255, 0, 1.0)), (0x0A, b"")] * 3),
        "больше 3 000 000 ячеек",
    ),
    "xls, a filled row": (old(*[(0xBD, struct.pack("<HH6sH", 65535, 0, b"", 200)), (0x0A, b"")]), "слишком велик"),
    "xls with a password": (old((0x2F, bytes(6))), "паролем"),
    "xls with a promise of strings": (old((0xFC, struct.pack("<II", 1, 0x7FFFFFFF))), "повреждён"),
    "xls with a promise of cells": (old((0x200, struct.pack("<IIHHH", 0, 0xFFFFFFF0, 0, 200, 0))), "слишком велик"),
    "xls with an older promise": (old((0x200, struct.pack("<HHHHH", 0, 65535, 0, 255, 0))), "слишком велик"),
    "xls that ends before it begins": (old((0x200, struct.pack("<IIHHH", 9, 3, 0, 2, 0))), "повреждён"),
    "xls with a sheet behind the end": (old((0x85, struct.pack("<IBBBB", 1 << 30, 0, 0, 0, 0))), "повреждён"),
    "xls without a workbook": (old(name="WordDocument"), "не таблица Excel"),
    "xlsx with a password": (raw(tools.compound(b"x", "EncryptedPackage")), "паролем"),
    "xls cut short": (raw(tools.compound(tools.xls_stream({"1": [["а"] * 9] * 999}))[:9000]), "повреждён"),
    "ole alone": (raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)), "повреждён"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_files_are_refused_in_one_line_with_their_name(kind: str, tmp_path: Path):
    write, words = BAD[kind]
    path = write(tmp_path / "Результаты.xlsx")
    with pytest.raises(UserError, match=words) as caught:
        check_workbook(path)
    assert "«Результаты.xlsx»" in str(caught.value)
    assert "\n" not in str(caught.value) and str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({SHEET: sheet(" " * 150_000)}, "слишком велик"),
        ({f"xl/{place}.bin": random.Random(place).randbytes(60_000) for place in range(4)}, "слишком велик"),
        ({f"xl/{place}.xml": "<a/>" for place in range(20)}, "многих частей"),
        ({SHEET: sheet(" " * 80_000)}, "сжат подозрительно"),
    ],
)
def test_bombs(parts: dict[str, str | bytes], words: str, tmp_path: Path):
    path = tools.write_parts(tmp_path / "а.xlsx", {**tools.xlsx_parts({"1": GOOD}), **parts})
    with pytest.raises(UserError, match=words):
        check_workbook(path, TINY)


def test_a_link_to_another_file_is_not_followed(tmp_path: Path):
    """A workbook may name another one far away: its last known value is read, and the link is nothing but text."""
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    linked = sheet(
        '<row r="1"><c r="A1"><f>[1]Лист1!$A$1</f><v>7</v></c><c r="B1"><f>WEBSERVICE("http://x/")</f></c></row>'
    )
    parts = {"xl/externalLinks/_rels/externalLink1.xml.rels": rels, SHEET: linked}
    path = tools.write_parts(tmp_path / "а.xlsx", {**tools.xlsx_parts({"Лист1": GOOD}), **parts})
    ((_, rows),) = read_sheets(path, whole=True)
    assert rows == [[7.0]]


def test_far_cells_are_found_however_they_are_written(tmp_path: Path):
    """Leading zeros, spaces and more digits than a number has."""
    for number, place in enumerate(("A" + "0" * 40 + "999999", "a0009999999")):
        for equals in ("=", " = ", "\n=\t"):
            cell = f'<c r{equals}"{place}"><v>1</v></c>'
            path = with_sheet(f"<row>{cell}</row>")(tmp_path / f"{number}.xlsx")
            with pytest.raises(UserError, match="строк"):
                check_workbook(path)


def test_rules_for_typing_are_no_far_cells():
    """What stands behind the cells is full of digits: nobody goes through all places because of it."""
    rule = '<dataValidation sqref="D7"><formula1>ISNUMBER(XFD1048576)</formula1></dataValidation>'
    data = sheet(CELL.format("D7")).replace("</worksheet>", f"{rule}</worksheet>").encode()
    assert load_of("а.xlsx", "xl/worksheets/sheet1.xml", data).places == 26 * 99


def test_sheets_that_differ_in_more_than_numbers_are_not_taken_for_one():
    near, far = f'<row r="1">{CELL.format("B9")}</row>', f'<row r="1">{CELL.format("XFD1048576")}</row>'
    assert load_of("а", SHEET, sheet(near).encode()) == load_of(
        "а", SHEET, sheet(near.replace(">1<", ">2.5<")).encode()
    )
    for hidden in (far, far.replace("<v>1</v>", "<v>9E-05</v>"), far.replace("<v>", "<v>1</v><v>")):
        with pytest.raises(UserError, match="тянется на"):
            load_of("а", SHEET, sheet(hidden).encode())
    texts = (sheet(near.replace(">1<", f"><![CDATA[{far}]]><")) for far in ("v" * 900, "1"))
    assert len({load_of("а", SHEET, text.encode()).cells for text in texts}) == 2  # what is counted is what is there


def test_a_part_that_is_known_is_still_counted(tmp_path: Path):
    """A theme that was looked through once takes its place in the whole every time."""
    theme = "<a>" + "б" * 30_000 + "</a>"
    for count, passes in ((2, True), (4, False), (2, True)):
        parts = {f"xl/theme/theme{n}.xml": theme for n in range(count)}
        path = tools.write_parts(tmp_path / "а.xlsx", {**tools.xlsx_parts({"1": GOOD}), **parts})
        if passes:
            check_workbook(path, replace(TINY, ratio=10_000))
            continue
        with pytest.raises(UserError, match="слишком велик"):
            check_workbook(path, replace(TINY, ratio=10_000))


def test_sizes_are_counted_and_not_believed(tmp_path: Path):
    parts = {**tools.xlsx_parts({"1": GOOD}), SHEET: sheet(" " * 150_000)}
    content = bytearray(tools.write_parts(tmp_path / "а.xlsx", parts).read_bytes())
    real = len(parts[SHEET]).to_bytes(4, "little")
    while (place := content.find(real)) >= 0:
        content[place : place + 4] = (10).to_bytes(4, "little")
    (tmp_path / "а.xlsx").write_bytes(bytes(content))
    with pytest.raises(UserError, match="слишком велик"):
        check_workbook(tmp_path / "а.xlsx", TINY)


def test_a_large_file_is_refused_unread(tmp_path: Path):
    path = tmp_path / "а.xlsx"
    path.write_bytes(b"PK" + bytes(2 << 20))
    with pytest.raises(UserError, match="больше 1 МБ"):
        check_workbook(path, TINY)


def test_an_encrypted_part_and_an_odd_compression(tmp_path: Path):
    content = bytearray(tools.write_parts(tmp_path / "а.xlsx", tools.xlsx_parts({"1": GOOD})).read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "а.xlsx").write_bytes(bytes(content))
    with pytest.raises(UserError, match="паролем"):
        check_workbook(tmp_path / "а.xlsx")
    with zipfile.ZipFile(tmp_path / "б.xlsx", "w", zipfile.ZIP_LZMA) as archive:
        for name, part in tools.xlsx_parts({"1": GOOD}).items():
            archive.writestr(name, part)
    with pytest.raises(UserError, match="необычным способом"):
        check_workbook(tmp_path / "б.xlsx")


def test_places_without_a_file(tmp_path: Path):
    with pytest.raises(UserError, match="не найден"):
        check_workbook(tmp_path / "нет.xlsx")
    with pytest.raises(UserError, match="это папка"):
        check_workbook(tmp_path)


def test_sound_files_pass_and_are_handed_on_as_they_are(tmp_path: Path):
    rows = {"Лист1": [["Отметка", 5.0], ["Балл", 17.5]], "Лист2": [[1.0]]}
    for write, ending in ((tools.write_xlsx, "xlsx"), (tools.write_ods, "ods"), (tools.write_xls, "xls")):
        path = write(tmp_path / f"а.{ending}", rows)
        assert check_workbook(path) == path.read_bytes()
        assert dict(read_sheets(path)) == rows


@pytest.mark.parametrize(("row", "column"), [(1500, 20), (MOST_ROWS, 26), (3000, MOST_COLUMNS), (999, 702)])
def test_large_sheets_of_a_region_pass(row: int, column: int, tmp_path: Path):
    cell = CELL.format(f"{tools.letters(column - 1)}{row}")
    path = with_sheet(f'<row r="{row}">{cell}</row>')(tmp_path / "а.xlsx")
    assert check_workbook(path)


def test_a_workbook_of_many_rows_takes_more_than_one_block_of_the_table(tmp_path: Path):
    rows = [[f"строка {at}", float(at)] for at in range(4000)]
    path = tools.write_xls(tmp_path / "а.xls", {"1": rows})
    assert path.stat().st_size > 128 * 512
    assert dict(read_sheets(path)) == {"1": rows}


def test_a_short_workbook_in_small_sectors_is_walked_too(tmp_path: Path):
    def small(*cells: tuple[int, bytes]) -> Path:
        start = tools.record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
        path = tmp_path / "а.xls"
        path.write_bytes(tools.compound_small(start + b"".join(tools.record(*one) for one in (*cells, (0x0A, b"")))))
        return path

    assert check_workbook(small((0x203, struct.pack("<HHHd", 9, 9, 0, 1.0))))
    with pytest.raises(UserError, match="слишком велик"):
        check_workbook(small((0x203, struct.pack("<HHHd", 65535, 255, 0, 1.0))))


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_damage_anywhere_is_one_sentence_or_harmless(ending: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    write = {"xlsx": tools.write_xlsx, "ods": tools.write_ods, "xls": tools.write_xls}[ending]
    path = write(tmp_path / f"а.{ending}", {"Лист1": tools.individual()})
    content = path.read_bytes()
    chance = random.Random(7)
    refused = 0
    for _ in range(150):
        damaged = bytearray(content)
        for _ in range(chance.choice((1, 4, 30))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(bytes(damaged[: chance.choice((len(damaged), chance.randrange(len(damaged))))]))
        try:
            list(read_sheets(path))
        except UserError as error:
            refused += 1
            assert str(error).endswith(".") and "\n" not in str(error)
    assert refused > 20
    capfd.readouterr()
