"""All that the check has to say at once: findings by section, what was looked at, and the fixes that are certain."""

from __future__ import annotations

from dataclasses import dataclass

from ..jobs import Progress
from ..queries import ProgrammeData
from ..searched import TITLE_PAGE
from ..wording import plural
from . import RULES, SEVERITIES
from .finding import Finding
from .fixes import Fix, Fixes


@dataclass(frozen=True)
class Remark:
    """A finding with its section's title and the fixes that can be offered for it."""

    finding: Finding
    section: str
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True)
class Report:
    """Remarks in the order of the document, within a section the grave ones first."""

    remarks: tuple[Remark, ...]
    looked_at: str = ""
    """What was checked, in words: «21 раздел, 63 мероприятия, 27 показателей»."""

    def count(self, severity: str) -> int:
        """How many findings there are of a severity."""
        return sum(remark.finding.severity == severity for remark in self.remarks)

    def alike(self, fix: Fix) -> list[Fix]:
        """The fixes of the same kind, each of them once."""
        found = {other.key: other for remark in self.remarks for other in remark.fixes if other.kind == fix.kind}
        return list(found.values())


def report_on(data: ProgrammeData, progress: Progress) -> Report:
    """Check a programme; for a worker."""
    findings: list[Finding] = []
    for n, rule in enumerate(RULES, 1):
        findings += rule(data)
        progress(n / (len(RULES) + 1))
    titles = {section.section.id: section.entry.title for section in data.sections}
    order = {id_: n for n, id_ in enumerate((TITLE_PAGE, *titles))}
    findings.sort(key=lambda one: (order.get(one.section_id, 0), SEVERITIES.index(one.severity)))
    fixes = Fixes(data)
    titles[TITLE_PAGE] = data.form.front
    remarks = tuple(Remark(one, titles.get(one.section_id, ""), fixes.of(one)) for one in findings)
    progress(1.0)
    return Report(remarks, looked_at(data))


def looked_at(data: ProgrammeData) -> str:
    """What there was to check, in words."""
    rows = [entry.row for section in data.sections for entry in section.activities if entry.row.level != "group"]
    indicators = sum(len(task.indicators) for section in data.sections for task in section.tasks)
    reports = sum(len(section.schedule) for section in data.sections)
    counts = (
        (len(data.sections), ("раздел", "раздела", "разделов")),
        (len(rows), ("строка планов", "строки планов", "строк планов")),
        (indicators, ("показатель", "показателя", "показателей")),
        (reports, ("отчёт", "отчёта", "отчётов")),
    )
    return ", ".join(plural(number, *words).replace(" ", "\u00a0") for number, words in counts if number)
