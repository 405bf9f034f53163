"""Folders in: every file is reported, what is there already is a duplicate, all of it is one step, no name is kept."""

from __future__ import annotations

import dataclasses
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import results_tools as tools
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_desktop.models.errors import UserError
from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.jobs import Cancelled
from shnor_desktop.services.results.computed import compute_all
from shnor_desktop.services.results.figures import load
from shnor_desktop.services.results.importing import (
    FileReport,
    import_results,
    step_name,
    write_results,
)
from shnor_desktop.services.results.reading import collect, read_file, read_results
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.workers.sharing import MANY

OTHER = dataclasses.replace(tools.EXAM, subject="Математика", grade=4)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "Школа.shnor") as opened:
        yield opened


def statuses(reports: list[FileReport]) -> list[str]:
    return [report.status for report in reports]


def test_a_folder_goes_in_as_one_step_that_can_be_undone(file: SchoolFile, tmp_path: Path):
    tools.write_folder(tmp_path / "ВПР" / "5 класс")
    tools.write_folder(tmp_path / "ВПР" / "4 класс", OTHER)
    reports = import_results(file, [tmp_path / "ВПР"])
    assert statuses(reports) == ["imported"] * 8
    assert file.undo_name == "Импорт результатов: 8 файлов"
    rows = file.rows(ExamResult)
    assert [(row.subject, row.grade, row.level) for row in rows] == [
        (subject, grade, level)
        for subject, grade in (("Математика", 4), ("Русский язык", 5))
        for level in ("school", "municipality", "region", "country")
    ]
    assert [row.participants for row in rows[:4]] == [7, 2100, 20400, 1200300]
    assert file.undo() == "Импорт результатов: 8 файлов"
    assert file.rows(ExamResult) == []
    file.redo()
    assert file.rows(ExamResult) == rows


def test_the_values_are_those_of_the_tables(file: SchoolFile, tmp_path: Path):
    import_results(file, [tools.write_folder(tmp_path / "ВПР")])
    found = compute_all(file.rows(ExamResult))
    school = found[next(row.id for row in file.rows(ExamResult) if row.level == "school")]
    done = dict(zip(("1К1", "1К2", "2", "5(1)", "5(2)", "11.3К1"), tools.completion(tools.EXAM), strict=True))
    assert school.completion == pytest.approx(done)
    assert (school.n, school.marks, school.gaps2) == (7, {5: 1, 4: 2, 3: 2, 2: 2}, 1)
    assert school.out_of_corridor == [
        task for place, (task, share) in enumerate(done.items()) if abs(share - 55.5 - place) > 10
    ]


def test_the_order_of_files_makes_no_difference(tmp_path: Path):
    folder = tools.write_folder(tmp_path / "ВПР")
    data = []
    for turn, reverse in enumerate((False, True)):
        with SchoolFile.create(tmp_path / f"{turn}.shnor") as file:
            for path in sorted(folder.iterdir(), reverse=reverse):
                assert statuses(import_results(file, [path])) == ["imported"]
            data.append([dataclasses.replace(load(row.data), sources=()) for row in _ordered(file)])
    assert data[0] == data[1]


def _ordered(file: SchoolFile) -> list[ExamResult]:
    return sorted(file.rows(ExamResult), key=lambda row: row.level)


def test_the_same_content_is_a_duplicate_in_any_file(file: SchoolFile, tmp_path: Path):
    folder = tools.write_folder(tmp_path / "ВПР")
    rows = tools.individual()
    tools.write_xls(folder / "я копия.xls", {"Лист1": [[*row[::-1]] for row in rows]})
    tools.write_ods(folder / "я копия.ods", {"Лист1": [[], [], *rows]})
    tools.write_xlsx(folder / "я длинная.xlsx", {"Лист1": tools.journal_long()})
    reports = import_results(file, [folder])
    assert statuses(reports) == ["imported"] * 4 + ["duplicate"] * 3
    assert reports[-1].reason == "То же уже есть: файл «Русский язык 5 2025 Индивидуальные результаты.xlsx»."
    step = file.undo_name
    assert statuses(import_results(file, [folder])) == ["duplicate"] * 7
    assert file.undo_name == step == "Импорт результатов: 4 файла"


