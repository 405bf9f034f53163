"""Whether an indicator is on its way to the target: from baseline, checkpoints, target, comparison and dates.

Method. A checkpoint is held against its own target. Where it has none, what is planned for it lies on the straight
line between the known values before and after it (baseline, targets of checkpoints, the target), by date where every
checkpoint can be dated, by equal steps otherwise. The baseline stands on the last day before the programme's first
year, the target on the last day of its last year. The line is never stricter than the value it leads to.
Source. The official forms know a target and an achievement only and are silent about the way between them; the
straight line is this program's assumption and therefore a setting: `Rules.interpolate`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from textwrap import shorten

from ..models.indicators import Indicator, IndicatorValue
from ..models.monitoring import Wave
from .deadlines import parse_deadline
from .indicator_measure import falls, fold, meets, number_in, number_text
from .shares import NO_DATA

Years = tuple[int, int] | None

_TOLD = 60
"""Characters of a value in words that a sentence quotes: a text pasted by mistake would push the page away."""


class Verdict(Enum):
    """Where an indicator stands."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Rules:
    """What the forms leave open; `interpolate`: a checkpoint without a target of its own is held against the line."""

    interpolate: bool = True


@dataclass(frozen=True)
class Point:
    """A checkpoint: what is planned (`own`: typed, not computed), what was achieved, and whether that is enough.

    `due` says that its day has come; `planned` and `achieved` are None where the text is no number.
    """

    label: str
    day: date | None
    planned: float | None
    own: bool
    achieved: float | None
    verdict: Verdict
    due: bool


@dataclass(frozen=True)
class Course:
    """The verdict with its reason in one sentence, and the numbers it rests on."""

    verdict: Verdict
    reason: str
    baseline: float | None
    target: float | None
    points: tuple[Point, ...]
    falling: bool = False


def reached(row: Indicator, values: Sequence[IndicatorValue] = ()) -> bool | None:
    """Whether the target is reached by what was achieved in the end, or else at the last checkpoint; None: unknown."""
    achieved = row.achieved if row.achieved.strip() else last_achieved(values)
    return meets(achieved, row.target, row.comparison, row.baseline, row.unit)


def last_achieved(values: Sequence[IndicatorValue]) -> str:
    """What was achieved at the last checkpoint that has something."""
    return next((value.achieved for value in reversed(values) if has_data(value.achieved)), "")


def has_data(text: str) -> bool:
    """Whether a cell says anything: «нет данных» says that it does not."""
    return bool(text.strip()) and fold(text) != NO_DATA


def wave_days(waves: Iterable[Wave], years: Years) -> dict[str, date]:
    """The days of monitoring waves by their folded titles, for checkpoints that are called after them."""
    dated = ((fold(wave.title), parse_deadline(wave.as_of, years).due) for wave in waves)
    return {title: day for title, day in dated if title and day is not None}


def course(
    row: Indicator,
    values: Sequence[IndicatorValue],
    years: Years,
    today: date,
    days: Mapping[str, date] | None = None,
    rules: Rules | None = None,
) -> Course:
    """Where an indicator stands today; `days` gives the dates of checkpoints that are called after waves."""
    return _Judge(row, values, years, today, days or {}, rules or Rules()).judge()


