"""Many schools' workbooks into one: exact sums, everything doubtful listed with file and cell."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from shnor_desktop.cli import main
from shnor_desktop.models.errors import UserError
from shnor_desktop.models.monitoring import CriterionValue
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.jobs import Cancelled
from shnor_desktop.services.queries import ProgrammeData
from shnor_desktop.services.spreadsheets.consolidated_book import write_consolidated
from shnor_desktop.services.spreadsheets.consolidation import consolidate, join
from shnor_desktop.services.spreadsheets.criteria_in import FormIndex
from shnor_desktop.services.spreadsheets.monitoring_out import write_monitoring
from shnor_desktop.services.spreadsheets.school_books import ReadBook, read_book, read_books, workbooks_of
from shnor_desktop.services.workers.sharing import MANY

FORM = load_format("school-programme")


def school_data(data: ProgrammeData, number: int, part: int, whole: int) -> ProgrammeData:
    """The example as another school with its own count in Приложение 2."""
    school = dataclasses.replace(data.school, full_name="", short_name=f"МБОУ «Школа № {number}»")
    wave = next(row for row in data.waves if row.key == "final")
    sections = []
    for section in data.sections:
        if section.section.key == "appendix_2":
            kept = [one for one in section.values if (one.wave_id, one.key) != (wave.id, "single_parent_count")]
            new = CriterionValue(wave_id=wave.id, key="single_parent_count", numerator=part, denominator=whole)
            section = dataclasses.replace(section, values=(*kept, new))
        sections.append(section)
    return dataclasses.replace(data, school=school, sections=tuple(sections))


@pytest.fixture(scope="module")
def folder(example: ProgrammeData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten schools' workbooks, a damaged one, and files that are no workbooks."""
    folder = tmp_path_factory.mktemp("schools")
    for number in range(1, 11):
        data = school_data(example, number, number, 100 + number)
        write_monitoring(data, folder / f"школа {number}.xlsx", "final", ("appendix_1", "appendix_2"))
    (folder / "повреждена.xlsx").write_bytes((folder / "школа 1.xlsx").read_bytes()[:3000])
    (folder / "~$школа 1.xlsx").write_bytes(b"lock")
    (folder / "письмо.txt").write_text("привет", "utf-8")
    return folder


def row_of(sheet: openpyxl.worksheet.worksheet.Worksheet, title: str, label: str) -> list[object]:
    """The cells of a row by its criterion and label."""
    current = ""
    for row in sheet.iter_rows(values_only=True):
        current = str(row[1] or current)
        if title in current and row[2] == label:
            return list(row[3:])
    raise AssertionError(label)


def test_sums_are_exact(folder: Path, tmp_path: Path, recalculated: Callable[..., list[Path]]):
    out = tmp_path / "свод.xlsx"
    found = consolidate([folder], FORM)
    write_consolidated(found, out)
    for path in (out, *recalculated(out)):
        sheet = openpyxl.load_workbook(path, data_only=True)["Приложение 2"]
        counts = row_of(sheet, "из неполных семей", "Кол-во обучающихся")
        assert counts == [*range(1, 11), 55]
        shares = row_of(sheet, "из неполных семей", "Доля")
        wanted = [number / (100 + number) for number in range(1, 11)]
        assert shares == pytest.approx([*wanted, 55 / 1055])
    assert [school.name for school in found.schools] == [f"МБОУ «Школа № {number}»" for number in range(1, 11)]


def test_the_damaged_one_is_listed(folder: Path):
    found = consolidate([folder], FORM)
    failed = [one for one in found.files if one.reason]
    assert [one.path.name for one in failed] == ["повреждена.xlsx"]
    assert "повреждён" in failed[0].reason
    assert len(found.files) == 11