def test_newer_data_of_the_same_table_take_the_place_of_older(file: SchoolFile, tmp_path: Path):
    import_results(file, [tools.write_folder(tmp_path / "старые")])
    newer = dataclasses.replace(tools.EXAM, pupils=tools.EXAM.pupils[:5])
    path = tools.write_xlsx(tmp_path / "новая.xlsx", {"Лист1": tools.individual(newer)})
    (report,) = import_results(file, [path])
    assert (report.status, report.n) == ("imported", 5)
    assert report.reason.startswith("Заменил прежние данные из файла «Русский язык 5 2025 Инд")
    (school,) = file.rows(ExamResult, level="school")
    assert school.participants == 5
    assert len([source for source in load(school.data).sources if source.kind == "individual"]) == 1


def test_classes_in_files_of_their_own_add_up(file: SchoolFile, tmp_path: Path):
    for letter, group in (("А", 1), ("Б", 2)):
        members = tuple((letter, *pupil[1:]) for pupil in tools.EXAM.pupils if pupil[0] == group)
        exam = dataclasses.replace(tools.EXAM, pupils=members)
        tools.write_xlsx(tmp_path / f"5{letter}.xlsx", {"Лист1": tools.individual(exam)})
    assert statuses(import_results(file, [tmp_path / "5А.xlsx", tmp_path / "5Б.xlsx"])) == ["imported"] * 2
    (school,) = file.rows(ExamResult)
    assert (school.participants, sorted(load(school.data).groups)) == (7, ["А", "Б"])


JUNK = {
    "~$РУ5.xlsx": "Служебный",
    ".DS_Store": "Служебный",
    "Thumbs.db": "Служебный",
    "читать.txt": "не таблица",
    "отчёт.docx": "не таблица",
    "всё.zip": "архив",
    "макросы.xlsm": "макросы",
    "двоичная.xlsb": "сохраните как .xlsx",
    "пустой.xlsx": "пуст",
    "текст.xlsx": "не таблица Excel",
    "страница.xls": "страница из браузера",
    "протокол.xls": "PDF",
}


def test_junk_is_skipped_and_told_in_one_sentence_each(file: SchoolFile, tmp_path: Path):
    folder = tools.write_folder(tmp_path / "ВПР")
    content = {
        "текст.xlsx": b"x" * 99,
        "страница.xls": b"\n<html><table>",
        "протокол.xls": b"%PDF-1.7",
        "пустой.xlsx": b"",
    }
    for name in JUNK:
        (folder / name).write_bytes(content.get(name, b"1234"))
    tools.write_xlsx(folder / "чужая.xlsx", {"Лист1": [["Меню столовой"], ["Каша", 1]]})
    reports = {report.file: report for report in import_results(file, [folder])}
    for name, words in (JUNK | {"чужая.xlsx": "нет таблиц с результатами"}).items():
        assert reports[name].status == "skipped", name
        assert words in reports[name].reason, name
        assert reports[name].reason.endswith(".") and "\n" not in reports[name].reason
    assert statuses([report for name, report in reports.items() if "2025" in name]) == ["imported"] * 4
    assert file.undo_name == step_name(4)


def test_nothing_found_is_no_step(file: SchoolFile, tmp_path: Path):
    (tmp_path / "пусто").mkdir()
    assert import_results(file, [tmp_path / "пусто"]) == []
    assert file.undo_name is None


def test_a_file_with_a_good_and_a_bad_table_has_a_line_for_each(file: SchoolFile, tmp_path: Path):
    nameless = [row for row in tools.marks() if "202" not in str(row)]
    path = tools.write_xlsx(tmp_path / "две.xlsx", {"1": tools.individual(), "2": nameless})
    reports = import_results(file, [path])
    assert sorted(statuses(reports)) == ["imported", "skipped"]
    assert {report.file for report in reports} == {"две.xlsx"}


def test_a_path_that_is_not_there_is_told_and_nothing_is_written(file: SchoolFile, tmp_path: Path):
    with pytest.raises(UserError, match="не найден"):
        import_results(file, [tools.write_folder(tmp_path / "ВПР"), tmp_path / "нет такой"])
    assert file.rows(ExamResult) == []


