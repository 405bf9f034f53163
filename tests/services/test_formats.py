"""Format definitions: the shipped ones are sound, and a mistake in one is told with the path of the bad key."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from file_tools import refused

from shnor_desktop.models.programme import SECTION_KINDS
from shnor_desktop.resources import resource_path
from shnor_desktop.services.formats import FREE_SECTION, known_formats, load_format, read_format

SMALL = """
key = "small"
title = "Малая форма"
document_kind = "План"
gender = "masculine"
[[wave]]
key = "entry"
title = "Входной"
as_of = "01.01.{year_from}"
[[section]]
key = "facts"
kind = "criteria"
title = "Факты"
waves = ["entry"]
[[section.criterion]]
title = "Критерий"
indicators = [
  { key = "many", label = "Кол-во", kind = "count" },
  { key = "part", label = "Доля", kind = "share", of = "many" },
]
[[section]]
key = "plan"
kind = "activities"
title = "Дорожная карта"
columns = [{ field = "text", label = "Мероприятия", width = 40 }]
[[section]]
key = "inner"
kind = "text"
title = "Внутри"
parent = "plan"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "форма.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_small_form_is_read(tmp_path: Path):
    form = read_format(written(tmp_path, SMALL))
    assert list(form.sections) == ["facts", "plan", "inner"]
    assert [indicator.key for indicator in form.sections["facts"].indicators] == ["many", "part"]
    (column,) = [one for one in form.sections["plan"].columns if one.field == "text"]
    assert (column.label, column.width, column.required) == ("Мероприятия", 40.0, False)
    assert [(wave.key, wave.title) for wave in form.wave] == [("entry", "Входной")]
    assert form.numbering.task.format(task=3) == "Задача 3"


def test_a_byte_order_mark_of_an_editor_does_no_harm(tmp_path: Path):
    path = tmp_path / "форма.toml"
    path.write_text(SMALL, "utf-8-sig")
    assert read_format(path).key == "small"


MISTAKES: list[tuple[str, str, str]] = [
    # what stood there, what stands there now, what is told
    ('title = "Малая форма"\n', "", r"форма\.toml: title — этот ключ обязателен"),
    ('gender = "masculine"', "gender = 5", r"форма\.toml, строка 5: gender — здесь ожидается строка"),
    ('gender = "masculine"', 'gender = "any"', r"строка 5: gender — «any» неизвестно"),
    ('gender = "masculine"', 'gendre = "masculine"', r"форма\.toml, строка 5: gendre — такого ключа нет"),
    ('kind = "text"', 'kind = "tekst"', r"строка 28: section\[2\]\.kind — «tekst» неизвестно"),
    ('parent = "plan"', 'parent = "later"', r"строка 30: section\[2\]\.parent — раздел «later» должен стоять выше"),
    ('parent = "plan"', 'parent = "inner"', r"section\[2\]\.parent — раздел «inner» должен стоять выше"),
    ('key = "inner"', 'key = "plan"', r"строка 22: section\[1\]\.key — раздел «plan» описан дважды"),
    ('key = "inner"', 'key = "../x"', r"section\[2\]\.key — ключ состоит из"),
    (
        'waves = ["entry"]',
        'waves = ["exit"]',
        r"строка 14: section\[0\]\.waves\[0\] — этап мониторинга «exit» не описан",
    ),
    ('waves = ["entry"]', 'waves = "entry"', r"строка 14: section\[0\]\.waves — здесь ожидается список"),
    ("width = 40", 'width = "40"', r"строка 25: section\[1\]\.columns\[0\]\.width — здесь ожидается число"),
    ("width = 40", "width = true", r"columns\[0\]\.width — здесь ожидается число"),
    ("width = 40", "width = nan", r"columns\[0\]\.width — здесь ожидается обычное число"),
    ("width = 40", "width = 1e300", r"columns\[0\]\.width — здесь ожидается обычное число"),
    ("width = 40", "width = -1", r"columns\[0\]\.width — ширина больше нуля"),
    ("width = 40", 'align = "middle"', r"columns\[0\]\.align — «middle» неизвестно"),
    ("width = 40", "required = 1", r"columns\[0\]\.required — здесь ожидается true или false"),
    ('field = "text"', 'field = "txet"', r"строка 25: section\[1\]\.columns\[0\]\.field — поля «txet» нет"),
    (
        'columns = [{ field = "text", label = "Мероприятия", width = 40 }]\n',
        "",
        r"строка 21: section\[1\]\.columns — таблице",
    ),
    ('label = "Мероприятия"', 'label = "М\\u0001"', r"columns\[0\]\.label — в тексте стоит знак"),
    ('title = "Внутри"', f'title = "{"ж" * 5000}"', r"section\[2\]\.title — текст длиннее"),
    ('of = "many"', 'of = "part"', r"строка 19: section\[0\]\.criterion\[0\]\.indicators\[1\]\.of — доля"),
    (', of = "many"', "", r"строка 19: section\[0\]\.criterion\[0\]\.indicators\[1\]\.of — доля"),
    ('kind = "count"', 'kind = "counts"', r"строка 18: \S+indicators\[0\]\.kind — «counts» неизвестно"),
    ('key = "part"', 'key = "many"', r"indicators\[0\]\.key — показатель «many» описан дважды"),
    ("{year_from}", "{year}", r"строка 9: wave\[0\]\.as_of — в скобках"),
    ("{year_from}", "{year_from.real}", r"wave\[0\]\.as_of — в скобках"),
    ("[[wave]]", '[numbering]\ntask = "{n}"\n[[wave]]', r"строка 7: numbering\.task — в скобках"),
    ("[[wave]]", "[numbering]\ntask = 1\n[[wave]]", r"строка 7: numbering\.task — здесь ожидается строка"),
    ("columns = [{", "columns = [5, {", r"section\[1\]\.columns\[0\] — здесь ожидается таблица"),
    ('title = "Внутри"', 'title = "Внутри', r"записана с ошибкой в строке"),
    ('title = "Внутри"', f"title = {'[' * 9000}", r"записана с ошибкой"),
    ('title = "Внутри"', f"title = {'9' * 9000}", r"записана с ошибкой"),
    (
        'title = "Внутри"',
        'rows = [{ key = "a", label = "А" }, { key = "a", label = "Б" }]\ntitle = "Внутри"',
        "описана дважды",
    ),
    (
        'title = "Внутри"',
        'default_rows = [{ kind = 1 }]\ntitle = "Внутри"',
        r"default_rows\[0\] — здесь ожидаются пары вида",
    ),
    ('title = "Внутри"', 'default_rows = [{ no = "1" }]\ntitle = "Внутри"', r"default_rows\[0\]\.no — такого поля"),
    ('kind = "text"', 'kind = "order"', r"section\[2\]\.kind — приказ бывает один"),
]


