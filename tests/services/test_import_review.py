"""A person's word on the tables of a document: what it is, what its columns are, what belongs together."""

from __future__ import annotations

from pathlib import Path

import pytest

from shnor_desktop.models.activities import Activity
from shnor_desktop.models.school import School
from shnor_desktop.services import import_review
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.recognise.assignment import AS_SEEN, TEXT
from shnor_desktop.services.documents.tree import (
    Cell,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Row,
    Run,
    Table,
    paragraph,
    text_cell,
)
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.import_review import NOT_FITTING, STAYS_TEXT, ImportReview
from shnor_desktop.services.importing import STEP_NAME, review_docx, write_recognised
from shnor_desktop.services.school_file import SchoolFile

FORM = load_format("school-programme")
HEAD = ("№", "Мероприятия", "Сроки", "Ответственные")
ODD = ("Пункт", "Что сделаем", "К какому времени", "На ком")
ROWS = (("1", "Собрать группу", "май 2026", "Директор"), ("2", "Провести совет", "июнь 2026", "Завуч"))


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Row(tuple(text_cell(text) for text in row)) for row in rows))


def heading(text: str) -> Heading:
    return Heading(1, (Run(text),))


def review(*blocks: Paragraph | Heading | Table | PageBreak | Contents | Picture, **more: tuple) -> ImportReview:
    return ImportReview("файл.docx", Document((Part(blocks),), **more), FORM)


def plans(found: ImportReview) -> list[list[tuple[str, str, str]]]:
    return [
        [(row.text, row.period, row.responsible) for row in section.activities]
        for section in found.found.sections
        if section.activities
    ]


KNOWN = [("Собрать группу", "май 2026", "Директор"), ("Провести совет", "июнь 2026", "Завуч")]


# what the preview shows


def test_every_block_has_a_line_with_what_it_becomes():
    inner = Table((Row((Cell((table(ROWS[0]),)), text_cell("рядом"))),))
    found = review(
        paragraph("Первые слова"), Contents(), heading("6. Дорожная карта"), PageBreak(), table(HEAD, *ROWS),
        paragraph(""), table(ODD, *ROWS), Picture("a.png"), inner,
        margins=(paragraph("Колонтитул"),), remarks=(paragraph("Завуч: проверить"),),
    )  # fmt: skip
    lines = found.lines()
    assert [line.kind for line in lines] == [
        "text", "contents", "heading", "table", "table", "picture", "table", "nested", "margin", "remark",
    ]  # fmt: skip
    assert lines[2].becomes == "заголовок раздела"
    assert lines[3].text == "Таблица 1 · 3 строки, 4 столбца: № · Мероприятия · Сроки · Ответственные"
    assert lines[3].becomes == "2 строки – «Дорожная карта»"
    assert (lines[4].becomes, lines[4].data, lines[3].data) == (STAYS_TEXT, False, True)
    assert lines[5].becomes == "текст: «Дорожная карта»"
    assert [line.table for line in lines if line.kind == "table"] == [0, 1, 2]
    assert "скрытый раздел" in lines[-1].becomes


def test_approvals_on_the_title_page_are_data():
    grifs = Table((Row((Cell((paragraph("ПРИНЯТА"), paragraph("педагогическим советом"))),)),), borders=False)
    found = review(grifs, table(ODD, *ROWS), heading("6. Дорожная карта"))
    assert [line.becomes for line in found.lines()][:2] == ["титульный лист", STAYS_TEXT]
    assert [line.data for line in found.lines()][:2] == [True, False]


def test_a_table_in_a_frame_comes_out():
    frame = Table((Row((Cell((paragraph("Таблица 2"), table(HEAD, *ROWS))),)),))
    found = review(heading("Дорожная карта"), frame)
    assert plans(found) == [KNOWN]
    assert [line.kind for line in found.lines()] == ["heading", "text", "table"]


# what a table is


def test_a_table_nobody_knows_becomes_the_roadmap_by_a_word():
    found = review(heading("Дорожная карта"), table(ODD, *ROWS))
    assert plans(found) == []
    found.assign(0, "roadmap")
    assert plans(found) == [KNOWN]
    assert [column.field for column in found.table(0).columns] == ["number", "text", "period", "responsible"]
    assert [column.label for column in found.table(0).columns] == list(ODD)
    assert found.found.lost == []


def test_columns_are_said_one_by_one_and_what_was_there_before_gives_way():
    found = review(heading("Дорожная карта"), table(ODD, *ROWS))
    found.assign(0, "roadmap")
    found.set_field(0, 0, "period")
    assert [column.field for column in found.table(0).columns] == ["period", "text", "number", "responsible"]
    assert plans(found)[0][0] == ("Собрать группу", "1", "Директор")
    assert found.found.lost == []


