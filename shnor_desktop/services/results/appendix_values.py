"""What results say for the rows of Приложение 1 that ask about exams: gaps to the region, signs of objectivity.

A value is proposed, never put in by itself: «Заполнить из результатов» stores proposals in cells that are empty, and
what is stored is an ordinary value of the appendix, so that Word, PDF, Excel and the packet show it and nobody's words
are overwritten. Where a stored value came from is not stored: it is worked out again each time it is shown. A value
that agrees with the proposal is the results' own; one that does not was typed, or the results have changed since, and
either way the page marks it and the check names it. Nothing can go stale in silence.

Which results count at the date of a wave: ВПР of a year from 1 June, ОГЭ and ЕГЭ from 1 July; without a date the
newest of each.
Silent sources: critical values of the sharp change come from the region, so that only K is told, and judged by nobody.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ...models.results import ExamResult, MethodSetting
from ..folding import fold
from . import objectivity, statistics
from .comparisons import cohort, correlation
from .computed import Computed, ExamId
from .exam_key import EGE, EXAM_NAMES, OGE, VPR
from .exam_tables import Results, decimal
from .figures import REGION, SCHOOL, Figures
from .methods import methods_from
from .objectivity import Interval

NONE = "нет"
"""What is proposed where results were looked at and show nothing."""

_KNOWN_FROM = {VPR: (6, 1), OGE: (7, 1), EGE: (7, 1)}
_PRIMARY = "Баллы здесь первичные, их всего десятки: такое расхождение почти невозможно, и «нет» мало что значит."
_OLD = 1
_TOLD_FILES = 6
_PARTS = re.compile(r"[;.\n]")
_GRADES = re.compile(r"(\d{1,2})(?:\s*[-–]?\s*(?:й|ые|х|е))?\s*[«\"]?[а-я]?[»\"]?\s*класс")

Named = tuple[str, int]
"""Subject and grade; 0 for a state exam, whose grade goes without saying."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for one row, how it was found, the files it was found in, and what to be careful about."""

    key: str
    value: str
    explanation: str
    files: tuple[str, ...] = ()
    caution: str = ""
    named: frozenset[Named] = frozenset()
    """The exams that the value names."""
    looked_at: frozenset[Named] = frozenset()
    """All exams that were looked at: of others the results say nothing."""
    verdict: bool = True
    """Whether another value in its place is a contradiction."""

    def told(self) -> str:
        """All of it for a person, in lines."""
        rest = len(self.files) - _TOLD_FILES
        files = ", ".join(self.files[:_TOLD_FILES]) + (f" и ещё {rest}" if rest > 0 else "")
        lines = (self.explanation, f"Откуда: {files}." if files else "", self.caution)
        return "\n".join(line for line in lines if line)

    def agrees(self, typed: str) -> bool:
        """Whether a typed value says the same: it names the same subjects, or none in its own words."""
        words = " ".join(fold(typed).split())
        if not self.verdict or words.strip(" .") == fold(self.value):
            return True
        if words.startswith(("нет данных", "нет сведений")):
            return False
        denied = words.startswith(("нет", "не ", "отсутств", "-", "–", "—"))
        return (frozenset() if denied else self._named_in(words)) == self.named

    def _named_in(self, words: str) -> frozenset[Named]:
        """Of what was looked at, what a text names: «Математика, 7 класс» is not the grade 4."""
        found: set[Named] = set()
        for part in _PARTS.split(words):
            grades = {int(one) for one in _GRADES.findall(part)}
            found |= {
                (subject, grade)
                for subject, grade in self.looked_at
                if fold(subject) in part and (not grade or not grades or grade in grades)
            }
        return frozenset(found)


def known_years(rows: Iterable[ExamResult], on: date | None) -> dict[str, int]:
    """Kind of exam → the newest year whose results are there at a date."""
    found: dict[str, int] = {}
    for row in rows:
        if row.level == SCHOOL and row.exam in _KNOWN_FROM and _is_known(row.exam, row.year, on):
            found[row.exam] = max(found.get(row.exam, 0), row.year)
    return found


def _is_known(exam: str, year: int, on: date | None) -> bool:
    return on is None or (on.year, on.month, on.day) >= (year, *_KNOWN_FROM[exam])