@pytest.mark.parametrize(("right", "wrong", "told"), MISTAKES, ids=[told for *_, told in MISTAKES])
def test_a_mistake_is_told_with_its_place(tmp_path: Path, right: str, wrong: str, told: str):
    assert right in SMALL
    with refused(told):
        read_format(written(tmp_path, SMALL.replace(right, wrong, 1)))


def test_a_file_that_is_no_form_is_not_read_whole(tmp_path: Path):
    with refused("больше 256 КБ"):
        read_format(written(tmp_path, "#" * 300_000))


def test_another_encoding_and_a_missing_file_are_told(tmp_path: Path):
    path = tmp_path / "форма.toml"
    with refused("не читается"):
        read_format(path)
    path.write_text(SMALL, "cp1251")
    with refused("не читается"):
        read_format(path)


@pytest.mark.parametrize("key", ["", "нет", "../formats/school-programme", "..", "school-programme.toml"])
def test_an_unknown_form_is_refused_and_paths_are_no_keys(key: str):
    with refused("неизвестна"):
        load_format(key)


# the shipped forms


def test_every_shipped_form_loads_under_its_key():
    forms = known_formats()
    assert "school-programme" in [form.key for form in forms]
    for form in forms:
        assert load_format(form.key) == form
        assert {section.kind for section in form.section} <= set(SECTION_KINDS)


def test_the_free_section_is_a_text():
    assert (FREE_SECTION.key, FREE_SECTION.kind, FREE_SECTION.columns) == ("", "text", ())


def test_the_school_programme_asks_for_what_the_form_asks():
    form = load_format("school-programme")
    sections = form.sections
    assert len(sections["passport"].rows) == 11
    assert [column.label for column in sections["roadmap"].columns] == [
        "№",
        "Мероприятия",
        "Сроки",
        "Ответственные",
        "Результаты исполнения",
    ]
    assert [column.label for column in sections["indicators"].columns] == [
        "Задачи",
        "Наименование задач, целевых показателей",
        "Единица измерения",
        "Значение целевого показателя",
        "Достижение целевого показателя",
    ]
    assert [column.label for column in sections["diary"].columns] == [
        "№",
        "Мероприятия, планируемые на муниципальном уровне",
        "Планируемый результат",
        "Сроки реализации",
        "Ответственный",
        "Планируемый охват участников",
        "Информация о выполнении (% выполнения)",
        "Причины невыполнения / изменения сроков",
    ]
    assert [column.label for column in sections["schedule"].columns] == [
        "№",
        "Вид мониторинга",
        "Содержание представляемой информации",
        "Форма представления информации",
        "Контрольный срок",
    ]
    assert len(sections["schedule"].default_rows) == 4
    for key, indicators in (("appendix_1", 12), ("appendix_2", 10)):
        assert (len(sections[key].criterion), len(sections[key].indicators)) == (5, indicators)
    assert len(sections["diary"].group_titles) == 4
    assert (sections["diary"].minimum_per_group, len(sections["roadmap"].group_titles)) == (1, 4)


def test_every_column_of_a_form_has_a_label_and_a_width():
    for form in known_formats():
        for section in form.section:
            for column in section.columns:
                assert column.label.strip() and column.width > 0, (form.key, section.key, column)


def test_nothing_of_the_shipped_file_is_passed_over():
    """As many sections, rows and indicators come out as stand in the file."""

    def count(node: Any) -> int:
        if isinstance(node, dict):
            return 1 + sum(map(count, node.values()))
        return sum(map(count, node)) if isinstance(node, list) else 0

    raw = tomllib.loads(resource_path("formats", "school-programme.toml").read_text("utf-8"))
    form = load_format("school-programme")
    assert [section["key"] for section in raw["section"]] == list(form.sections)
    assert count(raw["section"]) == sum(
        1
        + len(section.columns)
        + len(section.rows)
        + len(section.default_rows)
        + len(section.criterion)
        + len(section.indicators)
        for section in form.section
    )