def test_a_plan_is_never_without_its_text():
    found = review(heading("Дорожная карта"), table(ODD, *ROWS))
    found.assign(0, "roadmap")
    found.set_field(0, 1, "coverage")
    assert [column.field for column in found.table(0).columns].count("text") == 1
    found.set_field(0, 0, "")
    found.set_field(0, 0, "text")
    assert found.table(0).columns[0].field == "text"
    assert plans(found)[0][0][0] == "1"
    assert found.found.lost == []


def test_a_table_the_program_knows_can_stay_text():
    found = review(heading("Дорожная карта"), table(HEAD, *ROWS))
    assert plans(found) == [KNOWN]
    found.assign(0, TEXT)
    assert plans(found) == []
    assert found.lines()[1].becomes == STAYS_TEXT
    found.reset(0)
    assert plans(found) == [KNOWN]
    assert found.said == {}


def test_a_plan_becomes_a_plan_of_the_schools_own():
    found = review(heading("Дорожная карта"), table(HEAD, *ROWS), table(ODD, *ROWS))
    found.assign(1, "+activities")
    own = [section for section in found.found.sections if section.activities and not section.key]
    assert [len(section.activities) for section in own] == [2]
    assert found.table(1).target == "+activities"


def test_two_tables_said_to_be_the_roadmap_are_one_plan():
    found = review(heading("Дорожная карта"), table(HEAD, *ROWS), paragraph("Между ними текст."), table(ODD, *ROWS))
    found.assign(1, "roadmap")
    assert plans(found) == [KNOWN + KNOWN]
    told = [line.becomes for line in found.lines() if line.kind == "table"]
    assert told == ["вместе 4 строки – «Дорожная карта»"] * 2


def test_what_only_the_second_table_says_has_a_column_too():
    first = table((*HEAD, "Результат"), (*ROWS[0], "Приказ"))
    second = table((*ODD, "Охват участников"), (*ROWS[1], "40 человек"))
    found = review(heading("Дорожная карта"), first, paragraph("Ещё."), second)
    found.assign(1, "roadmap")
    section = next(section for section in found.found.sections if section.key == "roadmap")
    fields = [column.split("|")[0] for column in section.columns]
    assert fields == ["number", "text", "period", "responsible", "result", "coverage"]
    assert [row.coverage for row in section.activities] == ["", "40 человек"]


def test_a_task_with_its_number_in_the_text_is_not_told_as_lost():
    rows = Table(
        (
            Row(tuple(text_cell(text) for text in ("Задачи", "Наименование показателей", "Единица измерения"))),
            Row((text_cell("Задача 1. Учить лучше", columns=3),)),
            Row(tuple(text_cell(text) for text in ("1.1", "Доля «4» и «5»", "процент"))),
        )
    )
    assert review(heading("7. Целевые показатели"), rows).found.lost == []


@pytest.mark.parametrize("target", ["appendix_1", "passport", "nowhere", "+nothing"])
def test_a_table_that_does_not_fit_stays_text_and_says_so(target: str):
    found = review(table(("один",), ("столбец",)))
    found.assign(0, target)
    assert found.lines()[0].becomes == NOT_FITTING
    assert found.found.kept["tables"] == 1
    assert found.found.lost == []


def test_a_passport_by_a_word():
    found = review(table(("Кто", "Школа № 1"), ("Зачем", "Чтобы учить")))
    found.assign(0, "passport")
    (section,) = [section for section in found.found.sections if section.kind == "passport"]
    assert [row.label for row in section.passport] == ["Кто", "Зачем"]
    assert found.table(0).columns == ()


def test_indicators_and_schedule_by_a_word():
    goals = table(("Что меряем", "В чём", "Сколько"), ("Доля «4» и «5»", "процент", "60"))
    dates = table(("Что", "Когда"), ("Отчёт по приложению 1", "20 апреля"))
    found = review(goals, dates)
    found.assign(0, "indicators")
    for column, field in enumerate(("text", "unit", "target")):
        found.set_field(0, column, field)
    found.assign(1, "schedule")
    found.set_field(1, 1, "control_date")
    (tasks,) = [section.tasks for section in found.found.sections if section.tasks]
    (rows,) = [section.schedule for section in found.found.sections if section.schedule]
    (indicator,) = tasks[0][1]
    assert (indicator.text, indicator.unit, indicator.target) == ("Доля «4» и «5»", "процент", "60")
    assert (rows[0].content, rows[0].control_date) == ("Отчёт по приложению 1", "20 апреля")
    assert found.found.lost == []


