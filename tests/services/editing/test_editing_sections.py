"""The outline: begun from a form, and then the school's own to add to, rename, hide and move."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from file_tools import everything, refused

from shnor_desktop.models.all import ALL, Activity, PassportRow, Programme, ScheduleRow, School, Section, Wave
from shnor_desktop.services.editing import content, sections
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.queries import OutlineEntry, outline, read_programme, read_section
from shnor_desktop.services.school_file import SchoolFile

FORM = load_format("school-programme")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "Школа.shnor") as made:
        sections.start_programme(made, FORM, School(full_name="Школа на горе"), (2026, 2028))
        yield made


def entries(file: SchoolFile, *, hidden: bool = True) -> list[OutlineEntry]:
    return outline(file, FORM, hidden=hidden)


def entry(file: SchoolFile, key: str) -> OutlineEntry:
    return next(entry for entry in entries(file) if entry.section.key == key)


def test_a_new_programme_has_the_forms_sections_and_fixed_rows(file: SchoolFile):
    assert [entry.section.key for entry in entries(file)] == [spec.key for spec in FORM.section]
    assert all(entry.spec is FORM.sections[entry.section.key] for entry in entries(file))
    assert [row.label for row in file.rows(PassportRow)] == [row.label for row in FORM.sections["passport"].rows]
    groups = [row.text for row in file.rows(Activity, section_id=entry(file, "diary").section.id)]
    assert tuple(groups) == FORM.sections["diary"].group_titles
    assert [wave.as_of for wave in file.rows(Wave)] == ["01.01.2026", "01.09.2026", "01.12.2026"]
    assert [row.control_date for row in file.rows(ScheduleRow)] == [
        "20 апреля 2026",
        "01 октября 2026 года, далее ежегодно",
        "15 декабря 2026 года, далее ежегодно",
        "31 декабря 2026 года, далее ежегодно",
    ]
    assert file.rows(Programme)[0].format_key == FORM.key


def test_a_programme_without_years_names_none(tmp_path: Path):
    with SchoolFile.create(tmp_path / "Без лет.shnor") as file:
        sections.start_programme(file, FORM)
        assert {wave.as_of for wave in file.rows(Wave)} == {""}
        dates = [row.control_date for row in file.rows(ScheduleRow)]
        assert dates == ["20 апреля", "01 октября", "15 декабря", "31 декабря"]
        assert not any("{" in str(row) for cls in ALL for row in file.rows(cls))


def test_a_programme_of_one_year_reports_in_that_year(tmp_path: Path):
    with SchoolFile.create(tmp_path / "Год.shnor") as file:
        sections.start_programme(file, FORM, None, (2026, 2026))
        dates = [row.control_date for row in file.rows(ScheduleRow)]
        assert dates == ["20 апреля 2026", "01 октября 2026", "15 декабря 2026", "31 декабря 2026"]


def test_numbers_follow_the_outline(file: SchoolFile):
    titles = [entry.title for entry in entries(file)]
    assert "5.1. Организационно-содержательное обеспечение" in titles
    assert titles[-1] == "Приложение 3. Дневник реализации Программы"
    assert titles[0] == "Паспорт Программы"


def test_a_hidden_section_gives_its_number_to_the_next(file: SchoolFile):
    sections.set_hidden(file, entry(file, "relevance").section, True)
    sections.set_hidden(file, entry(file, "appendix_1").section, True)
    titles = {entry.section.key: entry.title for entry in entries(file)}
    assert titles["relevance"] == "Актуальность программы"
    assert titles["analysis"].startswith("1. ")
    assert titles["appendix_1"] == "Мониторинг качества результатов обучения"
    assert titles["diary"].startswith("Приложение 2. ")


def test_what_is_below_a_hidden_section_is_hidden_and_has_no_number(file: SchoolFile):
    """Its number would be one that another section has."""
    sections.set_hidden(file, entry(file, "resources").section, True)
    numbers = {entry.section.key: entry.number for entry in entries(file)}
    assert numbers["resources"] == numbers["organisation"] == numbers["staff"] == numbers["finance"] == ""
    assert numbers["roadmap"] == "5."
    used = [number for number in numbers.values() if number]
    assert len(set(used)) == len(used)
    shown = [entry.section.key for entry in entries(file, hidden=False)]
    assert not {"resources", "organisation", "staff_measures", "method_stages"} & set(shown)
    assert [section.section.key for section in read_programme(file).sections] == shown


def test_a_section_of_the_schools_own(file: SchoolFile):
    after = entry(file, "organisation").section
    new = sections.add_text_section(file, after, "  Наши\x00 партнёры ")
    assert (new.title, new.parent_id, new.key, new.kind) == ("Наши партнёры", after.parent_id, "", "text")
    keys = [entry.section.id for entry in entries(file)]
    assert keys[keys.index(after.id) + 1] == new.id
    assert file.undo_name == "Добавлен раздел"
    data = read_section(file, next(entry for entry in entries(file) if entry.section.id == new.id), FORM)
    assert (data.texts, data.spec.key) == ({}, "")
    sections.remove(file, new)
    assert new.id not in [entry.section.id for entry in entries(file)]
    assert file.undo() == "Раздел удалён"
    assert new in file.rows(Section)


def test_a_section_without_a_place_goes_to_the_end(file: SchoolFile):
    new = sections.add_text_section(file, None, "Заключение")
    assert entries(file)[-1].section == new
    assert entries(file)[-1].title == "Заключение"


@pytest.mark.parametrize("title", ["", "   ", "\n"])
def test_a_section_needs_a_title(file: SchoolFile, title: str):
    before = everything(file)
    with refused("Дайте разделу название"):
        sections.add_text_section(file, None, title)
    with refused("Дайте разделу название"):
        sections.rename(file, entry(file, "goals").section, title)
    assert everything(file) == before


def test_what_the_form_asks_for_can_be_hidden_but_not_removed(file: SchoolFile):
    with refused("можно скрыть, но не удалить"):
        sections.remove(file, entry(file, "finance").section)
    sections.set_hidden(file, entry(file, "finance").section, True)
    assert file.undo_name == "Раздел скрыт"
    sections.set_hidden(file, entry(file, "finance").section, False)
    assert file.undo_name == "Раздел показан"


def test_the_forms_sections_below_a_removed_one_take_its_place(file: SchoolFile):
    """An import may find sections of the form under a heading of the school's own."""
    resources = entry(file, "resources").section
    first, second = (entry(file, key).section for key in ("finance", "staff"))
    own = sections.add_text_section(file, first, "Наши педагоги")
    with file.transaction("Вложено") as transaction:
        inner = transaction.add(Section(parent_id=own.id, position=1, title="Внутри"))
        transaction.change(Section, second.id, parent_id=inner.id)
        doomed = transaction.add(Section(parent_id=own.id, position=2, title="Своё"))
        below = transaction.add(Section(parent_id=second.id, title="Под разделом формы"))
    before = everything(file)
    places = [row.id for row in file.rows(Section, parent_id=resources.id)]
    sections.remove(file, own)
    now = [row.id for row in file.rows(Section, parent_id=resources.id)]
    assert now == [second.id if id_ == own.id else id_ for id_ in places]
    assert {row.key for row in file.rows(Section) if row.key} == {spec.key for spec in FORM.section}
    assert file.get(Section, below.id) == below
    assert file.get(Section, inner.id) is None and file.get(Section, doomed.id) is None
    assert file.undo() == "Раздел удалён"
    assert everything(file) == before


