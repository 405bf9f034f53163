"""A workbook made for one municipality's form goes into another's rows, where indicators match by key."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.formats import load_format, read_format
from shnor_desktop.services.formats.catalogue import resource_path
from shnor_desktop.services.queries import ProgrammeData
from shnor_desktop.services.spreadsheets.consolidated_book import write_consolidated
from shnor_desktop.services.spreadsheets.consolidation import consolidate
from shnor_desktop.services.spreadsheets.monitoring_out import write_monitoring


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same keys in another municipality's words and order; one indicator is unknown there."""
    text = resource_path("formats", "school-programme.toml").read_text("utf-8")
    text = text.replace('key = "school-programme"', 'key = "other"', 1)
    for words, others in (
        ("Критерий отнесения к группе школ с низкими образовательными результатами", "Признак"),
        ("Показатель", "Что считаем"),
        ("Фактические данные", "Факт"),
        ("Кол-во обучающихся", "Детей"),
        ("Доля", "Часть"),
    ):
        text = text.replace(f'label = "{words}', f'label = "{others}')
    text = re.sub(r'title = "Отношение численности', 'title = "Сколько', text)
    text = text.replace('key = "social_index"', 'key = "own_index"')
    path = tmp_path_factory.mktemp("form") / "other.toml"
    path.write_text(text, "utf-8")
    return path


def test_answers_stand_in_the_rows_of_the_other_form(example: ProgrammeData, other: Path, tmp_path: Path):
    form = read_format(other)
    folder = tmp_path / "школы"
    folder.mkdir()
    write_monitoring(example, folder / "а.xlsx", "final", ("appendix_1", "appendix_2"))
    own = consolidate([folder], load_format("school-programme"))
    found = consolidate([folder], form)
    (mine,), (theirs,) = own.schools, found.schools
    shared = {place for place in mine.answers if place[1] != "social_index"}
    counted = {place: mine.answers[place] for place in shared if mine.answers[place].numerator is not None}
    assert len(counted) >= 5
    assert {place: theirs.answers[place] for place in counted} == counted
    assert ("appendix_2", "own_index") not in theirs.answers
    assert [one.text for one in found.remarks if "Нет ответа" in one.text]
    assert (theirs.name, theirs.as_of) == (mine.name, mine.as_of)
    write_consolidated(found, tmp_path / "свод.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "свод.xlsx")["Приложение 2"]
    assert [cell.value for cell in sheet[2]][1:3] == ["Признак", "Что считаем"]
    assert 57 in [cell.value for row in sheet.iter_rows() for cell in row]


def test_a_form_without_the_same_keys_takes_nothing(example: ProgrammeData, tmp_path: Path):
    write_monitoring(example, tmp_path / "а.xlsx", "final", ("appendix_1", "appendix_2"))
    with pytest.raises(UserError, match="Ни в одной книге"):
        consolidate([tmp_path], load_format("support-concept"))
