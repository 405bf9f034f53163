"""The page «Результаты»: typing, pasting from Excel, tasks, what is typed over a file, other samples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import results_tools as tools
from access_tools import nameless, tipless
from page_tools import Desk, entry_of, press, type_text
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox

from shnor_desktop.models.all import ExamResult, SectionText
from shnor_desktop.services.documents.tree import Paragraph, Run
from shnor_desktop.services.editing.results_text import append_text
from shnor_desktop.services.results.computed import compute_all
from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.services.results.importing import import_results
from shnor_desktop.ui.dialogs.new_exam import NewExamDialog
from shnor_desktop.ui.dialogs.scores import ScoresDialog
from shnor_desktop.ui.pages.results_page import ResultsPage
from shnor_desktop.ui.widgets.cell_text import PADDING
from shnor_desktop.ui.widgets.empty_note import EmptyNote

CTRL = Qt.KeyboardModifier.ControlModifier
RUSSIAN = ExamKey("vpr", 2025, "Русский язык", 5)


@pytest.fixture
def page(desk: Desk, qapp: QApplication) -> ResultsPage:
    made = ResultsPage(desk.context)
    desk.page = made
    made.resize(1200, 760)
    made.show()
    desk.file.subscribe(made.refresh)
    qapp.processEvents()
    return made


def paste(page: ResultsPage, rows: list[list[str]], *, tasks: bool = False) -> None:
    QApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
    view = page.tasks_view if tasks else page.view
    view.setFocus()
    next(action for action in view.actions() if action.text() == "Вставить").trigger()
    QApplication.processEvents()


def at(page: ResultsPage, field: str, row: int = 0) -> str:
    return str(page.model.index(row, page.model.column_of(field)).data())


def go(page: ResultsPage, field: str, row: int = 0) -> None:
    page.view.setCurrentIndex(page.model.index(row, page.model.column_of(field)))


def the_exam(page: ResultsPage) -> ExamResult:
    (row,) = page.context.file.rows(ExamResult, level="school")
    return row


def test_an_exam_is_begun_by_keys_and_its_numbers_are_typed(page: ResultsPage):
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewExamDialog)
        assert nameless(dialog) == []
        dialog.exam.setCurrentIndex(1)
        assert (dialog.grade.value(), dialog.grade.isEnabled()) == (9, False)
        dialog.year.setValue(2025)
        dialog.subject.setCurrentText("Химия")
        press(dialog.year, Qt.Key.Key_Return)

    assert page.nothing.isVisible()
    QTimer.singleShot(50, answer)
    next(action for action in page.view.actions() if action.text() == "+ Экзамен").trigger()
    assert at(page, "exam") == "ОГЭ" and not page.nothing.isVisible()
    editor = page.view.itemDelegate().editor
    type_text(editor, "10")
    press(editor, Qt.Key.Key_Tab)
    editor = page.view.itemDelegate().editor
    type_text(editor, "4")
    press(editor, Qt.Key.Key_Return)
    assert the_exam(page).participants == 10
    assert (at(page, "mark5"), at(page, "remarks")) == ("4", "Отметок 4, а участников 10.")
    assert at(page, "source") == "вручную"
    page.context.file.undo()
    page.context.file.undo()
    page.context.file.undo()
    assert page.model.rowCount() == 0


def test_rows_of_excel_become_exams(page: ResultsPage):
    for model in (page.model, page.tasks_model):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    paste(
        page,
        [
            ["Экзамен", "Год", "Предмет", "Класс", "N", "5", "4", "3", "2"],
            ["ВПР", "2025", "математика", "4А", "46", "4", "10", "17", "15"],
            ["ЕГЭ", "2025", "Химия", "", "7", "", "", "", ""],
        ],
    )
    assert [(line.row.key.subject, line.row.key.grade) for line in page.model.lines] == [
        ("Математика", 4),
        ("Химия", 11),
    ]
    math = compute_all(page.context.file.rows(ExamResult))
    assert round(next(iter(math.values())).quality or 0, 2) == 30.43
    assert page.context.file.undo_name == "Вставка: 2 экзамена"
    go(page, "subject")
    paste(page, [["Математика", "4", "47"]])
    assert len(page.model.lines) == 2 and at(page, "n") == "47"
    go(page, "mark5", 1)
    paste(page, [["1", "2"], ["3", "4"]])
    assert len(page.context.file.rows(ExamResult)) == 2


def test_bands_of_an_exam_are_typed_and_stand_for_themselves_alone(page: ResultsPage):
    paste(page, [["ЕГЭ", "2025", "Физика", "", "39"], ["ЕГЭ", "2024", "Физика", "", "20"]])
    go(page, "passed")
    paste(page, [["37", "26", "11"]])
    assert [at(page, field) for field in ("passed", "band0", "band1", "band2")] == ["37", "26", "11", ""]
    assert page.odd.text() == ""  # one band is still unknown
    go(page, "band2")
    paste(page, [["0"]])
    assert page.odd.text() == "В группах по баллам 37, а участников 39."
    go(page, "n", 1)
    assert at(page, "band0", 1) == page.odd.text() == ""


def test_what_is_odd_and_the_name_of_a_file_are_not_squeezed_into_tall_rows(page: ResultsPage):
    page.resize(700, 500)
    metrics = page.view.fontMetrics()
    for field, words in (("source", "ЕГЭ 2019.xlsx"), ("remarks", "а участников 46.")):
        assert page.view.columnWidth(page.model.column_of(field)) > metrics.horizontalAdvance(words)


def test_what_cannot_be_taken_is_told_and_nothing_is_written(page: ResultsPage, desk: Desk):
    paste(page, [["ВПР", "2025", "Математика", "4", "много"]])
    paste(page, [["ВПР", "сто", "Математика", "4"]])
    assert page.model.rowCount() == 0
    assert ["«много»" in desk.told[0], "Укажите: год" in desk.told[1]] == [True, True]


def test_a_typed_value_is_marked_and_del_brings_the_file_back(page: ResultsPage, tmp_path: Path):
    import_results(page.context.file, [tools.write_folder(tmp_path / "ВПР")])
    assert (at(page, "n"), at(page, "mark5"), at(page, "source")) == ("7", "1", "файлов: 4")
    go(page, "mark5")
    page.model.put(page.view.current_line(), "mark5", "3")
    index = page.view.currentIndex()
    assert at(page, "mark5") == "3\u00a0≠" and "в файле 1" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert at(page, "remarks") == page.odd.text() == "Отметок 9, а участников 7."
    next(action for action in page.view.actions() if action.text() == "Очистить ячейки").trigger()
    assert (at(page, "mark5"), at(page, "remarks")) == ("1", "")
    import_results(page.context.file, [tmp_path / "ВПР"])
    assert nameless(page) == [] and tipless(page) == []


def test_a_table_without_tasks_says_how_it_is_filled(page: ResultsPage):
    paste(page, [["ВПР", "2025", "Русский язык", "5", "20"]])
    note = page.tasks_view.viewport().findChild(EmptyNote)
    assert note.isVisible() and "Ctrl+V" in note.text()
    assert note.rect().width() > page.tasks_view.viewport().width() // 2
    assert page.tasks_view.accessibleDescription() == note.text()
    paste(page, [["Задание", "Макс. балл", "Школа, %"], ["1", "2", "40,5"], ["2", "1", "70"]], tasks=True)
    assert [line.row.key for line in page.tasks_model.lines] == ["1", "2"]
    assert not note.isVisible() and page.tasks_view.accessibleDescription() == ""


def test_tasks_are_pasted_typed_and_set_against_the_region(page: ResultsPage):
    paste(page, [["ВПР", "2025", "Русский язык", "5", "20"]])
    assert page.tasks_title.text() == "Задания: ВПР 2025, Русский язык, 5 класс"
    paste(page, [["1К1", "4", "40,5", "", "60"], ["2", "2", "70", "", "65"]], tasks=True)
    found = compute_all(page.context.file.rows(ExamResult))
    school = found[the_exam(page).id]
    assert (school.completion, school.out_of_corridor) == ({"1К1": 40.5, "2": 70.0}, ["1К1"])
    page.level.setCurrentIndex(2)
    assert page.model.rowCount() == 1 and page.tasks_model.rowCount() == 2
    page.level.setCurrentIndex(0)
    next(action for action in page.tasks_view.actions() if action.text() == "+ Задание").trigger()
    assert [line.row.key for line in page.tasks_model.lines] == ["1К1", "2", "3"]
    page.commit_pending()
    page.tasks_view.go_to(("task", "3"), "maximum")
    next(action for action in page.tasks_view.actions() if action.text() == "Удалить задания").trigger()
    assert [line.row.key for line in page.tasks_model.lines] == ["1К1", "2"]
    page.view.selectRow(0)
    next(action for action in page.view.actions() if action.text() == "Удалить экзамены").trigger()
    assert page.model.rowCount() == 0 and page.tasks_model.rowCount() == 0


def test_cancel_adds_nothing(page: ResultsPage):
    def give_up() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewExamDialog)
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        box.button(QDialogButtonBox.StandardButton.Cancel).click()

    QTimer.singleShot(50, give_up)
    page.add()
    assert page.context.file.rows(ExamResult) == []


def answering(kind: type[QDialog], answer: Callable[[Any], None]) -> None:
    """Answer the dialog that opens next."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        answer(dialog)

    QTimer.singleShot(50, act)


