"""The views of the analysis page: one exam from all sides, and the whole year.

A view without data is left out. «Нет данных» is a gap in a chart and a word in its table, never 0.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ..wording import plural
from . import statistics
from .comparisons import by_difficulty, cohort, relative, twos
from .computed import SAMPLES, Computed, ExamId
from .exam_key import EGE, OGE, VPR
from .exam_tables import Results, decimal
from .figures import COUNTRY, LEVELS, MUNICIPALITY, REGION, SCHOOL
from .score_view import score_view
from .signs import exam_title
from .task_heading import natural
from .views_model import Choice, Series, View

NO_DATA = "нет данных"
OUT = "!"
"""The sign of a value that stands out."""
CARE = "⚠"
"""The sign of a caution: it is seen without its colour too."""

_WHERE = {SCHOOL: "школа", MUNICIPALITY: "муниципалитет", REGION: "регион", COUNTRY: "вся выборка"}
_MARKS = (5, 4, 3, 2)
_VERDICTS = {"sufficient": "достаточно", "uncertain": "на границе", "insufficient": "недостаточно", None: ""}
_WHOLE = 99.5
"""Stated shares are rounded: from this sum, per cent, nobody is left out."""
_YEARS = 3
_SHARES = (("success", "успеваемость, %"), ("quality", "качество, %"))
_SCORE = (("mean_score", "средний балл"),)
_TWOS = "доля «2», %"
_BASIC = "базовый"
_SIGNS = {
    "tasks": "вне коридора",
    "levels": "недостаточно",
    "dynamics": "заметный рост доли «2»",
    "relative": "ниже региона",
}
"""What the sign says in a view."""


def choices(results: Results, kind: str = "") -> list[Choice]:
    """The exams that can be looked at, newest first."""
    return [Choice(exam, exam_title(exam)) for exam in results.exams(kind)]


def views_of(results: Results, exam: ExamId, sample: str = "") -> list[View]:
    """Every view of an exam that has data; tasks are set against `sample`, else against that of the methods."""
    made = (
        tasks(results, exam, sample),
        marks(results, exam),
        journal(results, exam),
        score_view(results, exam),
        levels(results, exam),
        dynamics(results, exam),
        score_dynamics(results, exam),
        same_children(results, exam),
        among_schools(results, exam),
        scores_among_schools(results, exam),
    )
    return [view for view in made if view is not None]


def overall_views(results: Results, year: int) -> list[View]:
    """The whole year: subjects beside each other, and relative scores of the last years."""
    made = (*(_subjects(results, kind, year) for kind in (VPR, OGE, EGE)), relative_scores(results, year))
    return [view for view in made if view is not None]


def tasks(results: Results, exam: ExamId, sample: str = "") -> View | None:
    """Completion of each task by samples, with the corridor around one of them."""
    school = results.at(exam)
    if school is None or not school.completion:
        return None
    known = {level: found for level in LEVELS if (found := results.at(exam, level)) and found.completion}
    wanted = (sample, results.methods.corridor_level, *SAMPLES)
    against = next((level for level in wanted if level in known and level != SCHOOL), "")
    labels = tuple(sorted(school.completion, key=natural))
    limit = results.methods.corridor
    around = known[against].completion if against else {}
    band = tuple((around[task] - limit, around[task] + limit) if task in around else None for task in labels)
    out = {
        task for task in labels if statistics.outside(school.completion.get(task), around.get(task), results.methods)
    }
    series = [
        Series(
            _WHERE[level],
            tuple(found.completion.get(task) for task in labels),
            frozenset(n for n, task in enumerate(labels) if level == SCHOOL and task in out),
        )
        for level, found in known.items()
    ]
    notes = [_corridor_note(against, limit, [task for task in labels if task in out])] if against else []
    title = f"Выполнение заданий: {exam_title(exam)}"
    return _view("tasks", title, "bars", labels, "%", series, notes + _cautions(results, school), "Задание", band)


def _corridor_note(against: str, limit: float, out: Sequence[str]) -> str:
    around = f"Коридор ±{decimal(limit)} п. п. вокруг выборки «{_WHERE[against]}» (порог принят методикой)"
    return f"{around}; вне его: {', '.join(out)}." if out else f"{around}; все задания внутри."


def marks(results: Results, exam: ExamId) -> View | None:
    """Shares of marks by samples."""
    known = {level: found for level in LEVELS if (found := results.at(exam, level)) and found.shares}
    school = known.get(SCHOOL)
    if school is None:
        return None
    labels = tuple(f"«{mark}»" for mark in _MARKS)
    series = [Series(_WHERE[level], tuple(_share_of(found, mark) for mark in _MARKS)) for level, found in known.items()]
    size = NO_DATA if school.n is None else school.n
    notes = [f"Участников в школе: {size}; успеваемость {_share(school.success)}, качество {_share(school.quality)}."]
    title = f"Распределение отметок: {exam_title(exam)}"
    return _view("marks", title, "bars", labels, "%", series, notes + _cautions(results, school), "Отметка")


def _share_of(found: Computed, mark: int) -> float | None:
    """A mark that nobody got is 0; one that stated shares leave out is unknown unless the others make up the whole."""
    shares = found.shares or {}
    whole = found.marks is not None or sum(shares.values()) >= _WHOLE
    return shares.get(mark, 0.0 if whole else None)


def journal(results: Results, exam: ExamId) -> View | None:
    """Marks of the work against the journal's: how many pupils got lower, the same, higher; beside the samples."""
    school = results.at(exam)
    counts = _shifts(school)
    if school is None or counts is None:
        return None
    whole = sum(counts)
    notes = [f"Из {whole} работ: понизили {counts[0]}, подтвердили {counts[1]}, повысили {counts[2]}."]
    if school.gaps2:
        gap = plural(results.methods.gap, "отметку", "отметки", "отметок")
        notes.append(f"Разница с журналом в {gap} и больше – {school.gaps2}.")
    labels = ("понизили", "подтвердили", "повысили")
    title = f"Отметки за работу и журнал: {exam_title(exam)}"
    known = {level: found for level in LEVELS if (found := _shifts(results.at(exam, level)))}
    series = [Series(_WHERE[level], tuple(100.0 * one / sum(found) for one in found)) for level, found in known.items()]
    return _view("journal", title, "bars", labels, "%", series, notes + _cautions(results, school), "Отметка за работу")


