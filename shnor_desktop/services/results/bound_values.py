"""Values of the results as sentences say them, by key: «vpr/2026/Русский язык/4/quality» → «64,29 %».

A text holds the key beside the words, so that the words can be checked against the data and taken from them anew. A
key is an exam and the name of a value; `:` sets it against a sample, `@` against an earlier year.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..wording import noun_form, plural
from . import statistics
from .computed import Computed, ExamId
from .exam_key import EXAM_NAMES, VPR
from .exam_place import exam_from, exam_text
from .exam_tables import BANDS, LEVEL_DATIVE, Results, decimal, in_band
from .figures import COUNTRY, MUNICIPALITY, REGION
from .subject_cases import dative, inside, listed
from .subjects import place_of

NBSP = "\u00a0"
NOBODY = "ни по одному предмету"
NO_PUPIL = "ни у кого"
ALL_INSIDE = "все задания в пределах коридора"

EVEN: dict[str, float] = {"success": 1.0, "quality": 1.0, "mean_mark": 0.05, "mean_score": 0.5}
"""Differences smaller than this are called «на уровне»: the program's own choice, no source says it."""

_SHARES = ("success", "quality")
_LEVEL_GENITIVE = {COUNTRY: "страны", REGION: "региона", MUNICIPALITY: "муниципалитета"}
_VERBS = {VPR: ("писал", "писали")}
_SAT = ("сдавал", "сдавали")
_PUPILS = ("обучающийся", "обучающихся", "обучающихся")


class _Named(NamedTuple):
    """What a value is, in words, and how it is worked out."""

    label: str
    make: Callable[[Results, ExamId, str], str | None]


def key_of(exam: ExamId, name: str) -> str:
    """The key of a value of an exam."""
    return f"{exam_text(exam)}/{name}"


def value_of(results: Results, key: str) -> str | None:
    """What the value is now, as a sentence says it; None where there are no data for it."""
    place, _, name = key.rpartition("/")
    exam = exam_from(place)
    if exam is None:
        return _of_years(results, place, name)
    word, mark, against = _parted(name)
    found = _VALUES.get(f"{word}{mark}")
    return found.make(results, exam, against) if found is not None else None


def origin_of(key: str) -> str:
    """Where a value comes from, for a person: «ВПР 2026, русский язык, 4 класс: качество»."""
    place, _, name = key.rpartition("/")
    exam = exam_from(place)
    if exam is None:
        kind, _, year = place.partition("-years/")
        return f"{EXAM_NAMES.get(kind, 'Результаты')} {year}: динамика среднего балла"
    word, mark, against = _parted(name)
    found = _VALUES.get(f"{word}{mark}")
    label = found.label if found is not None else "значение"
    than = f" и {against} год" if mark == "@" else f" и {_LEVEL[against]}" if against in _LEVEL else ""
    return f"{EXAM_NAMES.get(exam[0], '')} {exam[1]}, {inside(exam[2])}, {exam[3]} класс: {label}{than}"


_LEVEL = {COUNTRY: "страна", REGION: "регион", MUNICIPALITY: "муниципалитет"}


def _parted(name: str) -> tuple[str, str, str]:
    for mark in ":@":
        word, found, against = name.partition(mark)
        if found:
            return word, found, against
    return name, "", ""


# how values are worded


def share_text(value: float | None) -> str | None:
    """«64,29 %»."""
    return None if value is None else f"{decimal(value)}{NBSP}%"


def _number(field: str) -> Callable[[Results, ExamId, str], str | None]:
    def make(results: Results, exam: ExamId, _against: str) -> str | None:
        value = _field(results.at(exam), field)
        return share_text(value) if field in _SHARES else None if value is None else decimal(value)

    return make


def _field(found: Computed | None, field: str) -> float | None:
    value = getattr(found, field) if found is not None else None
    return None if value is None else float(value)


def _took_part(results: Results, exam: ExamId, _against: str) -> str | None:
    found = results.at(exam)
    if found is None or not found.n:
        return None
    one, many = _VERBS.get(exam[0], _SAT)
    return f"{noun_form(found.n, one, many, many)} {plural(found.n, *_PUPILS)}"