def test_scores_are_pasted_from_excel_and_counted(page: ResultsPage, desk: Desk):
    paste(page, [["ЕГЭ", "2025", "Химия", "", "4"]])
    go(page, "n")

    def answer(dialog: ScoresDialog) -> None:
        assert "ЕГЭ 2025, Химия, 11 класс" in dialog.windowTitle() and not dialog.back_button.isVisible()
        QApplication.clipboard().setText("ФИО\tБалл\nИванов\t61\nПетров\t55\nСидоров\t61")
        press(dialog.view, Qt.Key.Key_V, CTRL)
        assert dialog.scores == {55.0: 1, 61.0: 2}
        assert dialog.sum.text().startswith("Учеников 3, а участников 4: проверьте.")
        press(dialog.view, Qt.Key.Key_Return)

    answering(ScoresDialog, answer)
    next(action for action in page.view.actions() if action.text() == "Баллы…").trigger()
    found = compute_all(page.context.file.rows(ExamResult))[the_exam(page).id]
    assert (found.n, found.scores) == (4, {55.0: 1, 61.0: 2})
    shown = [at(page, field) for field in ("mean_score", "median", "lowest", "highest", "remarks")]
    assert shown == ["59", "61", "55", "61", "Баллов 3, а участников 4."]
    assert page.context.file.undo_name == "Баллы введены: ЕГЭ 2025, Химия, 11 класс"
    page.context.file.undo()
    assert (at(page, "mean_score"), desk.told) == ("", [])


