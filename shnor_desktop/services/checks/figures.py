"""Numbers that cannot be: shares above the whole, per cents, comparisons in the unit's column, numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..formats import IndicatorSpec
from ..queries import ActivityEntry, IndicatorEntry, ProgrammeData, SectionData
from .finding import Finding, at_activity, at_row, listed, short

_COMPARISON = re.compile(r"^(не\s|выше|ниже|больше|меньше|более|менее)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LONGEST = 40
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%?$")


def shares(data: ProgrammeData) -> Iterator[Finding]:
    """A part is not above its whole, a share has a whole, a typed share is not above 100 %, a count is numbers."""
    for section in data.sections:
        specs = {indicator.key: indicator for indicator in section.spec.indicators}
        waves = {wave.id: wave.title for wave in data.waves}
        for value in section.values:
            spec = specs.get(value.key)
            if spec is None or value.no_data:
                continue
            message = _share_message(spec, value.numerator, value.denominator, value.value)
            spot = " · ".join(each for each in (_criterion(section, spec), waves.get(value.wave_id, "")) if each)
            if message:
                text = f"{spec.label}: {message}"
                yield at_row(section, "error", "share", text, "criterion_value", value.id, spec.key, spot)
            elif spec.kind == "count" and value.numerator is None and _DIGIT.search(value.value):
                text = f"{spec.label}: из «{short(value.value, _LONGEST)}» доля не считается. Впишите, как «14 из 31»."
                yield at_row(section, "warning", "count-words", text, "criterion_value", value.id, spec.key, spot)


def _share_message(spec: IndicatorSpec, numerator: int | None, denominator: int | None, text: str) -> str:
    if spec.kind == "count":
        if numerator is not None and denominator is not None and numerator > denominator:
            return f"часть ({numerator}) больше целого ({denominator})."
        if denominator == 0:
            return "целое равно нулю, доля не считается."
    if spec.kind == "share" and (found := _PERCENT.search(text.strip())) and float(found[1].replace(",", ".")) > 100:
        return f"доля «{text}» больше 100 %."
    return ""


def _criterion(section: SectionData, spec: IndicatorSpec) -> str:
    for number, criterion in enumerate(section.spec.criterion, 1):
        if spec in criterion.indicators:
            return f"Критерий {number}"
    return "Критерий"


def units(data: ProgrammeData) -> Iterator[Finding]:
    """A comparison in words belongs beside the target, not in the unit's column; a share is counted in per cent."""
    for section in data.sections:
        for task in section.tasks:
            for entry in task.indicators:
                row, number = entry.row, f"{task.number}, {entry.number}"
                if _COMPARISON.match(row.unit.strip()):
                    message = f"В единице измерения стоит сравнение «{row.unit}»: перенесите его в поле «Сравнение»."
                    yield at_row(section, "warning", "unit-comparison", message, "indicator", row.id, "unit", number)
                elif row.unit.strip() and is_share(row.text) and not _is_percent(row.unit):
                    message = f"По названию это доля, а единица измерения – «{row.unit}»: проверьте её."
                    yield at_row(section, "warning", "unit-share", message, "indicator", row.id, "unit", number)
                if _is_percent(row.unit):
                    yield from _above_whole(section, entry, number)


def is_share(text: str) -> bool:
    """Whether an indicator is a share by its name."""
    return text.strip().lower().startswith(("доля ", "процент "))


def _is_percent(unit: str) -> bool:
    return unit.strip().lower().startswith(("процент", "%", "в процентах", "проц."))


def _above_whole(section: SectionData, entry: IndicatorEntry, number: str) -> Iterator[Finding]:
    """No per cent is above 100, neither in the row nor at a checkpoint."""
    row = entry.row
    values = [("baseline", row.baseline, ""), ("target", row.target, ""), ("achieved", row.achieved, "")]
    for value in entry.values:
        values += [(field, getattr(value, field), f" ({value.checkpoint})") for field in ("target", "achieved")]
    for field, text, when in values:
        found = _PERCENT.fullmatch(text.strip())
        if found and float(found[1].replace(",", ".")) > 100:
            message = f"Значение «{text}»{when} больше 100 %."
            yield at_row(section, "error", "percent-above", message, "indicator", row.id, field, number)


def numbering(data: ProgrammeData) -> Iterator[Finding]:
    """Typed numbers of a plan neither repeat within a group nor leave a gap; the program's own cannot.

    Numbers with the same beginning go on from each other; a group begins anew or goes on from the one before. All that
    a group leaves out is one finding.
    """
    for section in data.sections:
        before: dict[str, int] = {}
        for group in _groups(section.activities):
            seen: dict[str, ActivityEntry] = {}
            last: dict[str, int] = {}
            gaps: list[tuple[ActivityEntry, str, int, int]] = []
            for entry in group:
                shown = entry.number.strip().rstrip(".")
                value = _ordinal(shown)
                if value is None:
                    continue
                beginning = shown.rpartition(".")[0]
                known = last.get(beginning)
                goes_on = known is None and value == before.get(beginning, 0) + 1
                if entry.row.number and shown in seen:
                    message = f"{_twice(shown, seen[shown])} {_RENUMBER}"
                    yield at_activity(section, entry, "warning", "number-repeated", message, "number")
                elif entry.row.number and value > (known or 0) + 1 and not goes_on:
                    gaps.append((entry, beginning, known or 0, value))
                seen.setdefault(shown, entry)
                last[beginning] = value
            if gaps:
                message = f"{_left_out(gaps)} {_RENUMBER}"
                yield at_activity(section, gaps[0][0], "warning", "number-gap", message, "number")
            before |= last


def _groups(entries: Sequence[ActivityEntry]) -> list[list[ActivityEntry]]:
    """The rows of each group, the group's own left out."""
    groups: list[list[ActivityEntry]] = [[]]
    for entry in entries:
        if entry.row.level == "group":
            groups.append([])
        else:
            groups[-1].append(entry)
    return groups


def _twice(shown: str, first: ActivityEntry) -> str:
    if first.row.number:
        return f"Номер {shown} повторяется."
    return (
        f"Тот же номер {shown} у строки «{short(first.row.text, _LONGEST)}»: своего у неё нет, его поставила программа."
    )


def _left_out(gaps: Sequence[tuple[ActivityEntry, str, int, int]]) -> str:
    """«Пропущен номер 1.3: после 1.2 идёт 1.4.», «Пропущены номера 3.2 и 3.4.», «Нумерация начинается с 4.»"""
    _, beginning, known, value = gaps[0]
    dot = f"{beginning}." if beginning else ""
    if len(gaps) > 1:
        names = [_span(start, first + 1, end - 1) for _, start, first, end in gaps]
        return f"Пропущены номера {listed(names)}."
    if not known:
        return f"Нумерация начинается с {dot}{value}."
    what = "Пропущен номер" if value == known + 2 else "Пропущены номера"
    missing = _span(beginning, known + 1, value - 1)
    return f"{what} {missing}: после {dot}{known} идёт {dot}{value}."


def _span(beginning: str, first: int, last: int) -> str:
    dot = f"{beginning}." if beginning else ""
    return f"{dot}{first}" if first == last else f"{dot}{first}–{dot}{last}"


_RENUMBER = "Очистите номера, и программа пронумерует сама."


def _ordinal(number: str) -> int | None:
    """The last part of a number: 7 of «7», 3 of «1.3»."""
    last = number.rpartition(".")[2]
    return int(last) if last.isdecimal() and len(last) < 6 else None
