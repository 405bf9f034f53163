"""Whether an installed program is whole: it does its work once, on the example school, and says how each part went.

For whoever has just installed it, and for the builder of the installers: a library that was left out is found here and
not at her first export. The window's part stands in `ui/self_test.py`.
"""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from .. import __version__
from ..models.school import School
from ..resources import resource_path
from .demo import make_demo
from .exporting import WRITERS, Writer, export_file
from .files import write_aside
from .formats import catalogue
from .queries import read_programme
from .school_file import SchoolFile

EXAMPLE = "пример.shnor"
_NEW_DIRECTOR = "Проверкина Проверка Проверовна"


class SelfTestError(Exception):
    """A part does not do what it should; the text says what was found instead."""


class Step(NamedTuple):
    """One part of the program: its name, and what it does; told is what it found, SelfTestError that it is broken."""

    name: str
    run: Callable[[], str]


class Outcome(NamedTuple):
    """How a step went."""

    name: str
    good: bool
    told: str

    def line(self) -> str:
        """One line of the report."""
        return f"[{'хорошо' if self.good else 'ПЛОХО '}] {self.name}: {self.told}"


def taken(steps: Iterable[Step]) -> list[Outcome]:
    """Take every step, also after one that failed: the report shall name all that is broken."""
    return [_taken(step) for step in steps]


def _taken(step: Step) -> Outcome:
    try:
        return Outcome(step.name, True, step.run())
    except Exception as error:  # whatever a broken installation raises belongs into the report
        told = str(error) if isinstance(error, SelfTestError) else f"{type(error).__name__}: {error}"
        return Outcome(step.name, False, told)


def report(outcomes: Sequence[Outcome], facts: Mapping[str, str]) -> str:
    """The whole report as text: about the machine, then a line a step, then the sum."""
    about = [f"{name}: {value}" for name, value in {**_facts(), **facts}.items()]
    bad = sum(not outcome.good for outcome in outcomes)
    result = f"не работает частей: {bad} из {len(outcomes)}" if bad else f"всё работает, частей: {len(outcomes)}"
    return "\n".join(
        [
            "Самопроверка «Программы школы»",
            *about,
            "",
            *(outcome.line() for outcome in outcomes),
            "",
            f"Итог: {result}",
            "",
        ]
    )


def write_report(text: str, path: Path) -> None:
    """Write the report where it was asked for; UserError where that is not possible."""
    with write_aside(path) as aside:
        aside.write_text(text, "utf-8")


def _facts() -> dict[str, str]:
    return {
        "Версия": __version__ + (" (установленная)" if getattr(sys, "frozen", False) else " (из исходного кода)"),
        "Система": platform.platform(),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
    }


def service_steps(folder: Path, writers: Mapping[str, Writer] = WRITERS) -> list[Step]:
    """What works without a window; `writers` bring what the root lends (PDF). The example stays in the folder."""
    school = folder / EXAMPLE
    return [
        Step("Файлы программы", _resources),
        Step("Файл школы", lambda: _school(school)),
        Step("Правка и отмена", lambda: _edit(school)),
        Step("Word", lambda: _word(school, folder / "пример.docx", writers)),
        Step("Excel", lambda: _excel(school, folder / "пример.xlsx")),
        Step("PDF", lambda: _pdf(school, folder / "пример.pdf", writers)),
        *(
            Step(name, partial(_other, school, folder / f"пример{ending}", sign, writers))
            for name, ending, sign in _OTHERS
        ),
    ]


_OTHERS = (
    ("Страница HTML", ".html", b"<html"),
    ("Данные JSON", ".json", b'"sections"'),
    ("Календарь", ".ics", b"BEGIN:VCALENDAR"),
    ("Черновик письма", ".eml", b"X-Unsent"),
)
"""Further papers: the step's name, the ending, and what its content must hold."""


def expect(good: object, told: str) -> None:
    """SelfTestError with this text unless it is so."""
    if not good:
        raise SelfTestError(told)


def _resources() -> str:
    known = catalogue()
    expect(known.shipped, f"в папке {resource_path()} нет форм документов")
    return f"форм документов: {len(known.shipped)}"


def _school(path: Path) -> str:
    make_demo(path)
    with SchoolFile.open(path) as file:
        sections = len(read_programme(file).sections)
    expect(sections, "в примере школы нет разделов")
    return f"создан и открыт, разделов: {sections}"


def _edit(path: Path) -> str:
    with SchoolFile.open(path) as file:
        before = file.rows(School)[0].director
        with file.transaction("Самопроверка") as transaction:
            transaction.change(School, file.rows(School)[0].id, director=_NEW_DIRECTOR)
    with SchoolFile.open(path) as file:
        expect(file.rows(School)[0].director == _NEW_DIRECTOR, "записанное не нашлось в файле")
        file.undo()
        expect(file.rows(School)[0].director == before, "отмена не вернула прежнего")
    return "записано, найдено, отменено"


def _word(school: Path, out: Path, writers: Mapping[str, Writer]) -> str:
    from .importing import import_docx

    export_file(school, out, writers=writers)
    found = import_docx(out, None)
    expect(found.counts.get("roadmap"), "в записанном документе Word не узнаётся дорожная карта")
    return f"записан и прочитан, мероприятий дорожной карты: {found.counts['roadmap']}, {_size(out)}"


def _excel(school: Path, out: Path) -> str:
    from .spreadsheets.returned import read_returned

    with SchoolFile.open(school) as file:
        data = read_programme(file)
    wave = data.form.wave[0].key
    export_file(school, out, wave=wave)
    differences = read_returned(data, out, wave).differences
    expect(not differences, f"прочитанная книга Excel отличается от файла: {len(differences)}")
    return f"записана и прочитана, {_size(out)}"


def _pdf(school: Path, out: Path, writers: Mapping[str, Writer]) -> str:
    export_file(school, out, writers=writers)
    data = out.read_bytes()
    expect(data.startswith(b"%PDF-") and b"/FontFile" in data, "в PDF нет страниц или букв")
    return f"записан, {_size(out)}"


def _other(school: Path, out: Path, sign: bytes, writers: Mapping[str, Writer]) -> str:
    export_file(school, out, writers=writers)
    expect(sign.lower() in out.read_bytes().lower(), f"в файле {out.name} нет того, что должно быть")
    return f"записано, {_size(out)}"


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1024:.0f} КБ"