def test_each_file_is_taken_once(tmp_path: Path):
    folder = tools.write_folder(tmp_path / "ВПР")
    one = next(folder.iterdir())
    assert len(list(collect([folder, one, folder]))) == 4


def test_progress_grows_and_a_cancel_leaves_nothing(file: SchoolFile, tmp_path: Path):
    folder = tools.write_folder(tmp_path / "ВПР")
    told: list[float] = []
    read_results([folder], progress=told.append)
    assert told == sorted(told) and told[0] == 0 and told[-1] == 1 and len(told) == 5

    def stop(part: float) -> None:
        if part > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_results(file, [folder], stop)
    assert file.rows(ExamResult) == []


def test_many_files_are_shared_with_other_processes_and_come_out_the_same(tmp_path: Path):
    for grade in range(2, 8):
        for subject in ("История", "Физика", "Химия"):
            exam = dataclasses.replace(tools.EXAM, subject=subject, grade=grade)
            tools.write_folder(tmp_path / "ВПР" / f"{subject} {grade}", exam)
    damaged = tmp_path / "ВПР" / "История 2" / "обрезана.xlsx"
    damaged.write_bytes(b"PK\x03\x04")
    files = list(collect([tmp_path]))
    assert len(files) == 73 > MANY
    found = read_results([tmp_path])
    assert found == [read_file(path) for path in files]
    assert [one.path for one in found if one.troubles] == [damaged]


def test_reading_needs_no_file_and_writing_no_folder(file: SchoolFile, tmp_path: Path):
    folder = tools.write_folder(tmp_path / "ВПР")
    found = read_results([folder])
    shutil.rmtree(folder)
    assert statuses(write_results(file, found)) == ["imported"] * 4


NAMES = st.lists(
    st.tuples(
        st.text("АБВГДЕЖЗИКЛМНОПРСТУФ", min_size=1, max_size=1),
        st.text("абвгдежзиклмнопрстуфяюьё", min_size=5, max_size=12),
        st.sampled_from(["Мария Ильинична", "Олег", "И. О.", "Отсутствуев", "Понизилова"]),
    ).map(lambda parts: f"{parts[0]}{parts[1]} {parts[2]}"),
    min_size=7,
    max_size=7,
)


@settings(max_examples=20)  # each example writes and reads a school file
@given(NAMES, st.sampled_from(["xlsx", "ods", "xls"]), st.integers(0, 99999))
def test_names_never_reach_the_file(tmp_path_factory: pytest.TempPathFactory, names: list[str], kind: str, code: int):
    folder = tmp_path_factory.mktemp("имена")
    rows = tools.individual(names=names)
    for place, name in enumerate(names):
        rows[9 + place][4] = f"{70000000 + code}{place}"
        rows[9 + place].append(name)  # and once more, under no heading at all
    write = {"xlsx": tools.write_xlsx, "ods": tools.write_ods, "xls": tools.write_xls}[kind]
    path = write(folder / f"РУ5.{kind}", {"Лист1": rows})
    target = folder / "Школа.shnor"
    with SchoolFile.create(target) as file:
        assert statuses(import_results(file, [path])) == ["imported"]
        file.undo()
        file.redo()
    content = target.read_bytes()
    connection = sqlite3.connect(target)
    whole = "\n".join(connection.iterdump())
    connection.close()
    for word in (*(word for name in names for word in name.split() if len(word) > 4), f"{70000000 + code}"):
        assert word.encode() not in content and word.encode("utf-16-le") not in content
        assert word not in whole


def test_lines_for_a_person(file: SchoolFile, tmp_path: Path):
    path = tools.write_xlsx(tmp_path / "РУ5.xlsx", {"Лист1": tools.marks()})
    (report,) = import_results(file, [path])
    assert report.line() == "РУ5.xlsx: принят: ВПР 2025, Русский язык, 5 класс, статистика по отметкам"
    assert list(report.as_json()) == ["file", "status", "kind", "subject", "grade", "year", "n", "reason"]