def test_two_answers_of_one_school(example: ProgrammeData, tmp_path: Path):
    for name, school, part in (("а", "МБОУ «Школа № 5»", 3), ("б", "Школа №5", 4)):
        data = school_data(example, 5, part, 50)
        data = dataclasses.replace(data, school=dataclasses.replace(data.school, short_name=school))
        write_monitoring(data, tmp_path / f"{name}.xlsx", "final", ("appendix_2",))
    found = consolidate([tmp_path], FORM)
    (school,) = found.schools
    assert school.answers["appendix_2", "single_parent_count"].numerator == 3
    told = [one.text for one in found.remarks if one.where.file == "б.xlsx"]
    assert "Другое значение, чем в «а.xlsx»; взято первое." in told


def test_the_newer_wave_wins(example: ProgrammeData, tmp_path: Path):
    data = school_data(example, 5, 7, 50)
    write_monitoring(data, tmp_path / "а.xlsx", "entry", ("appendix_2",))
    write_monitoring(data, tmp_path / "б.xlsx", "final", ("appendix_2",))
    (school,) = consolidate([tmp_path], FORM).schools
    assert school.as_of == "01.12.2026"
    assert school.answers["appendix_2", "single_parent_count"].numerator == 7


def test_what_is_missing_is_listed_with_its_cell(example: ProgrammeData, tmp_path: Path):
    write_monitoring(example, tmp_path / "а.xlsx", "interim", ("appendix_2",))
    found = consolidate([tmp_path / "а.xlsx"], FORM)
    missing = [one for one in found.remarks if one.text.startswith("Нет ответа") and one.where.file]
    assert missing
    assert all(one.where.sheet == "Приложение 2" and one.where.cell for one in missing)


