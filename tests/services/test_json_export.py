"""The whole file as JSON: everything is in it, computed values beside what was typed, and the paper says all keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shnor_desktop.models.all import (
    ALL,
    Activity,
    Approval,
    CriterionValue,
    DeadlineMove,
    ExamResult,
    GridRow,
    Indicator,
    IndicatorValue,
    MeasureReason,
    MethodSetting,
    Order,
    OwnForm,
    PageLook,
    PassportRow,
    Person,
    Programme,
    Report,
    RiskFactor,
    ScheduleRow,
    School,
    Section,
    SectionShape,
    SectionText,
    Task,
    TaskSkill,
    Wave,
)
from shnor_desktop.models.entity import Entity
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.demo import fill_demo
from shnor_desktop.services.documents.tree_json import load_blocks
from shnor_desktop.services.editing.sections import set_hidden
from shnor_desktop.services.json_export import SCHEMA, to_json, write_json
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile

SCHEMA_PAPER = Path(__file__).resolve().parents[2] / "docs" / "export-json.md"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "школа.shnor") as made:
        fill_demo(made)
        yield made


def exported(file: SchoolFile) -> dict[str, Any]:
    """As a reader in another language sees it."""
    return dict(json.loads(json.dumps(to_json(read_programme(file, hidden=True)))))


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every object anywhere inside."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from objects(value)


def section(data: dict[str, Any], key: str) -> dict[str, Any]:
    return next(found for found in data["sections"] if found["key"] == key)


LISTS: dict[str, type[Entity]] = {
    "approvals": Approval,
    "waves": Wave,
    "sections": Section,
    "passport": PassportRow,
    "activities": Activity,
    "tasks": Task,
    "indicators": Indicator,
    "schedule": ScheduleRow,
    "grid": GridRow,
    "results": ExamResult,
    "people": Person,
    "moves": DeadlineMove,
    "risks": RiskFactor,
    "skills": TaskSkill,
    "reasons": MeasureReason,
    "reports": Report,
    "forms": OwnForm,
    "shapes": SectionShape,
}
ELSEWHERE = {School, Programme, PageLook, SectionText, Order, CriterionValue, IndicatorValue, MethodSetting}
"""What stands as an object of its own or inside another's, and not in a list of that name."""


def test_no_row_of_the_file_is_missing(file: SchoolFile):
    with file.transaction("Результат") as transaction:
        transaction.add(ExamResult(exam="oge", year=2025, subject="Математика", grade=9, participants=19))
        transaction.add(Person(name="Белова Н. П.", post="учитель"))
        transaction.add(Report(at="2026-04-20T10:00:00", title="Входной мониторинг", files=("а.xlsx|00",)))
        activity = file.rows(Activity)[0]
        transaction.add(DeadlineMove(activity_id=activity.id, was="март 2026", became="май 2026"))
        transaction.add(RiskFactor(text="Дефицит кадров", significance="high", evidence="Три вакансии"))
        transaction.add(TaskSkill(year=2026, subject="Физика", grade=8, task="4", text="Читать график"))
        transaction.add(MeasureReason(activity_id=activity.id, sign="risk:1"))
        transaction.add(OwnForm(key="наша", body='key = "наша"'))
        transaction.add(SectionShape(section_id=file.rows(Section)[0].id, format_key="наша", title="Паспорт"))
    assert {*LISTS.values()} | ELSEWHERE == {*ALL}
    found: dict[str, set[int]] = {}
    for node in objects(exported(file)):
        for name, rows in node.items():
            if name in LISTS:
                stored = (row for row in rows if "id" in row)  # a result has tasks of its own, which are no rows
                found.setdefault(name, set()).update(row["id"] for row in stored)
    for name, cls in LISTS.items():
        assert found[name] == {row.id for row in file.rows(cls)}, name


def test_a_row_has_all_its_fields(file: SchoolFile):
    rows = section(exported(file), "roadmap")["activities"]
    for row in rows:
        stored = file.get(Activity, row["id"])
        assert stored is not None
        for name in Activity.__dataclass_fields__:
            value = getattr(stored, name)
            assert row[name] == (list(value) if isinstance(value, tuple) else value)


def test_numbers_stand_as_they_are_shown(file: SchoolFile):
    data = exported(file)
    assert section(data, "organisation")["number"] == "5.1."
    assert section(data, "diary")["number"] == "Приложение 3"
    roadmap = section(data, "roadmap")["activities"]
    assert [row["shown_number"] for row in roadmap if row["level"] != "sub"][:3] == ["1.", "1.1", "1.2"]
    assert section(data, "indicators")["tasks"][6]["shown_number"] == "Задача 7"


