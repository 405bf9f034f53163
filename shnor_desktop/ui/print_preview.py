"""«Печать»: the preview that asks for the printer by itself as soon as the pages are there."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from .paper.preview import PreviewDialog


class PrintPreview(PreviewDialog):
    """The person sees what goes to the printer; closing the printer's dialog leaves the preview."""

    def _show_pages(self, pages: object) -> None:
        super()._show_pages(pages)
        if self.view.pages.pages:
            QTimer.singleShot(0, self._print_if_open)

    def _print_if_open(self) -> None:
        if self.isVisible():
            self.print_pages()
