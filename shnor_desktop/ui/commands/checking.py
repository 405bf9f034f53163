"""The check of the programme: run beside the window, its findings in a list that leads to their places."""

from __future__ import annotations

from functools import partial

from ...models.entity import ENTITIES
from ...services.checks import Finding, run_checks
from ...services.jobs import Progress
from ...services.queries import ProgrammeData
from ...services.school_file import SchoolFile
from ..dialogs.findings import FindingsDialog
from ..navigation import TITLE_PAGE
from ..tools import Tools
from .files import FileCommands


class CheckCommands:
    """Finds what is missing or contradicts itself."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools
        self._dialog: FindingsDialog | None = None
        tools.desk.closed.connect(self.forget)

    def check(self) -> None:
        """Check the open file and show what was found."""
        data = self._tools.desk.data()
        if data is not None:
            self._tools.runner.run("Проверяю программу", partial(find, data), self._show)

    def forget(self) -> None:
        """Close the list: it belongs to a file that is open no more."""
        if self._dialog is not None:
            self._dialog.close()

    def _show(self, findings: list[Finding]) -> None:
        if self._dialog is None:
            self._dialog = FindingsDialog(self._go, self.check, self._tools.window)
        self._dialog.show_findings(findings)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _go(self, finding: Finding) -> None:
        file = self._tools.desk.file
        if file is not None:
            self._tools.desk.go_to(section_of(file, finding.place), finding.place)
            self._tools.window.activateWindow()


def find(data: ProgrammeData, progress: Progress) -> list[Finding]:
    """Run the rules; for a worker."""
    findings = list(run_checks(data))
    progress(1.0)
    return findings


def section_of(file: SchoolFile, place: str) -> int:
    """The section on whose page a place («activity:12:period») stands; the title page for all that is in none."""
    table, _, rest = place.partition(":")
    number = rest.partition(":")[0]
    cls = ENTITIES.get(table)
    row = file.get(cls, int(number)) if cls is not None and number.isdecimal() else None
    if row is None:
        return TITLE_PAGE
    if table == "section":
        return row.id
    owner = getattr(row, "task_id", None)
    if owner is not None:
        return section_of(file, f"task:{owner}")
    return getattr(row, "section_id", TITLE_PAGE)