def test_a_table_without_names_of_columns():
    found = review(heading("Дорожная карта"), table(*ROWS))
    found.assign(0, "roadmap")
    found.set_header(0, False)
    view = found.table(0)
    assert not view.header
    assert [column.field for column in view.columns] == ["number", "text", "period", "responsible"]
    assert [column.label for column in view.columns][3] == "Столбец 4"
    assert plans(found) == [KNOWN]
    found.set_header(0, True)
    assert len(plans(found)[0]) == 1


# what belongs together


@pytest.mark.parametrize("cut", [[PageBreak()], [paragraph("")], [paragraph(" "), PageBreak(), paragraph("")], []])
@pytest.mark.parametrize("again", [True, False])
def test_a_table_cut_in_two_is_one(cut: list, again: bool):
    rest = table(HEAD, ROWS[1]) if again else table(ROWS[1])
    found = review(heading("Дорожная карта"), table(HEAD, ROWS[0]), *cut, rest, paragraph("После."))
    assert plans(found) == [KNOWN]
    lines = {line.table: line.becomes for line in found.lines() if line.kind == "table"}
    assert lines == {0: "2 строки – «Дорожная карта»", 1: "продолжение таблицы 1"}
    found.join(1, False)
    assert found.lines()[-2].becomes != "продолжение таблицы 1"
    assert found.found.lost == []


def test_a_row_that_the_page_cut_in_two_is_one_again():
    first = table(HEAD, ("1", "Провести совет по итогам", "май", "Директор,"))
    second = table(("", "первого полугодия", "", "завуч"), ("2", "Дальше", "июнь", "Завуч"))
    found = review(heading("Дорожная карта"), first, PageBreak(), second)
    assert plans(found) == [
        [("Провести совет по итогам первого полугодия", "май", "Директор, завуч"), ("Дальше", "июнь", "Завуч")]
    ]


def test_tables_with_text_between_or_with_other_columns_are_joined_only_by_a_word():
    found = review(heading("Дорожная карта"), table(HEAD, ROWS[0]), paragraph("Второй квартал"), table(ROWS[1]))
    assert plans(found) == [KNOWN[:1]]
    found.join(1, True)
    assert plans(found) == [KNOWN]
    assert any(line.text == "Второй квартал" and line.becomes.startswith("текст") for line in found.lines())
    assert found.table(1).joined
    assert not found.table(0).can_join


def test_tables_of_unlike_width_lose_nothing_when_joined():
    wide = ("2", "Провести совет", "июнь 2026", "Завуч", "Сверх того")
    found = review(heading("Дорожная карта"), table(HEAD, ROWS[0]), table(wide))
    assert len(plans(found)[0]) == 1
    found.join(1, True)
    assert found.found.lost == []


# the whole way


def test_a_word_outlives_another_form_where_it_knows_it():
    found = review(heading("Дорожная карта"), table(ODD, *ROWS), table(HEAD, *ROWS))
    found.assign(0, "roadmap")
    found.join(1, False)
    found.set_form(load_format("school-programme"))
    assert (found.said[0].target, found.said[1].joined) == ("roadmap", False)


def test_what_was_said_is_written_as_one_step(tmp_path: Path):
    source = tmp_path / "план.docx"
    write_docx(Document((Part((heading("Дорожная карта"), table(ODD, *ROWS))),)), source)
    found = review_docx(source, FORM)
    found.assign(0, "roadmap")
    found.set_field(0, 3, "responsible")
    with SchoolFile.create(tmp_path / "школа.shnor") as file:
        start_programme(file, FORM, School(full_name="Школа"), (2025, 2026))
        write_recognised(file, found.found)
        assert [row.responsible for row in file.rows(Activity)] == ["Директор", "Завуч"]
        assert file.undo_name == STEP_NAME
        file.undo()
        assert "Собрать группу" not in [row.text for row in file.rows(Activity)]


def test_an_open_word_says_nothing():
    found = review(table(HEAD, *ROWS))
    found.join(0, True)  # there is nothing above the first table
    assert plans(found) == [KNOWN]
    assert found.table(0).said != AS_SEEN


def test_the_list_of_what_was_found_does_not_go_through_the_cells_again(monkeypatch: pytest.MonkeyPatch):
    inner = table(("а", "б"))
    outer = Table((Row((Cell((inner,)), text_cell("в"))),))
    found = review(heading("Дорожная карта"), table(HEAD, *ROWS), outer)
    monkeypatch.setattr(import_review, "inner_blocks", None)
    assert [line.text for line in found.lines() if line.kind == "nested"] == ["Внутри таблицы 2: 1 строка, 2 столбца"]
