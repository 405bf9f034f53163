"""The settings of the methods: what can be set, within which bounds, where the usual value comes from.

A file keeps only what differs from the usual. A value that nobody could have set counts as the usual one, so that a
damaged or hand-made row never stops the work.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...models.errors import UserError
from ...models.results import MethodSetting
from ..school_file import SchoolFile
from .statistics import METHODS, Methods, Spread

STEP = "Методики расчёта"
REFERENCE = "программы школ"
FIOKO = "ФИОКО, 2026 (по пересказу)"
NETSCHOOL = "справка «Сетевого города»"
REGIONAL = "задаёт регион; пусто – K только показывают"
Value = float | str | None


@dataclass(frozen=True)
class Setting:
    """One choice of a method: a number between bounds, or one of `choices` (key, words)."""

    key: str
    label: str
    source: str
    unit: str = ""
    least: float = 0.0
    most: float = 100.0
    decimals: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    """Whether it may stand empty."""


@dataclass(frozen=True)
class SettingGroup:
    """Settings of one method under one heading."""

    title: str
    settings: tuple[Setting, ...]


_LEVELS = (("region", "регион"), ("country", "вся выборка (РФ)"), ("municipality", "муниципалитет"))
_SPREADS = (
    ("stdev", "СТАНДОТКЛОН.В – по выборке"),
    ("pstdev", "СТАНДОТКЛОН.Г – по всем"),
    ("mad", "СРОТКЛ – среднее отклонение"),
)
_PUPILS = "участников"

GROUPS: tuple[SettingGroup, ...] = (
    SettingGroup(
        "Коридор решаемости",
        (
            Setting("corridor", "Вне коридора, если разница больше", REFERENCE, "п. п.", 0.5, 50, 1),
            Setting("corridor_level", "С чем сравнивается школа", REFERENCE, choices=_LEVELS),
        ),
    ),
    SettingGroup(
        "СОУ (степень обученности): вес отметки",
        tuple(Setting(f"sou_{mark}", f"Вес «{mark or 'н/а'}»", NETSCHOOL, "", 0, 100, 1) for mark in (5, 4, 3, 2, 0)),
    ),
    SettingGroup(
        "Однородность результатов",
        (Setting("spread", "Чем измеряется разброс", "выбор школы; мера названа под таблицей", choices=_SPREADS),),
    ),
    SettingGroup(
        "Решаемость заданий по уровню",
        (
            Setting("basic_low", "Базовые (Б): недостаточно, если ниже", FIOKO, "%", 0, 100, 1),
            Setting("basic_high", "Базовые (Б): достаточно, начиная с", FIOKO, "%", 0, 100, 1),
            Setting("advanced_low", "Повышенные и высокие (П, В): недостаточно, если ниже", FIOKO, "%", 0, 100, 1),
            Setting("advanced_high", "Повышенные и высокие (П, В): достаточно, начиная с", FIOKO, "%", 0, 100, 1),
        ),
    ),
    SettingGroup(
        "Отметки и журнал, динамика",
        (
            Setting("gap", "Заметное расхождение с журналом, начиная с", "ФИС ОКО; ФИОКО, 2026", "отметки", 1, 3),
            Setting("twos", "Рост доли «2» – отрицательная динамика, начиная с", FIOKO, "п. п.", 0.5, 100, 1),
            Setting("k_low", "Резкое изменение: K ниже", REGIONAL, "", 0.01, 10, 2, optional=True),
            Setting("k_high", "Резкое изменение: K выше", REGIONAL, "", 0.01, 10, 2, optional=True),
        ),
    ),
    SettingGroup(
        "Малые числа",
        (
            Setting("no_conclusions", "Выводов о классе нет, если меньше", FIOKO, _PUPILS, 0, 500),
            Setting("limited", "Выводы с осторожностью, если меньше", FIOKO, _PUPILS, 0, 500),
            Setting("histogram", "Гистограмма показательна, начиная с", FIOKO, _PUPILS, 0, 1000),
        ),
    ),
    SettingGroup(
        "Приложение 1",
        (Setting("exam_gap", "Разрыв с регионом, если больше", REFERENCE, "баллов", 0.5, 100, 1),),
    ),
)
"""Everything that can be set, in the order of the dialog."""

SETTINGS: dict[str, Setting] = {one.key: one for group in GROUPS for one in group.settings}

_ORDERED = (
    ("basic_low", "basic_high", "Для базовых заданий граница «недостаточно» выше границы «достаточно»."),
    ("advanced_low", "advanced_high", "Для повышенных заданий граница «недостаточно» выше границы «достаточно»."),
    ("k_low", "k_high", "Нижняя граница K больше верхней."),
    ("no_conclusions", "limited", "Выводов нет при числе, при котором они уже делаются с осторожностью."),
    *((f"sou_{low}", f"sou_{high}", f"«{low}» весит больше, чем «{high}».") for low, high in ((4, 5), (3, 4), (2, 3))),
)
"""Pairs of which the first may not be greater, and what is said when it is."""


def values_of(methods: Methods = METHODS) -> dict[str, Value]:
    """The settings by key that these methods have."""
    return {
        "corridor": methods.corridor,
        "corridor_level": methods.corridor_level,
        **{f"sou_{mark}": float(weight) for mark, weight in methods.sou_weights.items()},
        "spread": methods.spread,
        "basic_low": methods.basic[0],
        "basic_high": methods.basic[1],
        "advanced_low": methods.advanced[0],
        "advanced_high": methods.advanced[1],
        "gap": float(methods.gap),
        "twos": methods.twos,
        "k_low": methods.k_low,
        "k_high": methods.k_high,
        "no_conclusions": float(methods.no_conclusions),
        "limited": float(methods.limited),
        "histogram": float(methods.histogram),
        "exam_gap": methods.exam_gap,
    }


USUAL = values_of()
"""The usual value of every setting."""


def methods_with(values: Mapping[str, Value]) -> Methods:
    """The methods with these values; what is not named is as usual."""
    given = {**USUAL, **values}

    def number(key: str) -> float:
        found = given[key]
        assert isinstance(found, (int, float)), key
        return float(found)

    def limit(key: str) -> float | None:
        return None if given[key] is None else number(key)

    spreads: dict[str, Spread] = {"stdev": "stdev", "pstdev": "pstdev", "mad": "mad"}
    return Methods(
        sou_weights={mark: number(f"sou_{mark}") for mark in METHODS.sou_weights},
        corridor=number("corridor"),
        corridor_level=str(given["corridor_level"]),
        spread=spreads[str(given["spread"])],
        gap=round(number("gap")),
        basic=(number("basic_low"), number("basic_high")),
        advanced=(number("advanced_low"), number("advanced_high")),
        twos=number("twos"),
        no_conclusions=round(number("no_conclusions")),
        limited=round(number("limited")),
        histogram=round(number("histogram")),
        exam_gap=number("exam_gap"),
        k_low=limit("k_low"),
        k_high=limit("k_high"),
    )


@lru_cache(maxsize=4)
def methods_from(rows: tuple[MethodSetting, ...]) -> Methods:
    """The methods that a file's rows speak of; rows that nobody could have set are passed over."""
    return methods_with(_sound(rows))


