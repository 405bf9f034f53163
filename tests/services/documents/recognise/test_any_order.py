"""Orders of every look: whatever stands in one is a field, a text of it, or stays where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.documents.recognise import Recognised, recognise
from shnor_desktop.services.documents.tree import (
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Run,
    Table,
    paragraph,
    text_cell,
)
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.workers.apart import apart

FORM = load_format("municipal-roadmap")

LINES = (
    "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", "ПРИКАЗ", "П Р И К А З", "Распоряжение", "от 12.02.2026", "12 февраля 2026 года", "№ 34",
    "от 12.02.2026 № 34-ОД", "г. Заречный", "Об утверждении плана", "и о контроле", "В целях помощи школам",
    "ПРИКАЗЫВАЮ:", "В целях помощи п р и к а з ы в а ю:", "1. Утвердить план (приложение).", "1) собрать группу;",
    "- для школы № 3;", "2. Контроль оставляю за собой.", "Начальник управления", "Л. Н. Ветрова", "Ветрова Л.Н.",
    "Начальник управления\t\tЛ. Н. Ветрова", "Исполнитель: Тихонова А. Б.", "тел. 5-55-12", "ПРИЛОЖЕНИЕ",
    "Приложение 1",
    "УТВЕРЖДЕНА", "приказом управления", "от 13.03.2026 № 35", "Приложение к приказу управления", "Дорожная карта",
    "по работе со школами", "Муниципальный уровень", "Просто предложение о чём-то важном.", "ЦЕЛИ", "", " ", "№", "от",
)  # fmt: skip
tables = st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(LINES)), min_size=1, max_size=2).map(
    lambda rows: Table(tuple(Row((text_cell(one), text_cell(two))) for one, two in rows), borders=False)
)
blocks = st.lists(
    st.one_of(
        st.sampled_from(LINES).map(paragraph),
        st.sampled_from(LINES).map(paragraph),
        st.sampled_from(LINES).map(lambda text: Paragraph((Run(text),), list="number", marker="1.")),
        st.sampled_from(("Приказ", "Дорожная карта", "Пояснение")).map(lambda text: Heading(1, (Run(text),))),
        st.just(PageBreak()),
        tables,
    ),
    max_size=30,
)


def read(*found: object) -> Recognised:
    return recognise(Document((Part(tuple(found)),)), FORM)  # type: ignore[arg-type]


@given(blocks)
def test_nothing_of_an_order_is_lost(found: list[object]):
    assert read(*found).lost == []


def of(*texts: str):
    section = next(one for one in read(*map(paragraph, texts)).sections if one.kind == "order")
    assert section.order is not None
    return section


def test_date_number_and_place_may_share_a_line():
    order = of("Отдел", "ПРИКАЗ", "от 12.02.2026 г.\t№ 34-ОД", "с. Луговое", "О плане", "1. Утвердить.").order
    assert (order.day, order.number, order.place) == ("от 12.02.2026 г.", "34-ОД", "с. Луговое")


def test_date_and_number_may_stand_in_a_table():
    line = Table((Row((text_cell("«12» февраля 2026 года"), text_cell(""), text_cell("№ 34"))),), borders=False)
    found = read(paragraph("ПРИКАЗ"), line, paragraph("Об утверждении плана"), paragraph("1. Утвердить."))
    order = found.sections[0].order
    assert order is not None
    assert (order.day, order.number, order.subject) == ("«12» февраля 2026 года", "34", "Об утверждении плана")


def test_post_and_name_may_share_a_line_or_a_table():
    section = of("ПРИКАЗ", "О плане", "ПРИКАЗЫВАЮ:", "1. Утвердить.", "Начальник отдела\t\tИ. О. Крылова")
    assert (section.order.post, section.order.person) == ("Начальник отдела", "И. О. Крылова")
    assert [block.text for block in section.texts["points"]] == ["1. Утвердить."]
    row = Table((Row((text_cell("Начальник отдела"), text_cell(""), text_cell("Крылова И.О."))),), borders=False)
    found = read(paragraph("ПРИКАЗ"), paragraph("О плане"), paragraph("1. Утвердить."), row)
    order = found.sections[0].order
    assert order is not None
    assert (order.post, order.person) == ("Начальник отдела", "Крылова И.О.")


def test_a_mark_of_another_order_stays_text():
    texts = ("ПРИКАЗ", "№ 34", "О плане", "1. Утвердить.", "И. О. Крылова", "ПРИЛОЖЕНИЕ", "УТВЕРЖДЕНА", "приказом")
    found = read(*map(paragraph, (*texts, "от 01.01.2020 № 99", "Дорожная карта")))
    kept = [block.text for section in found.sections for blocks in section.texts.values() for block in blocks]
    assert "от 01.01.2020 № 99" in kept
    assert found.lost == []


@pytest.mark.parametrize(
    "text", ["12" + " " * 200_000 + "x", "приложение" + " " * 200_000 + "x", "1." * 100_000, "\t" * 200_000]
)
def test_a_hostile_line_does_not_hang(text: str):
    """In a process that is given up after a minute: there is nothing to count inside a regular expression."""
    lines = tuple(map(paragraph, ("ПРИКАЗ", text, "О плане", text, text)))
    assert apart("Приказ.docx", recognise, Document((Part(lines),)), FORM).sections
