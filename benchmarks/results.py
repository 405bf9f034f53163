"""Results in: 140 workbooks of ВПР to a school file on disk, against python-calamine merely reading their cells."""

from __future__ import annotations

import contextlib
import random
import tempfile
from itertools import count
from pathlib import Path

import python_calamine
import xlsxwriter
from measure import Line, main, taken_in_turn, timed

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.results.computed import compute_all
from shnor_desktop.services.results.importing import write_results
from shnor_desktop.services.results.reading import read_results, result_readers
from shnor_desktop.services.school_file import SchoolFile

SUBJECTS = ("Русский язык", "Математика", "История", "Биология", "География", "Обществознание", "Физика")
GRADES = (4, 5, 6, 7, 8)
PUPILS = 89  # the school of the form's own example
Table = list[list[object]]


def measure(tiny: bool) -> list[Line]:
    """A year of a school: seven subjects in five grades, four tables each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "ВПР")
        folder.mkdir()
        files = workbooks(folder, 1 if tiny else len(GRADES), 1 if tiny else len(SUBJECTS), 9 if tiny else PUPILS)
        number = count()

        def ours(ready: bool = False) -> float:
            with SchoolFile.create(Path(name, f"{next(number)}.shnor")) as file, contextlib.ExitStack() as stack:
                readers = stack.enter_context(result_readers()) if ready else None
                if readers:
                    readers.answers.put(readers.answers.get())  # a person looks for a folder far longer than this
                taken = timed(lambda: write_results(file, read_results([folder], readers=readers)))
                assert len(file.rows(ExamResult)) == len(files)
            return taken

        def peer() -> None:
            for path in files:
                book = python_calamine.load_workbook(path)
                for sheet in book.sheet_names:
                    book.get_sheet_by_name(sheet).to_python()

        ours()
        peer()
        with SchoolFile.open(Path(name, "0.shnor")) as file:
            rows = file.rows(ExamResult)
        repeats = 1 if tiny else 9
        importing, reading = taken_in_turn(repeats, ours, lambda: timed(peer))
        chosen, once_more = taken_in_turn(repeats, lambda: ours(ready=True), lambda: timed(peer))
        computing, again = taken_in_turn(repeats, lambda: timed(lambda: compute_all(rows)), lambda: timed(peer))
        what = "python-calamine: одни ячейки тех же книг"
        return [
            Line.of(f"результаты: книг ВПР {len(files)}, до файла на диске", importing, what, reading, 2),
            Line.of("результаты: то же в окне, где папку только что выбрали", chosen, what, once_more, 2),
            Line.of("результаты: статистика всех этих экзаменов", computing, what, again, None),
        ]


def workbooks(folder: Path, grades: int, subjects: int, pupils: int) -> list[Path]:
    """The four tables of each exam as ФИС ОКО writes them, with numbers of their own."""
    chance = random.Random(1)
    files = []
    for grade in GRADES[:grades]:
        for subject in SUBJECTS[:subjects]:
            tasks = [(f"{place}.{part}", chance.choice((1, 1, 2))) for place in range(1, 10) for part in (1, 2)]
            title = f"ВПР 2026 {subject} {grade} класс"
            for kind, rows in tables(chance, tasks, pupils).items():
                path = folder / f"{subject} {grade} 2026 {kind}.xlsx"
                write(path, [[kind], [], [title], ["Предмет:", subject], ["Дата:", "20.04.2026"], [], *rows])
                files.append(path)
    return files


def tables(chance: random.Random, tasks: list[tuple[str, int]], pupils: int) -> dict[str, Table]:
    """Kind of table → its rows from the header's neighbourhood on."""
    groups = ("Вся выборка", "Заречная область", "Приозёрный городской округ(reg77_m004)", "МБОУ «СОШ № 12»(edu770012)")
    keys = [f"{key} ({most}б)" for key, most in tasks]
    place = ("edu770012", groups[2], "МБОУ «СОШ № 12»")
    people: Table = []
    for code in range(pupils):
        points = [chance.randint(0, most) if chance.random() > 0.05 else "X" for _, most in tasks]
        score = sum(point for point in points if isinstance(point, int))
        marks = chance.choices((2, 3, 4, 5), (2, 4, 3, 1), k=2)
        people.append([*place, 10001 + code, 1 + code % 3, 1 + code % 4, *points, score, *marks])
    shifts = [
        f"{word} {unit}" for word in ("Понизили", "Подтвердили", "Повысили") for unit in ("%", "Кол-во участников")
    ]
    level = ["", "", "Уровень сложности задания", "", "", "", *(chance.choice("БП") for _ in tasks)]
    header = ["ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант", *keys, "Первичный балл"]
    shares = [[round(chance.uniform(10, 90), 2) for _ in tasks] for _ in groups]
    return {
        "Индивидуальные результаты": [level, [*header, "Отметка", "Отметка по журналу"], *people],
        "Статистика по отметкам": [
            ["Группы участников", "Кол-во ОО", "Кол-во участников", 2, 3, 4, 5],
            *([name, 30, 2100, chance.randint(5, 15), 30, 40, 20] for name in groups),
        ],
        "Сравнение отметок": [
            ["Группы участников", "Кол-во участников(всего)", *shifts],
            *([name, 2100, 20.0, 420, 70.0, 1470, 10.0, chance.randint(200, 220)] for name in groups[1:]),
        ],
        "Выполнение заданий": [
            ["ОО/Группы участников", "Кол-во участников", *(key for key, _ in tasks)],
            ["Макс балл", "", *(most for _, most in tasks)],
            *([name, 2100, *share] for name, share in zip(groups, shares, strict=True)),
        ],
    }


def write(path: Path, rows: Table) -> None:
    """A workbook as Excel would write it: shared strings, styles, theme."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(path.stem[-31:])
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell != "":
                    sheet.write(at, place, cell)


if __name__ == "__main__":
    main(measure)