def _shifts(found: Computed | None) -> tuple[int, int, int] | None:
    """How many got lower, the same and higher; None where nobody was compared."""
    if found is None or found.lower is None or found.confirmed is None or found.higher is None:
        return None
    counts = (found.lower, found.confirmed, found.higher)
    return counts if sum(counts) else None


def levels(results: Results, exam: ExamId) -> View | None:
    """Tasks of the basic, advanced and high level."""
    found = by_difficulty(results, exam)
    if not found:
        return None
    labels = tuple(one.difficulty for one in found)
    weak = frozenset(n for n, one in enumerate(found) if one.verdict == "insufficient")
    series = [Series(_WHERE[SCHOOL], tuple(one.percent for one in found), weak)]
    said = ", ".join(f"{one.difficulty} – {_VERDICTS[one.verdict]}" for one in found if one.verdict)
    notes = [f"Решаемость по уровням: {said} ({_limits(results.methods)})."] if said else []
    title = f"Уровни сложности: {exam_title(exam)}"
    return _view("levels", title, "bars", labels, "%", series, notes + _cautions(results, results.at(exam)), "Уровень")


def _limits(methods: statistics.Methods) -> str:
    """Whose limits of the levels they are; those that were set otherwise are named in numbers."""
    usual = statistics.METHODS
    if (methods.basic, methods.advanced) == (usual.basic, usual.advanced):
        return "пороги ФИОКО 2026"
    basic, advanced = (f"{decimal(low)} и {decimal(high)}\u00a0%" for low, high in (methods.basic, methods.advanced))
    return f"пороги заданы в методиках: Б – {basic}, П и В – {advanced}"


def dynamics(results: Results, exam: ExamId) -> View | None:
    """Success, quality and the share of «2» of one subject and grade over three years; a jump of «2» stands out."""
    years = _years(results, exam)
    if len(years) < 2:
        return None
    series = _known_series(years.values(), _SHARES)
    jumps = {year: change for year in years if (change := twos(results, _of(exam, year))) and change.negative}
    below = tuple(_low_share(one) for one in years.values())
    if sum(share is not None for share in below) > 1:
        series.append(Series(_TWOS, below, frozenset(n for n, year in enumerate(years) if year in jumps)))
    if not series:
        return None
    limit = decimal(results.methods.twos)
    notes = [_sizes_note(years)]
    notes += [
        f"{year}: доля «2» выросла на {decimal(change.change)} п. п. – отрицательная динамика (порог {limit} п. п., "
        "ФИОКО 2026)."
        for year, change in jumps.items()
    ]
    title = f"По годам: {exam_title(exam)}"
    labels = tuple(map(str, years))
    return _view("dynamics", title, "lines", labels, "%", series, notes + _few_years(results, years), "Год")