def _of_pupils(count: int | None, n: int | None) -> str | None:
    """«у 17 обучающихся (36,96 %)», «ни у кого»."""
    if count is None or not n:
        return None
    if not count:
        return NO_PUPIL
    return f"у {plural(count, 'обучающегося', 'обучающихся', 'обучающихся')} ({share_text(100 * count / n)})"


def _low(results: Results, exam: ExamId, _against: str) -> str | None:
    """«не получили 34 обучающихся (66,67 %)»; of stated shares alone «не получили 47,1 % обучающихся»."""
    found = results.at(exam)
    if found is None or found.low_quality is None:
        return None
    if not found.marks:
        return f"не получили {share_text(found.low_quality)} обучающихся"
    low, n = sum(count for mark, count in found.marks.items() if 0 < mark <= 3), sum(found.marks.values())
    verb = noun_form(low, "не получил", "не получили", "не получили")
    return f"{verb} {plural(low, *_PUPILS)} ({share_text(100 * low / n)})"


def _journal(field: str) -> Callable[[Results, ExamId, str], str | None]:
    def make(results: Results, exam: ExamId, _against: str) -> str | None:
        found = results.at(exam)
        if found is None or None in (found.lower, found.confirmed, found.higher):
            return None
        counts = [found.lower or 0, found.confirmed or 0, found.higher or 0]
        value = getattr(found, field)
        return _of_pupils(value, sum(counts))

    return make


def _band(results: Results, exam: ExamId, number: str) -> str | None:
    found = results.at(exam)
    if found is None or not number.isdecimal() or int(number) >= len(BANDS):
        return None
    return _of_pupils(in_band(int(number), found), sum(found.scores.values()) if found.scores else found.n)


def _passed(results: Results, exam: ExamId, _against: str) -> str | None:
    """«сдали 4 из 5 участников (80 %)»."""
    found = results.at(exam)
    if found is None or found.passed is None or not found.n or found.passed > found.n:
        return None
    verb = noun_form(found.passed, "сдал", "сдали", "сдали")
    of = plural(found.n, "участника", "участников", "участников")
    return f"{verb} {found.passed} из {of} ({share_text(100 * found.passed / found.n)})"


def _than_sample(field: str) -> Callable[[Results, ExamId, str], str | None]:
    def make(results: Results, exam: ExamId, level: str) -> str | None:
        if level not in LEVEL_DATIVE:
            return None
        other = _field(results.at(exam, level), field)
        words = (f"чем по {LEVEL_DATIVE[level]}", f"на уровне {_LEVEL_GENITIVE[level]}")
        return apart(field, _field(results.at(exam), field), other, *words)

    return make


def _than_year(field: str) -> Callable[[Results, ExamId, str], str | None]:
    def make(results: Results, exam: ExamId, year: str) -> str | None:
        if not year.isdecimal():
            return None
        other = _field(results.at((exam[0], int(year), exam[2], exam[3])), field)
        return apart(field, _field(results.at(exam), field), other, f"чем в {year} году", f"на уровне {year} года")

    return make


def apart(field: str, own: float | None, other: float | None, than: str, level: str) -> str | None:
    """«на 12,3 п. п. ниже, чем по региону (79,7 %)», «на уровне региона (79,7 %)»."""
    if own is None or other is None:
        return None
    shown = share_text(other) if field in _SHARES else decimal(other)
    difference = round(own - other, 9)
    if abs(difference) < EVEN[field]:
        return f"{level} ({shown})"
    return f"на {_amount(field, abs(difference))} {'выше' if difference > 0 else 'ниже'}, {than} ({shown})"


def _amount(field: str, difference: float) -> str:
    text = decimal(difference)
    if field in _SHARES:
        return f"{text}{NBSP}п.{NBSP}п."
    if field == "mean_mark":
        return text
    noun = "балла" if "," in text else noun_form(int(text), "балл", "балла", "баллов")
    return f"{text} {noun}"


def _corridor(results: Results, exam: ExamId, level: str) -> str | None:
    """«ниже коридора – задания 1К1 и 1К2, выше – задание 9»."""
    found = results.at(exam)
    apart_ = found.deviations.get(level) if found is not None else None
    if found is None or not apart_:
        return None
    out = [task for task in found.completion if statistics.outside(apart_.get(task), 0.0, results.methods)]
    below, above = ([task for task in out if (apart_[task] > 0) is up] for up in (False, True))
    parts = []
    if below:
        parts.append(f"ниже коридора – {_tasks(below)}")
    if above:
        parts.append(f"выше{'' if below else ' коридора'} – {_tasks(above)}")
    return ", ".join(parts) or ALL_INSIDE