def remark(rows: Sequence[MethodSetting]) -> str:
    """What is said of rows that count as usual because nobody could have set them; "" where all are sound."""
    sound = _sound(rows)
    lost = [
        SETTINGS[key].label if key in SETTINGS else key for key in {row.key: row for row in rows} if key not in sound
    ]
    if not lost:
        return ""
    return f"В файле записаны значения, которых быть не может, взяты обычные: {'; '.join(f'«{one}»' for one in lost)}."


def _sound(rows: Sequence[MethodSetting]) -> dict[str, Value]:
    """What could have been set, by key; of values that cannot stand together none counts, the others stay."""
    values: dict[str, Value] = {}
    for row in rows:
        setting = SETTINGS.get(row.key)
        found = _read(setting, row.value) if setting else None
        if found is not None:
            values[row.key] = found
    while wrong := [key for pair in _crossed(values) for key in pair[:2] if key in values]:
        values = {key: value for key, value in values.items() if key not in wrong}
    return values


def methods_of(file: SchoolFile) -> Methods:
    """The methods of a file."""
    return methods_from(tuple(file.rows(MethodSetting)))


def mistakes(values: Mapping[str, Value]) -> list[str]:
    """What cannot stand together, one sentence each; nothing for what can."""
    return [sentence for _, _, sentence in _crossed(values)]


def _crossed(values: Mapping[str, Value]) -> list[tuple[str, str, str]]:
    """The pairs of which the first is greater, each with its sentence."""
    given = {**USUAL, **values}
    found = []
    for low, high, sentence in _ORDERED:
        one, other = given[low], given[high]
        if isinstance(one, (int, float)) and isinstance(other, (int, float)) and one > other:
            found.append((low, high, sentence))
    return found


def set_methods(file: SchoolFile, values: Mapping[str, Value]) -> bool:
    """Keep these settings as one step; False when nothing is other than before.

    UserError for values that are out of their bounds or cannot stand together: nothing is kept then.
    """
    for key, value in values.items():
        if value is not None and _read(SETTINGS[key], _text(value)) is None:
            raise UserError(f"«{SETTINGS[key].label}»: такого значения быть не может. Проверьте число.")
    wrong = mistakes(values)
    if wrong:
        raise UserError(f"{wrong[0]} Исправьте одно из чисел.")
    wanted = {key: _text(value) for key, value in values.items() if value != USUAL[key] and value is not None}
    rows = file.rows(MethodSetting)
    kept = {row.key: row for row in rows}
    gone = [row.id for row in rows if row.key not in wanted or kept[row.key] is not row]
    fresh = [key for key in wanted if key not in kept]
    other = [key for key in wanted if key in kept and kept[key].value != wanted[key]]
    if not (gone or fresh or other):
        return False
    with file.transaction(STEP) as transaction:
        transaction.remove_all(MethodSetting, gone)
        transaction.add_all([MethodSetting(key=key, value=wanted[key]) for key in fresh])
        for key in other:
            transaction.change(MethodSetting, kept[key].id, value=wanted[key])
    return True


def as_json(rows: Sequence[MethodSetting]) -> dict[str, Value]:
    """Every setting with the value that stands, for an export."""
    return values_of(methods_from(tuple(rows)))


def _read(setting: Setting, text: str) -> Value:
    """The value a row says; None when nobody could have set it."""
    if setting.choices:
        return text if text in dict(setting.choices) else None
    try:
        found = float(text)
    except ValueError:
        return None
    inside = math.isfinite(found) and setting.least <= found <= setting.most
    return found if inside and round(found, setting.decimals) == found else None


def _text(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:g}"
