"""Search over a whole programme; compared with a plain reading of all its texts."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_tools import big_plan, entry_of, form_of, small_programme

from shnor_desktop.models.all import (
    Activity,
    CriterionValue,
    Indicator,
    IndicatorValue,
    PassportRow,
    ScheduleRow,
    School,
    Section,
    Wave,
)
from shnor_desktop.services.documents.tree_json import dump_blocks, plain_blocks
from shnor_desktop.services.folding import fold
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.search import Hit, Index


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    with small_programme(tmp_path_factory.mktemp("search") / "школа.shnor") as file:
        ids = {entry.section.key: entry.section.id for entry in (entry_of(file, key) for key in KEYS)}
        plan = file.rows(Activity, section_id=ids["roadmap"])
        wave = next(wave for wave in file.rows(Wave) if wave.key == "final")
        with file.transaction("Слова") as transaction:
            transaction.change(School, 1, director="Семёнова А. А.")
            transaction.change(
                Activity, plan[1].id, period="до 1\u00a0мая", responsible="Семёнова А. А.", extra=("смета ёлки",)
            )
            transaction.change(Activity, plan[4].id, responsible="педагог Семенова", reason="перенос\nна осень")
            passport = file.rows(PassportRow)[0]
            transaction.change(PassportRow, passport.id, body=dump_blocks(plain_blocks("Цель.\n\nОсень патриарха")))
            schedule = file.rows(ScheduleRow, section_id=ids["schedule"])[0]
            transaction.change(ScheduleRow, schedule.id, content="сводка педагогов")
            value = CriterionValue(0, ids["appendix_1"], wave.id, "secondary_count", "сводка осени")
            transaction.add(value)
            own = ("number|№|5", "text|Мероприятия|60", "responsible|Ответственные|20", "extra0|Смета|15")
            transaction.change(Section, ids["roadmap"], columns=own)
        return read_programme(file, form_of(file))


KEYS = ("roadmap", "schedule", "appendix_1")


def shown(hits: list[Hit]) -> list[tuple[str, str]]:
    return [(hit.where, hit.excerpt) for hit in hits]


def marked(hit: Hit) -> list[str]:
    return [hit.excerpt[start:end] for start, end in hit.marks]


def test_a_name_is_found_wherever_it_stands_whatever_its_letters(data):
    for text in ("семенова", "СЕМЁНОВА", "  семёнова  "):
        hits = Index(data).search(text)
        assert shown(hits) == [
            ("Директор", "Семёнова А. А."),
            ("1.1 · Ответственные", "Семёнова А. А."),
            ("1.2 · Ответственные", "педагог Семенова"),
        ]
        assert [marked(hit) for hit in hits] == [["Семёнова"], ["Семёнова"], ["Семенова"]]
    assert (hits[0].section_id, hits[0].section_title, hits[0].place) == (0, "Титульный лист", "school:1:director")
    assert hits[1].section_title == "6. Дорожная карта Программы"
    table, number, field = hits[1].place.split(":")
    assert (table, field) == ("activity", "responsible")
    assert number.isdecimal()


def test_words_stand_in_any_order_and_whole_phrases_come_first(data):
    hits = Index(data).search("семенова педагог")
    assert [(hit.where, hit.whole, marked(hit)) for hit in hits] == [
        ("1.2 · Ответственные", False, ["педагог", "Семенова"])
    ]
    hits = Index(data).search("абзац")
    assert [hit.where for hit in hits] == ["Текст", "Текст"]
    assert [hit.place.split(":")[:3] for hit in hits] == [["section_text", "body", "0"], ["section_text", "body", "1"]]
    whole = Index(data).search("а. а.")
    assert [hit.whole for hit in whole] == sorted((hit.whole for hit in whole), reverse=True)
    assert whole[0].where == "Директор"


def test_words_spread_over_a_row_find_the_row(data):
    hits = Index(data).search("мая семёнова")
    assert shown(hits) == [("1.1 · Ответственные", "Семёнова А. А.")]


def test_every_kind_of_place_is_named_as_its_page_knows_it(data):
    texts = ("осень патриарха", "сводка", "молодых", "команда", "школа № 5", "смета")
    found = {text: Index(data).search(text) for text in texts}
    assert [hit.place.partition(":")[0] for hit in found["осень патриарха"]] == ["passport_row"]
    assert found["осень патриарха"][0].place.endswith(":1:Осень патриарха")
    assert [hit.place.partition(":")[0] for hit in found["сводка"]] == ["schedule_row", "criterion"]
    assert found["сводка"][1].place == "criterion:secondary_count:final"
    assert [hit.place.partition(":")[0] for hit in found["молодых"]] == ["task"]
    assert [hit.place.split(":")[0::2] for hit in found["команда"]] == [["grid_row", "cell0"]]
    assert [hit.place for hit in found["школа № 5"]] == ["school:1:short_name"]
    assert found["смета"][0].place.endswith(":extra0")
    assert any(hit.place.startswith("criterion:") for hit in Index(data).search("олимпиад"))
    assert any(hit.place.startswith("indicator:") for hit in Index(data).search("процент"))
    assert [hit.place.partition(":")[0] for hit in Index(data).search("дорожная карта")] == ["section"]


@pytest.mark.parametrize("text", ["", "   ", "\n", "такого слова нет", "0000"])
def test_nothing_is_found(data, text):
    assert Index(data).search(text) == []


def test_a_long_text_is_shown_around_the_words(data):
    row = data.sections[0].section
    text = "начало " * 40 + "Слово-Ключ\tи\nхвост " + "конец " * 40
    section = dataclasses.replace(data.sections[0], texts={"body": plain_blocks(text.replace("\n", " "))})
    hit = Index(dataclasses.replace(data, sections=(section,))).search("ключ слово")[0]
    assert hit.section_id == row.id
    assert hit.excerpt.startswith("…начало ")
    assert hit.excerpt.endswith("…")
    assert len(hit.excerpt) <= 142
    assert marked(hit) == ["Слово", "Ключ"]


def all_texts(data: ProgrammeData) -> list[str]:
    texts = [entry.row.text for section in data.sections for entry in section.activities]
    texts += [one.row.text for section in data.sections for task in section.tasks for one in task.indicators]
    return [*texts, data.school.director, *(section.section.title for section in data.sections)]


@given(st.lists(st.sampled_from(("школ", "чтен", "а", "доля", "КАРТА", "ё", "неделю", "1")), min_size=1, max_size=3))
def test_whatever_a_plain_reading_finds_is_found(data, words):
    hits = Index(data).search(" ".join(words))
    for hit in hits:
        assert all(start < end <= len(hit.excerpt) for start, end in hit.marks)
        assert {fold(piece) for piece in marked(hit)}
    plain = [text for text in all_texts(data) if all(fold(word) in fold(text) for word in words)]
    excerpts = {fold(hit.excerpt.strip("…")) for hit in hits}
    assert all(any(excerpt in fold(text) for excerpt in excerpts) for text in plain)


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text):
    assert len(fold(text)) == len(text)


def test_ten_thousand_rows_are_searched_and_no_more_is_shown_than_asked_for(tmp_path: Path):
    with big_plan(tmp_path / "big.shnor", 10_000) as file:
        index = Index(read_programme(file))
    assert [hit.excerpt[:12] for hit in index.search("строка 9999:")] == ["Строка 9999:"]
    assert 500 < len(index.search("строка", 500)) <= 510
    assert len(index.search("строка")) == 10_000


def test_values_of_checkpoints_are_found(tmp_path: Path):
    with small_programme(tmp_path / "школа.shnor") as file:
        row = file.rows(Indicator)[0]
        with file.transaction("Точки") as transaction:
            first = transaction.add(IndicatorValue(indicator_id=row.id, checkpoint="2027 год", target="семьдесят"))
            transaction.add(IndicatorValue(indicator_id=row.id, position=9, achieved="семьдесят один"))
        index = Index(read_programme(file, form_of(file)))
    hits = index.search("семьдесят")
    assert [hit.place.split(":")[0] for hit in hits] == ["indicator_value"] * 2
    assert hits[0].place == f"indicator_value:{first.id}:target"
    assert hits[0].where.endswith("2027 год · План") and hits[1].where.endswith("· Достигнуто")
    assert [hit.place for hit in index.search("2027 год")] == [f"indicator_value:{first.id}:checkpoint"]
