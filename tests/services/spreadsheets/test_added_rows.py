"""A colleague adds rows to the diary in Excel: they are shown, and those that are taken stand where he put them."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from shnor_desktop.models.activities import Activity
from shnor_desktop.models.school import School
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.spreadsheets.added_rows import NEW
from shnor_desktop.services.spreadsheets.difference import Difference
from shnor_desktop.services.spreadsheets.monitoring_out import write_monitoring
from shnor_desktop.services.spreadsheets.returned import read_returned, take_over

DIARY = "Приложение 3"


def insert(path: Path, behind: str, *rows: dict[str, object]) -> None:
    """Insert rows below the one with this text; keys are letters of columns."""
    book = openpyxl.load_workbook(path)
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    found = next(cell for cell in cells if str(cell.value or "").endswith(behind))
    sheet, at = found.parent, found.row
    sheet.insert_rows(at + 1, len(rows))
    for n, cells in enumerate(rows, at + 1):
        for letter, value in cells.items():
            sheet[f"{letter}{n}"] = value
    book.save(path)


def diary(school: SchoolFile) -> list[Activity]:
    """Its rows in order."""
    data = read_programme(school)
    return [entry.row for entry in plan(data)]


def plan(data: ProgrammeData):
    return next(section for section in data.sections if section.section.key == "diary").activities


def new_rows(school: SchoolFile, book: Path) -> list[Difference]:
    return [one for one in read_returned(read_programme(school), book).differences if one.label == NEW]


def test_nothing_is_new_in_what_was_not_touched(school: SchoolFile, book: Path):
    assert new_rows(school, book) == []


def test_rows_are_taken_in_their_order_with_all_their_cells(school: SchoolFile, book: Path):
    before = diary(school)
    item = next(row for row in before if row.level == "item")
    first = {"B": "Час поэзии", "D": "май 2026 года", "E": "Библиотекарь", "G": 40, "H": "болел лектор"}
    insert(book, item.text, first, {"B": "Час музыки"})
    found = new_rows(school, book)
    assert [(one.title, one.was, one.doubt) for one in found] == [("Час поэзии", "", ""), ("Час музыки", "", "")]
    assert found[0].becomes == "Час поэзии; май 2026 года; Библиотекарь; 40; болел лектор"
    take_over(school, found)
    after = diary(school)
    place = [row.text for row in after].index(item.text)
    assert [row.text for row in after[place : place + 3]] == [item.text, "Час поэзии", "Час музыки"]
    new = after[place + 1]
    assert (new.level, new.period, new.responsible, new.percent, new.reason) == (
        "item", "май 2026 года", "Библиотекарь", 40, "болел лектор"
    )  # fmt: skip
    assert [row for row in after if row.text not in ("Час поэзии", "Час музыки")] == before
    school.undo()
    assert diary(school) == before


def test_a_row_below_a_heading_is_the_first_of_its_group(school: SchoolFile, book: Path):
    head = [row for row in diary(school) if row.level == "group"][1]
    insert(book, head.text, {"B": "Час поэзии"})
    take_over(school, new_rows(school, book))
    texts = [row.text for row in diary(school)]
    assert texts[texts.index(head.text) + 1] == "Час поэзии"


def test_a_row_at_the_end(school: SchoolFile, book: Path):
    last = diary(school)[-1]
    insert(book, last.text, {"B": "Час поэзии"})
    take_over(school, new_rows(school, book))
    assert [row.text for row in diary(school)][-2:] == [last.text, "Час поэзии"]


def test_rows_behind_two_others_stand_each_behind_its_own(school: SchoolFile, book: Path):
    one, other = [row.text for row in diary(school) if row.level == "item"][:2]
    insert(book, other, {"B": "Второй"})
    insert(book, one, {"B": "Первый"})
    take_over(school, new_rows(school, book))
    texts = [row.text for row in diary(school)]
    assert texts[texts.index(one) + 1] == "Первый" and texts[texts.index(other) + 1] == "Второй"


def test_what_cannot_be_taken_is_a_doubt(school: SchoolFile, book: Path):
    item = next(row for row in diary(school) if row.level == "item")
    insert(book, item.text, {"B": "Час поэзии", "G": "900 %"})
    (found,) = new_rows(school, book)
    assert "100" in found.doubt and "percent" not in found.target.fields


def test_a_row_called_anew_may_be_one_that_is_missed(school: SchoolFile, book: Path):
    item = next(row for row in diary(school) if row.level == "item")
    sheets = openpyxl.load_workbook(book)
    cell = next(cell for row in sheets[DIARY].iter_rows() for cell in row if cell.value == item.text)
    cell.value = "Совсем другое дело"
    sheets.save(book)
    (found,) = new_rows(school, book)
    assert found.title == "Совсем другое дело" and item.text[:20] in found.doubt


def test_a_row_among_sub_items_is_one_of_them(school: SchoolFile, book: Path, tmp_path: Path):
    data = read_programme(school)
    roadmap = next(section for section in data.sections if section.section.key == "roadmap")
    rows = [entry.row for entry in roadmap.activities]
    place = next(n for n, row in enumerate(rows) if row.level == "sub" and rows[n + 1].level == "sub")
    path = tmp_path / "план.xlsx"
    write_monitoring(data, path, "final", ("roadmap",))
    insert(path, rows[place].text, {"B": "позвать родителей"})
    (found,) = new_rows(school, path)
    take_over(school, [found])
    after = [row.text for row in school.rows(Activity, section_id=roadmap.section.id)]
    stored = school.rows(Activity, text="позвать родителей")[0]
    assert stored.level == "sub" and after.count("позвать родителей") == 1


def test_a_new_target_is_told(school: SchoolFile, book: Path):
    sheets = openpyxl.load_workbook(book)
    sheet = sheets["Раздел 7"]
    text = read_programme(school).sections
    target = next(one.row.text for section in text for task in section.tasks for one in task.indicators)
    at = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == target)
    sheet.insert_rows(at + 1)
    sheet.cell(at + 1, 2).value = "Доля довольных"
    sheets.save(book)
    found = read_returned(read_programme(school), book)
    assert found.differences == () and len(found.remarks) == 1
    assert "Раздел 7" in found.remarks[0] and "Доля довольных" in found.remarks[0]


def test_a_book_of_another_school_is_told_and_nothing_of_it_is_ticked(school: SchoolFile, book: Path):
    item = next(row for row in diary(school) if row.level == "item")
    insert(book, item.text, {"B": "Час поэзии"})
    row = school.rows(School)[0]
    with school.transaction("Название") as transaction:
        transaction.change(School, row.id, short_name="МБОУ «Гимназия № 3»", full_name="")
    found = read_returned(read_programme(school), book)
    assert found.remarks[0].startswith("Это книга другой школы: ")
    assert found.differences and all(one.doubt for one in found.differences)
    with school.transaction("Название") as transaction:
        transaction.change(School, row.id, short_name="Школа №7 п. Речной")
    assert not read_returned(read_programme(school), book).remarks