def score_dynamics(results: Results, exam: ExamId) -> View | None:
    """The mean score of the same subject and grade over three years: points have an axis of their own."""
    years = _years(results, exam)
    series = _known_series(years.values(), _SCORE)
    if not series:
        return None
    notes = [_sizes_note(years), *_few_years(results, years)]
    title = f"Средний балл по годам: {exam_title(exam)}"
    return _view("dynamics-score", title, "lines", tuple(map(str, years)), "баллы", series, notes, "Год")


def _of(exam: ExamId, year: int) -> ExamId:
    return exam[0], year, exam[2], exam[3]


def _years(results: Results, exam: ExamId) -> dict[int, Computed]:
    """The exam's own year and the two before it, as far as there are results."""
    recent = range(exam[1] - _YEARS + 1, exam[1] + 1)
    return {year: found for year in recent if (found := results.at(_of(exam, year)))}


def _low_share(found: Computed) -> float | None:
    """The share of «2» and below, as the method of dynamics counts it."""
    two = _share_of(found, 2)
    return None if two is None or not found.shares else two + found.shares.get(1, 0.0)


def _known_series(found: Collection[Computed], fields: Sequence[tuple[str, str]]) -> list[Series]:
    """A row of values for each field that two of them at least have."""
    rows = [(name, tuple(getattr(one, field) for one in found)) for field, name in fields]
    return [Series(name, values) for name, values in rows if sum(value is not None for value in values) > 1]


def _sizes_note(years: Mapping[int, Computed]) -> str:
    sizes = ", ".join(f"{year} – {one.n if one.n is not None else NO_DATA}" for year, one in years.items())
    return f"Участников: {sizes}."


def _few_years(results: Results, years: Mapping[int, Computed]) -> list[str]:
    """The years with few pupils: a change of one pupil is a large one there."""
    few = [str(year) for year, one in years.items() if statistics.caution(one.n, results.methods)]
    return (
        [f"{CARE} Мало участников или их число неизвестно: {', '.join(few)}. Сравнивайте с осторожностью."]
        if few
        else []
    )


def same_children(results: Results, exam: ExamId) -> View | None:
    """The same children a year before or after: mean score in per cent of the highest."""
    kind, year, subject, grade = exam
    for first in (exam, (kind, year - 1, subject, grade - 1)):
        change = cohort(results, first)
        if change is None:
            continue
        labels = (f"{first[3]} класс, {first[1]}", f"{first[3] + 1} класс, {first[1] + 1}")
        note = (
            f"K = {decimal(change.k)}: отношение средних в долях от наибольшего балла. {_judged_k(results, change.k)}"
        )
        title = f"Те же дети: {subject}, {first[3]} → {first[3] + 1} класс"
        series = [Series(_WHERE[SCHOOL], (change.before, change.after))]
        notes = [note, *_caution_notes(results, change.caution)]
        return _view("cohort", title, "bars", labels, "% от наибольшего балла", series, notes, "Класс, год")
    return None


def _judged_k(results: Results, k: float) -> str:
    sharp = statistics.sharp(k, results.methods)
    if sharp is None:
        return "Критическое значение даёт регион; без него K только показывает направление."
    return f"{CARE} Резкое изменение: K за границами региона." if sharp else "K в границах, которые задал регион."


def among_schools(results: Results, exam: ExamId) -> View | None:
    """The school beside the municipality, the region and the country by success and quality."""
    return _among(results, exam, "municipality", "Школа среди других", "%", _SHARES)


def scores_among_schools(results: Results, exam: ExamId) -> View | None:
    """The same by the mean score: points have an axis of their own."""
    return _among(results, exam, "municipality-score", "Средний балл среди других", "баллы", _SCORE)


def _among(
    results: Results, exam: ExamId, key: str, title: str, unit: str, fields: Sequence[tuple[str, str]]
) -> View | None:
    known = {level: found for level in LEVELS if (found := results.at(exam, level))}
    if SCHOOL not in known or len(known) < 2:
        return None
    fields = [(field, name) for field, name in fields if getattr(known[SCHOOL], field) is not None]
    fields = [(f, name) for f, name in fields if sum(getattr(one, f) is not None for one in known.values()) > 1]
    if not fields:
        return None
    labels = tuple(name for _, name in fields)
    series = [Series(_WHERE[level], tuple(getattr(one, f) for f, _ in fields)) for level, one in known.items()]
    notes = _cautions(results, known[SCHOOL])
    return _view(key, f"{title}: {exam_title(exam)}", "bars", labels, unit, series, notes, "Показатель")