def _width(results: Results, exam: ExamId, _against: str) -> str | None:
    """How wide the corridor is to each side, in percentage points."""
    return decimal(results.methods.corridor) if results.at(exam) is not None else None


def _tasks(keys: list[str]) -> str:
    return f"{'задание' if len(keys) == 1 else 'задания'} {listed(keys)}"


def _caution(results: Results, exam: ExamId, _against: str) -> str | None:
    found = results.at(exam)
    if found is None or found.n is None:
        return None
    word = statistics.caution(found.n, results.methods)
    if word == "no_conclusions":
        return f"меньше {results.methods.no_conclusions}: выводы о классе в целом не делаются"
    if word == "limited":
        return f"меньше {results.methods.limited}: выводы делаются с осторожностью"
    return "достаточно для выводов"


_VALUES: dict[str, _Named] = {
    "n": _Named("число участников", _took_part),
    "success": _Named("успеваемость", _number("success")),
    "quality": _Named("качество", _number("quality")),
    "passed": _Named("число сдавших", _passed),
    "mean_mark": _Named("средняя отметка", _number("mean_mark")),
    "mean_score": _Named("средний балл", _number("mean_score")),
    "highest": _Named("наибольший балл", _number("highest")),
    "low": _Named("отметки «2» и «3»", _low),
    "lower": _Named("отметка ниже, чем в журнале", _journal("lower")),
    "confirmed": _Named("отметка как в журнале", _journal("confirmed")),
    "higher": _Named("отметка выше, чем в журнале", _journal("higher")),
    "gaps2": _Named("разница с журналом в две отметки и больше", _journal("gaps2")),
    "caution": _Named("число участников", _caution),
    "band:": _Named("участники по баллам", _band),
    "width": _Named("ширина коридора", _width),
    "corridor:": _Named("коридор решаемости, школа", _corridor),
    **{f"{field}:": _Named(f"{label}, школа", _than_sample(field)) for field, label in (
        ("success", "успеваемость"), ("quality", "качество"),
        ("mean_mark", "средняя отметка"), ("mean_score", "средний балл"),
    )},
    **{f"{field}@": _Named(f"{label}, этот", _than_year(field)) for field, label in (
        ("success", "успеваемость"), ("quality", "качество"),
        ("mean_mark", "средняя отметка"), ("mean_score", "средний балл"),
    )},
}  # fmt: skip


# a whole year


def years_key(kind: str, year: int, name: str) -> str:
    """The key of a value of all subjects of a year: `better`, `worse`."""
    return f"{kind}-years/{year}/{name}"


def earlier(results: Results, exam: ExamId) -> int | None:
    """The nearest year before in which the school has results of the same subject and grade."""
    kind, year, subject, grade = exam
    years = [one[1] for one in results.exams(kind) if one[1] < year and (one[2], one[3]) == (subject, grade)]
    return max((one for one in years if results.at((kind, one, subject, grade)) is not None), default=None)


def _of_years(results: Results, place: str, name: str) -> str | None:
    kind, mark, year = place.partition("-years/")
    if not mark or not year.isdecimal() or name not in ("better", "worse"):
        return None
    changes = _changes(results, kind, int(year))
    if not changes:
        return None
    subjects = [subject for subject, change in changes if (change > 0 if name == "better" else change < 0)]
    return f"по {listed([dative(subject) for subject in subjects])}" if subjects else NOBODY


def _changes(results: Results, kind: str, year: int) -> list[tuple[str, int]]:
    """For each subject that has an earlier year: −1, 0, 1."""
    found = []
    for exam in sorted(results.exams(kind), key=lambda one: (place_of(one[2]), one[2])):
        before = earlier(results, exam) if exam[1] == year else None
        if before is None:
            continue
        own = _field(results.at(exam), "mean_score")
        other = _field(results.at((kind, before, *exam[2:])), "mean_score")
        if own is not None and other is not None:
            difference = round(own - other, 9)
            even = abs(difference) < EVEN["mean_score"]
            found.append((exam[2], 0 if even else 1 if difference > 0 else -1))
    return found
