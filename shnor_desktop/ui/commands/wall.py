"""What of a plan is printed by itself: the roadmap, and the plan of a year for the wall."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ...models.errors import UserError
from ...services.documents.tree import Document
from ...services.jobs import Cancelled
from ...services.queries import ProgrammeData
from ...services.wall_plan import WallPlan, wall_plan
from ..file_dialogs import PDF, file_name
from ..paper.preview import PreviewDialog
from ..patience import beside
from ..print_preview import PrintPreview
from ..tools import Tools
from ..wall_preview import WallPreview
from .files import FileCommands
from .papers import compose_paper

ROADMAP = "roadmap"
NO_ROADMAP = "В программе нет дорожной карты: откройте нужный план и напечатайте его как раздел."


class WallCommands:
    """Plans are made of the data at once; their pages beside the window."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools

    def show(self) -> None:
        """The plan that is open, else the roadmap, as a calendar."""
        data = self._data()
        if data is None:
            return
        entry = self._tools.desk.entry
        section = entry.section.id if entry else 0
        rows = sum(len(one.activities) for one in data.sections)
        try:
            plan = beside("План на стену", rows, partial(wall_plan, data, section))
        except UserError as error:
            self._tools.messages.fail(str(error))
            return
        except Cancelled:
            return
        self._open(plan, data)

    def print_roadmap(self) -> None:
        """The roadmap to the printer, seen before."""
        data = self._data()
        if data is None:
            return
        ids = [one.section.id for one in data.sections if one.section.key == ROADMAP]
        if not ids:
            self._tools.messages.fail(NO_ROADMAP)
            return
        name = self._name(data, "Дорожная карта")
        work = partial(compose_paper, data, (ids[0],))
        self._tools.runner.run("Готовлю страницы", work, partial(self._print, name))

    def _data(self) -> ProgrammeData | None:
        return self._tools.desk.data(hidden=True)

    def _open(self, plan: WallPlan, data: ProgrammeData) -> None:
        name = self._name(data, f"{plan.title}, план на стену")
        self._show(WallPreview(plan, self._tools.window, file_name=name))

    def _print(self, name: str, document: Document) -> None:
        self._show(PrintPreview(document, self._tools.window, file_name=name))

    def _name(self, data: ProgrammeData, what: str) -> str:
        folder = self._tools.settings.folder(PDF.folder, Path.home())
        return str(folder / file_name(f"{data.school.short_name or 'Школа'} – {what}", "План"))

    def _show(self, preview: PreviewDialog) -> None:
        preview.resize(preview.size().boundedTo(self._tools.window.screen().availableSize() * 0.92))
        preview.exec()
        preview.deleteLater()
