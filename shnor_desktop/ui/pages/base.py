"""What every page of the programme is: it shows one place of the outline and writes through the services at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ...models.errors import UserError
from ...services.changes import Change
from ...services.formats import Format
from ...services.jobs import Cancelled
from ...services.queries import OutlineEntry
from ...services.school_file import SchoolFile
from ..patience import patiently

if TYPE_CHECKING:
    from ...services.suggestions import Suggestions
    from ..settings import Settings


STOPPED = "Остановлено: в таблице всё, как было."
"""Said after a long action that the person stopped."""


def _to_nobody(sentence: str) -> None:
    """A page that stands on no window has nobody to inform."""


@dataclass(frozen=True)
class PageContext:
    """What a page works with: the open file, its form, where a sentence for the person is shown.

    `tell` is for refusals, `inform` for good news; `suggestions` are offered while typing, `settings` are what the
    window remembers between two starts.
    """

    file: SchoolFile
    form: Format
    tell: Callable[[str], None]
    suggestions: Suggestions | None = None
    settings: Settings | None = None
    inform: Callable[[str], object] = _to_nobody

    def attempt(self, action: Callable[[], object]) -> bool:
        """Do a write; a UserError is told and leaves False, so that the page can show the stored value again.

        So does a long one that the person stops: nothing of it is left.
        """
        try:
            with patiently(self.file):
                action()
        except UserError as error:
            self.tell(str(error))
            return False
        except Cancelled:
            self.inform(STOPPED)
            return False
        return True


class Page(QWidget):
    """A page of the window. `entry` is None for pages that are no section (title page)."""

    asked = Signal(int, str)
    """A place of the programme was asked for: section id and place."""

    methods_wanted = Signal()
    """The rules by which results are worked out are to be seen."""

    results_wanted = Signal()
    """Results of exams are to be brought in from files."""

    def __init__(self, context: PageContext, entry: OutlineEntry | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.entry = entry

    def verbs(self) -> Sequence[QAction]:
        """What stands beside the title: its keys work while the outline has the keyboard, too."""
        return ()

    def commit_pending(self) -> None:
        """Write what is still in an open editor; called before leaving the page, exporting, undo and closing."""

    def refresh(self, changes: list[Change]) -> None:
        """Show the file as it is after these changes, keeping selection, scroll and focus.

        Called after every commit, undo and redo included; `entry` is up to date by then.
        """

    def current_place(self) -> str:
        """The place in which the person is, in the words of `show_place`; empty when there is none."""
        return ""

    def show_place(self, place: str) -> None:
        """Go to a place named by a finding or a search; unknown places are ignored.

        A place is a table of the file, a row's id and maybe a field: «activity:12:period», «section_text:3»,
        «wave:1:as_of», «school:1:director»; see `place.py`.
        """
