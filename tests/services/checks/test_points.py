"""Typed numbers go on from each other: an order's points, the clauses of a text, the parts of a matrix."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from municipal import numbered, write_paper

from shnor_desktop.models.all import GridRow, Section, SectionText
from shnor_desktop.services.checks import run_checks
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.tree import Block, paragraph
from shnor_desktop.services.documents.tree_json import dump_blocks
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile

KEY = "municipal-roadmap"


def told(path: Path, points: tuple[Block, ...]) -> list[str]:
    """What is said of the numbers of an order with these points."""
    write_paper(path, KEY)
    with SchoolFile.open(path) as file:
        order = file.rows(Section, key="order")[0]
        (row,) = file.rows(SectionText, section_id=order.id, slot="points")
        with file.transaction("Пункты") as transaction:
            transaction.change(SectionText, row.id, body=dump_blocks(points))
        found = [one for one in run_checks(read_programme(file)) if one.code == "point-number"]
    assert all(one.place.startswith("section_text:points:") and one.severity == "warning" for one in found)
    return [one.message for one in found]


def lines(*texts: str) -> tuple[Block, ...]:
    return tuple(paragraph(text) for text in texts)


@pytest.mark.parametrize(
    "texts",
    [
        ("1. Утвердить карту (приложение).", "2. Собрать команду.", "3. Контроль за мной."),
        ("1. Собрать:", "1.1. Команду.", "1.2. Данные.", "2. Провести:", "2.1. Урок.", "3. Контроль за мной."),
        ("1. Команде:", "1) собрать данные;", "2) провести урок;", "2. Контроль за мной."),
        ("1. Собрать.", "2. Провести:", "1. Урок.", "2. Встречу.", "3. Контроль за мной."),
        ("Собрать команду.", "Контроль за мной."),
        ("2. Провести урок.", "3. Контроль за мной."),
        ("1. Собрать.", "2026 год – год семьи.", "12 классов участвуют.", "2. Провести."),
    ],
)
def test_points_in_order_are_left_alone(tmp_path: Path, texts: tuple[str, ...]):
    assert told(tmp_path / "приказ.shnor", lines(*texts)) == []


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (
            ("1. Собрать.", "2. Провести.", "3. Сообщить.", "2. Контроль за мной.", "3. Приказ вступает в силу."),
            "После пункта 3 идёт 2: «2. Контроль за мной.». Проверьте номера.",
        ),
        (("1. Собрать.", "3.Провести."), "После пункта 1 идёт 3: «3.Провести.». Проверьте номера."),
        (("1. Собрать.", "2. Урок.", "2. Встреча."), "Пункт 2 стоит дважды: «2. Встреча.». Исправьте номер."),
        (
            ("1. Собрать:", "1.1. Команду.", "1.2. Данные.", "1.4. Отчёты.", "2. Провести."),
            "После пункта 1.2 идёт 1.4: «1.4. Отчёты.». Проверьте номера.",
        ),
    ],
)
def test_a_break_of_the_numbers_is_named_once(tmp_path: Path, texts: tuple[str, ...], message: str):
    assert told(tmp_path / "приказ.shnor", lines(*texts)) == [message]


def test_numbers_by_the_program_are_not_typed(tmp_path: Path):
    """What stands between two typed numbers may have numbers that nobody typed."""
    points = (*lines("1. Собрать."), *numbered((0, "2.", "Провести.")), *lines("3. Контроль за мной."))
    assert told(tmp_path / "приказ.shnor", points) == []


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("points") / "пример.shnor"
    make_demo(path)
    return path


@pytest.fixture
def school(example: Path, tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.open(Path(shutil.copy(example, tmp_path))) as opened:
        yield opened


def of_school(school: SchoolFile) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in run_checks(read_programme(school))]


def write(school: SchoolFile, *texts: str) -> None:
    """Put paragraphs in a section of the school's programme."""
    section = next(row for row in school.rows(Section) if row.key == "relevance")
    (row,) = school.rows(SectionText, section_id=section.id, slot="body")
    with school.transaction("Текст") as transaction:
        transaction.change(SectionText, row.id, body=dump_blocks(lines(*texts)))


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("2.1. Кружок.", "2.2. Поход.", "2.4. Ярмарка."), "После пункта 2.2 идёт 2.4: "),
        (("2.1. Кружок.", "2.2. Поход.", "Сноска.", "2.2 Ярмарка."), "Пункт 2.2 стоит дважды: "),
    ],
)
def test_clauses_of_a_text_go_on(school: SchoolFile, texts: tuple[str, ...], words: str):
    write(school, *texts)
    ((code, message),) = of_school(school)
    assert code == "point-number" and message.startswith(words)


@pytest.mark.parametrize(
    "texts",
    [
        ("2.1. Кружок.", "2.2. Поход.", "3.1. Ярмарка.", "2.3. Отчёт."),
        ("9.1. Умение читать.", "9.3. Умение считать."),  # tasks of a test, named by their numbers
        ("1. Кружок.", "2. Поход.", "4. Ярмарка."),  # a list inside a text may be anything
        ("01.09. День знаний.", "05.09. Поход.", "12.10. Ярмарка."),
        ("2.1 балла из трёх.", "2.5 балла."),
        ("3.2. Кружок.", "3.5. Поход."),
    ],
)
def test_other_numbers_in_a_text_are_no_clauses(school: SchoolFile, texts: tuple[str, ...]):
    write(school, *texts)
    assert of_school(school) == []


@pytest.mark.parametrize(
    ("second", "told"),
    [("2. Кадры", []), ("Кадры", []), ("4. Кадры", ["После пункта 1 идёт 4: «4. Кадры». Проверьте номера."])],
)
def test_the_parts_of_a_matrix_go_on(school: SchoolFile, second: str, told: list[str]):
    section = next(row for row in school.rows(Section) if row.key == "organisation")
    heads = [row for row in school.rows(GridRow, section_id=section.id) if row.heading]
    texts = ["1. Начало", second, *("Без номера" for _ in heads)]
    with school.transaction("Части") as transaction:
        for row, text in zip(heads, texts, strict=False):
            transaction.change(GridRow, row.id, cells=(text, *row.cells[1:]))
    assert [message for _, message in of_school(school)] == told
