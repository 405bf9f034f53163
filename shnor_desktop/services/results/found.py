"""What a reader found in a workbook: one table of one exam, ready to be kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .exam_key import ExamKey
from .figures import SCHOOL, YEARS, Figures, Source, as_json

KINDS: dict[str, str] = {
    "individual": "индивидуальные результаты",
    "marks": "статистика по отметкам",
    "journal": "сравнение отметок с отметками по журналу",
    "tasks": "выполнение заданий",
    "protocol": "протокол экзамена",
    "summary": "сводная таблица экзамена",
    YEARS: "средние баллы по годам",
}
"""Kinds of tables → how they are called."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table: its kind, the exam it belongs to, and its figures by level of sample."""

    kind: str
    key: ExamKey
    samples: Mapping[str, Figures]

    @property
    def n(self) -> int | None:
        """The school's participants."""
        school = self.samples.get(SCHOOL)
        return school.n if school else None

    @property
    def digest(self) -> str:
        """What the table says, whatever file, order of columns or spelling of numbers it came in."""
        known = next((source.digest for figures in self.samples.values() for source in figures.sources), "")
        return known or self._digest()

    def _digest(self) -> str:
        key = (self.key.exam, self.key.year, self.key.subject, self.key.grade)
        samples = {level: as_json(figures) for level, figures in sorted(self.samples.items())}
        for sample in samples.values():
            for task in sample.get("tasks", ()):
                del task["heading"]
        said = _ENCODER.encode([self.kind, key, samples])
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    def signed(self, file: str) -> FoundTable:
        """The same with its source written into each sample."""
        digest = self.digest
        samples = {
            level: replace(figures, sources=(Source(self.kind, file, digest, tuple(sorted(figures.groups))),))
            for level, figures in self.samples.items()
        }
        return replace(self, samples=samples)
