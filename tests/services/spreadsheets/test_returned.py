"""A workbook filled in by a colleague comes back: differences cell by cell, taken over in one step."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from shnor_desktop.models.errors import UserError
from shnor_desktop.models.programme import SectionText
from shnor_desktop.services.documents.tree import Block, Cell, Row, Table, block_texts
from shnor_desktop.services.documents.tree_json import load_blocks, plain_blocks
from shnor_desktop.services.editing.content import set_text
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.spreadsheets.book_names import KEY_SHEET, PLACES_SHEET
from shnor_desktop.services.spreadsheets.monitoring_out import write_monitoring
from shnor_desktop.services.spreadsheets.returned import read_returned, take_over


def places(path: Path) -> dict[str, tuple[str, str]]:
    """Place → sheet and cell."""
    rows = openpyxl.load_workbook(path)[PLACES_SHEET].iter_rows(max_col=2, values_only=True)
    found = {str(place): str(address).rpartition("!") for place, address in rows if "!" in str(address)}
    return {place: (sheet.strip("'"), cell) for place, (sheet, _, cell) in found.items()}


def type_in(path: Path, typed: dict[str, object]) -> None:
    """Type values into cells by their places."""
    known, book = places(path), openpyxl.load_workbook(path)
    for place, value in typed.items():
        sheet, cell = known[place]
        book[sheet][cell] = value
    book.save(path)


def diary_row(data: ProgrammeData) -> int:
    """The id of a row of the diary that is not linked."""
    diary = next(section for section in data.sections if section.section.key == "diary")
    return next(entry.row.id for entry in diary.activities if entry.row.level == "item")


def test_what_was_not_touched_does_not_differ(school: SchoolFile, book: Path):
    found = read_returned(read_programme(school), book)
    assert found.differences == ()
    assert found.remarks == ()
    assert found.wave.key == "final"
    assert found.school == "МБОУ «Школа № 7 посёлка Речной»"


def test_every_kind_of_cell(school: SchoolFile, book: Path):
    data = read_programme(school)
    row = diary_row(data)
    indicator = next(one.row for section in data.sections for task in section.tasks for one in task.indicators)
    base = "criterion_value:appendix_2/final/deviant_count"
    type_in(
        book,
        {
            f"{base}:value": 5,
            f"{base}:denominator": 210,
            "criterion_value:appendix_1/final/quality_group:value": "3",
            f"activity:{row}:percent": 80,
            f"activity:{row}:reason": "Перенесли на май",
            f"indicator:{indicator.id}:achieved": 91.5,
        },
    )
    found = read_returned(data, book)
    assert {(one.place, one.becomes) for one in found.differences} == {
        ("criterion:deviant_count", "5 из 210"),
        ("criterion:quality_group", "3"),
        (f"activity:{row}:percent", "80"),
        (f"activity:{row}:reason", "Перенесли на май"),
        (f"indicator:{indicator.id}:achieved", "91,5"),
    }
    assert found.remarks == ()
    name = take_over(school, found.differences)
    assert name == "Из Excel: 5 значений"
    assert read_returned(read_programme(school), book).differences == ()
    school.undo()
    after = read_programme(school)
    assert after.sections == data.sections


def test_a_row_called_a_little_otherwise_is_a_difference_too(school: SchoolFile, book: Path):
    data = read_programme(school)
    place = f"activity:{diary_row(data)}:text"
    sheet, cell = places(book)[place]
    was = openpyxl.load_workbook(book)[sheet][cell].value
    type_in(book, {place: f"{was} и условий"})
    found = read_returned(data, book)
    assert [(one.was, one.becomes, one.cell) for one in found.differences] == [(was, f"{was} и условий", cell)]
    take_over(school, found.differences)
    assert not read_returned(read_programme(school), book).differences


def measures(data: ProgrammeData) -> tuple[Block, ...]:
    """The measures of Приложение 1."""
    return next(one for one in data.sections if one.section.key == "appendix_1").texts["measures"]


def test_text_below_a_table_is_taken_with_the_looks_of_what_stayed(school: SchoolFile, book: Path):
    data, place = read_programme(school), "section_text:appendix_1:measures"
    sheet, cell = places(book)[place]
    before = measures(data)
    lines = [*block_texts(before)]
    text = "\n".join([lines[0], f"{lines[1]} и пятых", *lines[2:], "Ещё одна мера"])
    type_in(book, {place: text})
    (found,) = read_returned(data, book).differences
    assert (found.place, found.sheet, found.cell) == ("section_text:measures", sheet, cell)
    assert (found.was, found.becomes) == ("\n".join(lines), text)
    assert take_over(school, [found]) == "Из Excel: 1 значение"
    after = measures(read_programme(school))
    assert [*block_texts(after)] == text.split("\n")
    assert after[0] == before[0] and {one.list for one in after} == {one.list for one in before} == {"bullet"}
    assert read_returned(read_programme(school), book).differences == ()
    school.undo()
    assert measures(read_programme(school)) == before


def test_a_text_that_was_empty_is_taken_too(school: SchoolFile, tmp_path: Path):
    section = next(one.section.id for one in read_programme(school).sections if one.section.key == "appendix_2")
    set_text(school, section, "conclusions", ())
    with school.transaction("Строки нет") as transaction:
        transaction.remove_all(
            SectionText, [row.id for row in school.rows(SectionText, section_id=section, slot="conclusions")]
        )
    path = tmp_path / "пусто.xlsx"
    write_monitoring(read_programme(school), path, "final")
    type_in(path, {"section_text:appendix_2:conclusions": "Стало лучше.\nНе всё."})
    found = read_returned(read_programme(school), path)
    take_over(school, found.differences)
    (row,) = school.rows(SectionText, section_id=section, slot="conclusions")
    assert [*block_texts(load_blocks(row.body))] == ["Стало лучше.", "Не всё."]


@pytest.mark.parametrize("why", ["с таблицей", "не поместился"])
def test_a_text_that_a_cell_cannot_hold_is_not_passed_over_in_silence(school: SchoolFile, tmp_path: Path, why: str):
    section = next(one.section.id for one in read_programme(school).sections if one.section.key == "appendix_1")
    table = Table((Row((Cell(plain_blocks("Ячейка")),)),))
    blocks = (table,) if why == "с таблицей" else plain_blocks("\n".join(["Длинная строка о мерах."] * 2000))
    set_text(school, section, "measures", (*plain_blocks("Меры:"), *blocks))
    path = tmp_path / "книга.xlsx"
    write_monitoring(read_programme(school), path, "final")
    place = "section_text:appendix_1:measures"
    sheet, cell = places(path)[place]
    type_in(path, {place: "Меры, которых в программе нет."})
    found = read_returned(read_programme(school), path)
    assert found.differences == ()
    (remark,) = found.remarks
    assert remark.startswith(f"Лист «{sheet}», {cell}: изменён текст «") and why in remark
    assert remark.endswith("перенесите его сами.")


def test_only_some_are_taken(school: SchoolFile, book: Path):
    data = read_programme(school)
    row = diary_row(data)
    type_in(book, {f"activity:{row}:reason": "Причина", f"activity:{row}:coverage": "40 учеников"})
    found = read_returned(data, book)
    take_over(school, [one for one in found.differences if one.label.startswith("Причины")])
    left = read_returned(read_programme(school), book).differences
    assert [(one.place, one.becomes) for one in left] == [(f"activity:{row}:coverage", "40 учеников")]


def test_rows_that_moved_are_found_again(school: SchoolFile, book: Path):
    data = read_programme(school)
    row = diary_row(data)
    type_in(book, {f"activity:{row}:reason": "Причина"})
    changed = openpyxl.load_workbook(book)
    sheet = changed["Приложение 3"]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(6, 3)
    changed.save(book)
    found = read_returned(data, book)
    assert [(one.place, one.becomes) for one in found.differences] == [(f"activity:{row}:reason", "Причина")]


def test_a_row_that_is_gone_is_named(school: SchoolFile, book: Path):
    data = read_programme(school)
    row = diary_row(data)
    text = next(e.row.text for s in data.sections for e in s.activities if e.row.id == row)
    type_in(book, {f"activity:{row}:text": "Совсем другое", f"activity:{row}:reason": "Причина"})
    found = read_returned(data, book)
    assert [one.title for one in found.differences if not one.doubt] == []
    assert any(text[:40] in remark for remark in found.remarks)


def test_what_cannot_be_stored_is_named(school: SchoolFile, book: Path):
    data = read_programme(school)
    row = diary_row(data)
    type_in(book, {f"activity:{row}:percent": 140, "criterion_value:appendix_2/final/deviant_count:value": 900})
    found = read_returned(data, book)
    assert found.differences == ()
    assert any("Приложение 3" in remark for remark in found.remarks)
    assert any("Часть не бывает больше целого" in remark for remark in found.remarks)


def test_an_emptied_cell_takes_nothing_away(school: SchoolFile, book: Path):
    data = read_programme(school)
    type_in(book, {f"activity:{diary_row(data)}:period": None})
    assert read_returned(data, book).differences == ()


def test_a_copy_by_hand_gives_its_criteria(school: SchoolFile, tmp_path: Path):
    data = read_programme(school)
    section = next(one for one in data.sections if one.section.key == "appendix_2")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["", "Итоговый мониторинг: по состоянию на 01.12.2026"])
    sheet.append([""] + [column.label for column in section.spec.columns])
    sheet.append(["", "", "", "", "Школа № 7"])
    for number, criterion in enumerate(section.spec.criterion, 1):
        for index, one in enumerate(criterion.indicators):
            head = [number, criterion.title] if index == 0 else ["", ""]
            sheet.append(["", *head, one.label, "9 из 216" if one.key == "deviant_count" else ""])
    book.save(tmp_path / "рука.xlsx")
    found = read_returned(data, tmp_path / "рука.xlsx")
    assert [(one.place, one.was, one.becomes, one.cell) for one in found.differences] == [
        ("criterion:deviant_count", "6 из 216", "9 из 216", "E10")
    ]
    assert found.school == "Школа № 7"


def test_an_older_book_names_its_cells_on_the_first_hidden_sheet(school: SchoolFile, book: Path):
    old = openpyxl.load_workbook(book)
    about, cells = old[KEY_SHEET], old[PLACES_SHEET]
    for at, pair in enumerate(cells.iter_rows(max_col=2, values_only=True)):
        for column, text in enumerate(pair):
            about.cell(10 + at, 1 + column, text)
    del old[PLACES_SHEET]
    row = f"activity:{diary_row(read_programme(school))}:percent"
    sheet, _, cell = str(next(pair for pair in about.iter_rows(values_only=True) if pair[0] == row)[1]).rpartition("!")
    old[sheet.strip("'")][cell] = 41
    old.save(book)
    (found,) = read_returned(read_programme(school), book).differences
    assert (found.place, found.becomes) == (row, "41")


def test_a_book_of_no_wave(school: SchoolFile, book: Path):
    changed = openpyxl.load_workbook(book)
    del changed[KEY_SHEET], changed[PLACES_SHEET]
    for name in changed.sheetnames:
        for row in changed[name].iter_rows(max_row=6):
            for cell in row:
                if "по состоянию" in str(cell.value):
                    cell.value = ""
    changed.save(book)
    data = read_programme(school)
    with pytest.raises(UserError, match="какой это этап"):
        read_returned(data, book)
    assert read_returned(data, book, "final").differences == ()


def test_a_book_of_something_else(school: SchoolFile, tmp_path: Path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "пусто.xlsx")
    with pytest.raises(UserError, match="нет таблиц мониторинга"):
        read_returned(read_programme(school), tmp_path / "пусто.xlsx")
