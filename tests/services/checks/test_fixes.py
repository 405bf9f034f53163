"""One-click fixes: each takes its finding away, as one named step that can be undone, and spares newer edits."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shnor_desktop.models.all import (
    Activity,
    DeadlineMove,
    Indicator,
    PassportRow,
    Programme,
    ScheduleRow,
    Section,
    SectionText,
    Task,
)
from shnor_desktop.models.entity import Entity
from shnor_desktop.services.checks import fixes
from shnor_desktop.services.checks.fixes import Fix, fix_of
from shnor_desktop.services.checks.report import Remark, Report, report_on
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.tree import Paragraph, Run, Table, block_texts, paragraph, text_cell
from shnor_desktop.services.documents.tree import Row as TableRow
from shnor_desktop.services.documents.tree_json import dump_blocks, load_blocks
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fixes") / "пример.shnor"
    make_demo(path)
    return path


@pytest.fixture
def file(example: Path, tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.open(Path(shutil.copy(example, tmp_path))) as opened:
        yield opened


def report(file: SchoolFile) -> Report:
    return report_on(read_programme(file), lambda part: None)


def remarks(file: SchoolFile, code: str) -> list[Remark]:
    return [remark for remark in report(file).remarks if remark.finding.code == code]


def labels(remark: Remark) -> list[str]:
    return [fix.label for fix in remark.fixes]


def change(file: SchoolFile, row: Entity, **fields: Any) -> None:
    with file.transaction("Правка") as transaction:
        transaction.change(type(row), row.id, **fields)


def section(file: SchoolFile, key: str) -> Section:
    return next(row for row in file.rows(Section) if row.key == key)


def plan(file: SchoolFile) -> list[Activity]:
    return [row for row in file.rows(Activity, section_id=section(file, "roadmap").id) if row.level == "item"]


def passport(file: SchoolFile, key: str) -> PassportRow:
    return next(row for row in file.rows(PassportRow) if row.key == key)


def said(file: SchoolFile, key: str) -> list[str]:
    return list(block_texts(load_blocks(passport(file, key).body)))


def say(file: SchoolFile, key: str, *blocks: Any) -> None:
    change(file, passport(file, key), body=dump_blocks(tuple(blocks)))


def mend(file: SchoolFile, fix: Fix) -> None:
    """Apply a fix, take it back, and apply it again."""
    fixes.apply(file, [fix])
    assert file.undo_name == fix.name
    file.undo()
    file.redo()


def spoil_unit(file: SchoolFile) -> None:
    change(file, file.rows(Indicator)[0], unit="")


def spoil_unit_beside_comparison(file: SchoolFile) -> None:
    change(file, file.rows(Indicator)[0], unit="", comparison="не ниже среднего")


def spoil_comparison(file: SchoolFile) -> None:
    change(file, file.rows(Indicator)[0], unit="не выше областного")


def spoil_share(file: SchoolFile) -> None:
    change(file, file.rows(Indicator)[0], unit="количество", target="90 %")


def spoil_numbers(file: SchoolFile) -> None:
    change(file, plan(file)[1], number="1.7")
    change(file, plan(file)[2], number="1.7")


def spoil_text(file: SchoolFile) -> None:
    change(file, plan(file)[3], text="Открыть  страницу - на сайте")


def spoil_title(file: SchoolFile) -> None:
    change(file, file.rows(Programme)[0], title="Программа на 2025 — 2027 годы")


def spoil_period(file: SchoolFile) -> None:
    say(file, "period", paragraph("2025–2026 годы"))


def empty_name(file: SchoolFile) -> None:
    say(file, "name")


def one_year(file: SchoolFile) -> None:
    texts = ("20 апреля 2026", "01 октября 2026 года", "15 декабря 2026 г.", "31 декабря 2026")
    for row, text in zip(file.rows(ScheduleRow), texts, strict=True):
        change(file, row, control_date=text)


def empty_goal(file: SchoolFile) -> None:
    say(file, "goal")


def empty_performers(file: SchoolFile) -> None:
    say(file, "performers")


def empty_period(file: SchoolFile) -> None:
    say(file, "period", paragraph("  "))


def empty_tasks(file: SchoolFile) -> None:
    say(file, "tasks")


def fewer_tasks(file: SchoolFile) -> None:
    say(file, "tasks", paragraph("Задачи:"), paragraph("1) Первая;"))


def other_task(file: SchoolFile) -> None:
    change(file, file.rows(Task)[2], text="Совсем другая задача.")


def untold_move(file: SchoolFile) -> None:
    row = [row for row in file.rows(Activity, section_id=section(file, "diary").id) if row.level == "item"][3]
    with file.transaction("Перенос") as transaction:
        move = DeadlineMove(0, row.id, "2026-10-01T10:00:00", "", "20 мая 2026 года", "10 июня 2026 года")
        transaction.add(move)
        transaction.change(Activity, row.id, reason="")


def late(file: SchoolFile) -> None:
    row = [row for row in file.rows(Activity, section_id=section(file, "diary").id) if row.level == "item"][0]
    change(file, row, percent=40, progress="")  # it was due in April


def repeat(file: SchoolFile) -> None:
    rows = plan(file)
    with file.transaction("Повтор") as transaction:
        transaction.add(dataclasses.replace(rows[3], id=0, position=rows[4].position + 1, percent=None, evidence=""))


CASES: list[tuple[str, Callable[[SchoolFile], None], list[str]]] = [
    ("indicator-unit-empty", spoil_unit, ["Поставить «процент»"]),
    ("unit-empty", spoil_unit_beside_comparison, ["Поставить «процент»"]),
    ("unit-comparison", spoil_comparison, ["Перенести в «Сравнение»"]),
    ("unit-share", spoil_share, ["Поставить «процент»"]),
    ("number-repeated", spoil_numbers, ["Пронумеровать заново"]),
    ("number-gap", spoil_numbers, ["Пронумеровать заново"]),
    ("typography", spoil_text, ["Исправить оформление"]),
    ("years-differ", spoil_title, ["Поставить 2026–2028"]),
    ("years-differ", spoil_period, ["Поставить 2026–2028"]),
    ("passport-empty", empty_name, ["Взять с титульного листа"]),
    ("passport-empty", empty_period, ["Записать «2026–2028 годы»"]),
    ("passport-empty", empty_tasks, ["Взять из раздела 7"]),
    ("passport-empty", empty_goal, ["Взять из раздела 3"]),
    ("passport-empty", empty_performers, ["Взять ответственных из планов"]),
    ("tasks-count", fewer_tasks, ["Взять из раздела 7"]),
    ("tasks-differ", other_task, ["Взять из раздела 7", "Взять из паспорта"]),
    ("move-untold", untold_move, ["Записать, как перенесён"]),
    ("control-one-year", one_year, ["Повторять ежегодно"]),
    ("diary-late-untold", late, ["Записать, что не в срок"]),
    ("row-repeated", repeat, ["Убрать повтор"]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[1].__name__}")
def test_each_fix_takes_its_finding_away(file: SchoolFile, case: tuple[str, Callable[[SchoolFile], None], list[str]]):
    code, spoil, expected = case
    spoil(file)
    before = [remark.finding for remark in report(file).remarks]
    assert labels(remarks(file, code)[0]) == expected
    for place in range(len(expected)):
        mend(file, remarks(file, code)[0].fixes[place])
        after = [remark.finding for remark in report(file).remarks]
        assert code not in {finding.code for finding in after}
        assert set(after) < set(before)  # and nothing new is wrong
        file.undo()
        assert [remark.finding for remark in report(file).remarks] == before


def test_what_is_said_of_a_late_row_are_facts(file: SchoolFile):
    late(file)
    fixes.apply(file, remarks(file, "diary-late-untold")[0].fixes)
    row = next(row for row in file.rows(Activity, section_id=section(file, "diary").id) if row.percent == 40)
    assert row.reason == "В срок (до 30 апреля 2026\u00a0г.) не завершено, выполнено 40\u00a0%"


def test_reports_after_the_first_are_made_yearly(file: SchoolFile):
    one_year(file)
    fixes.apply(file, remarks(file, "control-one-year")[0].fixes)
    assert [row.control_date for row in file.rows(ScheduleRow)] == [
        "20 апреля 2026",
        "01 октября 2026 года, далее ежегодно",
        "15 декабря 2026 года, далее ежегодно",
        "31 декабря 2026 года, далее ежегодно",
    ]


def test_what_is_not_certain_has_no_fix(file: SchoolFile):
    change(file, plan(file)[0], period="май 2031 года", responsible="")
    rows = file.rows(Indicator)
    change(file, rows[0], unit="человек")  # either the name or the unit may be wrong
    change(file, next(row for row in rows if row.comparison), unit="ниже прошлого года")  # its own place is taken
    change(file, next(row for row in rows if not row.text.startswith("Доля")), unit="", comparison="")
    change(file, file.rows(ScheduleRow)[0], kind="")
    say(file, "risks")
    say(file, "period", paragraph("2025–2026 годы, потом 2026–2027 годы"))
    data = read_programme(file)
    found = report_on(data, lambda part: None).remarks
    assert len(found) >= 7
    assert [remark for remark in found if remark.fixes] == []
    assert all(fix_of(remark.finding, data) is None for remark in found)


def test_the_unit_of_the_same_indicator_elsewhere_is_known(file: SchoolFile):
    rows = file.rows(Indicator)
    change(file, rows[0], text="Площадка во дворе", unit="штук")
    change(file, rows[-1], text="площадка  во дворе.", unit="", task_id=rows[-1].task_id)
    (remark,) = remarks(file, "indicator-unit-empty")
    assert labels(remark) == ["Поставить «штук»"]


def test_the_unit_is_known_from_the_bank(file: SchoolFile):
    from shnor_desktop.services.banks import shipped_indicators

    known = next(item for item in shipped_indicators() if item.unit == "количество")
    change(file, file.rows(Indicator)[0], text=known.text.upper(), unit="")
    (remark,) = remarks(file, "indicator-unit-empty")
    assert labels(remark) == [f"Поставить «{known.unit}»"]


def test_all_alike_are_one_step(file: SchoolFile):
    rows = file.rows(Indicator)
    for row in (rows[0], rows[1], rows[2]):
        change(file, row, unit="")
    spoil_text(file)
    found = report(file)
    first = next(remark for remark in found.remarks if remark.finding.code == "indicator-unit-empty").fixes[0]
    alike = found.alike(first)
    assert len(alike) == 3
    fixes.apply(file, alike)
    assert file.undo_name == "Единица измерения (3)"
    assert remarks(file, "indicator-unit-empty") == []
    file.undo()
    assert len(remarks(file, "indicator-unit-empty")) == 3


def test_several_tasks_are_put_right_together(file: SchoolFile):
    for place in (0, 3, 6):
        change(file, file.rows(Task)[place], text=f"Другая задача {place}.")
    found = report(file)
    both = next(remark for remark in found.remarks if remark.finding.code == "tasks-differ").fixes
    fixes.apply(file, found.alike(both[0]))
    assert remarks(file, "tasks-differ") == []
    assert sum("Другая задача" in line for line in said(file, "tasks")) == 3
    file.undo()
    fixes.apply(file, found.alike(both[1]))
    assert remarks(file, "tasks-differ") == []
    assert not any("Другая" in row.text for row in file.rows(Task))


def test_numbers_of_one_plan_are_one_fix(file: SchoolFile):
    spoil_numbers(file)
    found = [*remarks(file, "number-gap"), *remarks(file, "number-repeated")]
    assert len({remark.fixes[0].key for remark in found}) == 1


def test_what_was_mended_by_hand_meanwhile_is_left_alone(file: SchoolFile):
    spoil_unit(file)
    (remark,) = remarks(file, "indicator-unit-empty")
    change(file, file.rows(Indicator)[0], unit="балл")
    steps = file.undo_name
    fixes.apply(file, remark.fixes)
    assert file.rows(Indicator)[0].unit == "балл"
    assert file.undo_name == steps
    empty_name(file)
    (remark,) = remarks(file, "passport-empty")
    say(file, "name", paragraph("Своё название"))
    fixes.apply(file, remark.fixes)
    assert said(file, "name") == ["Своё название"]


def test_rows_that_are_gone_are_no_reason_to_fail(file: SchoolFile):
    for _, spoil, _ in CASES:
        spoil(file)
    found = [fix for remark in report(file).remarks for fix in remark.fixes]
    with file.transaction("Всё прочь") as transaction:
        transaction.remove_all(Section, [row.id for row in file.rows(Section) if row.parent_id is None])
    fixes.apply(file, [fix for fix in found if not fix.key.startswith("programme")])
    assert file.undo_name == "Всё прочь"


def test_a_copy_that_says_more_is_not_taken_away(file: SchoolFile):
    repeat(file)
    rows = plan(file)
    copy = next(row for row in rows if row.text == rows[3].text and row.id != rows[3].id)
    change(file, copy, progress="есть протокол")
    (remark,) = remarks(file, "row-repeated")
    assert remark.fixes == ()


def test_nothing_to_apply_writes_nothing(file: SchoolFile):
    before = file.undo_name
    fixes.apply(file, [])
    assert file.undo_name == before


# texts


def test_the_passport_keeps_the_look_of_its_tasks(file: SchoolFile):
    tasks = [row.text for row in file.rows(Task)]
    say(file, "tasks", paragraph("Задачи Программы:"), Paragraph((Run("Одна", bold=True),), list="number", start=1))
    mend(file, remarks(file, "tasks-count")[0].fixes[0])
    blocks = load_blocks(passport(file, "tasks").body)
    assert [block.text for block in blocks] == ["Задачи Программы:", *tasks]
    assert all(block.list == "number" and block.runs[0].bold for block in blocks[1:])
    assert [block.start for block in blocks[1:]] == [1] + [0] * (len(tasks) - 1)


def test_tasks_in_lines_of_one_paragraph_stay_so(file: SchoolFile):
    tasks = [row.text for row in file.rows(Task)]
    say(file, "tasks", paragraph("Задачи:\n1. Одна.\n2. Другая."), paragraph("Итого:\nтри"))
    mend(file, remarks(file, "tasks-count")[0].fixes[0])
    lines = said(file, "tasks")
    assert lines[0].split("\n") == ["Задачи:", *(f"{n}. {task}" for n, task in enumerate(tasks, 1))]
    assert lines[1:] == ["Итого:"]


def test_typing_is_mended_in_every_kind_of_text(file: SchoolFile):
    table = Table((TableRow((text_cell("в - таблице"),)),))
    relevance = section(file, "relevance").id
    text = file.rows(SectionText, section_id=relevance)[0]
    look = (Run("Жирный - ", bold=True), Run("слово  и (  скобки )."))
    change(file, text, body=dump_blocks((Paragraph(look), table)))
    say(file, "goal", paragraph('Школа "Росток" .'))
    change(file, file.rows(Indicator)[0], text="Доля  классов")
    change(file, file.rows(ScheduleRow)[0], content="Сводка , отчёт")
    change(file, plan(file)[0], extra=("не  тронуто",))
    found = report(file)
    first = next(remark for remark in found.remarks if remark.finding.code == "typography").fixes[0]
    assert len(found.alike(first)) == 4
    fixes.apply(file, found.alike(first))
    assert list(block_texts(load_blocks(file.get(SectionText, text.id).body))) == [
        "Жирный - слово и (скобки).",
        "в – таблице",
    ]
    assert said(file, "goal") == ["Школа «Росток»."]
    assert file.rows(Indicator)[0].text == "Доля классов"
    assert file.rows(ScheduleRow)[0].content == "Сводка, отчёт"