@lru_cache(maxsize=8)
def proposals(
    rows: tuple[ExamResult, ...], on: date | None = None, settings: tuple[MethodSetting, ...] = ()
) -> Mapping[str, Proposal]:
    """Key of a row of the appendix → what results say for it at a date; rows they say nothing for are left out."""
    years = known_years(rows, on)
    wanted = {(kind, year) for kind, year in years.items()} | ({(VPR, years[VPR] - 1)} if VPR in years else set())
    asked = [row for row in rows if (row.exam, row.year) in wanted and row.level in (SCHOOL, REGION)]
    results = Results(asked, methods=methods_from(settings))
    found = [maker(results, kind, years[kind], key) for key, (kind, maker) in _MAKERS.items() if kind in years]
    made = (one for one in found if one is not None)
    return {one.key: _aged(one, on, years[_MAKERS[one.key][0]]) for one in made}


def why_nothing(rows: Sequence[ExamResult], on: date | None) -> str:
    """One sentence for who asked for values and got none."""
    school = [row for row in rows if row.level == SCHOOL]
    if not school:
        return "Результатов экзаменов пока нет. Внесите их: «Файл → Результаты ВПР, ОГЭ, ЕГЭ…»."
    if not known_years(school, on):
        newest = max(row.year for row in school)
        return f"На дату этого мониторинга результатов ещё не было: самые новые – {newest} года. Проверьте дату."
    return "Результаты не говорят ничего об этих показателях: нужны данные региона или отметки по журналу."


def _aged(one: Proposal, on: date | None, year: int) -> Proposal:
    said = "Дата мониторинга не указана: взяты самые новые результаты." if on is None else ""
    if on is not None and on.year - year > _OLD:
        said = f"Результатов новее {year} года нет."
    caution = " ".join(filter(None, (one.caution, said)))
    return Proposal(one.key, one.value, one.explanation, one.files, caution, one.named, one.looked_at, one.verdict)


# gaps to the region


def _gap(results: Results, kind: str, year: int, key: str) -> Proposal | None:
    judged: list[tuple[ExamId, bool, str]] = []
    unknown: list[str] = []
    for exam in _exams(results, kind, year):
        school, region = _mean(results, exam, SCHOOL), _mean(results, exam, REGION)
        far = statistics.far_below(school, region, results.methods)
        if far is None or school is None or region is None:
            unknown.append(_name(exam))
            continue
        words = f"{_name(exam)}: школа {decimal(school)}, регион {decimal(region)}, {_apart(school, region)}"
        judged.append((exam, far, words))
    limit = decimal(results.methods.exam_gap)
    rule = f"{EXAM_NAMES[kind]} {year}: предметы, где средний балл школы ниже регионального больше чем на {limit}."
    lacking = "нет среднего балла школы или региона"
    return _judged(results, key, rule, judged, unknown, lacking, _PRIMARY if kind != EGE else "")


def _apart(school: float, region: float) -> str:
    difference = round(school - region, 9)
    return f"{'выше' if difference > 0 else 'ниже'} на {decimal(abs(difference))}" if difference else "поровну"


def _mean(results: Results, exam: ExamId, level: str) -> float | None:
    """The mean score; where a source gives completion of all tasks instead, the sum of their mean points."""
    found, figures = results.at(exam, level), results.figures(exam, level)
    if found is None or found.mean_score is not None:
        return found.mean_score if found else None
    tasks = figures.tasks or results.figures(exam, SCHOOL).tasks
    done = found.completion
    if not tasks or any(task.maximum is None or key not in done for key, task in tasks.items()):
        return None
    return math.fsum((task.maximum or 0.0) * done[key] / 100 for key, task in tasks.items())


# signs of objectivity


def _inflated(results: Results, kind: str, year: int, key: str) -> Proposal | None:
    judged: list[tuple[ExamId, bool, str]] = []
    unknown: list[str] = []
    for exam in _exams(results, kind, year):
        school, region = (
            _interval(results.at(exam, level), results.figures(exam, level)) for level in (SCHOOL, REGION)
        )
        over = objectivity.overstated(school, region)
        if over is None or school is None or region is None:
            unknown.append(_name(exam))
            continue
        words = f"{_name(exam)}: школа {_ends(school)}, регион {_ends(region)}"
        judged.append((exam, over, words))
    rule = f"{EXAM_NAMES[kind]} {year}: 95 % доверительный интервал средней отметки школы лежит выше регионального."
    return _judged(results, key, rule, judged, unknown, "нет распределения отметок школы или региона")


def _interval(found: Computed | None, figures: Figures) -> Interval | None:
    """Of counted marks; of a larger sample from its shares and its size, which stand to two decimals in the source."""
    if found is None:
        return None
    if found.marks:
        return objectivity.confidence_of({float(mark): count for mark, count in found.marks.items() if mark})
    shares, n = figures.marks, found.n
    whole = math.fsum(shares.values())
    if not whole or not n or n < 2:
        return None
    mean = math.fsum(mark * share for mark, share in shares.items()) / whole
    squares = math.fsum(share * (mark - mean) ** 2 for mark, share in shares.items()) / whole
    return objectivity.confidence(mean, math.sqrt(squares * n / (n - 1)), n)