def test_texts_are_there_plain_and_as_blocks(file: SchoolFile):
    data = exported(file)
    for row in file.rows(SectionText):
        text = next(found for found in data["sections"] if found["id"] == row.section_id)["texts"][row.slot]
        assert load_blocks(json.dumps(text["blocks"])) == load_blocks(row.body)
        assert text["text"]
    relevance = section(data, "relevance")["texts"]["body"]
    assert "214 учеников" in relevance["text"]
    assert "**" not in relevance["text"]


def test_shares_are_computed_and_no_data_is_not_zero(file: SchoolFile):
    values = section(exported(file), "appendix_2")["values"]
    counts = [value for value in values if value["denominator"]]
    assert counts
    for value in counts:
        assert value["share"] == pytest.approx(100 * value["numerator"] / value["denominator"])
        assert value["shown"] == f"{value['numerator']} из {value['denominator']}"
    absent = [value for value in values if value["no_data"]]
    assert [(value["share"], value["shown"]) for value in absent] == [(None, "нет данных")] * 2


def test_a_whole_of_zero_has_no_share(file: SchoolFile):
    row = next(row for row in file.rows(CriterionValue) if row.denominator)
    with file.transaction("Правка") as transaction:
        transaction.change(CriterionValue, row.id, numerator=0, denominator=0)
    (value,) = [node for node in objects(exported(file)) if "no_data" in node and node["id"] == row.id]
    assert value["share"] is None


@pytest.mark.parametrize(
    ("typed", "recognised", "spans", "due"),
    [
        ("до 10 апреля 2026 года", True, [["2026-04-10", "2026-04-10"]], "2026-04-10"),
        ("апрель 2026", True, [["2026-04-01", "2026-04-30"]], "2026-04-30"),
        ("когда рак свистнет", False, [], None),
        ("", True, [], None),
    ],
)
def test_dates_are_recognised_beside_what_was_typed(
    file: SchoolFile, typed: str, recognised: bool, spans: list[list[str]], due: str | None
):
    row = next(row for row in file.rows(Activity) if row.level == "item")
    with file.transaction("Срок") as transaction:
        transaction.change(Activity, row.id, period=typed)
    (node,) = [node for node in objects(exported(file)) if "linked_id" in node and node["id"] == row.id]
    assert node["period"] == typed
    assert (node["deadline"]["recognised"], node["deadline"]["spans"], node["deadline"]["due"]) == (
        recognised,
        spans,
        due,
    )


def test_an_empty_programme_and_its_lists(tmp_path: Path):
    with SchoolFile.create(tmp_path / "пусто.shnor") as empty:
        data = exported(empty)
    assert data["schema"] == SCHEMA
    assert (data["sections"], data["results"], data["waves"], data["approvals"]) == ([], [], [], [])
    assert data["programme"]["year_from"] == 0


def test_hidden_sections_are_in_the_whole(file: SchoolFile):
    hidden = next(row for row in file.rows(Section) if row.key == "finance")
    set_hidden(file, hidden, True)
    found = section(exported(file), "finance")
    assert found["hidden"] is True
    assert "Итого" in found["texts"]["body"]["text"]


def test_writing_is_utf8_whole_and_equal_to_the_data(file: SchoolFile, tmp_path: Path):
    out = tmp_path / "выгрузка.json"
    out.write_text("прежнее")
    data = read_programme(file, hidden=True)
    write_json(data, out)
    assert json.loads(out.read_text("utf-8")) == exported(file)
    assert "посёлка Речной" in out.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".json") == ["выгрузка.json"]


def test_a_folder_that_is_not_there_is_told(file: SchoolFile, tmp_path: Path):
    with pytest.raises(UserError, match="Папки"):
        write_json(read_programme(file), tmp_path / "нет" / "out.json")


def test_the_paper_names_every_key_and_kind_of_node(file: SchoolFile):
    paper = SCHEMA_PAPER.read_text("utf-8")
    named = set(re.findall(r"`([a-z_]+[0-9]*)`", paper))
    keys = {name for node in objects(exported(file)) for name in node}
    keys = {
        name for name in keys if re.match("[a-z_]", name)
    }  # marks, tasks and classes are keys of their own: «5», «1К1»
    assert keys - named == set()
    for cls in (ExamResult, RiskFactor, TaskSkill, MeasureReason, Person, DeadlineMove, Report):
        assert set(cls.__dataclass_fields__) - named == set()
