"""The check of the programme: run beside the window, its findings in a list that leads to their places."""

from __future__ import annotations

from functools import partial

from ...services.checks import Finding, run_checks
from ...services.jobs import Progress
from ...services.queries import ProgrammeData
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
        if self._tools.desk.file is not None:
            self._tools.desk.go_to(finding.section_id or TITLE_PAGE, finding.place)
            self._tools.window.activateWindow()


def find(data: ProgrammeData, progress: Progress) -> list[Finding]:
    """Run the rules; for a worker."""
    findings = list(run_checks(data))
    progress(1.0)
    return findings