class _Judge:
    """One indicator on one day."""

    def __init__(
        self,
        row: Indicator,
        values: Sequence[IndicatorValue],
        years: Years,
        today: date,
        days: Mapping[str, date],
        rules: Rules,
    ) -> None:
        self.row, self.values, self.years, self.today = row, values, years, today
        self.rules = rules
        self.baseline, self.target = number_in(row.baseline, row.unit), number_in(row.target, row.unit)
        self.falling = falls(row.comparison, self.baseline, self.target)
        self.days = [days.get(fold(value.checkpoint)) or self._day(value.checkpoint) for value in values]

    def _day(self, label: str) -> date | None:
        return parse_deadline(label, self.years).due

    def judge(self) -> Course:
        points = self._points()
        verdict, reason = self._verdict(points)
        return Course(verdict, f"{reason.rstrip('.')}.", self.baseline, self.target, points, self.falling)

    # checkpoints

    def _points(self) -> tuple[Point, ...]:
        own = [number_in(value.target, self.row.unit) for value in self.values]
        planned = self._planned(own)
        return tuple(
            self._point(value, day, plan, mine is not None)
            for value, day, plan, mine in zip(self.values, self.days, planned, own, strict=True)
        )

    def _point(self, value: IndicatorValue, day: date | None, planned: float | None, own: bool) -> Point:
        achieved = number_in(value.achieved, self.row.unit)
        verdict = Verdict.UNKNOWN
        enough = self._enough(value, planned, achieved)
        if enough is not None:
            verdict = Verdict.REACHED if enough else Verdict.BEHIND
        return Point(value.checkpoint, day, planned, own, achieved, verdict, day is not None and day <= self.today)

    def _enough(self, value: IndicatorValue, planned: float | None, achieved: float | None) -> bool | None:
        if not has_data(value.achieved):
            return None
        if value.target.strip() and number_in(value.target, self.row.unit) is None:
            return meets(value.achieved, value.target, unit=self.row.unit)
        if planned is None or achieved is None:
            return None
        return meets(_plain(achieved), _plain(planned), "не выше" if self.falling else "не ниже")

    def _planned(self, own: list[float | None]) -> list[float | None]:
        """The own targets, and the line between their neighbours where there is none."""
        if not self.rules.interpolate:
            return own
        places = self._places()
        known = [(0.0, self.baseline), *zip(places, own, strict=True), (1.0, self.target)]
        result: list[float | None] = []
        for index, (place, value) in enumerate(zip(places, own, strict=True), 1):
            before = next((one for one in reversed(known[:index]) if one[1] is not None), None)
            after = next((one for one in known[index + 1 :] if one[1] is not None), None)
            result.append(value if value is not None else self._between(before, after, place))
        return result

    def _between(
        self, before: tuple[float, float | None] | None, after: tuple[float, float | None] | None, place: float
    ) -> float | None:
        if before is None or after is None or before[1] is None or after[1] is None:
            return None
        width = after[0] - before[0]
        part = min(1.0, max(0.0, (place - before[0]) / width)) if width > 0 else 1.0
        value = before[1] + (after[1] - before[1]) * part
        return max(value, after[1]) if self.falling else min(value, after[1])

    def _places(self) -> list[float]:
        """Where the checkpoints lie between baseline (0) and target (1)."""
        count = len(self.values)
        dated = [day for day in self.days if day is not None]
        if self.years is None or len(dated) < count or dated != sorted(set(dated)):
            return [(n + 1) / count for n in range(count)]
        return [self._place(day, self.years) for day in dated]

    @staticmethod
    def _place(day: date, years: tuple[int, int]) -> float:
        """How much of the programme's years is over at the end of a day; every year is as long as any other."""
        first = date(day.year, 1, 1)
        part = ((day - first).days + 1) / (date(day.year + 1, 1, 1) - first).days
        return min(1.0, max(0.0, (day.year + part - years[0]) / (years[1] + 1 - years[0])))

    # the whole

    def _verdict(self, points: tuple[Point, ...]) -> tuple[Verdict, str]:
        row = self.row
        latest = row.achieved if has_data(row.achieved) else last_achieved(self.values)
        if not row.target.strip() and not row.comparison.strip():
            return Verdict.UNKNOWN, "Нет целевого значения: впишите, чего школа хочет достичь."
        answer = reached(row, self.values)
        if answer:
            goal = f" при цели {self._goal()}" if row.target.strip() and not _same(latest, row.target) else ""
            return Verdict.REACHED, f"Цель достигнута: {self._shown(latest)}{goal}."
        if not latest:
            return Verdict.UNKNOWN, self._nothing(points)
        if self.years is not None and self.today.year > self.years[1] and answer is False:
            return Verdict.BEHIND, f"Цель не достигнута в срок: {self._shown(latest)} при цели {self._goal()}."
        return self._on_the_way(points, latest, answer)

    def _on_the_way(self, points: tuple[Point, ...], latest: str, answer: bool | None) -> tuple[Verdict, str]:
        judged = next((place for place in reversed(range(len(points))) if has_data(self.values[place].achieved)), None)
        due = next((place for place in reversed(range(len(points))) if points[place].due), None)
        if due is not None and not has_data(self.row.achieved) and (judged is None or judged < due):
            return Verdict.UNKNOWN, f"Нет данных за {points[due].label}: срок прошёл, впишите достигнутое."
        if judged is not None and (due is None or judged >= due):
            return self._at(points[judged], self.values[judged])
        if due is not None and points[due].planned is not None:
            return self._held(latest, points[due].planned, points[due].label)
        line = self._today_planned()
        if line is not None:
            return self._held(latest, line, "на сегодня")
        if answer is False:
            return Verdict.BEHIND, f"Цель пока не достигнута: {self._shown(latest)} при цели {self._goal()}."
        return Verdict.UNKNOWN, f"Не сравнить: достигнуто «{_brief(latest)}», а цель – «{self._goal()}»."

    def _at(self, point: Point, value: IndicatorValue) -> tuple[Verdict, str]:
        if point.planned is not None and point.achieved is not None:
            return self._held(value.achieved, point.planned, point.label)
        plan, got = _brief(value.target), _brief(value.achieved)
        if point.verdict is Verdict.REACHED:
            return Verdict.ON_TRACK, f"Идёт по плану: {point.label} – {got}."
        if point.verdict is Verdict.BEHIND:
            return Verdict.BEHIND, f"Отстаёт: {point.label} – {got} при плане «{plan}»."
        if plan:
            return Verdict.UNKNOWN, f"Не сравнить: {point.label} – «{got}», а план – «{plan}»."
        return Verdict.UNKNOWN, f"План на {point.label} неизвестен: впишите его или исходное значение."

    def _held(self, text: str, planned: float | None, where: str) -> tuple[Verdict, str]:
        """A number against what is planned for its day."""
        got = number_in(text, self.row.unit)
        if got is None or planned is None:
            return Verdict.UNKNOWN, f"Не сравнить: достигнуто «{_brief(text)}», а план – число."
        said = f"{where} – {self._number(got)} при плане {self._number(planned)}"
        if meets(_plain(got), _plain(planned), "не выше" if self.falling else "не ниже"):
            return Verdict.ON_TRACK, f"Идёт по плану: {said}."
        gap = self._number(abs(planned - got)).replace("%", "п.\u00a0п.")
        return Verdict.BEHIND, f"Отстаёт: {said}, {'больше на' if self.falling else 'не хватает'} {gap}."

    def _today_planned(self) -> float | None:
        """The line today between baseline and target where no checkpoint stands."""
        if self.values or not self.rules.interpolate or self.years is None:
            return None
        return self._between((0.0, self.baseline), (1.0, self.target), self._place(self.today, self.years))

    def _nothing(self, points: tuple[Point, ...]) -> str:
        due = next((point for point in reversed(points) if point.due), None)
        if due is not None:
            return f"Нет данных за {due.label}: срок прошёл, впишите достигнутое."
        ahead = next((point.label for point in points), "")
        if ahead:
            return f"Данных ещё нет: первая точка – {ahead}."
        if not self.row.target.strip():
            return "Цели ещё нет: впишите, к какому значению идёт школа."
        return "Данных ещё нет: впишите достигнутое значение."

    def _goal(self) -> str:
        goal = self._shown(self.row.target) if self.row.target.strip() else ""
        words = "" if fold(self.row.comparison) == fold(goal) else _brief(self.row.comparison)
        return f"{words} {goal}".strip()

    def _shown(self, text: str) -> str:
        value = number_in(text, self.row.unit)
        return _brief(text) if value is None else self._number(value)

    def _number(self, value: float) -> str:
        return number_text(value, self.row.unit)


def _brief(text: str) -> str:
    return shorten(text, _TOLD, placeholder="…") if len(text) > _TOLD or "\n" in text else text.strip()


def _plain(value: float) -> str:
    return f"{value:.9f}"


def _same(one: str, other: str) -> bool:
    return number_in(one) is None and fold(one) == fold(other)
