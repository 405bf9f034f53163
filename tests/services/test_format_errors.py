"""A mistake in a format definition is told with the file and the path of the bad key, before anything uses it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from file_tools import refused
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_desktop.models.errors import UserError
from shnor_desktop.models.programme import SECTION_KINDS
from shnor_desktop.resources import resource_path
from shnor_desktop.services.formats import COLUMN_FIELDS, Format, SectionSpec, known_formats, load_format, read_format

SOUND = """
key = "округ"
title = "Форма округа"
document_kind = "План"
gender = "masculine"

[numbering]
activities_item = "{group}.{item}."

[[wave]]
key = "entry"
title = "Входной"
as_of = "01.01.{year_from}"

[[section]]
key = "plan"
kind = "activities"
title = "План"
columns = [
  { field = "text", label = "Мероприятия", width = 40, required = true },
  { field = "extra0", label = "Куратор" },
]

[[section]]
key = "reports"
kind = "schedule"
title = "Отчёты"
parent = "plan"
default_rows = [{ kind = "Отчёт", control_date = "1 мая {year_from}" }]

[[section]]
key = "facts"
kind = "criteria"
title = "Факты"
waves = ["entry"]

[[section.criterion]]
title = "Критерий"
indicators = [
  { key = "pupils", label = "Ученики", kind = "count" },
  { key = "part", label = "Доля", kind = "share", of = "pupils" },
]
"""

# what stands there, what stands there instead, and the place and word that must be told
MISTAKES: list[tuple[str, str, str]] = [
    ('title = "Форма округа"', "", "округ.toml: title — этот ключ обязателен"),
    ('title = "Форма округа"', "title = 5", "округ.toml: title — здесь ожидается строка"),
    ('title = "Форма округа"', 'titel = "Форма"', "titel — такого ключа нет. Возможные: .*title"),
    ('title = "План"', 'heading = "План"', r"section\[0\]: heading — такого ключа нет"),
    ("width = 40", 'width = "40"', r"section\[0\]: columns\[0\]: width — здесь ожидается число"),
    ("width = 40", "width = true", r"section\[0\]: columns\[0\]: width — здесь ожидается число"),
    ("required = true", "required = 1", r"columns\[0\]: required — здесь ожидается true или false"),
    (', label = "Куратор"', "", r"section\[0\]: columns\[1\]: label — этот ключ обязателен"),
    ('waves = ["entry"]', 'waves = "entry"', r"section\[2\]: waves — здесь ожидается список"),
    ('waves = ["entry"]', "waves = [1]", r"section\[2\]: waves\[0\] — здесь ожидается строка"),
    ('waves = ["entry"]', 'waves = ["later"]', r"section\[2\]\.waves — этап мониторинга «later»"),
    ('[{ kind = "Отчёт"', "[{ kind = 7", r"section\[1\]: default_rows\[0\] — здесь ожидаются строки"),
    ('[{ kind = "Отчёт"', '[{ kid = "Отчёт"', r"section\[1\]\.default_rows\[0\]\.kid — такого поля у строки нет"),
    ("[numbering]", "[[numbering]]", "numbering — здесь ожидается таблица ключей"),
    ('key = "reports"', 'key = "plan"', r"section\[[01]\]\.key — раздел «plan» описан дважды"),
    ('kind = "schedule"', 'kind = "timetable"', r"section\[1\]\.kind — вид «timetable» неизвестен. Возможные: text"),
    ('parent = "plan"', 'parent = "facts"', r"section\[1\]\.parent — раздел «facts» должен стоять выше"),
    ('parent = "plan"', 'parent = "reports"', r"section\[1\]\.parent — раздел «reports» должен стоять выше"),
    ('of = "pupils"', 'of = "teachers"', r"section\[2\]\.part\.of — доля должна ссылаться"),
    ('of = "pupils"', 'of = "part"', r"section\[2\]\.part\.of — доля должна ссылаться"),
    (', of = "pupils"', "", r"section\[2\]\.part\.of — доля должна ссылаться"),
    ('kind = "count"', 'kind = "amount"', r"section\[2\]\.pupils\.kind — вид «amount» неизвестен. Возможные: number"),
    ('key = "part"', 'key = "pupils"', r"section\[2\]\.pupils\.key — показатель «pupils» описан дважды"),
    ('field = "text"', 'field = "txt"', r"section\[0\]\.columns\[0\]\.field — поля «txt» нет. Возможные: number, text"),
    ('field = "extra0"', 'field = "extra"', r"section\[0\]\.columns\[1\]\.field — поля «extra» нет"),
    ('as_of = "01.01.{year_from}"', 'as_of = "01.01.{year}"', r"wave\[0\]\.as_of — в скобках .* \{year_from\}"),
    ('as_of = "01.01.{year_from}"', 'as_of = "01.01.{"', r"wave\[0\]\.as_of — в скобках"),
    ('"{group}.{item}."', '"{group}.{row}."', r"numbering\.activities_item — в скобках .* \{group\}, \{item\}"),
    ('"{group}.{item}."', '"{}."', r"numbering\.activities_item — в скобках"),
    (
        "[[section]]",
        '[[wave]]\nkey = "entry"\ntitle = "Ещё"\n[[section]]',
        r"wave\[0\]\.key — этап «entry» описан дважды",
    ),
    ('gender = "masculine"', "gender = masculine", "записана с ошибкой в строке 5. Исправьте эту строку"),
    ('gender = "masculine"', 'gender = "masculine', "записана с ошибкой в строке 5"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "округ.toml"


def test_the_sound_one_is_read(path: Path):
    path.write_text(SOUND, "utf-8")
    form = read_format(path)
    assert [section.key for section in form.section] == ["plan", "reports", "facts"]
    assert form.sections["plan"].column("extra0").label == "Куратор"
    assert form.sections["plan"].column("period") is None
    assert [indicator.key for indicator in form.sections["facts"].indicators] == ["pupils", "part"]
    assert (form.wave_title("entry"), form.wave_title("x")) == ("Входной", "x")
    assert form.numbering.task == "Задача {task}"


@pytest.mark.parametrize(("there", "instead", "told"), MISTAKES, ids=lambda text: text[:40])
def test_a_mistake_is_told_with_its_place(path: Path, there: str, instead: str, told: str):
    assert there in SOUND
    path.write_text(SOUND.replace(there, instead, 1), "utf-8")
    with refused(told):
        read_format(path)


def test_a_file_that_is_no_text_or_not_there(path: Path):
    path.write_bytes(b"title = \xff\xfe")
    with refused("не читается. Проверьте файл и кодировку UTF-8"):
        read_format(path)
    path.unlink()
    with refused("не читается"):
        read_format(path)


def test_a_file_as_the_editor_of_windows_saves_it(path: Path):
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    assert read_format(path).title == "Форма округа"


@pytest.mark.parametrize(
    "key", ["нет такой", "", "..", "../formats/school-programme", "..\\x", "school-programme.toml"]
)
def test_an_unknown_form_is_told_and_no_path_is_followed(key: str):
    with refused("неизвестна"):
        load_format(key)


def test_every_kind_of_section_knows_its_fields():
    assert set(COLUMN_FIELDS) <= set(SECTION_KINDS)
    for form in known_formats():
        for section in form.section:
            for column in section.columns:
                assert column.field in COLUMN_FIELDS[section.kind]


SHIPPED = tomllib.loads(resource_path("formats", "school-programme.toml").read_text("utf-8"))


@settings(deadline=None)
@given(st.data())
def test_any_value_in_any_place_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject):
    """One value of the shipped form becomes another: never a failure of the program."""
    from shnor_desktop.services import formats

    section = dict(data.draw(st.sampled_from(SHIPPED["section"])))
    name = data.draw(st.sampled_from(sorted(SectionSpec.__dataclass_fields__)))
    section[name] = data.draw(
        st.one_of(st.text(max_size=5), st.integers(), st.booleans(), st.lists(st.text(max_size=3), max_size=2))
        | st.lists(st.dictionaries(st.sampled_from(("field", "label", "key", "title", "kind")), st.text(max_size=3)))
    )
    changed = {**SHIPPED, "section": [section if own["key"] == section["key"] else own for own in SHIPPED["section"]]}
    try:
        form = formats._decode(Format, changed, "форма.toml")
        formats._check(form, "форма.toml")
    except UserError as error:
        assert str(error).startswith("форма.toml") and str(error).endswith(".")
