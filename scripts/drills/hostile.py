"""Every reader gets files that somebody made to hurt it: they are read, or refused soon, in a sentence.

Word goes the whole way into a school's file and a bank or form into the program; each file in a process of its own,
whose time and memory are measured together with those of the processes that it starts. It must run by itself
(`python -m scripts.drills.hostile COUNT SEED SHARE`): what a large process starts counts as large as that one.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from . import apart
from .outcome import Outcome, grouped

ROOT = Path(__file__).resolve().parents[2]
SECONDS, MEGABYTES = 5.0, 500.0
LARGE_EVERY = 8
"""One of so many files is a large one."""

_FORM = "school-programme"
_USED = (
    "python_calamine",
    "scripts.drills.large",
    "scripts.word_fuzz.damage",
    "shnor_desktop.services.documents.docx_reader",
    "shnor_desktop.services.documents.docx_writer.template",
    "shnor_desktop.services.editing.following",
    "shnor_desktop.services.formats.reading",
    "shnor_desktop.services.importing",
    "shnor_desktop.services.results.workbooks",
    "shnor_desktop.services.school_file",
    "shnor_desktop.services.transaction",
)
"""What readers need."""

_MACHINE = re.compile(r"Traceback|Error\b|Exception|\bNone\b|0x[0-9a-f]{6}|\n")


class Case(NamedTuple):
    """A hostile file: what it is called, how it is made, who reads it."""

    name: str
    suffix: str
    make: Callable[[Path], object]
    read: Callable[[Path], object]


class Seen(NamedTuple):
    """What became of one file; `answer` is empty when it was read, begins with «!» when that went wrong."""

    number: int
    name: str
    answer: str
    seconds: float
    megabytes: float
    left: list[str]


def hostile(count: int, seed: int = 0, share: float = 1.0) -> Outcome:
    """So many files, of all kinds in turn, the large ones of a share of their full size."""
    outcome = Outcome("враждебные и странные файлы Word, Excel, .shnor, TOML", count)
    begin = time.perf_counter()
    if not apart.FORKS:
        outcome.left_out = "процесс не раздвоить"
        return outcome
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    command = [sys.executable, "-m", "scripts.drills.hostile", str(count), str(seed), str(share)]
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(command, stdout=subprocess.PIPE, env=environment, cwd=ROOT, check=False, encoding="utf-8")
    found = [Seen(*json.loads(line)) for line in done.stdout.splitlines()]
    outcome.must(len(found) == count, f"учение не дошло до конца: {done.returncode}")
    for one in found:
        for trouble in _troubles(one):
            outcome.fault(f"№ {one.number}, {one.name}: {trouble}")
    _tell(outcome, found)
    outcome.seconds = time.perf_counter() - begin
    return outcome


def _tell(outcome: Outcome, found: list[Seen]) -> None:
    wrong = sum(one.answer.startswith("!") for one in found)
    read = sum(not one.answer for one in found)
    outcome.seen = {
        "отказано": grouped(len(found) - read - wrong),
        "прочитано": grouped(read),
        "дольше всего": f"{max((one.seconds for one in found), default=0):.1f} с",
        "больше всего памяти": f"{max((one.megabytes for one in found), default=0):.0f} МБ",
    }
    kinds: dict[str, list[Seen]] = {}
    for one in found:
        kinds.setdefault(one.name, []).append(one)
    for name, those in sorted(kinds.items(), key=lambda item: -max(one.seconds for one in item[1])):
        worst = f"{max(one.seconds for one in those):.1f} с | {max(one.megabytes for one in those):.0f} МБ"
        outcome.worst[name] = f"{len(those)} | {sum(not one.answer for one in those)} | {worst}"


def case_of(number: int, share: float) -> Case:
    """The file of that number."""
    if number % LARGE_EVERY == 0:
        return _large(number // LARGE_EVERY, share)
    from scripts.word_fuzz.damage import damage as spoil_word
    from shnor_desktop.models.file import SUFFIX
    from shnor_desktop.resources import resource_path
    from shnor_desktop.services.formats.reading import read_format

    from . import bombs

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


def _large(number: int, share: float) -> Case:
    from shnor_desktop.models.file import SUFFIX
    from shnor_desktop.services.formats.reading import read_format

    from . import large

    chance = Random(number)
    kinds = [*large.KINDS, None]
    kind = kinds[number % len(kinds)]
    if kind is None:
        make = partial(_write_school, chance, share)
        return Case("файл школы с чужим внутри", SUFFIX, make, _open_school)
    name, suffix, maker = kind
    as_template = suffix == ".docx" and number // len(kinds) % 4 == 3
    read = {".docx": _take_template if as_template else _import_word, ".toml": read_format}.get(suffix, _read_book)
    return Case(name + ", бланк" * as_template, suffix, partial(_write, lambda: maker(chance, share)), read)


def _write(make: Callable[[], bytes], path: Path) -> None:
    path.write_bytes(make())


def _write_school(chance: Random, share: float, path: Path) -> None:
    from . import large

    path.write_bytes(large.school_file(chance, share, path.parent))


def _import_word(path: Path) -> None:
    from shnor_desktop.services.formats import load_format
    from shnor_desktop.services.founding import founded
    from shnor_desktop.services.importing import import_docx, write_recognised

    found = import_docx(path, load_format(_FORM))
    out = path.with_name("школа.shnor")
    with founded(out) as file:
        write_recognised(file, found)
    out.unlink()


def _read_book(path: Path) -> None:
    from shnor_desktop.services.results.workbooks import read_sheets

    for _ in read_sheets(path):
        pass


def _take_template(path: Path) -> None:
    from shnor_desktop.services.documents.docx_writer.template import check_template

    check_template(path)


def _open_school(path: Path) -> None:
    from shnor_desktop.services.school_file import SchoolFile

    SchoolFile.open(path).close()


def _read(case: Case, path: Path) -> str:
    """Empty when the file was read, the sentence when it was refused, «!» and the error when it went wrong."""
    from shnor_desktop.models.errors import UserError

    try:
        case.read(path)
    except UserError as refused:
        return str(refused)
    except Exception as error:  # that is what is looked for
        return f"!сбой {type(error).__name__}: {error}"[:300]
    return ""


def _troubles(one: Seen) -> list[str]:
    answer = one.answer
    found = [answer[1:]] if answer.startswith("!") else []
    if answer and not found and (_MACHINE.search(answer) or not re.search("[а-яё]{4}", answer)):
        found.append(f"не предложение: {answer}")
    if one.seconds > SECONDS:
        found.append(f"{one.seconds:.1f} с")
    if one.megabytes > MEGABYTES:
        found.append(f"{one.megabytes:.0f} МБ")
    return found + ([f"осталось {one.left}"] if one.left else [])


def _tried(number: int, share: float, folder: Path) -> Seen:
    case = case_of(number, share)
    path = folder / f"файл{case.suffix}"
    if number % LARGE_EVERY == 0:  # what it takes to make it is nobody's memory here
        list(apart.each(case.make, [path], seconds=SECONDS * 12))
    else:
        case.make(path)
    (told,) = apart.each(partial(_read, case), [path], seconds=SECONDS * 12)
    left = sorted(one.name for one in folder.iterdir() if one != path)
    for one in folder.iterdir():
        one.unlink()
    answer = told.value if told.value is not None else f"!{told.died}"
    return Seen(number, case.name, answer, round(told.seconds, 3), round(told.megabytes), left)


def _main(count: int, seed: int, share: float) -> None:
    for name in _USED:  # once, and not in every child
        importlib.import_module(name)
    from shnor_desktop.services.formats import load_format

    load_format(_FORM)
    gc.collect()
    gc.freeze()
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        for number in range(seed, seed + count):
            print(json.dumps(_tried(number, share, Path(name)), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    _main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
