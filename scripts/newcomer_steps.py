"""What a newcomer does, step by step, from the start page to the Word document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import newcomer_data as data
from newcomer_hands import Hands, StuckError
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPushButton
from stage import Stage

from shnor_desktop.services import queries


class Newcomer:
    """A person at the window of a stage; what she makes stands in `paper`."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.window = stage.program.window
        self.hands = Hands(self.window, self._screen)
        self.paper = Path()
        self.left: list[str] = []  # findings that are no mistakes of hers

    def play(self) -> None:
        """Everything, in order."""
        for title, step in STEPS:
            self.hands.begin(title)
            try:
                step(self)
            except StuckError as stuck:
                raise StuckError(f"{title}: {stuck}") from stuck

    @property
    def page(self) -> Any:
        """The page that is shown."""
        return self.stage.program.commands.desk.page

    def not_kept(self) -> list[str]:
        """What the document does not show and the file must hold all the same."""
        file = self.stage.program.commands.desk.file
        school, programme = queries.school(file), queries.programme(file)
        held = {school.municipality, school.region, programme.approval_date}
        return sorted({data.SCHOOL[2], data.TITLE[0][1], data.APPROVED} - held)

    def _screen(self) -> str:
        if not hasattr(self.stage.program, "commands") or self.stage.program.commands.desk.file is None:
            return "Начало работы"
        item = self.window.navigation.currentItem()
        return item.text(0) if item is not None else ""

    def go(self, title: str) -> Any:
        """Click a section in the outline."""
        self.hands.click_line(self.window.navigation, title)
        self.stage.settle(2)
        return self.page

    # the steps

    def create(self) -> None:
        """From the start page to a file of her own."""
        tile = self.window.start_page.findChild(QPushButton, "start_new")
        self.hands.through(lambda: self.hands.click(tile), self._name_school, self._accept_file)
        self.hands.wait(lambda: self.page is not None, "титульный лист новой программы")

    def _name_school(self, dialog: QDialog) -> None:
        for text in data.SCHOOL:
            self.hands.write(text)
            self.hands.press("Tab")
        first, last = data.YEARS
        self.hands.write(str(first))
        self.hands.press("Tab")
        self.hands.write(str(last))
        self.hands.press("Return")

    def _accept_file(self, dialog: QDialog) -> None:
        self.hands.press("Return")

    def title(self) -> None:
        """The title page: what the first dialog did not ask."""
        for key, text in data.TITLE:
            field = self.page.fields[key]
            self.page.area.ensureWidgetVisible(field)  # the wheel
            self.hands.click(field)
            self.hands.press("Ctrl+A")
            self.hands.write(text)
        known = self.hands.button(self.page, "Подставить")
        self.page.area.ensureWidgetVisible(known)
        self.hands.click(known)

    def passport(self) -> None:
        """The rows of the passport one after another by Tab."""
        page = self.go("Паспорт")
        editors = [one.editor for one in page.editors.values()]
        self.hands.click(editors[0].viewport())
        for n, texts in enumerate(data.PASSPORT):
            if self.hands.focus() is not editors[n]:
                raise StuckError(f"Tab не привёл к строке {n + 1}")
            if texts[0] in data.OFFERED:
                self.hands.press("F4")  # it stands on the button below the row
            for place, text in enumerate(texts if texts[0] not in data.OFFERED else ()):
                if place:
                    self.hands.press("Return")
                self.hands.write(text)
            if n + 1 < len(data.PASSPORT):
                self.hands.press("Tab")

    def roadmap(self) -> None:
        """The colleague's table out of Word."""
        page = self.go("Дорожная карта")
        copied = QMimeData()
        copied.setHtml(data.word_table())
        copied.setText(data.plain_table())
        QGuiApplication.clipboard().setMimeData(copied)
        self.hands.click_cell(page.view, page.model.index(0, page.model.column_of("text")))
        self.hands.press("Ctrl+V")
        QGuiApplication.clipboard().clear()  # it must not outlive the window
        items = [line for line in page.model.lines if line.level == "item"]
        if len(items) != len(data.PLAN):
            raise StuckError(f"вставлено мероприятий: {len(items)}")

    def indicators(self) -> None:
        """Two tasks; under each what the bank has and what it has not."""
        page = self.go("Целевые показатели")
        self.hands.click_button(page, "Задачи из паспорта")
        for number in range(len(data.TASKS)):
            if number:
                self.hands.click_cell(page.view, page.model.index(page.model.rowCount() - 1, 1))
            self._from_bank(page, *data.BANK[number])
            for text, unit, target in (own[1:] for own in data.OWN_INDICATORS if own[0] == number):
                self.hands.click_button(page, "+ Показатель")
                self.hands.write(text)
                self.hands.press("Tab")
                self.hands.write(unit)
                self.hands.press("Tab")
                self.hands.write(target)
                self.hands.press("Return")

    def _from_bank(self, page: Any, search: str, wanted: tuple[str, ...], targets: tuple[str, ...]) -> None:
        button = self.hands.button(page, "Из банка")
        self.hands.through(lambda: self.hands.click(button), lambda dialog: self._mark(dialog, search, wanted))
        for target in targets:  # the cursor stands in the first of them
            self.hands.write(target)
            self.hands.press("Return")

    def _mark(self, dialog: Any, search: str, wanted: tuple[str, ...]) -> None:
        self.hands.write(search)
        self.hands.press("Return")
        for place, item in enumerate(dialog.model.shown[:8]):
            if place:
                self.hands.press("Down")
            if item.text in wanted:
                self.hands.press("Space")
        if len(dialog.model.chosen) != len(wanted):
            raise StuckError(
                f"в банке по словам «{search}» не нашлось нужного: {[i.text for i in dialog.model.shown[:8]]}"
            )
        self.hands.press("Return")

    def diary(self) -> None:
        """Everything over from the roadmap, a part of it into a direction each."""
        page = self.go("Дневник")
        button = self.hands.button(page, "Из дорожной карты")
        self.hands.through(lambda: self.hands.click(button), self._take_over)
        first = next(n for n, line in enumerate(page.model.lines) if line.level == "item")
        self.hands.click_cell(page.view, page.model.index(first, page.model.column_of("coverage")))
        for text in data.COVERAGE:
            self.hands.write(text)
            self.hands.press("Return")

    def _take_over(self, dialog: Any) -> None:
        self.hands.press("Return")
        for direction in data.DIRECTIONS:
            line = dialog.list.current_line()
            if line is not None and line.item is None:
                self.hands.press("Down")  # the heading of a part
            self.hands.press("Space", str(direction), "Down")
        self.hands.press("Ctrl+Return")

    def appendices(self) -> None:
        """The facts of the first wave, down the column."""
        for title, values in (("результатов обучения", data.APPENDIX_1), ("социальных условий", data.APPENDIX_2)):
            page = self.go(title)
            keys = [line.row.key for line in page.model.lines]
            column = next(n for n, one in enumerate(page.model.columns) if one.field.startswith("wave:"))
            self.hands.click_cell(page.view, page.model.index(0, column))
            for key, text in values:
                if keys[page.view.currentIndex().row()] != key:
                    raise StuckError(f"Enter не привёл к «{key}»")
                self.hands.write(text)
                self.hands.press("Return")

    def check(self) -> None:
        """F7 and what it finds."""
        self.hands.press("F7")
        panel = self.stage.program.commands.group("checking").panel
        self.hands.wait(panel.shown, "замечания проверки")
        mended = {"period-outside": data.MISTYPED[1], "responsible-empty": data.MISSING}
        while any(one.finding.code in mended for one in panel.shown()):
            self.hands.press("F8")
            finding = panel.current().finding
            if finding.code in mended:
                self._mend(panel, finding, mended[finding.code])
        grave = [one.finding for one in panel.shown() if one.finding.severity != "hint"]
        self.left = [f"{finding.where}: {finding.message}" for finding in grave]

    def _mend(self, panel: Any, finding: Any, text: str) -> None:
        view = self.page.view
        if not view.hasFocus():
            raise StuckError(f"замечание не привело к ячейке: {finding.where}")
        self.hands.write(text)
        self.hands.press("Return")
        self.hands.wait(lambda: finding not in [one.finding for one in panel.shown()], f"исправлено: {finding.where}")

    def export(self) -> None:
        """Ctrl+E, and the document is there."""
        notice = self.window.notice
        self.hands.through(lambda: self.hands.press("Ctrl+E"), self._accept_file)
        self.hands.wait(lambda: "Готово" in notice.text, "документ Word")
        self.paper = only(sorted(self.stage.data.rglob("*.docx")))


def only(found: list[Path]) -> Path:
    """The one document that there should be."""
    if len(found) != 1:
        raise StuckError(f"документов Word в папке: {len(found)}")
    return found[0]


STEPS: tuple[tuple[str, Callable[[Newcomer], None]], ...] = (
    ("Новая программа", Newcomer.create),
    ("Титульный лист", Newcomer.title),
    ("Паспорт", Newcomer.passport),
    ("Дорожная карта", Newcomer.roadmap),
    ("Показатели", Newcomer.indicators),
    ("Дневник", Newcomer.diary),
    ("Приложения 1 и 2", Newcomer.appendices),
    ("Проверка", Newcomer.check),
    ("Документ Word", Newcomer.export),
)