def relative_scores(results: Results, year: int) -> View | None:
    """Относительный балл of three years that end with each year: school mean / region mean over ОГЭ and ЕГЭ."""
    found = {one: value for one in range(year - _YEARS + 1, year + 1) if (value := relative(results, one))}
    if not found:
        return None
    series = [
        Series(
            "относительный балл",
            tuple(one.value for one in found.values()),
            frozenset(n for n, one in enumerate(found.values()) if one.deviation < 0),
        )
    ]
    last = list(found.values())[-1]
    notes = [
        "Среднее отношений «школа / регион» по предметам ОГЭ и ЕГЭ за три года; 1 – как в регионе.",
        f"Отклонение: {decimal(last.deviation)}; учтено пар: {last.pairs}.",
    ]
    return _view(
        "relative", f"Относительный балл, {year} год", "bars", tuple(map(str, found)), "", series, notes, "Год"
    )


def _subjects(results: Results, kind: str, year: int) -> View | None:
    """All exams of one kind and year beside each other: quality and success, of ЕГЭ the mean score."""
    exams = [exam for exam in results.exams(kind) if exam[1] == year]
    fields = _SCORE if kind == EGE else _SHARES
    found = [
        (exam, one)
        for exam in exams
        if (one := results.at(exam)) and any(getattr(one, f) is not None for f, _ in fields)
    ]
    if len(found) < 2:
        return None
    found.sort(key=lambda pair: (pair[0][3], pair[0][2]))
    labels = tuple(f"{exam[2]}, {exam[3]} кл." if kind == VPR else exam[2] for exam, _ in found)
    series = [Series(name, tuple(getattr(one, field) for _, one in found)) for field, name in fields]
    names = {VPR: "ВПР", OGE: "ОГЭ", EGE: "ЕГЭ"}
    few = [
        label.rstrip(".")
        for label, (_, one) in zip(labels, found, strict=True)
        if statistics.caution(one.n, results.methods)
    ]
    notes = [f"{CARE} Мало участников, выводы с осторожностью: {'; '.join(few)}."] if few else []
    if kind == EGE and any(_BASIC in label for label in labels):
        notes.insert(0, "Базовая математика – в первичных баллах, остальные – из 100: между собой их не сравнивают.")
    return _view(
        f"year-{kind}", f"{names[kind]} {year} года по предметам", "bars", labels, "", series, notes, "Предмет"
    )


def _view(
    key: str,
    title: str,
    kind: str,
    labels: tuple[str, ...],
    unit: str,
    series: Sequence[Series],
    notes: Sequence[str],
    head: str,
    band: tuple[tuple[float, float] | None, ...] = (),
) -> View:
    table = tuple(_table(head, labels, series))
    return View(key, title, kind, labels, unit, tuple(series), band, tuple(notes), table, _SIGNS.get(key, "выделено"))


def _table(head: str, labels: Sequence[str], series: Sequence[Series]) -> Iterator[tuple[str, ...]]:
    """The same numbers: a line for each label, a sign where a value stands out."""
    yield (head, *(one.name for one in series))
    for n, label in enumerate(labels):
        yield (label, *(_cell(one, n) for one in series))


def _cell(series: Series, place: int) -> str:
    value = series.values[place]
    if value is None:
        return NO_DATA
    return f"{decimal(value)} {OUT}" if place in series.outstanding else decimal(value)


def _share(value: float | None) -> str:
    return NO_DATA if value is None else f"{decimal(value)}\u00a0%"


def _cautions(results: Results, found: Computed | None) -> list[str]:
    if found is None or found.n is None:
        return [f"{CARE} Число участников неизвестно: выводов о классе не делать."]
    return _caution_notes(results, statistics.caution(found.n, results.methods))


def _caution_notes(results: Results, word: statistics.Caution) -> list[str]:
    if word == "no_conclusions":
        return [f"{CARE} Участников меньше {results.methods.no_conclusions}: выводов о классе не делать."]
    if word == "limited":
        return [f"{CARE} Участников меньше {results.methods.limited}: выводы – с осторожностью."]
    return []
