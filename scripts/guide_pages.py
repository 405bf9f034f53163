"""Pictures of the guide: pages of the window and what stands beside them."""

from __future__ import annotations

from guide_studio import WINDOW, Studio, of_page, place_of
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

_MARGIN = 10


def start(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The start page with its ways to begin."""
    tiles = {
        name: studio.window.start_page.findChild(QPushButton, f"start_{name}")
        for name in ("example", "new", "open", "import")
    }
    places = {name: place_of(tile, studio.window) for name, tile in tiles.items()}
    whole = places["example"].united(places["import"]).adjusted(-20, -90, 20, 20)
    return studio.window, whole, [places["example"], places["new"], places["import"]]


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
    dates = [place_of(field, studio.window) for field in page.strip.dates.values()]
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
