"""Consolidation: a thousand schools' workbooks into one, against bare calamine, a hand-written loop and openpyxl.

openpyxl takes a minute and a half: with WITHOUT_OPENPYXL=1 in the environment its line is left out.
"""

from __future__ import annotations

import dataclasses
import os
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import openpyxl
import python_calamine
import xlsxwriter
from measure import ROOT, Line, main, taken_in_turn, timed
from openpyxl.utils import get_column_letter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from shnor_desktop.models.monitoring import CriterionValue
from shnor_desktop.services.demo import fill_demo
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.spreadsheets.consolidated_book import write_consolidated
from shnor_desktop.services.spreadsheets.consolidation import Consolidated, consolidate
from shnor_desktop.services.spreadsheets.monitoring_out import write_monitoring

FORM = load_format("school-programme")
SHEETS = ("Приложение 1", "Приложение 2")
NAME = "МБОУ «Образец № 7654321»"
PART, WHOLE = 7_000_001, 9_000_001  # of the first count in the pattern, the next ones follow
DAMAGED = 20  # one file of so many
Cell = object
Sums = dict[tuple[str, str], int]


def measure(tiny: bool) -> list[Line]:
    """Reading, the whole, and the memory that both take."""
    count, repeats = (24, 1) if tiny else (1000, 5)
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name, "школы"), Path(name, "свод.xlsx")
        folder.mkdir()
        wanted, damaged = workbooks(folder, count)
        paths = sorted(folder.iterdir())

        def whole() -> Consolidated:
            found = consolidate(paths, FORM)
            write_consolidated(found, out)
            return found

        holds(whole(), out, wanted, damaged)
        read, cells = taken_in_turn(repeats, *timers(lambda: consolidate(paths, FORM), lambda: bare(paths)))
        ours, hand = taken_in_turn(repeats, *timers(whole, lambda: by_hand(paths, out)))
        what = f"книг школ {count}, повреждена каждая {DAMAGED}-я"
        lines = [
            Line.of(f"свод: чтение, {what}", read, "python-calamine: одни ячейки тех же книг", cells, 2),
            Line.of("свод: целиком, до книги на диске", ours, "цикл calamine + XlsxWriter, написанный руками", hand, 1),
        ]
        if not os.environ.get("WITHOUT_OPENPYXL"):
            again, slow = taken_in_turn(1, *timers(whole, lambda: by_openpyxl(paths, out)))
            lines.append(Line.of("свод: целиком, до книги на диске", again, "то же на openpyxl", slow, 0.25))
        if sys.platform != "win32":
            peaks = [[peak(way, folder, out)] for way in ("ours", "hand")]
            lines.append(Line.of("свод: пик памяти процесса, МБ", peaks[0], "тот же цикл руками, МБ", peaks[1], None))
        return lines


def timers(*actions: Callable[[], object]) -> list[Callable[[], float]]:
    """Actions that take their time themselves."""
    return [partial(timed, action) for action in actions]


# the workbooks


