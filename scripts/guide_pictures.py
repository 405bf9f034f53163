"""The pictures of the guide, taken from the real window with the example school.

    python3 scripts/guide_pictures.py [FOLDER] [--only NAME]

They go to `resources/guide/pictures` unless another folder is named. The window is as wide as a page of the guide can
show without shrinking; what a sentence points at gets a numbered frame. Look at each picture afterwards.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from stage import ROOT, Stage

sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QWidget

WINDOW = (1100, 680)
MOST_BYTES = 150_000
_MARK = "#d9480f"
_MARGIN = 10
_COLOURS = 256

Shot = Callable[["Studio"], "tuple[QWidget, QRect, list[QRect]]"]


class Studio:
    """Takes pictures of widgets: the part that matters, with numbered frames, in few colours."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage = stage
        self.window = stage.program.window
        self.after: Callable[[], object] | None = None  # what a shot wants put back in order
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def desk(self) -> Any:
        """The open file."""
        return self.stage.program.commands.desk

    def go(self, key: str) -> Any:
        """Show the section of this key; its page."""
        self.desk.go_to(self.section(key))
        self.stage.settle()
        return self.desk.page

    def section(self, key: str) -> int:
        """The id of a section of the form."""
        return next(id_ for id_, entry in self.desk._entries.items() if entry.section.key == key)

    def shoot(self, name: str, shot: Shot) -> None:
        """Take and keep one picture."""
        widget, part, marks = shot(self)
        self.stage.settle()
        image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        part = part.intersected(image.rect())
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, place in enumerate(marks, 1):
            _draw_mark(painter, place, str(number))
        painter.end()
        path = self._folder / f"{name}.png"
        few_colours(image.copy(part)).save(str(path), "PNG", 0)
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise SystemExit(f"Снимок {path.name} слишком велик: {size} байт.")
        if self.after is not None:
            self.after()
            self.after = None
        self.window.resize(*WINDOW)
        print(f"{path.name}: {part.width()}×{part.height()}, {size // 1024} КБ")


def few_colours(image: QImage) -> QImage:
    """The picture in its 256 most frequent colours: a window has few, and the file is a third as large."""
    counts = Counter(memoryview(image.constBits()).cast("I").tolist())
    table = [colour | 0xFF000000 for colour, _ in counts.most_common(_COLOURS)]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


def place_of(widget: QWidget, root: QWidget) -> QRect:
    """Where a widget stands on its window."""
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def _draw_mark(painter: QPainter, place: QRect, text: str) -> None:
    painter.setPen(QPen(QColor(_MARK), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 6, 6)
    circle = QRectF(place.right() - 12, place.top() - 12, 22, 22)
    painter.setBrush(QColor(_MARK))
    painter.drawEllipse(circle)
    painter.setPen(QColor("#ffffff"))
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, text)


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
    return _dialog(studio, dialog)


