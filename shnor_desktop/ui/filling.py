"""The rings of the outline: how much of each section is filled, counted again a moment after a change."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from ..services.changes import Change
from ..services.completeness import Tally, asked_of, outline_completeness, plan_tally, tally_of
from ..services.formats import Format
from ..services.queries import OutlineEntry, SectionData, read_section
from ..services.school_file import SchoolFile

_TURN = 0.012
"""Seconds of reading between two turns of the window."""

SETTLE_MS = 400
"""A burst of changes costs one count."""


MANY = 300
"""So many changes of a plan cost more one by one than to count its cells anew."""


class Filling(QObject):
    """Keeps what the sections hold and reads again only those that were touched; of plans only figures are kept."""

    def __init__(self, show: Callable[[dict[int, float]], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._file: SchoolFile | None = None
        self._form: Format | None = None
        self._entries: Sequence[OutlineEntry] = ()
        self._known: dict[int, SectionData] = {}
        self._plans: dict[int, Tally] = {}
        self._left: list[OutlineEntry] = []  # sections that this count has not come to yet
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._begin)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    def watch(self, file: SchoolFile | None, form: Format | None) -> None:
        """Another file, or none."""
        self._stop()
        self._file, self._form, self._entries, self._known, self._plans = file, form, (), {}, {}

    def outline(self, entries: Sequence[OutlineEntry]) -> None:
        """The outline as it is now."""
        self._stop()
        self._entries = entries
        self._timer.start()

    def _stop(self) -> None:
        """What was counted so far may be right no more."""
        self._timer.stop()
        self._turn.stop()
        self._left = []

    def touched(self, changes: Sequence[Change]) -> None:
        """Note which sections have to be read again."""
        self._stop()
        if len(changes) > MANY:
            self._plans.clear()
            changes = [change for change in changes if change.table != "activity"]
        for change in changes:
            values = change.after or change.before or {}
            if change.table == "section":
                self._known.pop(change.id, None)
                self._plans.pop(change.id, None)
            elif change.table == "activity":
                self._follow(change)
            elif "section_id" in values:
                self._known.pop(values["section_id"], None)
            elif {"task_id", "indicator_id"} & set(values):
                for id_ in [id_ for id_, data in self._known.items() if data.tasks]:
                    del self._known[id_]
        self._timer.start()

    def _follow(self, change: Change) -> None:
        """What a row of a plan adds to its section, and takes from the one where it was."""
        for values, sign in ((change.before, -1), (change.after, 1)):
            section_id = values["section_id"] if values else 0
            if section_id in self._plans and section_id in self._known:
                fields = asked_of(self._known[section_id].spec)
                part = tally_of(values, fields, section_id)
                self._plans[section_id] = self._plans[section_id].and_with(part, sign)

    def count(self) -> None:
        """Count at once and show the parts by section id."""
        self._begin()
        while self._left:
            self._go_on()

    def _begin(self) -> None:
        self._left = list(self._entries)
        self._go_on()

    def _go_on(self) -> None:
        """Read a few sections more: while a file was just opened, threads read it too and make each of them slow."""
        if self._file is None or self._form is None or self._file.writing:
            self._left = []
            if self._file is not None and self._form is not None:
                self._timer.start()
            return
        until = time.perf_counter() + _TURN
        while self._left:
            self._read(self._file, self._form, self._left.pop(0))
            if time.perf_counter() >= until:
                break
        if self._left:
            self._turn.start()
            return
        self._turn.stop()
        ids = [entry.section.id for entry in self._entries]
        self._known = {id_: self._known[id_] for id_ in ids}
        self._plans = {id_: tally for id_, tally in self._plans.items() if id_ in self._known}
        self._show(outline_completeness(list(self._known.values()), self._plans))

    def _read(self, file: SchoolFile, form: Format, entry: OutlineEntry) -> None:
        id_ = entry.section.id
        known = self._known.get(id_)
        data = dataclasses.replace(known, entry=entry) if known else read_section(file, entry, form, plans=False)
        self._known[id_] = data
        if data.section.kind != "activities":
            self._plans.pop(id_, None)
        elif id_ not in self._plans:
            self._plans[id_] = plan_tally(file, id_, asked_of(data.spec))
