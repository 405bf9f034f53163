"""Every reader gets files that somebody made to hurt it: they are read, or refused soon, in a sentence.

Word goes the whole way into a school's file and a bank or form into the program; each file in a process of its own,
whose time and memory are measured.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from scripts.word_fuzz.damage import damage as spoil_word
from shnor_desktop.models.errors import UserError
from shnor_desktop.models.file import SUFFIX
from shnor_desktop.resources import resource_path
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.formats.reading import read_format
from shnor_desktop.services.founding import founded
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.results.workbooks import read_sheets
from shnor_desktop.services.school_file import SchoolFile

from . import apart, bombs
from .outcome import Outcome, grouped

SECONDS, MEGABYTES = 5.0, 500.0
_FORM = "school-programme"
_MACHINE = re.compile(r"Traceback|Error\b|Exception|\bNone\b|0x[0-9a-f]{6}|\n")


class Case(NamedTuple):
    """A hostile file: what it is called, how it is made, who reads it."""

    name: str
    suffix: str
    make: Callable[[Path], object]
    read: Callable[[Path], object]


def hostile(count: int, seed: int = 0) -> Outcome:
    """So many files, of all kinds in turn."""
    outcome = Outcome("враждебные и странные файлы Word, Excel, .shnor, TOML", count)
    begin = time.perf_counter()
    if not apart.FORKS:
        outcome.left_out = "процесс не раздвоить"
        return outcome
    load_format(_FORM)
    refused, slowest, most = 0, 0.0, 0.0
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        folder = Path(name)
        for number in range(seed, seed + count):
            case = case_of(number)
            path = folder / f"файл{case.suffix}"
            case.make(path)
            (told,) = apart.each(partial(_read, case), [path], seconds=SECONDS * 12)
            left = sorted(one.name for one in folder.iterdir() if one != path)
            for one in folder.iterdir():
                one.unlink()
            answer = told.value if told.value is not None else f"!{told.died}"
            refused += bool(answer) and not answer.startswith("!")
            slowest, most = max(slowest, told.seconds), max(most, told.megabytes)
            for trouble in _troubles(answer, told, left):
                outcome.fault(f"№ {number}, {case.name}: {trouble}")
    outcome.seen = {
        "отказано": grouped(refused),
        "прочитано": grouped(count - refused - sum("сбой" in fault for fault in outcome.faults)),
        "дольше всего": f"{slowest:.1f} с",
        "больше всего памяти": f"{most:.0f} МБ",
    }
    outcome.seconds = time.perf_counter() - begin
    return outcome


def case_of(number: int) -> Case:
    """The file of that number."""
    chance = Random(number)
    kind = ("docx", "xlsx", "docx", "xlsx", "xls", "toml", "shnor", "template")[number % 8]
    if kind == "toml":
        shipped = resource_path("formats", f"{_FORM}.toml").read_bytes()
        return Case("форма", ".toml", lambda path: path.write_bytes(bombs.toml(chance, shipped)), read_format)
    if kind == "xls":
        return Case("старая книга", ".xls", lambda path: path.write_bytes(bombs.xls(chance)), _read_book)
    if kind == "shnor":
        made = chance.choice((bombs.noise, bombs.far, bombs.torn))
        make = partial(_write, lambda: chance.choice((b"", b"SQLite format 3\0")) + made(chance, "docx"))
        return Case(f"файл школы: {made.__name__}", SUFFIX, make, _open_school)
    read = {"docx": _import_word, "xlsx": _read_book, "template": _take_template}[kind]
    suffix = ".xlsx" if kind == "xlsx" else ".docx"
    if kind == "docx" and chance.random() < 0.4:
        return Case("испорченный Word", suffix, partial(spoil_word, number), read)
    bomb = bombs.KINDS[number // 8 % len(bombs.KINDS)]
    return Case(f"{kind}: {bomb.__name__}", suffix, partial(_write, lambda: bomb(chance, suffix[1:])), read)


def _write(make: Callable[[], bytes], path: Path) -> None:
    path.write_bytes(make())


def _import_word(path: Path) -> None:
    found = import_docx(path, load_format(_FORM))
    out = path.with_name("школа.shnor")
    with founded(out) as file:
        write_recognised(file, found)
    out.unlink()


def _read_book(path: Path) -> None:
    for _ in read_sheets(path):
        pass


def _take_template(path: Path) -> None:
    from shnor_desktop.services.documents.docx_writer.template import check_template

    check_template(path)


def _open_school(path: Path) -> None:
    SchoolFile.open(path).close()


def _read(case: Case, path: Path) -> str:
    """Empty when the file was read, the sentence when it was refused, «!» and the error when it went wrong."""
    try:
        case.read(path)
    except UserError as refused:
        return str(refused)
    except Exception as error:  # that is what is looked for
        return f"!сбой {type(error).__name__}: {error}"[:300]
    return ""


def _troubles(answer: str, told: apart.Told, left: list[str]) -> list[str]:
    found = [answer[1:]] if answer.startswith("!") else []
    if answer and not found and (_MACHINE.search(answer) or not re.search("[а-яё]{4}", answer)):
        found.append(f"не предложение: {answer}")
    if told.seconds > SECONDS:
        found.append(f"{told.seconds:.1f} с")
    if told.megabytes > MEGABYTES:
        found.append(f"{told.megabytes:.0f} МБ")
    return found + ([f"осталось {left}"] if left else [])
