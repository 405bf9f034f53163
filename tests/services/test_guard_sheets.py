"""How large a sheet becomes: never more than the guard says, however its cells and their surroundings are written."""

from __future__ import annotations

import io
import zipfile

import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.guard_sheets import load_of

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_START = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}" xmlns:x="{_MAIN}">'
HEADS = ("", '<cols><col min="1" max="2"/></cols>', "<!-- <sheetData> -->", '<sheetPr><c r="ZZZ99999"/></sheetPr>')
TAILS = (
    "",
    '<conditionalFormatting sqref="A1"><cfRule type="x"/></conditionalFormatting>',
    "<!-- sheetData -->",
    '<x:sheetData><row r="5000"><c r="AAA5000"><v>1</v></c></row></x:sheetData>',
)
CELLS = (
    '<c r="A1"><v>1</v></c>',
    '<c r="ZZZ9"><v>1</v></c>',
    '<c r="AB120"><v>1</v></c>',
    '<c r="C1500"><v>1</v></c>',
    "<c r='AAB3'><v>1</v></c>",
    '<c\tr="D2000"><v>1</v></c>',
    '<x:c r="ABC700"><v>1</v></x:c>',
    '<c  r="B3000"><v>1</v></c>',
    '<c s="1" r="AAD4"><v>1</v></c>',
    "<c><v>3</v></c>",
    '<c r="B2"><f>SUM(A1:c5)</f><v>1</v></c>',
)


def parts() -> dict[str, bytes]:
    """The parts of a workbook with one sheet."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet()
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PARTS = parts()


def laid_out(sheet: bytes) -> int:
    """Places of the sheet as the reader lays it out, from the first cell of all to its last; 0 where it reads none."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in PARTS.items():
            archive.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else content)
    try:
        end = python_calamine.load_workbook(stream).get_sheet_by_index(0).end
    except python_calamine.CalamineError:
        return 0
    return (end[0] + 1) * (end[1] + 1) if end else 0


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(HEADS),
    st.sampled_from(("", "x:")),
    st.lists(st.sampled_from(CELLS), max_size=3),
    st.sampled_from(TAILS),
)
def test_a_reader_never_lays_out_more_than_was_said(head: str, prefix: str, cells: list[str], tail: str):
    rows = f'<{prefix}sheetData><row r="1">{"".join(cells)}</row></{prefix}sheetData>'
    sheet = f"{_START}{head}{rows}{tail}</worksheet>".encode()
    try:
        said = load_of("а.xlsx", "xl/worksheets/sheet1.xml", sheet).places
    except UserError:  # refused, and no reader sees it
        return
    assert said >= laid_out(sheet)
