"""What the pages of roadmap and diary do together: take rows over, go to the other side, keep moved deadlines."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QApplication, QBoxLayout, QPlainTextEdit, QWidget

from ...services import diary
from ...services.changes import Change
from ...services.formats import Format
from ...services.jobs import Progress
from ...services.queries import OutlineEntry, years_of
from ...services.snapshot import content_of, is_large, opened
from ...services.wording import plural
from ..itemmodels.activities import ActivitiesModel
from ..itemmodels.linked import LinkedModel
from ..itemmodels.rows import Line
from ..patience import awaited
from ..widgets.beside import tell_beside
from ..widgets.row_facts import Fact, RowFacts
from .base import PageContext
from .table_acts import Act
from .table_page import TablePage

TAKE_ACTS = (
    Act(
        "take", "Из дорожной карты…", "Ctrl+Shift+R", button=True, needs_line=False,
        tip="Взять мероприятия из дорожной карты",
    ),
    Act("to_diary", "В дневник…", "Ctrl+Shift+R", tip="Взять выбранные строки в дневник"),
)  # fmt: skip
LINK_ACTS = (
    Act("go_to_linked", "Перейти к связанной строке", "Ctrl+Shift+J"),
    Act("unlink", "Убрать связь", tip="Строки останутся, но выполнение у них больше не общее"),
    Act("show_moves", "Переносы срока…", "Ctrl+Shift+H", tip="Когда, кто и почему переносил срок"),
    Act("propose_reason", "Предложить причину", "Ctrl+Shift+E", tip="Вписать причину по истории переносов срока"),
)

_ONLY = {
    "take": (diary.DIARY,),
    "to_diary": (diary.ROADMAP,),
    "go_to_linked": (diary.DIARY, diary.ROADMAP),
    "unlink": (diary.DIARY, diary.ROADMAP),
    "propose_reason": (diary.DIARY,),
}
"""Acts that only some plans have, by the keys of their sections."""

_IN_MENU = {diary.DIARY: ("add_sub",)}
"""Acts that have a button elsewhere and none here: there is something else to be found sooner."""


class LinkedPage(TablePage):
    """A plan whose rows may be one thing with rows of another one."""

    model: ActivitiesModel

    def __init__(self, context: PageContext, entry: OutlineEntry, parent: QWidget | None = None) -> None:
        self.facts: RowFacts | None = None
        super().__init__(context, entry, parent)
        names = ("go_to_linked", "to_diary", "show_moves", "propose_reason")
        self.facts = RowFacts({name: self.actions_by_name[name] for name in names if name in self.actions_by_name})
        column = self.panel.layout() if self.panel is not None else None
        first = column.itemAt(0) if column is not None else None
        top = first.layout() if first is not None else None
        if isinstance(top, QBoxLayout):  # beside the name of the line
            top.insertWidget(1, self.facts)
        self.show_current()

    def _make_actions(self) -> dict[str, QAction]:
        key = self.entry.section.key
        acts = [act for act in self.acts if key in _ONLY.get(act.name, (key,))]
        quiet = _IN_MENU.get(key, ())
        self.acts = tuple(replace(act, button=False) if act.name in quiet else act for act in acts)
        return super()._make_actions()

    def show_current(self) -> None:
        """Links and moves of the current line are said beside its name."""
        super().show_current()
        line = self.view.current_line()
        linked = line is not None and self._is_linked(line)
        said = self._facts(line) if line is not None and line.level != "group" else {}
        for name, there in (
            ("go_to_linked", linked),
            ("unlink", linked),
            ("show_moves", line is not None and line.level != "group"),
            ("propose_reason", "propose_reason" in said),
        ):
            if name in self.actions_by_name:
                self.actions_by_name[name].setEnabled(there)
        if self.facts is not None:
            self.facts.say(said)

    def _is_linked(self, line: Line) -> bool:
        return isinstance(self.model, LinkedModel) and line.row.id in self.model.links

    def _facts(self, line: Line) -> dict[str, Fact]:
        from ...services.deadline_moves import moves_of

        said = {}
        if isinstance(self.model, LinkedModel) and (name := self.model.linked_name(line)):
            said["go_to_linked"] = Fact(name, f"↔ {name.rpartition(' ')[2]}")
        elif "to_diary" in self.actions_by_name and line.level == "item" and line.row.text.strip():
            said["to_diary"] = Fact("В дневник…", "В дневник…")
        if moves := moves_of(self.context.file, line.row.id):
            said["show_moves"] = Fact(f"Переносы срока: {len(moves)}", f"Переносы: {len(moves)}")
        if self.entry.section.key == diary.DIARY and not line.row.reason.strip() and self._proposal(line):
            said["propose_reason"] = Fact("Предложить причину", "Причина…")
        return said

    def _proposal(self, line: Line) -> str:
        """What could stand as the reason of a line."""
        from ...services.deadline_moves import moves_of, proposed_reason

        file = self.context.file
        return proposed_reason(line.row, moves_of(file, line.row.id), years_of(file), date.today())

    def refresh(self, changes: list[Change]) -> None:
        """A move that was noted or explained is told at once."""
        super().refresh(changes)
        if any(change.table in ("deadline_move", "activity") for change in changes):
            self.show_current()

    # verbs

    def take(self) -> None:
        """Take items of the roadmap into this diary."""
        from ...services.editing.diary import take

        self.commit_pending()
        if chosen := self._ask():
            rows = self.made(lambda: take(self.context.file, chosen))
            if rows:
                self.view.go_to(("activity", rows[0].id), "text")
                self.view.setFocus()

    def to_diary(self) -> None:
        """Take the selected items of this roadmap into the diary."""
        from ...services.editing.diary import take

        self.commit_pending()
        lines = [line for line in self.view.selected_lines() if line.level == "item" and line.row.text.strip()]
        fresh = [line.row.id for line in lines if not self._is_linked(line)]
        if not fresh:
            tell_beside(self.view, "Уже в дневнике" if lines else "Выберите мероприятия с текстом")
        elif chosen := self._ask(checked=fresh, only=[line.row.id for line in lines]):
            rows = self.made(lambda: take(self.context.file, chosen)) or []
            tell_beside(self.view, f"Взято в дневник: {plural(len(rows), 'строка', 'строки', 'строк')}")

    def _ask(self, checked: Collection[int] = (), only: Collection[int] = ()) -> list[tuple[int, int]]:
        from ..dialogs.take_from_roadmap import TakeDialog

        found = self.made(self._offer)
        return TakeDialog.choose(found, self, checked, only) if found else []

    def _offer(self) -> diary.Offer:
        """What the roadmap has for the diary; of a long one read beside the window."""
        file, form = self.context.file, self.context.form
        if not is_large(file):
            return diary.offer(file, form)
        return awaited("Чтение дорожной карты", partial(_offer_of, content_of(file), form))

    def go_to_linked(self) -> None:
        """Show the row on the other side."""
        line = self.view.current_line()
        if isinstance(self.model, LinkedModel) and line is not None:
            other = self.model.linked_row(line)
            if other is not None:
                self.commit_pending()
                self.asked.emit(other.section_id, f"activity:{other.id}:text")

    def unlink(self) -> None:
        """Let the current row and the one on the other side go their own ways."""
        from ...services.editing.diary import unlink

        line = self.view.current_line()
        if line is not None and self._is_linked(line):
            self.context.attempt(lambda: unlink(self.context.file, line.row))

    def show_moves(self) -> None:
        """Show how the deadline of the current row was moved."""
        from ...services.deadline_moves import moves_of
        from ..dialogs.deadline_moves import MovesDialog

        self.commit_pending()
        line = self.view.current_line()
        if line is not None and line.level != "group":
            moves = moves_of(self.context.file, line.row.id)
            dialog = MovesDialog(self.context, self.caption(line).lower(), line.row.text, moves, self)
            dialog.exec()
            dialog.deleteLater()

    def propose_reason(self) -> None:
        """Put what the history says into the empty cell of the reason, and go on writing there."""
        self.commit_pending()
        line = self.view.current_line()
        if line is None or line.row.reason.strip():
            return
        text = self._proposal(line)
        if not text or not self.model.put(line, "reason", text):
            return
        if self.model.column_of("reason") < 0:
            self._go_in_panel("reason")
            return
        self.view.go_to(line.key, "reason", edit=True)
        editor = QApplication.focusWidget()
        if isinstance(editor, QPlainTextEdit):
            editor.moveCursor(QTextCursor.MoveOperation.End)  # what is typed now goes on, and replaces nothing


def _offer_of(content: bytes, form: Format, _progress: Progress) -> diary.Offer:
    with opened(content) as snapshot:
        return diary.offer(snapshot, form)