def word(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """What an import has found: the example's own document, read back."""
    from shnor_desktop.services.documents.compose import compose
    from shnor_desktop.services.documents.docx_writer import write_docx
    from shnor_desktop.services.importing import import_docx
    from shnor_desktop.ui.dialogs.import_preview import ImportPreview

    source = studio.stage.data / "Программа школы.docx"
    write_docx(compose(studio.desk.data()), source)
    found = import_docx(source, studio.desk.form)
    dialog = ImportPreview(source.name, found.lines(), found.lost, "Школа.shnor", parent=studio.window)
    dialog.resize(760, 520)
    return _dialog(studio, dialog)


def overview(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The first page, with the outline beside it."""
    from shnor_desktop.models.activities import Activity
    from shnor_desktop.services.editing.rows import set_fields

    plan = studio.desk.file.rows(Activity, section_id=studio.section("roadmap"))
    late = [row for row in plan if row.level == "item"][2:4]
    for row in late:
        set_fields(studio.desk.file, row, "Снимок для руководства", percent=60)
    studio.window.navigation.choose(-1)
    studio.window.resize(1020, 600)
    studio.stage.settle(60)
    image = QRect(0, 0, studio.window.width(), 560)
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
    return _page(studio, height=380)


def title(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The fields of the title page."""
    studio.window.navigation.choose(0)
    studio.stage.settle()
    bar = studio.desk.page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    return _page(studio)


def passport(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """Rows of the passport; the menu of a row is marked."""
    from PySide6.QtWidgets import QToolButton

    page = studio.go("passport")
    row = next(iter(page.editors.values()))
    return _page(studio, marks=[row.findChild(QToolButton)], height=470)


def texts(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """A text with its bar."""
    studio.go("problems")
    return _page(studio, height=330)


def plans(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The roadmap; the panel is marked."""
    page = studio.go("roadmap")
    page.view.setCurrentIndex(page.model.index(3, page.model.column_of("text")))
    return _page(studio, marks=[page.panel])


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
    return _page(studio)


def bank(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The bank with a search and two marks."""
    from shnor_desktop.ui.dialogs.bank import MEASURES, BankDialog

    dialog = BankDialog(MEASURES, (), studio.window)
    dialog.resize(900, 520)
    dialog.search.setText("наставник")
    for row in range(2):
        dialog.model.setData(dialog.model.index(row), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    return _dialog(studio, dialog)


def tables(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """A staff table."""
    studio.go("staff_qualification")
    return _page(studio, height=300)


def schedule(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The reporting schedule."""
    studio.go("schedule")
    return _page(studio, height=400)


def appendices(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """Приложение 1: the dates and a computed share are marked."""
    page = studio.go("appendix_1")
    row = next(n for n, line in enumerate(page.model.lines) if line.row.kind == "share")
    page.view.setCurrentIndex(page.model.index(row - 1, 3))
    studio.stage.settle()
    dates = [place_of(field, studio.window) for field in page._dates.values()]
    cell = page.view.visualRect(page.model.index(row, 3))
    cell.translate(page.view.viewport().mapTo(studio.window, QPoint(0, 0)))
    widget, part, _ = _page(studio)
    return widget, part, [dates[0], cell.adjusted(4, 4, -4, -4)]


def diary(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The diary."""
    studio.window.resize(WINDOW[0], 768)
    page = studio.go("diary")
    page.view.setCurrentIndex(page.model.index(3, page.model.column_of("percent")))
    return _page(studio)


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
    return _dialog(studio, dialog)


def safety(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The copies of some days."""
    from shnor_desktop.services.backups import list_backups, make_backup
    from shnor_desktop.ui.dialogs.backups import BackupsDialog

    for days in (1, 2, 4, 11):
        make_backup(studio.desk.file, datetime.now() - timedelta(days=days, hours=1))
    dialog = BackupsDialog(studio.desk.file.path, list_backups(studio.desk.file.path), studio.window)
    dialog.resize(560, 300)
    return _dialog(studio, dialog)


def _dialog(studio: Studio, dialog: QWidget) -> tuple[QWidget, QRect, list[QRect]]:
    dialog.show()
    studio.stage.settle()
    return dialog, dialog.rect(), []


def _page(studio: Studio, marks: Sequence[QWidget] = (), height: int = 0) -> tuple[QWidget, QRect, list[QRect]]:
    studio.stage.settle()
    part = place_of(studio.desk.page, studio.window)
    if height:
        part.setHeight(height)
    return studio.window, part, [place_of(widget, studio.window) for widget in marks]


def _undo(studio: Studio, steps: int) -> None:
    for _ in range(steps):
        studio.desk.file.undo()


BEFORE_OPENING: tuple[Shot, ...] = (start, new)
WITH_EXAMPLE: tuple[Shot, ...] = (
    word, overview, search, title, passport, texts, plans, periods, excel, bank, indicators, tables, schedule,
    appendices, diary, papers, safety, check,
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
