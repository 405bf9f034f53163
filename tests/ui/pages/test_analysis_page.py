"""The analysis page on a real window: exams, tabs, numbers, pictures out and into the document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from access_tools import nameless, tipless
from exam_rows import rows as exam_rows
from page_tools import form_of, press, small_programme
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from shnor_desktop.models.all import SectionText
from shnor_desktop.models.errors import UserError
from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.documents.tree import Paragraph, Picture
from shnor_desktop.services.documents.tree_json import load_blocks
from shnor_desktop.services.editing.results_text import text_sections
from shnor_desktop.services.results.figures import Figures, dump
from shnor_desktop.services.results.views_model import Series, View
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.dialogs.choose_section import SectionDialog
from shnor_desktop.ui.pages.analysis_page import AnalysisPage, looked_at
from shnor_desktop.ui.pages.base import PageContext

WAIT = 20_000
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with small_programme(tmp_path / "школа.shnor") as made:
        with made.transaction("Результаты") as transaction:
            transaction.add_all(exam_rows())
        yield made


@pytest.fixture
def page(file: SchoolFile, qtbot) -> AnalysisPage:
    shown = AnalysisPage(PageContext(file, form_of(file), lambda sentence: None))
    qtbot.addWidget(shown)
    shown.tester = QAbstractItemModelTester(shown.card.numbers, FATAL)
    file.subscribe(shown.refresh)
    shown.resize(1000, 760)
    shown.show()
    qtbot.waitUntil(lambda: bool(shown.views) and shown.card.chart is not None, timeout=WAIT)
    yield shown
    shown.stop()


def tabs(page: AnalysisPage) -> list[str]:
    return [page.tabs.tabText(n) for n in range(page.tabs.count())]


def test_an_exam_is_shown_from_all_sides(page: AnalysisPage, qtbot):
    assert page.exam.currentText() == "ВПР 2026, математика, 4 класс"
    assert tabs(page)[:4] == ["Задания", "Отметки", "ВПР и журнал", "Баллы"]
    assert page.card.numbers.index(1, 1).data() == "37,5 !"
    assert "вне его: 2, 5(1)" in page.card.notes.text()
    assert "вне коридора" in page.card.legend.text() and "> коридор&nbsp;" in page.card.legend.text()
    QTest.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=page.tabs.tabRect(1).center())
    assert page.card.view.key == "marks"
    assert page.card.chart.accessibleName() == "График «Распределение отметок: ВПР 2026, математика, 4 класс»"


def test_another_exam_keeps_the_tab(page: AnalysisPage, qtbot):
    page.tabs.setCurrentIndex(tabs(page).index("Отметки"))
    page.kind.setCurrentIndex(page.kind.findData("oge"))
    qtbot.waitUntil(lambda: page.card.view.title.endswith("ОГЭ 2026, русский язык"), timeout=WAIT)
    assert page.card.view.key == "marks"
    page.exam.setFocus()
    press(page.exam, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "ОГЭ 2025" in page.card.view.title, timeout=WAIT)


def test_numbers_are_copied_as_a_table(page: AnalysisPage):
    page.card.table.setFocus()
    copy = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(page.card.table, copy)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Задание", "школа", "регион"]
    assert lines[2].split("\t")[0] == "2"


def test_pictures_go_out(page: AnalysisPage, tmp_path: Path):
    for name, beginning in (("график.png", b"\x89PNG"), ("график.svg", b"<?xml")):
        page.card.write(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(beginning)
    picture = QImage(str(tmp_path / "график.png"))
    assert picture.width() / (160 / 25.4) > 200  # dots to the inch at the width of a sheet
    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}) > 5
    with pytest.raises(UserError):
        page.card.write(tmp_path / "нет" / "график.png")
    QTest.mouseClick(page.card.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().image().width() == picture.width()


def test_a_chart_goes_into_a_section_by_keys_as_one_step(page: AnalysisPage, file: SchoolFile, qtbot):
    sections = text_sections(file)
    section = sections[1].id
    texts = file.rows(SectionText, section_id=section)
    before = load_blocks(texts[0].body) if texts else ()

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SectionDialog)
        press(dialog.section, Qt.Key.Key_Down)
        press(dialog, Qt.Key.Key_Return)

    QTimer.singleShot(0, choose)
    press(page.card.insert, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: file.undo_name == "График", timeout=WAIT)
    blocks = load_blocks(file.rows(SectionText, section_id=section)[0].body)
    picture, caption = blocks[len(before) :]
    assert isinstance(picture, Picture) and isinstance(caption, Paragraph)
    assert (file.picture(picture.name) or b"").startswith(b"\x89PNG")
    assert (caption.style, caption.text) == ("caption", page.card.view.title)
    file.undo()
    assert not any(isinstance(one, Picture) for row in file.rows(SectionText) for one in load_blocks(row.body))


def test_a_picture_is_drawn_in_steps_between_which_the_window_goes_on(page: AnalysisPage, qtbot):
    from shnor_desktop.ui.view_charts import image_in_steps  # the page itself imports it in a thread

    *steps, image = image_in_steps(page.card.view)
    assert len(steps) >= 4 and set(steps) == {None}
    got: list[bytes] = []
    for _ in range(2):  # one at a time
        page.card.pack(got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=WAIT)
    assert len(got) == 1 and QImage.fromData(got[0]).convertToFormat(image.format()) == image
    page.card.pack(got.append)
    QApplication.processEvents()
    page.card.stop()
    page.card.pack(got.append)
    qtbot.waitUntil(lambda: len(got) > 1, timeout=WAIT)
    assert got[1:] == got[:1]


def test_a_picture_has_letters_for_paper_and_room_for_many_labels(page: AnalysisPage):
    from shnor_desktop.ui.view_charts import image_of

    kinds = (
        (8, ("школа",)),
        (8, ("школа", "муниципалитет", "регион")),
        (9, ("успеваемость", "качество")),
        (20, ("школа",)),
    )
    images = [
        image_of(View("a", "", "bars", tuple("я" * n), "%", tuple(Series(name, (50.0,) * n) for name in names)))
        for n, names in kinds
    ]
    assert {(image.width(), image.height()) for image in images} == {(1920, 960)}
    dots = [image.devicePixelRatio() for image in images]  # to a point: letters of the first are a third larger
    assert dots == [pytest.approx(8 / 3), pytest.approx(8 / 3), 2, 2]


def test_who_thinks_better_of_it_changes_nothing(page: AnalysisPage, file: SchoolFile):
    QTimer.singleShot(0, lambda: press(QApplication.activeModalWidget(), Qt.Key.Key_Escape))
    name = file.undo_name
    press(page.card.insert, Qt.Key.Key_Space)
    assert not page.card._beside.busy and file.undo_name == name


def test_a_sample_looks_the_same_in_every_chart(page: AnalysisPage):
    from shnor_desktop.ui.view_charts import legend_html

    school, town, region = (Series(name, (1.0,)) for name in ("школа", "муниципалитет", "регион"))
    whole, part = (View("marks", "", "bars", ("«5»",), "%", one) for one in ((school, town, region), (school, region)))
    assert legend_html(whole).split("&nbsp;&nbsp; ")[2] == legend_html(part).split("&nbsp;&nbsp; ")[1]


def test_small_values_keep_two_decimals_and_the_sign_has_its_word(page: AnalysisPage, qtbot):
    series = (Series("относительный балл", (0.92, 0.95, 12.34), frozenset({0})),)
    view = View("relative", "Относительный балл", "bars", ("2024", "2025", "2026"), "", series, sign="ниже региона")
    page.card.chart.show_view(view)
    texts = [word.item.toPlainText() for word in page.card.chart.words if word.item is not None]
    assert texts == ["! 0,92", "0,95", "12,3"]
    from shnor_desktop.ui.view_charts import legend_html

    assert "ниже региона" in legend_html(view)


def test_names_that_do_not_fit_stand_on_end_and_values_make_room(page: AnalysisPage, qtbot):
    names = tuple(f"Обществознание, {n} кл." for n in range(28))
    values = tuple(float(40 + n) for n in range(28))
    series = (Series("успеваемость, %", values, frozenset({3})), Series("качество, %", values))
    chart = page.card.chart
    chart.show_view(View("year-vpr", "Все ВПР", "bars", names, "%", series))
    assert chart.bottom.turned
    shown = [word for word in chart.words if word.item is not None and word.item.isVisible()]
    texts = [word.item.toPlainText() for word in shown]
    assert "!" in texts or "! 43" in texts
    boxes = sorted((word.item.sceneBoundingRect() for word in shown), key=lambda box: box.left())
    assert not any(a.intersects(b) for a, b in zip(boxes, boxes[1:], strict=False))
    chart.show_view(View("few", "Две", "bars", names[:2], "%", (Series("школа", values[:2]),)))
    assert not chart.bottom.turned
    assert [word.item.toPlainText() for word in chart.words] == ["40", "41"]


def test_names_that_fit_in_two_lines_lie_below_their_bars(page: AnalysisPage):
    chart = page.card.chart
    chart.resize(560, 300)
    names = ("Математика (базовый уровень)", "Математика (профильный уровень)", "Физика")
    chart.show_view(View("year-ege", "ЕГЭ", "bars", names, "", (Series("средний балл", (4.0, 57.0, 61.0)),)))
    assert chart.bottom.folded and not chart.bottom.turned
    chart.resize(1400, 300)
    assert not chart.bottom.folded and not chart.bottom.turned
    chart.resize(240, 300)
    assert chart.bottom.turned and not chart.bottom.folded


def test_it_can_be_used_without_eyes(page: AnalysisPage):
    assert nameless(page) == tipless(page) == []


def test_without_results_it_asks_for_them(qtbot, tmp_path: Path):
    with small_programme(tmp_path / "пусто.shnor") as file:
        page = AnalysisPage(PageContext(file, form_of(file), lambda sentence: None))
        qtbot.addWidget(page)
        page.show()
        assert page.nothing.isVisible() and not page.card.isVisible()
        with qtbot.waitSignal(page.results_wanted):
            QTest.mouseClick(page.bring_in, Qt.MouseButton.LeftButton)
        page.stop()
        page.hide()


def test_each_relative_score_is_of_its_own_three_years():
    """School 30, 40, 50, 60, 70 of a region's 50: 120, 150 and 180 of 150."""
    found = []
    for year in range(2022, 2027):
        for level, mean in (("school", 30.0 + 10 * (year - 2022)), ("region", 50.0)):
            figures = Figures(participants=30, stated={"mean_score": mean})
            found.append(ExamResult(len(found) + 1, "ege", year, "Химия", 11, level, 30, dump(figures)))
    views = looked_at(found, (), ("ege", 2026, "Химия", 11), "", lambda share: None)
    score = next(view for view in views if view.key == "relative")
    assert score.labels == ("2024", "2025", "2026")
    assert score.series[0].values == pytest.approx((0.8, 1.0, 1.2))