def _ends(interval: Interval) -> str:
    return f"{decimal(interval.low)}–{decimal(interval.high)}"


def _mismatch(results: Results, kind: str, year: int, key: str) -> Proposal | None:
    judged: list[tuple[ExamId, bool, str]] = []
    unknown: list[str] = []
    for exam in _exams(results, kind, year):
        rank = correlation(results.figures(exam))
        if rank is None:
            unknown.append(_name(exam))
            continue
        words = f"{_name(exam)}: коэффициент Спирмена {decimal(rank.simple)}"
        judged.append((exam, rank.contradicts, words))
    rule = (
        f"{EXAM_NAMES[kind]} {year}: баллы за работу и отметки в журнале расходятся (коэффициент Спирмена ниже нуля)."
    )
    return _judged(results, key, rule, judged, unknown, "нет отметок по журналу у каждой работы")


def _jump(results: Results, kind: str, year: int, key: str) -> Proposal | None:
    """K of every group of children that wrote twice; which K is sharp only the region can say."""
    lines, files, judged = [], [], []
    for exam in _exams(results, kind, year - 1):
        change = cohort(results, exam)
        if change is None:
            continue
        following = (kind, year, exam[2], exam[3] + 1)
        lines.append(f"{exam[2]}, {exam[3]} → {exam[3] + 1} класс: K = {decimal(change.k)}")
        judged.append((following, statistics.sharp(change.k, results.methods), lines[-1]))
        files += [*_files(results, exam, (SCHOOL,)), *_files(results, following, (SCHOOL,))]
    if not lines:
        return None
    rule = f"K – средний процент баллов {year - 1} года, делённый на процент тех же детей годом позже. "
    certain = [(exam, sharp, words) for exam, sharp, words in judged if sharp is not None]
    if certain:
        return _judged(results, key, f"{rule}Названы те, у кого K за границами региона.", certain, (), "")
    rule += "Критические значения K задаёт регион: сравните с ними и оставьте только превышения."
    return Proposal(key, "; ".join(lines), rule, tuple(dict.fromkeys(files)), verdict=False)


# together


def _judged(
    results: Results,
    key: str,
    rule: str,
    judged: Sequence[tuple[ExamId, bool, str]],
    unknown: Sequence[str],
    lacking: str,
    caution: str = "",
) -> Proposal | None:
    """The exams for which a sign holds; nothing is proposed where none could be judged."""
    if not judged:
        return None
    hit = [exam for exam, holds, _ in judged if holds]
    lines = [rule, *(f"{'▸' if holds else '·'} {words}" for _, holds, words in judged)]
    if unknown:
        lines.append(f"Не проверить ({lacking}): {', '.join(unknown)}.")
    small = [
        _name(exam)
        for exam, _, _ in judged
        if (found := results.at(exam)) and statistics.caution(found.n, results.methods)
    ]
    few = f"Участников мало, вывод осторожный: {', '.join(small)}." if small else ""
    files = [file for exam, _, _ in judged for file in _files(results, exam, (SCHOOL, REGION))]
    return Proposal(
        key,
        "; ".join(map(_name, hit)) or NONE,
        "\n".join(lines),
        tuple(dict.fromkeys(files)),
        " ".join(filter(None, (caution, few))),
        frozenset(map(_short, hit)),
        frozenset(_short(exam) for exam, _, _ in judged),
    )


def _exams(results: Results, kind: str, year: int) -> list[ExamId]:
    return [exam for exam in results.exams(kind) if exam[1] == year and results.at(exam) is not None]


def _name(exam: ExamId) -> str:
    """«Математика, 4 класс»; the grade of a state exam goes without saying."""
    return f"{exam[2]}, {exam[3]} класс" if exam[0] == VPR else exam[2]


def _short(exam: ExamId) -> Named:
    return exam[2], exam[3] if exam[0] == VPR else 0


def _files(results: Results, exam: ExamId, levels: Iterable[str]) -> list[str]:
    sources = (source for level in levels for source in results.figures(exam, level).sources)
    return [source.file or "введено вручную" for source in sources]


_Maker = Callable[[Results, str, int, str], Proposal | None]
_MAKERS: dict[str, tuple[str, _Maker]] = {
    "gap_ege": (EGE, _gap),
    "gap_oge": (OGE, _gap),
    "gap_vpr": (VPR, _gap),
    "inflated": (VPR, _inflated),
    "mismatch": (VPR, _mismatch),
    "jump": (VPR, _jump),
}
"""Key of the form's indicator → the exams it asks about and who judges them."""
