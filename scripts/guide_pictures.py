"""The pictures of the guide, taken from the real window with the example school.

    python3 scripts/guide_pictures.py [FOLDER] [--only NAME]

They go to `resources/guide/pictures` unless another folder is named. The window is as wide as a page of the guide can
show without shrinking; what a sentence points at gets a numbered frame. Look at each picture afterwards.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from guide_studio import WINDOW, Shot, Studio, of_dialog, of_page, place_of
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from stage import ROOT, Stage

_MARGIN = 10


# what is taken


def start(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The start page with its ways to begin."""
    tiles = {
        name: studio.window.start_page.findChild(QPushButton, f"start_{name}")
        for name in ("example", "new", "open", "import")
    }
    places = {name: place_of(tile, studio.window) for name, tile in tiles.items()}
    whole = places["example"].united(places["import"]).adjusted(-20, -90, 20, 20)
    return studio.window, whole, [places["example"], places["new"], places["import"]]


def new(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The questions of a new programme."""
    from shnor_desktop.ui.dialogs.new_programme import NewProgrammeDialog

    dialog = NewProgrammeDialog(studio.window)
    for name, text in (("short_name", "МБОУ СОШ № 5"), ("municipality", "Заозёрный муниципальный округ")):
        dialog.fields[name].setText(text)
    return of_dialog(studio, dialog)


def word(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """What an import has found: the example's own document, read back."""
    from shnor_desktop.services.documents.compose import compose
    from shnor_desktop.services.documents.docx_writer import write_docx
    from shnor_desktop.services.formats import known_formats
    from shnor_desktop.services.importing import review_docx
    from shnor_desktop.ui.dialogs.import_preview import ImportPreview

    source = studio.stage.data / "Программа школы.docx"
    write_docx(compose(studio.desk.data()), source)
    review = review_docx(source, studio.desk.form)
    dialog = ImportPreview(review, known_formats(), "Школа.shnor", parent=studio.window)
    dialog.resize(1000, 640)
    roadmap = next(
        row for row, line in enumerate(dialog.model.shown) if "«Дорожная карта" in line.becomes and line.data
    )
    dialog.lines.setCurrentIndex(dialog.model.index(roadmap, 0))
    return of_dialog(studio, dialog)


def overview(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The first page, with the outline beside it."""
    from shnor_desktop.models.activities import Activity
    from shnor_desktop.services.editing.rows import set_fields

    plan = studio.desk.file.rows(Activity, section_id=studio.section("roadmap"))
    late = [row for row in plan if row.level == "item"][2:4]
    for row in late:
        set_fields(studio.desk.file, row, "Снимок для руководства", percent=60)
    studio.window.navigation.choose(-1)
    studio.window.resize(1020, 700)
    studio.stage.settle(60)
    image = QRect(0, 0, studio.window.width(), 660)
    studio.after = lambda: _undo(studio, len(late))
    return studio.window, image, []


def search(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """A word and what was found beside the page."""
    studio.window.resize(1240, WINDOW[1])
    studio.go("roadmap")
    studio.stage.program.dispatcher.call("searching.find")
    panel = studio.stage.program.commands.group("searching").panel
    panel.field.setText("наставник")
    panel.search()
    studio.stage.settle()
    part = place_of(studio.desk.page, studio.window).united(place_of(panel, studio.window))
    studio.after = panel.close_panel
    return studio.window, part, []


def excel(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """A block of selected cells."""
    page = studio.go("roadmap")
    page.view.select_area(1, 2, 3, 3)
    return of_page(studio, height=380)


def title(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The fields of the title page."""
    studio.window.navigation.choose(0)
    studio.stage.settle()
    bar = studio.desk.page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    return of_page(studio)


def passport(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """Rows of the passport; the menu of a row is marked."""
    from PySide6.QtWidgets import QToolButton

    page = studio.go("passport")
    row = next(iter(page.editors.values()))
    return of_page(studio, marks=[row.findChild(QToolButton)], height=470)


def texts(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """A text with its bar."""
    studio.go("problems")
    return of_page(studio, height=330)


def results_text(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """Exams at the left, what is written about one of them at the right."""
    from shnor_desktop.services.documents.compose.result_tables import ResultBlocks
    from shnor_desktop.services.editing.results_text import results_of
    from shnor_desktop.ui.dialogs.results_text import ResultsTextDialog

    if not results_of(studio.desk.file).exams():
        _invent_results(studio)
    results = results_of(studio.desk.file)
    section = studio.section("analysis")
    name = studio.desk._entries[section].title
    dialog = ResultsTextDialog(results, [(section, name)], section, ResultBlocks(results).of, studio.window)
    dialog.resize(1040, 640)
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.show_preview()
    return of_dialog(studio, dialog)


def _invent_results(studio: Studio) -> None:
    """Results of a work for an example that has none; taken away after the picture."""
    from shnor_desktop.models.results import ExamResult
    from shnor_desktop.services.results.figures import Figures, Group, Task, dump

    tasks = {str(n): Task(str(n), str(n), 1.0) for n in range(1, 9)}
    outcomes = {(float(mark * 3), mark, mark): count for mark, count in {5: 4, 4: 14, 3: 19, 2: 6}.items()}
    done = {"school": (81, 74, 62, 58, 41, 66, 70, 49), "region": (84, 71, 66, 55, 57, 69, 58, 52)}
    kept = {
        level: Figures(tasks=tasks, completion=dict(zip(tasks, map(float, shares), strict=True)))
        for level, shares in done.items()
    }
    kept["school"] = kept["school"].merged(Figures(groups={"": Group(outcomes)}))
    kept["region"] = kept["region"].merged(
        Figures(participants=24011, name="Регион", marks={5: 18.4, 4: 41.2, 3: 33.1, 2: 7.3})
    )
    with studio.desk.file.transaction("Снимок для руководства") as transaction:
        for level, figures in kept.items():
            transaction.add(ExamResult(0, "vpr", 2026, "Математика", 5, level, figures.n, dump(figures)))
    studio.after = lambda: _undo(studio, 1)


def plans(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The roadmap; the panel is marked."""
    page = studio.go("roadmap")
    page.view.setCurrentIndex(page.model.index(3, page.model.column_of("text")))
    return of_page(studio, marks=[page.panel])


def periods(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The panel's period and the dates beside it."""
    page = studio.go("roadmap")
    row = next(n for n, line in enumerate(page.model.lines) if "апрель – май" in getattr(line.row, "period", ""))
    page.view.setCurrentIndex(page.model.index(row, page.model.column_of("period")))
    studio.stage.settle()
    field = place_of(page.panel.input("period"), studio.window).united(
        place_of(page.panel.notes["period"], studio.window)
    )
    part = place_of(page.panel, studio.window).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
    return studio.window, part, [field]


def indicators(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """Tasks, indicators and the panel of one."""
    page = studio.go("indicators")
    page.view.setCurrentIndex(page.model.index(1, page.model.column_of("text")))
    studio.stage.settle()
    return of_page(studio, marks=[page.course.strip])


def bank(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The bank with a search and two marks."""
    from shnor_desktop.ui.dialogs.bank import MEASURES, BankDialog

    dialog = BankDialog(MEASURES, (), studio.window)
    dialog.resize(900, 520)
    dialog.search.setText("наставник")
    for row in range(2):
        dialog.model.setData(dialog.model.index(row), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    return of_dialog(studio, dialog)


def tables(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """A staff table."""
    studio.go("staff_qualification")
    return of_page(studio, height=300)


def schedule(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The reporting schedule."""
    studio.go("schedule")
    return of_page(studio, height=400)


def appendices(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """Приложение 1: the dates and a computed share are marked."""
    page = studio.go("appendix_1")
    row = next(n for n, line in enumerate(page.model.lines) if line.row.kind == "share")
    page.view.setCurrentIndex(page.model.index(row - 1, 3))
    studio.stage.settle()
    dates = [place_of(field, studio.window) for field in page._dates.values()]
    cell = page.view.visualRect(page.model.index(row, 3))
    cell.translate(page.view.viewport().mapTo(studio.window, QPoint(0, 0)))
    widget, part, _ = of_page(studio)
    return widget, part, [dates[0], cell.adjusted(4, 4, -4, -4)]


def diary(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The diary."""
    studio.window.resize(1240, 768)
    page = studio.go("diary")
    row = next(n for n, line in enumerate(page.model.lines) if line.row.level == "item")
    page.view.setCurrentIndex(page.model.index(row, page.model.column_of("percent")))
    studio.stage.settle()
    cell = page.view.visualRect(page.model.index(row, 0))
    cell.translate(page.view.viewport().mapTo(studio.window, QPoint(0, 0)))
    widget, part, _ = of_page(studio)
    return widget, part, [cell.adjusted(4, 4, -4, -4)]


def check(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """Findings of a programme that was spoilt for the purpose."""
    from shnor_desktop.models.activities import Activity
    from shnor_desktop.models.indicators import Indicator
    from shnor_desktop.models.monitoring import CriterionValue
    from shnor_desktop.services.editing.rows import set_fields

    file = studio.desk.file
    plan = [row for row in file.rows(Activity, section_id=studio.section("roadmap")) if row.level == "item"]
    for row, fields in (
        (plan[2], {"responsible": ""}),
        (plan[5], {"period": "май 2031 года"}),
        (plan[8], {"period": "когда получится"}),
        (file.rows(Indicator)[1], {"unit": ""}),
        (next(row for row in file.rows(CriterionValue) if row.denominator), {"numerator": 900}),
    ):
        set_fields(file, row, "Снимок для руководства", **fields)
    studio.window.resize(1366, 720)
    studio.stage.program.dispatcher.call("checking.check")
    panel = studio.stage.program.commands.group("checking").panel
    studio.stage.wait(lambda: bool(panel.shown()))
    for _ in range(1 + next(n for n, one in enumerate(panel.shown()) if one.fixes)):
        panel.step(1)
    studio.after = lambda: _put_away(studio, panel)
    studio.stage.settle()
    return studio.window, place_of(panel, studio.window), []


def _put_away(studio: Studio, panel: QWidget) -> None:
    panel.hide()
    _undo(studio, 5)


def papers(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The preview on a page of the roadmap."""
    from shnor_desktop.services.documents.compose import compose
    from shnor_desktop.ui.paper.preview import PreviewDialog

    dialog = PreviewDialog(compose(studio.desk.data()), studio.window)
    dialog.resize(800, 600)
    dialog.show()
    studio.stage.wait(lambda: not dialog.is_busy())
    dialog.view.set_zoom(50)
    dialog.view.go_to(0)
    return of_dialog(studio, dialog)


def safety(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The copies of some days."""
    from shnor_desktop.services.backups import list_backups, make_backup
    from shnor_desktop.ui.dialogs.backups import BackupsDialog

    for days in (1, 2, 4, 11):
        make_backup(studio.desk.file, datetime.now() - timedelta(days=days, hours=1))
    dialog = BackupsDialog(studio.desk.file.path, list_backups(studio.desk.file.path), studio.window)
    dialog.resize(560, 300)
    return of_dialog(studio, dialog)


def news(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """What a colleague did in the meantime, on the overview."""
    from dataclasses import replace
    from datetime import date

    from shnor_desktop.models.activities import Activity
    from shnor_desktop.models.indicators import Indicator
    from shnor_desktop.services.editing.rows import set_fields
    from shnor_desktop.services.news import Visit, last_step, news_of, steps_to_tell

    file = studio.desk.file
    before = last_step(file.raw) or Visit(0, "")
    plan = [row for row in file.rows(Activity, section_id=studio.section("roadmap")) if row.level == "item"]
    set_fields(file, plan[6], "Правка мероприятия", percent=80)
    set_fields(file, plan[9], "Правка мероприятия", responsible="Директор")
    set_fields(file, file.rows(Indicator)[3], "Правка показателя", achieved="имеется")
    steps = [replace(step, author="Иванова") for step in steps_to_tell(file.raw, before, date.today())[0]]
    told = news_of(steps, studio.desk.data())
    studio.window.navigation.choose(-1)
    studio.stage.settle()
    card = studio.desk.page.news
    card.show_news(told)
    studio.stage.settle(40)
    studio.after = lambda: (card.show_news(None), _undo(studio, 3))
    return studio.window, place_of(card, studio.window).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN), []


def sections(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The outline with the menu of a section."""
    studio.go("content")
    outline = studio.window.navigation
    item = outline.currentItem()
    outline._menu.popup(outline.viewport().mapToGlobal(outline.visualItemRect(item).center()))
    studio.stage.settle()
    studio.over.append(outline._menu)
    studio.after = outline._menu.close
    part = place_of(outline, studio.window)
    return studio.window, QRect(part.x(), part.y(), 620, 480), []


def arrange(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The roadmap of this month; the filters and the way back are marked."""
    page = studio.go("roadmap")
    bar = page.arrange_bar
    studio.stage.wait(lambda: "(" in bar.chips.buttons["month"].text())
    bar.chips.buttons["month"].click()
    studio.after = bar.show_all
    widget, part, _ = of_page(studio, height=430)
    row = place_of(bar.chips.buttons["all"], studio.window).united(
        place_of(bar.chips.buttons["no_deadline"], studio.window)
    )
    return widget, part, [row, place_of(bar.back, studio.window)]


def picker(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The picker of periods on two months."""
    page = studio.go("roadmap")
    row = next(n for n, line in enumerate(page.model.lines) if "апрель – май" in getattr(line.row, "period", ""))
    page.view.setCurrentIndex(page.model.index(row, page.model.column_of("period")))
    studio.stage.settle()
    page.panel.helps["period"].open()
    studio.stage.settle()
    window = page.panel.helps["period"].picker
    studio.after = window.close
    return window, window.rect(), []


def offers(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """Responsible persons that go on as typed."""
    page = studio.go("roadmap")
    page.view.go_to(page.model.lines[3].key, "responsible", edit=True)
    studio.stage.settle()
    editor = page.view.viewport().findChild(QPlainTextEdit)
    editor.selectAll()
    editor.insertPlainText("зам")
    helper = next(one for one in editor.children() if hasattr(one, "offer"))
    helper.offer(asked=True)
    studio.stage.settle()
    studio.after = lambda: (helper.close(), page.view.reset())
    spot = place_of(editor, studio.window)
    return (
        studio.window,
        QRect(place_of(page, studio.window).x(), spot.y() - 70, place_of(page, studio.window).width(), 240),
        [],
    )


def people(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The list of people and posts."""
    from shnor_desktop.ui.dialogs.people import PeopleDialog

    dialog = PeopleDialog(studio.desk.file, studio.window)
    dialog.resize(680, 440)
    return of_dialog(studio, dialog)


def course(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The strip of an indicator and its chart."""
    studio.window.resize(1366, 720)
    page = studio.go("indicators")
    page.view.setCurrentIndex(page.model.index(1, page.model.column_of("text")))
    studio.stage.settle()
    page.toggle_chart()
    studio.stage.wait(lambda: page.course.card.plot is not None)
    studio.stage.settle(40)
    studio.after = page.toggle_chart
    strip = place_of(page.panel, studio.window)
    part = strip.united(place_of(page.course.card, studio.window))
    return studio.window, part.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN), []


def take(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """Items of the roadmap on their way into the diary."""
    from shnor_desktop.services import diary as diary_of
    from shnor_desktop.ui.dialogs.take_from_roadmap import TakeDialog

    offer = diary_of.offer(studio.desk.file, studio.desk.form)
    free = [item.row.id for group in offer.groups for item in group.items if not item.taken][:2]
    dialog = TakeDialog(offer, free, (), studio.window)
    dialog.resize(900, 480)
    return of_dialog(studio, dialog)


def moves(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """A deadline that was moved twice."""
    from shnor_desktop.models.activities import Activity, DeadlineMove
    from shnor_desktop.ui.dialogs.deadline_moves import MovesDialog

    page = studio.go("roadmap")
    row = next(one for one in page.model.lines if isinstance(one.row, Activity) and one.row.level == "item")
    told = [
        DeadlineMove(
            1, row.row.id, "2026-05-12T10:40:00", "Иванова", "до 20 мая 2026 года", "до 10 июня 2026 года", "карантин"
        ),
        DeadlineMove(2, row.row.id, "2026-06-08T16:05:00", "Иванова", "до 10 июня 2026 года", "сентябрь 2026 года", ""),
    ]
    dialog = MovesDialog(page.context, page.caption(row).lower(), row.row.text, told, studio.window)
    return of_dialog(studio, dialog)


def packet(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """A control date with its papers, and what is still missing."""
    from datetime import date

    from shnor_desktop.services.packet.making import Wish
    from shnor_desktop.services.packet.requested import requests
    from shnor_desktop.ui.dialogs.packet import PacketDialog

    data = studio.desk.data()
    folder = Path("Документы") / "Отчёты"
    dialog = PacketDialog(data, requests(data), date(2026, 9, 28), Wish(to="otdel@example.ru"), folder, studio.window)
    dialog.resize(940, 560)
    return of_dialog(studio, dialog)


def books(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """A workbook that came back with some values of a colleague's."""
    from shnor_desktop.services.spreadsheets.returned import Difference, Returned, Target
    from shnor_desktop.ui.dialogs.returned import ReturnedDialog

    data = studio.desk.data()
    section = next(one for one in data.sections if one.section.key == "appendix_2")
    told = {"single_parent_count": ("58 из 219", "61 из 221", "D9"), "deviant_count": ("7 из 219", "нет данных", "D13")}
    told |= {"social_group": ("2", "5", "D7")}
    rows = [
        Difference(
            section.section.id,
            f"criterion:{one.key}",
            criterion.title,
            one.label,
            *told[one.key][:2],
            "Приложение 2",
            told[one.key][2],
            Target(section.values[0], {}),
            "«5» нет среди ответов: 1, 2, 3, 4." if one.key == "social_group" else "",
        )
        for criterion in section.spec.criterion
        for one in criterion.indicators
        if one.key in told
    ]
    dialog = ReturnedDialog(Returned(data.school.short_name, data.waves[1], tuple(rows), ()), studio.window)
    dialog.resize(900, 340)
    return of_dialog(studio, dialog)


def looks(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The roadmap in dark."""
    from shnor_desktop.ui.appearance import DARK_LOOK, LIGHT_LOOK

    appearance = studio.stage.program.appearance
    appearance.choose(DARK_LOOK)
    studio.go("roadmap")
    studio.stage.settle(40)
    studio.after = lambda: appearance.choose(LIGHT_LOOK)
    return studio.window, QRect(0, 0, studio.window.width(), 480), []


def _undo(studio: Studio, steps: int) -> None:
    for _ in range(steps):
        studio.desk.file.undo()


BEFORE_OPENING: tuple[Shot, ...] = (start, new)
WITH_EXAMPLE: tuple[Shot, ...] = (
    word, overview, news, sections, search, looks, title, passport, texts, results_text, plans, arrange, periods,
    picker, offers, people, excel, bank, indicators, course, tables, schedule, appendices, diary, take, moves, papers,
    packet, books, safety, check,
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Take the pictures; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "resources" / "guide" / "pictures")
    parser.add_argument("--only", default="", help="take this picture alone")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as data:
        stage = Stage(Path(data), WINDOW)
        studio = Studio(stage, options.folder)
        for shots, prepare in ((BEFORE_OPENING, None), (WITH_EXAMPLE, stage.open_example)):
            if prepare is not None:
                prepare()
            for shot in shots:
                if options.only in ("", shot.__name__):
                    studio.shoot(shot.__name__, shot)
        stage.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