def test_any_mixture_adds_up(example: ProgrammeData, tmp_path: Path):
    chance = random.Random(7)
    wanted: list[tuple[int, int]] = []
    for number in range(1, 9):
        whole = chance.randint(1, 900)
        part = chance.randint(0, whole)
        wanted.append((part, whole))
        write_monitoring(school_data(example, number, part, whole), tmp_path / f"{number}.xlsx", "final")
    write_consolidated(consolidate([tmp_path], FORM), tmp_path / "свод.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "свод.xlsx", data_only=True)["Приложение 2"]
    assert row_of(sheet, "из неполных семей", "Кол-во обучающихся") == [
        *(part for part, _ in wanted),
        sum(part for part, _ in wanted),
    ]


def test_charts_and_lists(folder: Path, tmp_path: Path):
    write_consolidated(consolidate([folder], FORM), tmp_path / "свод.xlsx")
    book = openpyxl.load_workbook(tmp_path / "свод.xlsx")
    assert book.sheetnames == ["Приложение 1", "Приложение 2", "Замечания", "Файлы", "Диаграммы"]
    assert len(book["Диаграммы"]._charts) == 6
    files = [row[0].value for row in book["Файлы"].iter_rows(min_row=3)]
    assert "повреждена.xlsx" in files
    assert len(files) == 11


def named(data: ProgrammeData, school: str) -> ProgrammeData:
    """The same data of a school of that name."""
    return dataclasses.replace(data, school=dataclasses.replace(data.school, full_name="", short_name=school))


def test_a_person_says_which_school_it_is(example: ProgrammeData, tmp_path: Path):
    spellings = ("МБОУ «Школа № 5»", "Школа №5", "Лицей")
    for number, school in enumerate(spellings):
        write_monitoring(named(example, school), tmp_path / f"{number}.xlsx", "final", ("appendix_2",))
    books = read_books(list(workbooks_of([tmp_path])), FormIndex(FORM))
    guessed = join(books, FORM)
    assert [one.name for one in guessed.schools] == ["МБОУ «Школа № 5»", "Лицей"]
    assert guessed.files[1].matched == (("Школа №5", "МБОУ «Школа № 5»"),)
    paths = [book.path for book in books]
    together = join(books, FORM, {(paths[2], "Лицей"): "МБОУ «Школа № 5»"})
    assert [one.name for one in together.schools] == ["МБОУ «Школа № 5»"]
    apart = join(books, FORM, {(paths[1], "Школа №5"): "Школа №5, филиал"})
    assert {one.name for one in apart.schools} == {"МБОУ «Школа № 5»", "Школа №5, филиал", "Лицей"}
    assert not [one for one in apart.remarks if "сочтены" in one.text]


def test_a_rating_where_relative_scores_are_given(example: ProgrammeData, tmp_path: Path, recalculated):
    for number, school in enumerate(("Школа № 1", "Школа № 2")):
        write_monitoring(named(example, school), tmp_path / f"{number}.xlsx", "final", ("appendix_2",))
    for name, rows in {
        "0.xlsx": [("Относительный балл", 0.97)],
        "1.xlsx": [
            ("№", "Образовательная организация", "Относительный балл (3 года)"),
            (1, "МБОУ СОШ № 2", "1,125"),
            (2, "Школа №1", 0.5),
            (3, "Школа № 9", "нет"),
        ],
    }.items():
        book = openpyxl.load_workbook(tmp_path / name)
        sheet = book.create_sheet("Балл")
        for row in rows:
            sheet.append(row)
        book.save(tmp_path / name)
    found = consolidate([tmp_path], FORM)
    assert [(one.name, one.score) for one in found.schools] == [("Школа № 1", 0.97), ("Школа № 2", 1.125)]
    assert [one.where.cell for one in found.remarks if "относительный балл" in one.text] == ["C3"]
    out = tmp_path / "свод" / "свод.xlsx"
    out.parent.mkdir()
    write_consolidated(found, out)
    for path in (out, *recalculated(out)):
        rows = list(openpyxl.load_workbook(path, data_only=True)["Рейтинг"].iter_rows(min_row=4, values_only=True))
        assert [row[:2] for row in rows] == [(1, "Школа № 2"), (2, "Школа № 1")]
        assert [row[3] for row in rows] == pytest.approx([0.125, -0.03])


def test_macros_are_named_and_refused(folder: Path, tmp_path: Path):
    book = tmp_path / "с макросами.xlsm"
    book.write_bytes((folder / "школа 1.xlsx").read_bytes())
    found = consolidate([folder, tmp_path], FORM)
    (refused,) = [one for one in found.files if one.path == book]
    assert "макросы" in refused.reason and refused.schools == ()


def test_nothing_to_add_up(tmp_path: Path):
    with pytest.raises(UserError, match="ни одной книги"):
        consolidate([tmp_path], FORM)


def test_a_stopped_consolidation(folder: Path):
    def stop(part: float) -> None:
        if part > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        consolidate([folder], FORM, stop)


def test_many_files_shared_with_other_processes_give_the_same(folder: Path, tmp_path: Path):
    known = sorted(folder.glob("*.xlsx"))
    paths = [tmp_path / f"{number:02}.xlsx" for number in range(MANY)]
    for number, path in enumerate(paths):
        path.write_bytes(known[number % len(known)].read_bytes())
    told: list[ReadBook] = []
    index = FormIndex(FORM)
    books = read_books(paths, index, told=told.append)
    assert books == told == [read_book(path, index) for path in paths]
    assert any(book.reason for book in books) and any(book.columns for book in books)


def test_each_file_once(folder: Path):
    assert len(list(workbooks_of([folder, folder / "школа 1.xlsx"]))) == 11


def test_on_the_command_line(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "свод.xlsx"
    assert main(["consolidate", str(out), str(folder)]) == 0
    told = capsys.readouterr().out
    assert "Школ: 10" in told
    assert "повреждена.xlsx" in told
    assert out.exists()
    assert main(["consolidate", str(tmp_path / "нет.xlsx"), str(tmp_path / "пусто")]) == 2
    assert not (tmp_path / "нет.xlsx").exists()
