"""The rings of the outline: how much of each section is filled, counted again a moment after a change."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from ..services.changes import Change
from ..services.completeness import Tally, asked_of, outline_completeness, plan_tally, tally_of
from ..services.formats import Format
from ..services.queries import OutlineEntry, SectionData, read_section
from ..services.school_file import SchoolFile

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
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.count)

    def watch(self, file: SchoolFile | None, form: Format | None) -> None:
        """Another file, or none."""
        self._timer.stop()
        self._file, self._form, self._entries, self._known, self._plans = file, form, (), {}, {}

    def outline(self, entries: Sequence[OutlineEntry]) -> None:
        """The outline as it is now."""
        self._entries = entries
        self._timer.start()

    def touched(self, changes: Sequence[Change]) -> None:
        """Note which sections have to be read again."""
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
        """Count now and show the parts by section id."""
        if self._file is None or self._form is None:
            return
        if self._file.writing:
            self._timer.start()
            return
        sections = [self._data(self._file, self._form, entry) for entry in self._entries]
        self._known = {data.section.id: data for data in sections}
        plans = [data for data in sections if data.section.kind == "activities"]
        self._plans = {
            data.section.id: self._plans.get(data.section.id)
            or plan_tally(self._file, data.section.id, asked_of(data.spec))
            for data in plans
        }
        self._show(outline_completeness(sections, self._plans))

    def _data(self, file: SchoolFile, form: Format, entry: OutlineEntry) -> SectionData:
        known = self._known.get(entry.section.id)
        return dataclasses.replace(known, entry=entry) if known else read_section(file, entry, form, plans=False)