def workbooks(folder: Path, count: int) -> tuple[Sums, set[str]]:
    """Write the workbooks of so many schools; returns what their counts add up to and which files are damaged.

    One true workbook of the program is the pattern; name and numbers of every school are put into its parts.
    """
    pattern, keys = pattern_book(folder)
    chance = random.Random(6)
    sums: Sums = dict.fromkeys(keys, 0)
    damaged = set()
    for number in range(1, count + 1):
        path = folder / f"школа {number:04}.xlsx"
        numbers = [sorted((chance.randint(0, 900), chance.randint(1, 900))) for _ in keys]
        write_parts(path, dict(school_parts(pattern, f"МБОУ «СОШ № {number}»", numbers)))
        if number % DAMAGED == 0:
            damaged.add(path.name)
            damage(path, number // DAMAGED)
            continue
        for key, (part, _) in zip(keys, numbers, strict=True):
            sums[key] += part
    return sums, damaged


def pattern_book(folder: Path) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """The parts of the example's workbook with numbers that nothing else has, and the keys of its counts in order."""
    data = example(folder / "образец.shnor")
    keys = [
        (spec.key, one.key)
        for spec in FORM.section
        for criterion in spec.criterion
        for one in criterion.indicators
        if one.kind == "count"
    ]
    wave = next(row for row in data.waves if row.key == "final")
    sections = []
    for section in data.sections:
        own = [
            CriterionValue(wave_id=wave.id, key=key, numerator=PART + place, denominator=WHOLE + place)
            for place, (name, key) in enumerate(keys)
            if name == section.section.key
        ]
        others = [one for one in section.values if (one.wave_id, one.key) not in {(wave.id, new.key) for new in own}]
        sections.append(dataclasses.replace(section, values=(*others, *own)))
    school = dataclasses.replace(data.school, full_name="", short_name=NAME)
    book = folder / "образец.xlsx"
    write_monitoring(dataclasses.replace(data, school=school, sections=tuple(sections)), book, "final", SECTIONS)
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    book.unlink()
    return parts, keys


SECTIONS = tuple(spec.key for spec in FORM.section if spec.criterion)


def example(path: Path) -> ProgrammeData:
    """The example school."""
    with SchoolFile.create(path) as file:
        fill_demo(file)
        data = read_programme(file)
    path.unlink()
    return data


def school_parts(pattern: dict[str, bytes], name: str, numbers: list[list[int]]) -> Iterator[tuple[str, bytes]]:
    """The parts of one school's workbook."""
    for part, content in pattern.items():
        text = content.decode()
        if part.startswith("xl/worksheets/sheet"):
            for place, (some, all_) in enumerate(numbers):
                text = text.replace(f"<v>{PART + place}</v>", f"<v>{some}</v>")
                text = text.replace(f"<v>{WHOLE + place}</v>", f"<v>{all_}</v>")
                share = (PART + place) / (WHOLE + place)
                text = re.sub(rf"<v>{re.escape(f'{share:.9f}')}\d*</v>", f"<v>{some / all_}</v>", text)
        yield part, text.replace(NAME, name).encode()


def write_parts(path: Path, parts: dict[str, bytes]) -> None:
    """An archive of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def damage(path: Path, turn: int) -> None:
    """Spoil a workbook in one of four ways."""
    content = path.read_bytes()
    ways = (content[: len(content) // 2], b"", b"%PDF-1.4 " + content, content[:900] + bytes(900) + content[1800:])
    path.write_bytes(ways[turn % len(ways)])


def holds(found: Consolidated, out: Path, wanted: Sums, damaged: set[str]) -> None:
    """What was measured is right: exact sums, every damaged file in the list and no other."""
    assert {one.path.name for one in found.files if one.reason} == damaged
    sums = dict.fromkeys(wanted, 0)
    for school in found.schools:
        for key in sums:
            sums[key] += school.answers[key].numerator or 0
    assert sums == wanted
    book = python_calamine.load_workbook(out)
    totals = [row[-1] for name in SHEETS for row in book.get_sheet_by_name(name).to_python()]
    assert set(wanted.values()) <= set(totals)


# the others


def bare(paths: list[Path]) -> None:
    """calamine reads all cells of what can be opened."""
    for path in paths:
        for _ in sheets(path):
            pass


def sheets(path: Path, names: tuple[str, ...] = ()) -> Iterator[list[list[Cell]]]:
    """Rows of the sheets of a workbook (all, or those named); none where it is damaged."""
    try:
        book = python_calamine.load_workbook(path)
        for name in names or book.sheet_names:
            yield book.get_sheet_by_name(name).to_python()
    except (python_calamine.CalamineError, OSError):
        return


def facts(rows: list[list[Cell]]) -> list[tuple[Cell, Cell, Cell]]:
    """Label, answer and whole of the rows of an appendix as the program lays it out."""
    return [(row[2], row[3], row[4]) for row in rows if len(row) > 4 and row[2] not in ("", "Показатель")]


def by_hand(paths: list[Path], out: Path) -> None:
    """What somebody would write who knows that all workbooks are alike: places for granted, nothing is checked.

    Schools, answers, wholes, shares and what they come to, as formulas; no titles of criteria, widths, heights and
    print set-up, no list of what is missing: what stands only in our workbook is ours to pay for.
    """
    tables: dict[str, list[list[tuple[Cell, Cell, Cell]]]] = {name: [] for name in SHEETS}
    named, failed = [], []
    for path in paths:
        read = list(sheets(path, SHEETS))
        if len(read) < len(SHEETS):
            failed.append(path.name)
            continue
        named.append(read[0][2][0])
        for name, rows in zip(SHEETS, read, strict=True):
            tables[name].append(facts(rows))
    with xlsxwriter.Workbook(str(out)) as book:
        cell = book.add_format({"border": 1, "text_wrap": True, "font_name": "Times New Roman"})
        share = book.add_format({"border": 1, "num_format": "0.0%"})
        for name, schools in tables.items():
            page = book.add_worksheet(name)
            page.write_row(0, 1, [*named, "Итого"], cell)
            shares = set()
            for row, column, value in places(schools):
                if row % 2 and column and isinstance(value, float) and 0 < value < 1:
                    shares.add(row)
                    above = [xl_rowcol_to_cell(row - step, column) for step in (2, 1)]
                    page.write_formula(row, column, f'=IF(N({above[1]})>0,{above[0]}/{above[1]},"")', share, value)
                else:
                    page.write(row, column, None if value == "" else value, cell)
            last = xl_col_to_name(len(schools))
            for row in range(1, 1 + 2 * len(schools[0])):
                sums = [f"SUM(B{row + step}:{last}{row + step})" for step in (-1, 0, 1)]
                total = f'=IF({sums[1]}>0,{sums[0]}/{sums[1]},"")' if row in shares else f"={sums[2]}"
                page.write_formula(row, len(schools) + 1, total, share if row in shares else cell)
        page = book.add_worksheet("Файлы")
        for row, name in enumerate(failed):
            page.write_string(row, 0, name)


def by_openpyxl(paths: list[Path], out: Path) -> None:
    """The same with openpyxl, reading and writing."""
    tables: dict[str, list[list[tuple[Cell, Cell, Cell]]]] = {name: [] for name in SHEETS}
    for path in paths:
        try:
            book = openpyxl.load_workbook(path, data_only=True)
        except Exception:  # whatever openpyxl says to a damaged file
            continue
        for name in SHEETS:
            rows = [["" if value is None else value for value in row] for row in book[name].iter_rows(values_only=True)]
            tables[name].append(facts(rows))
    made = openpyxl.Workbook()
    for name, schools in tables.items():
        page = made.create_sheet(name)
        for row, column, value in places(schools):
            page.cell(row + 1, column + 1, value)
        last = get_column_letter(len(schools) + 1)
        for row in range(2, 2 + 2 * len(schools[0])):
            page.cell(row, len(schools) + 2, f"=SUM(B{row}:{last}{row})")
    made.save(out)


def places(schools: list[list[tuple[Cell, Cell, Cell]]]) -> Iterator[tuple[int, int, Cell]]:
    """Cells of the table with a column a school, two rows an indicator, in the order in which they are written."""
    for index, (label, _, _) in enumerate(schools[0]):
        for step in (1, 2):
            answers = (one[index][step] if index < len(one) else "" for one in schools)
            for column, value in enumerate((label, *answers)):
                yield 2 * index + step, column, value


def peak(way: str, folder: Path, out: Path) -> float:
    """The most memory that a process of its own takes, in megabytes."""
    program = (
        "import resource, sys, pathlib, monitoring as m\n"
        f"paths = sorted(pathlib.Path({str(folder)!r}).iterdir()); out = pathlib.Path({str(out)!r})\n"
        f"m.by_hand(paths, out) if {way!r} == 'hand' else m.write_consolidated(m.consolidate(paths, m.FORM), out)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << (20 if sys.platform == 'darwin' else 10)))"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(Path(__file__).resolve().parent)))}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, encoding="utf-8", check=True)
    return float(done.stdout)


if __name__ == "__main__":
    main(measure)
