"""F7: the check of the programme in a panel beside the page; F8 from one finding to the next; fixes by one click."""

from __future__ import annotations

from collections.abc import Callable

from ...models.errors import UserError
from ...services.changes import Change
from ...services.checks import Finding, fixes
from ...services.checks.fixes import Fix
from ...services.checks.report import Report
from ..background_check import BackgroundCheck
from ..checks_panel import ChecksPanel
from ..navigation import TITLE_PAGE
from ..tools import Tools
from ..widgets.readiness_card import summary
from .files import FileCommands


class CheckCommands:
    """Keeps the panel of a window, has the open file checked while it shows, and writes the fixes asked for."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools
        self._unsubscribe: Callable[[], None] | None = None
        self._first = False
        self.panel = ChecksPanel()
        self.checker = BackgroundCheck(self.panel)
        self.checker.found.connect(self._found)
        self.panel.asked.connect(self._go)
        self.panel.mended.connect(self._mend)
        self.panel.closed.connect(self._closed)
        self.panel.hidden.connect(self._rest)
        tools.window.put_beside(self.panel)
        tools.desk.closed.connect(self.panel.hide)

    def check(self) -> None:
        """Open the panel; what is typed is written first, so that it is checked too."""
        if self._tools.desk.file is None or not self._tools.desk.settle():
            return
        if self.checker.file is not self._tools.desk.file:
            self._watch()
        self.panel.open()

    def next_finding(self) -> None:
        """Go to the next finding, opening the panel first."""
        self._step(1)

    def previous_finding(self) -> None:
        """Go to the finding before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.panel.isHidden():
            self.check()
            self._first = not self.panel.isHidden()
        elif self.panel.shown():
            self.panel.step(by)
        else:
            self._tools.window.flash("Замечаний нет")

    def _watch(self) -> None:
        file = self._tools.desk.file
        if file is not None:
            self._rest()
            self.panel.show_report(None)
            self._unsubscribe = file.subscribe(self._committed)
            self.checker.watch(file, self._tools.desk.form)

    def _committed(self, _changes: list[Change]) -> None:
        self.checker.soon()

    def _rest(self) -> None:
        """A panel that nobody sees needs no checks."""
        if self._unsubscribe is not None:
            self._unsubscribe()
        self._unsubscribe = None
        self._first = False
        self.checker.stop()

    def _found(self, report: Report) -> None:
        self.panel.show_report(report)
        self.panel.setAccessibleDescription(summary(report))
        if self._first:
            self._first = False
            self.panel.step(1)

    def _go(self, finding: Finding) -> None:
        self._tools.desk.go_to(finding.section_id or TITLE_PAGE, finding.place)

    def _mend(self, wanted: list[Fix]) -> None:
        file = self._tools.desk.file
        if file is None or not self._tools.desk.settle():
            return
        try:
            fixes.apply(file, wanted)
        except UserError as error:
            self._tools.desk.tell(str(error))
            return
        self.checker.now()
        self._tools.window.flash(f"Исправлено: {wanted[0].name.lower()}. Отменить – Ctrl+Z")

    def _closed(self) -> None:
        page = self._tools.desk.page
        if page is not None:
            page.setFocus()
