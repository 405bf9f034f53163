"""Sections: what opens one, where the form's missing ones stand, what stays text, what a title page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_tools import FORM, found_in, heading, missing, para, printed, read, stored, table

from shnor_desktop.services.documents.recognise import recognise
from shnor_desktop.services.documents.recognise.headings import match_section
from shnor_desktop.services.documents.recognise.title import years_in
from shnor_desktop.services.documents.tree import (
    Cell,
    Contents,
    Document,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Row,
    Run,
    Table,
)
from shnor_desktop.services.importing import write_recognised
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile

PLAN = table(("№", "Мероприятия", "Сроки", "Ответственные"), ("1", "Начать", "май", "Завуч"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1. Актуальность программы", "relevance"),
        ("АКТУАЛЬНОСТЬ ПРОГРАММЫ", "relevance"),
        ("Раздел 6. Дорожная карта", "roadmap"),
        ("VI. Дорожная карта", "roadmap"),
        ("Приложение № 1. Мониторинг качества результатов обучения", "appendix_1"),
        ("5.2.Кадровое обеспечениеПрограммы", "staff"),
        ("Цели и задачи", "goals"),
        ("Кадры", ""),
        ("", ""),
    ],
)
def test_a_title_is_known_however_it_is_numbered(text: str, key: str):
    spec = match_section(text, FORM, loose=False)
    assert (spec.key if spec else "") == key


def test_a_number_in_words_or_roman_is_kept_and_not_doubled():
    found = read(heading("Раздел 6. Дорожная карта"), PLAN, heading("VII. Целевые показатели реализации Программы"))
    texts = printed(found)
    assert "Раздел 6. Дорожная карта" in texts
    assert "VII. Целевые показатели реализации Программы" in texts
    assert found_in(found, "roadmap").numbering == "none"


def test_an_appendix_with_its_mark_in_one_line_is_the_appendix():
    found = read(heading("Приложение 1. Мониторинг качества результатов обучения"), para("Пояснение."))
    section = found_in(found, "appendix_1")
    assert section.title == "Мониторинг качества результатов обучения"
    assert section.texts["body"] == [para("Пояснение.")]
    assert missing(found, para("Приложение 1. Мониторинг качества результатов обучения")) == []


def test_an_appendix_mark_alone_belongs_to_the_heading_below_it_or_stays_text():
    found = read(
        para("Приложение 2"), para("Мониторинг состояния социальных условий"), para("Приложение 7"), para("Схема")
    )
    texts = printed(found)
    assert texts.count("Приложение 2") == 1
    assert "Приложение 7" in texts


def test_contents_typed_by_hand_open_no_sections():
    titles = ("Актуальность программы", "Содержание Программы", "Дорожная карта Программы")
    body = [block for title in titles for block in (heading(title), para(f"О разделе {title}."))]
    found = read(para("Содержание"), *map(para, titles), *body)
    for title, key in zip(titles, ("relevance", "content", "roadmap"), strict=True):
        assert found_in(found, key).texts["body"] == [para(f"О разделе {title}.")]


def test_contents_typed_by_hand_open_no_sections_where_there_are_no_headings_at_all():
    titles = ("Актуальность программы", "Содержание Программы", "Финансовое обеспечение")
    body = [block for title in titles for block in (para(title), para(f"О разделе {title}."))]
    found = read(*map(para, titles), *body)
    assert found_in(found, "content").texts["body"] == [para("О разделе Содержание Программы.")]
    assert found.sections[0].texts["body"] == [para(title) for title in titles]


def test_a_bullet_that_reads_like_a_title_opens_nothing():
    item = Paragraph((Run("Финансовое обеспечение"),), list="bullet", style="list")
    found = read(heading("1. Актуальность программы"), item)
    assert found_in(found, "relevance").texts["body"] == [item]


def test_a_caption_of_the_form_may_be_a_real_heading():
    found = read(
        heading("Мероприятия по совершенствованию кадрового потенциала", 2), PLAN, heading("Дорожная карта"), PLAN
    )
    assert (found.counts["staff_measures"], found.counts["roadmap"]) == (1, 1)
    assert found_in(found, "staff_measures").title_role == "heading"


def test_a_caption_of_the_form_without_a_table_stays_text():
    line = para("Методическое сопровождение")
    found = read(heading("1. Актуальность программы"), line, para("Дальше текст."))
    assert found_in(found, "relevance").texts["body"] == [line, para("Дальше текст.")]


def test_an_empty_frame_is_left_out_and_an_empty_form_is_kept():
    found = read(heading("1. Актуальность программы"), table(("",)), table(("", ""), ("", "")))
    assert found.kept["tables"] == 1


def test_a_frame_with_a_picture_is_kept():
    framed = Table((Row((Cell((Picture("схема.png"),)),)),))
    assert read(heading("1. Актуальность программы"), framed).kept["tables"] == 1


def test_text_before_the_first_section_stays_in_front_of_all():
    found = read(para("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ"), para("ПРИКАЗ"), heading("1. Актуальность программы"))
    assert found.sections[0].title_role == "hidden"
    assert [block.text for block in found.sections[0].texts["body"]] == ["УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", "ПРИКАЗ"]  # type: ignore[union-attr]


def test_headers_and_footers_are_kept_once():
    body = Part((para("Текст программы."),))
    margins = (para("Школа № 7, 2026"), para("Текст программы."))
    found = recognise(Document((body,), margins=margins), FORM)
    assert [section.title for section in found.sections].count("Текст колонтитулов") == 1
    assert "Школа № 7, 2026" in printed(found)
    assert printed(found).count("Текст программы.") == 1


def test_contents_and_page_breaks_are_no_text():
    found = read(
        Contents(), PageBreak(), heading("1. Актуальность программы"), PageBreak(), para("Текст."), PageBreak()
    )
    assert found_in(found, "relevance").texts["body"] == [para("Текст.")]
    assert found.kept == {"paragraphs": 1, "tables": 0, "pictures": 0}


def test_sections_of_the_schools_own_keep_their_place_and_depth():
    found = read(
        heading("4. Содержание Программы"),
        heading("4.1. Школьный музей", 2),
        para("О музее."),
        heading("6. Дорожная карта"),
        PLAN,
        heading("9. Управление программой"),
    )
    titles = [section.title for section in found.sections]
    assert titles.index("Содержание Программы") + 1 == titles.index("Школьный музей")
    assert (
        titles.index("Дорожная карта")
        < titles.index("Управление программой")
        < titles.index("Мониторинг качества результатов обучения")
    )
    texts = printed(found)
    assert "4.1. Школьный музей" in texts


def test_the_order_of_the_document_is_kept_against_that_of_the_form():
    found = read(heading("6. Дорожная карта"), PLAN, heading("1. Актуальность программы"), para("Зачем."))
    texts = printed(found)
    assert texts.index("Начать") < texts.index("Зачем.")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("на 2026–2028 годы", (2026, 2028)),
        ("2020-2022 годы", (2020, 2022)),
        ("2026 год", (2026, 2026)),
        ("01.09.2021 - 31.05.2023", (2021, 2023)),
        ("с 2024 по 2026 год", (2024, 2026)),
        ("2024 г. – 2026 г.", (2024, 2026)),
        ("три года", (0, 0)),
    ],
)
def test_years_are_read_from_words(text: str, years: tuple[int, int]):
    assert years_in(text) == years


WORDS = st.sampled_from(
    ("Текст.", "1. Актуальность программы", "Приложение 1", "Дорожная карта", "- пункт", "x" * 50, "7", "")
)
CELLS = st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=4)
BLOCKS = st.lists(
    st.one_of(
        WORDS.map(para), WORDS.map(heading), CELLS.map(lambda rows: table(*rows)), st.just(PLAN), st.just(PageBreak())
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(BLOCKS)
def test_whatever_stands_in_a_document_stands_in_what_is_printed(blocks):
    found = read(*blocks)
    gone = missing(found, *blocks)
    assert [text for text in gone if len(text) > 1 and not text.isdigit() and not _repeats(text)] == []


def _repeats(text: str) -> bool:
    """Titles of the form that the strange documents above repeat as they like, and the header of a table cut in two."""
    return text in ("1актуальностьпрограммы", "приложение1", "дорожнаякарта", "мероприятия", "сроки", "ответственные")


def test_an_empty_document_gives_the_forms_empty_sections(tmp_path: Path):
    found = recognise(Document((Part(()),)), FORM)
    assert found.counts == {}
    assert [section.key for section in found.sections] == list(FORM.sections)
    assert stored(found).programme.format_key == "school-programme"


def test_what_is_found_is_told_in_words():
    lines = dict(read(heading("6. Дорожная карта"), PLAN, para("Один абзац.")).lines())
    assert lines["Дорожная карта"] == "1 строка"
    assert lines["Останется текстом на своих местах"] == "абзацев — 1, таблиц — 0, рисунков — 0"


def test_hidden_captions_are_not_printed_and_come_back_when_shown(tmp_path: Path):
    with SchoolFile.create(tmp_path / "школа.shnor") as file:
        write_recognised(file, read(heading("1. Актуальность программы")))
        shown, everything = read_programme(file), read_programme(file, hidden=True)
    keys = {section.section.key for section in everything.sections} - {
        section.section.key for section in shown.sections
    }
    assert keys == {"staff_qualification", "staff_experience", "staff_measures", "method_stages"}
