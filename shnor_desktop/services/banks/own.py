"""The person's own bank: every *.toml in the folder «banks» of the user's folder, a colleague's file among them.

An addition is put after what stands in the file, comments and order untouched, and only when the whole reads well
before and after.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from ...models.errors import UserError
from ..documents.text_clean import clean_text
from ..files import write_aside
from ..user_folder import user_folder
from .model import BankIndicator, BankItem, Measure
from .reading import items_of, read_text, written
from .search import same_text
from .shipped import shipped_indicators, shipped_measures, topics

T = TypeVar("T", bound=BankItem)

MAX_TEXT = 5_000
"""Characters of one field; more is a text that was pasted by mistake."""

_FILES: dict[type[BankItem], tuple[str, str]] = {
    Measure: ("measures.toml", "Мероприятия, добавленные в свой банк"),
    BankIndicator: ("indicators.toml", "Показатели, добавленные в свой банк"),
}
"""The file that additions go to, and its first line when it is made."""


def bank_folder() -> Path:
    """Where the person's bank lies; need not be there."""
    return user_folder() / "banks"


def own_measures() -> tuple[Measure, ...]:
    """The person's measures; UserError names the file and the line that cannot be read."""
    return _read(Measure)


def own_indicators() -> tuple[BankIndicator, ...]:
    """The person's indicators; UserError names the file and the line that cannot be read."""
    return _read(BankIndicator)


def _read(cls: type[T]) -> tuple[T, ...]:
    items: list[T] = []
    for path in sorted(bank_folder().glob("*.toml")):
        items.extend(items_of(cls, read_text(path), path.name, topics(), own=True))
    return tuple(items)


def add_measure(
    text: str,
    *,
    period: str = "",
    responsible: str = "",
    result: str = "",
    direction: str = "",
    deficits: Sequence[str] = (),
) -> Measure:
    """Keep a measure in the person's bank; UserError when it is empty or already there."""
    fields = {"text": text, "period": period, "responsible": responsible, "result": result}
    made = Measure(key="", direction=direction, deficits=tuple(deficits), own=True, **_clean(fields))
    return _add(made, own_measures() + shipped_measures())


def add_indicator(
    text: str,
    *,
    unit: str = "",
    comparison: str = "",
    target: str = "",
    counted: str = "",
    direction: str = "",
    deficits: Sequence[str] = (),
) -> BankIndicator:
    """Keep an indicator in the person's bank; UserError when it is empty or already there."""
    fields = {"text": text, "unit": unit, "comparison": comparison, "target": target, "counted": counted}
    made = BankIndicator(key="", direction=direction, deficits=tuple(deficits), own=True, **_clean(fields))
    return _add(made, own_indicators() + shipped_indicators())


def _clean(fields: dict[str, str]) -> dict[str, str]:
    clean = {name: clean_text(value).strip() for name, value in fields.items()}
    if not clean["text"]:
        raise UserError("Сначала напишите текст: пустую строку в банк не добавить.")
    if any(len(value) > MAX_TEXT for value in clean.values()):
        raise UserError("Текст слишком длинный для банка: сократите его до одной мысли.")
    return clean


def _add(item: T, known: Sequence[T]) -> T:
    for other in known:
        if same_text(other.text, item.text):
            whose = "вашем банке" if other.own else "банке программы"
            raise UserError(f"Такая запись в {whose} уже есть: «{_short(other.text)}».")
    name, title = _FILES[type(item)]
    path = bank_folder() / name
    before = read_text(path) if path.exists() else f"# {title}\n"
    after = f"{before.rstrip()}\n\n{written(item)}"
    read_again = items_of(type(item), after, name, topics(), own=True)  # nothing goes to the disk that does not read
    _write(path, after)
    return read_again[-1]


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Папку «{path.parent}» не создать: проверьте доступ к ней.") from error
    with write_aside(path) as aside:
        aside.write_bytes(text.encode("utf-8"))


def _short(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"