def test_an_exam_is_put_right_by_f2_in_all_samples(page: ResultsPage, desk: Desk):
    paste(page, [["ВПР", "2025", "Русский язык", "5", "20"], ["ВПР", "2025", "Математика", "5", "21"]])
    paste(page, [["1", "2", "40,5", "", "60"]], tasks=True)
    key = page.model.lines[0].row.key
    section = entry_of(desk.file, "relevance").section.id
    bound = (Paragraph((Run("20", bound=f"vpr/2025/{key.subject}/5/n"),)),)
    append_text(desk.file, section, bound)
    go(page, "subject")

    def answer(dialog: NewExamDialog) -> None:
        assert (dialog.windowTitle(), dialog.key) == ("Изменить работу", key)
        dialog.subject.setCurrentText(page.model.lines[1].row.key.subject)
        press(dialog.year, Qt.Key.Key_Return)
        assert dialog.isVisible() and "уже есть в списке" in dialog.told.text()
        dialog.subject.setCurrentText("Физика")
        dialog.grade.setValue(7)
        press(dialog.year, Qt.Key.Key_Return)

    answering(NewExamDialog, answer)
    press(page.view, Qt.Key.Key_F2)
    file = page.context.file
    assert {("school", 7), ("region", 7)} <= {(row.level, row.grade) for row in file.rows(ExamResult, subject="Физика")}
    assert page.view.current_line().row.key.subject == "Физика"
    assert page.tasks_title.text() == "Задания: ВПР 2025, Физика, 7 класс" and page.tasks_model.rowCount() == 1
    body = file.rows(SectionText, section_id=section)[0].body
    assert "vpr/2025/Физика/7/n" in body
    file.undo()
    assert {line.row.key.subject for line in page.model.lines} == {"Русский язык", "Математика"}


def test_f2_in_a_number_opens_the_cell_and_a_double_click_on_a_name_puts_it_right(page: ResultsPage, desk: Desk):
    paste(page, [["ВПР", "2025", "Русский язык", "5", "20"]])
    go(page, "n")
    press(page.view, Qt.Key.Key_F2)
    editor = page.view.itemDelegate().editor
    assert editor is not None
    press(editor, Qt.Key.Key_Escape)
    asked: list[ExamKey] = []
    answering(NewExamDialog, lambda dialog: (asked.append(dialog.key), press(dialog.year, Qt.Key.Key_Escape)))
    place = page.view.visualRect(page.model.index(0, page.model.column_of("year"))).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [RUSSIAN] and desk.told == []
    assert page.context.file.undo_name == "Вставка: 1 экзамен"


def test_it_is_found_by_place(page: ResultsPage):
    paste(page, [["ВПР", "2025", "Русский язык", "5", "20"], ["ВПР", "2025", "Математика", "5", "21"]])
    last = page.model.lines[-1]
    page.show_place(f"exam_result:{last.id}:lower")
    assert page.current_place() == f"exam_result:{last.id}:lower"


def test_a_narrow_page_breaks_neither_numbers_nor_subjects(page: ResultsPage, tmp_path: Path, qapp: QApplication):
    import_results(page.context.file, [tools.write_folder(tmp_path / "ВПР")])
    row = page.model.lines[0].row.key
    file = page.context.file
    with file.transaction("Предмет") as transaction:
        transaction.change_all(
            ExamResult, {one.id: {"subject": "Обществознание"} for one in file.rows(ExamResult, subject=row.subject)}
        )
    page.resize(560, 480)
    qapp.processEvents()
    metrics = page.view.fontMetrics()
    for field in ("year", "subject", "mean_score", "n"):
        column = page.model.column_of(field)
        words = max(metrics.horizontalAdvance(word) for word in at(page, field).split(" "))
        assert words + 2 * PADDING + 1 <= page.view.columnWidth(column), field
    assert at(page, "subject") == "Обществознание"
