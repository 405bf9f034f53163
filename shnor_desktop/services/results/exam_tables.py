"""Tables of section 2 as plain data, headings as the reference programme has them: ВПР, ОГЭ, ЕГЭ and their years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from ...models.results import ExamResult
from . import statistics
from .computed import Computed, ExamId, compute_all, exam_of
from .exam_key import EGE, OGE
from .figures import COUNTRY, MUNICIPALITY, REGION, SCHOOL, Figures, load
from .statistics import METHODS, Methods
from .subjects import place_of

NO_DATA = "-"
"""What stands where there is nothing, as in the reference."""

LEVEL_NAMES = {COUNTRY: "Вся выборка", REGION: "Регион", MUNICIPALITY: "Муниципалитет", SCHOOL: "Школа"}
"""How a sample is called where its source gave no name."""

LEVEL_DATIVE = {COUNTRY: "стране", REGION: "региону", MUNICIPALITY: "муниципалитету"}
"""A sample after «по»."""

BELOW, ABOVE = "↓", "↑"
"""Signs for cells outside the corridor: not every eye and printer has shades."""

VPR_HEADINGS = ("ОО", "кол-во участников", "мин.перв.балл", "макс.перв.балл", "медиана", "ср.перв.балл", "мода")
TASK_HEADINGS = ("ОО", "Кол-во уч.")
MAXIMUM = "Макс. балл"
LOW_HEADINGS = ("ОО", "«2»", "«3»")
OGE_HEADINGS = ("кол-во участников ОГЭ", "max балл", "min балл", "средний балл", "однородность результатов", "медиана")
BANDS = (
    "кол-во участников до 60 баллов",
    "кол-во участников 61-80 баллов",
    "кол-во высокобалльников (81 и выше)",
)
"""How the bands of `statistics.BANDS` are called."""

OGE_YEARS = "Результаты по предметам (средний балл/ средняя отметка)"
EGE_YEARS = "Средний балл по школе"
EGE_TITLE = "Результаты (по школе/по округу)"

SPREAD_WORDS = {
    "stdev": "стандартное отклонение",
    "pstdev": "стандартное отклонение совокупности",
    "mad": "среднее отклонение",
}
_SPREAD_NAMES = {"stdev": "СТАНДОТКЛОН.В", "pstdev": "СТАНДОТКЛОН.Г", "mad": "СРОТКЛ"}


@dataclass(frozen=True, slots=True)
class ExamTable:
    """A table ready to be shown: rows of headings, rows of cells, and which cells stand out."""

    title: str
    headings: tuple[tuple[str, ...], ...]
    """Up to three rows. An empty heading of the first belongs to the one on its left; of another row to the one above,
    where that begins a column, else to the one on its left."""
    rows: tuple[tuple[str, ...], ...]
    outstanding: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    """(Row, column) of cells outside the corridor."""
    above: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    """Those of them that lie above it; the others lie below."""
    notes: tuple[str, ...] = ()
    """What has to be said under the table."""


class Results:
    """The results of a file, looked up by exam and level; reads each of them once."""

    def __init__(self, rows: Iterable[ExamResult], school: str = "", methods: Methods = METHODS) -> None:
        kept = list(rows)
        found = compute_all(kept, methods)
        self.methods = methods
        self._school = school
        self._computed = {(*exam_of(row), row.level): found[row.id] for row in kept}
        self._figures = {(*exam_of(row), row.level): load(row.data) for row in kept}

    def exams(self, kind: str = "") -> list[ExamId]:
        """Every exam there is, of one kind or all; newest first, then by subject and grade."""
        known = {place[:4] for place in self._computed if not kind or place[0] == kind}
        return sorted(known, key=lambda exam: (-exam[1], exam[2], exam[3]))

    def at(self, exam: ExamId, level: str = SCHOOL) -> Computed | None:
        """The statistics of an exam for a sample, or None."""
        return self._computed.get((*exam, level))

    def figures(self, exam: ExamId, level: str = SCHOOL) -> Figures:
        """What is kept of it; empty when nothing is."""
        return self._figures.get((*exam, level), Figures())

    def name(self, exam: ExamId, level: str) -> str:
        """How a sample is called: the school by its own name, others as their source has them."""
        own = self._school if level == SCHOOL else ""
        return own or self.figures(exam, level).name.partition("(")[0].strip() or LEVEL_NAMES[level]


def vpr_summary(results: Results, exam: ExamId) -> ExamTable:
    """How many took part in a ВПР and how their primary scores lie."""
    found = results.at(exam) or Computed()
    modes = "; ".join(decimal(mode) for mode in found.modes or ()) or NO_DATA
    values = (found.n, found.lowest, found.highest, found.median, found.mean_score)
    return ExamTable(exam[2], (VPR_HEADINGS,), ((results.name(exam, SCHOOL), *map(decimal, values), modes),))


def task_completion(results: Results, exam: ExamId) -> ExamTable:
    """Решаемость by task: the row of maximum points, then each sample, the school last; its outliers stand out."""
    figures = results.figures(exam)
    tasks = figures.tasks or results.figures(exam, COUNTRY).tasks or results.figures(exam, REGION).tasks
    levels = [level for level in (COUNTRY, REGION, MUNICIPALITY, SCHOOL) if _completion(results.at(exam, level))]
    rows = [("", MAXIMUM, *(decimal(task.maximum) for task in tasks.values()))]
    for level in levels:
        found = results.at(exam, level) or Computed()
        done = (decimal(found.completion.get(key)) for key in tasks)
        rows.append((results.name(exam, level), decimal(found.n), *done))
    school = results.at(exam)
    out = school.out_of_corridor or [] if school else []
    places = {key: place for place, key in enumerate(tasks, 2)}
    outstanding = frozenset((len(rows) - 1, places[key]) for key in out if key in places)
    apart = (school.deviations if school else {}).get(results.methods.corridor_level, {})
    above = frozenset((len(rows) - 1, places[key]) for key in out if key in places and apart[key] > 0)
    title = f"Решаемость заданий: {exam[2]}"
    notes = (_corridor_note(results.methods),) if outstanding else ()
    return ExamTable(title, ((*TASK_HEADINGS, *tasks),), tuple(rows), outstanding, above, notes)


def _corridor_note(methods: Methods) -> str:
    """What the signs in cells outside the corridor say."""
    than, points = LEVEL_DATIVE[methods.corridor_level], decimal(methods.corridor)
    return f"{BELOW} и {ABOVE} – выполнение ниже или выше, чем по {than}, больше чем на {points}\u00a0п.\u00a0п."


def low_quality(results: Results, exam: ExamId) -> ExamTable:
    """Низкий уровень качества образования: shares of «2» and «3», per cent."""
    found = results.at(exam)
    shares, nobody = _shares(found), 0.0 if found and found.marks else None
    row = (results.name(exam, SCHOOL), *(decimal(shares.get(mark, nobody)) for mark in (2, 3)))
    return ExamTable("Низкий уровень качества образования", (LOW_HEADINGS,), (row,))


def oge_table(results: Results, exam: ExamId) -> ExamTable:
    """A subject of ОГЭ: the school's row and the district's."""
    marks = [f'отметка "{mark}"' for mark in (5, 4, 3, 2)]
    first = ("", *OGE_HEADINGS, "Успешность", "", *(cell for mark in marks for cell in (mark, "")), "средняя отметка")
    units = ("кол-во", "%  от участников ОГЭ")
    second = (*[""] * (1 + len(OGE_HEADINGS)), "всего", "%", *units * 4, "")
    rows = []
    for level, name in ((SCHOOL, results.name(exam, SCHOOL)), (MUNICIPALITY, "По округу")):
        found = results.at(exam, level)
        if found is not None:
            rows.append((name, *_oge_row(found, results.figures(exam, level), results.methods)))
    counted = any((found := results.at(exam, level)) and found.scores for level in (SCHOOL, MUNICIPALITY))
    notes = (f"Однородность результатов – {spread_name(results.methods)}.",) if counted else ()
    return ExamTable(exam[2], (first, second), tuple(rows), notes=notes)


def _oge_row(found: Computed, figures: Figures, methods: Methods) -> list[str]:
    spread = _spread(found, figures, methods)
    values = (found.n, found.highest, found.lowest, found.mean_score, spread, found.median)
    shares = _shares(found)
    cells = [*map(decimal, values), decimal(found.passed), percent(found.success)]
    for mark in (5, 4, 3, 2):
        count = found.marks.get(mark, 0) if found.marks else None
        cells += [decimal(count), percent(shares.get(mark, 0.0 if found.marks else None))]
    return [*cells, decimal(found.mean_mark)]


def spread_name(methods: Methods = METHODS) -> str:
    """Which measure «однородность» stands for, as a spreadsheet calls it."""
    return _SPREAD_NAMES[methods.spread]


def oge_by_year(results: Results) -> ExamTable:
    """Средний балл/ средняя отметка of each subject of ОГЭ by year."""

    def cell(found: Computed) -> str:
        return f"{decimal(found.mean_score)}/{decimal(found.mean_mark)}" if found.mean_score is not None else NO_DATA

    subjects, years = _axes(results, OGE)
    rows = [(str(year), *(_cell(results, OGE, year, subject, cell) for subject in subjects)) for year in years]
    return ExamTable(OGE_YEARS, (("ГОД", *_across(OGE_YEARS, subjects)), ("", *subjects)), tuple(rows))


def ege_by_year(results: Results) -> ExamTable:
    """Средний балл по школе of each subject of ЕГЭ by year; of the basic level marks, where more years know them."""
    subjects, years = _axes(results, EGE)
    rows = []
    for subject in subjects:
        scores = tuple(_cell(results, EGE, year, subject, lambda found: decimal(found.mean_score)) for year in years)
        marks = tuple(_cell(results, EGE, year, subject, lambda found: decimal(found.mean_mark)) for year in years)
        marked = "базов" in subject and marks.count(NO_DATA) < scores.count(NO_DATA)
        rows.append((subject, *(marks if marked else scores)))
    headings = (("Предмет", *_across(EGE_YEARS, years)), ("", *map(str, years)))
    return ExamTable(EGE_YEARS, headings, tuple(rows))


def ege_table(results: Results, year: int) -> ExamTable:
    """A year of ЕГЭ: subjects across, the school's column and the district's under each."""
    exams = [exam for exam in results.exams(EGE) if exam[1] == year]
    exams.sort(key=lambda exam: (place_of(exam[2]), exam[2]))
    places = [(exam, level) for exam in exams for level in (SCHOOL, MUNICIPALITY)]
    columns = [results.at(exam, level) or Computed() for exam, level in places]
    lines: list[tuple[str, Callable[[Computed], str]]] = [
        ("кол-во участников", lambda found: decimal(found.n)),
        ("кол-во сдавших", lambda found: decimal(found.passed)),
        ("процент сдавших", lambda found: percent(found.success)),
        ("кол-во не сдавших", lambda found: decimal(_failed(found))),
        ("процент не сдавших", lambda found: percent(None if found.success is None else 100 - found.success)),
        ("максимальный балл", lambda found: decimal(found.highest)),
        ("минимальный балл", lambda found: decimal(found.lowest)),
        ("средний балл", lambda found: decimal(found.mean_score)),
        ("Медиана", lambda found: decimal(found.median)),
    ]
    rows = [(title, *map(value, columns)) for title, value in lines]
    rows.append(_spread_row(results, places, columns))
    for band, title in enumerate(BANDS):
        rows.append((title, *(decimal(in_band(band, found)) for found in columns)))
        rows.append(("%", *(percent(_band_share(band, found)) for found in columns)))
    subjects = ("", *(cell for exam in exams for cell in (exam[2], "")))
    last = ("", *["школа", "округ"] * len(exams))
    return ExamTable(EGE_TITLE, (("", *_across(EGE_TITLE, columns)), subjects, last), tuple(rows))


def _spread_row(results: Results, places: Sequence[tuple[ExamId, str]], columns: Sequence[Computed]) -> tuple[str, ...]:
    """Counted by one measure, which is named; of summaries alone as stated: nobody says by which."""
    title, measure = "Однородность результатов", results.methods.spread
    if any(found.scores for found in columns):
        counted = (statistics.spread(found.scores, measure) if found.scores else None for found in columns)
        return (f"{title} ({SPREAD_WORDS[measure]})", *map(decimal, counted))
    stated = [results.figures(*place) for place in places]
    if not any("spread" in {**figures.typed, **figures.stated} for figures in stated):
        return (f"{title} ({SPREAD_WORDS[measure]})", *[NO_DATA] * len(columns))
    return (title, *(decimal(_spread(None, figures, results.methods)) for figures in stated))


def _across(heading: str, columns: Sequence[object]) -> tuple[str, ...]:
    """A heading over all of some columns."""
    return (heading, *[""] * (len(columns) - 1)) if columns else ()


def _failed(found: Computed) -> int | None:
    """The others of those who passed; who has no mark is neither."""
    if found.marks:
        return sum(count for mark, count in found.marks.items() if mark <= 2)
    return None if found.passed is None or found.success is None or found.n is None else found.n - found.passed


def _spread(found: Computed | None, figures: Figures, methods: Methods) -> float | None:
    """Of the counted scores by the measure that is set, else as typed or stated."""
    if found is not None and found.scores:
        return statistics.spread(found.scores, methods.spread)
    return figures.typed.get("spread", figures.stated.get("spread"))


def decimal(value: float | None, digits: int = 2) -> str:
    """A number as it is printed: at most so many decimals, a comma, halves up; `NO_DATA` for None."""
    if value is None:
        return NO_DATA
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = f"{exact:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def percent(value: float | None) -> str:
    """A share with its sign, «35,29%» as in the reference."""
    return NO_DATA if value is None else f"{decimal(value)}%"


def _completion(found: Computed | None) -> bool:
    return found is not None and bool(found.completion)


def _shares(found: Computed | None) -> Mapping[int, float]:
    return (found.shares if found else None) or {}


def _axes(results: Results, kind: str) -> tuple[list[str], list[int]]:
    exams = [exam for exam in results.exams(kind) if results.at(exam) is not None]
    subjects = sorted({exam[2] for exam in exams}, key=lambda subject: (place_of(subject), subject))
    return subjects, sorted({exam[1] for exam in exams})


def _cell(results: Results, kind: str, year: int, subject: str, show: Callable[[Computed], str]) -> str:
    found = next((exam for exam in results.exams(kind) if (exam[1], exam[2]) == (year, subject)), None)
    computed = results.at(found) if found else None
    return NO_DATA if computed is None else show(computed)


def in_band(band: int, found: Computed) -> int | None:
    """How many are in a band of `BANDS`; None where nobody knows."""
    return found.bands[band] if found.bands else None


def _band_share(band: int, found: Computed) -> float | None:
    count, n = in_band(band, found), sum(found.scores.values()) if found.scores else found.n
    return None if count is None or n is None or count > n else statistics.share(count, n)


def all_tables(results: Results) -> Sequence[ExamTable]:
    """Every table of section 2 that has something to show, in its order."""
    tables: list[ExamTable] = []
    for exam in results.exams("vpr"):
        if results.at(exam) is not None:
            tables += [vpr_summary(results, exam), task_completion(results, exam), low_quality(results, exam)]
    tables += [oge_table(results, exam) for exam in results.exams(OGE)]
    if results.exams(OGE):
        tables.append(oge_by_year(results))
    tables += [ege_table(results, year) for year in sorted({exam[1] for exam in results.exams(EGE)}, reverse=True)]
    if results.exams(EGE):
        tables.append(ege_by_year(results))
    return tables