def test_sections_move_with_all_below_them_among_their_neighbours(file: SchoolFile):
    before = [entry.section.key for entry in entries(file)]
    sections.shift(file, entry(file, "resources").section, 1)
    after = [entry.section.key for entry in entries(file)]
    own = before[before.index("resources") : before.index("roadmap")]
    start = after.index("resources")
    assert after[start - 1] == "roadmap" and after[start : start + len(own)] == own
    assert file.undo() == "Раздел перемещён"
    assert [entry.section.key for entry in entries(file)] == before
    for key, step in (("passport", -1), ("diary", 1), ("problems", 1)):
        sections.shift(file, entry(file, key).section, step)
        assert [entry.section.key for entry in entries(file)] == before


def test_a_programme_is_plain_data_and_apart_from_the_file(file: SchoolFile):
    data = read_programme(file)
    content.set_school(file, full_name="Другая")
    assert data.school.full_name == "Школа на горе"
    assert data.results == () and data.media == {}
    file.close()
    assert [section.entry.title for section in data.sections]


def test_an_empty_file_is_read_too(tmp_path: Path):
    with SchoolFile.create(tmp_path / "Пусто.shnor") as file:
        data = read_programme(file)
    assert (data.sections, data.school, data.programme.format_key) == ((), School(id=1), FORM.key)
