"""A further year of monitoring: added as one step, through Word and back, taken away only while it is empty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shnor_desktop.models.errors import UserError
from shnor_desktop.models.monitoring import CriterionValue, Wave
from shnor_desktop.models.programme import Section
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.editing.content import set_criterion
from shnor_desktop.services.editing.wave_years import add_year, next_year, remove_year
from shnor_desktop.services.exporting import check_choice
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.packet.requested import requests, year_to_add
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile

FORM = load_format("school-programme")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    make_demo(tmp_path / "а.shnor")
    with SchoolFile.open(tmp_path / "а.shnor") as opened:
        yield opened


def keys(file: SchoolFile) -> list[str]:
    return [wave.key for wave in file.rows(Wave)]


def answer(file: SchoolFile, wave: str, text: str) -> None:
    (section,), (row,) = file.rows(Section, key="appendix_1"), file.rows(Wave, key=wave)
    set_criterion(file, section.id, row.id, "quality_index", CriterionValue(value=text))


def test_a_year_comes_behind_the_others_and_goes_by_undo(file: SchoolFile):
    assert next_year(file, (2026, 2028)) == 2027
    add_year(file, FORM, 2027)
    assert keys(file) == ["entry", "interim", "final", "entry@2027", "interim@2027", "final@2027"]
    assert file.undo_name == "Мониторинг 2027 года" and next_year(file, (2026, 2028)) == 2028
    with pytest.raises(UserError, match="уже есть"):
        add_year(file, FORM, 2027)
    file.undo()
    assert keys(file) == ["entry", "interim", "final"]


def test_its_reports_tell_of_it(file: SchoolFile):
    add_year(file, FORM, 2027)
    found = {one.day: one.wave.key for one in requests(read_programme(file)) if one.wave and one.day}
    assert found[date(2026, 10, 1)] == "interim" and found[date(2027, 10, 1)] == "interim@2027"
    assert found[date(2028, 12, 15)] == "final@2027"


def test_a_report_says_that_its_year_is_not_there(file: SchoolFile):
    def to_add() -> dict[date, int]:
        data = read_programme(file)
        return {one.day: year_to_add(data, one) for one in requests(data) if one.wave and one.day}

    years = to_add()
    assert years[date(2026, 10, 1)] == 0 and years[date(2027, 10, 1)] == 2027 and years[date(2028, 12, 15)] == 2028
    add_year(file, FORM, 2027)
    assert to_add()[date(2027, 10, 1)] == 0 and to_add()[date(2028, 12, 15)] == 2028


def test_a_year_with_answers_stays(file: SchoolFile):
    add_year(file, FORM, 2027)
    answer(file, "entry@2027", "0,5")
    with pytest.raises(UserError, match="2027 года уже есть ответы"):
        remove_year(file, 2027)
    answer(file, "entry@2027", "")
    remove_year(file, 2027)
    assert keys(file) == ["entry", "interim", "final"]
    with pytest.raises(UserError, match="Этапа"):
        check_choice(read_programme(file), (), "entry@2027")


def test_an_unknown_first_year_has_no_next(file: SchoolFile):
    with file.transaction("Без дат") as transaction:
        for wave in file.rows(Wave):
            transaction.change(Wave, wave.id, as_of="")
    assert next_year(file, None) == 0


def test_through_word_and_back(file: SchoolFile, tmp_path: Path):
    add_year(file, FORM, 2027)
    answer(file, "entry@2027", "0,75")
    answer(file, "interim", "0,6")
    write_docx(compose(read_programme(file)), tmp_path / "а.docx")
    texts = [block.text for block in read_docx(tmp_path / "а.docx").blocks() if hasattr(block, "text")]
    assert "Входной мониторинг 2027 года: по состоянию на 01.01.2027" in texts
    with SchoolFile.create(tmp_path / "б.shnor") as again:
        write_recognised(again, import_docx(tmp_path / "а.docx", FORM))
        assert keys(again) == keys(file)
        titles = {row.id: (row.title, row.as_of) for row in file.rows(Wave)}
        assert [(row.title, row.as_of) for row in again.rows(Wave)] == list(titles.values())
        (section,), waves = again.rows(Section, key="appendix_1"), {row.id: row.key for row in again.rows(Wave)}
        values = {
            waves[row.wave_id]: row.value
            for row in again.rows(CriterionValue, section_id=section.id)
            if row.key == "quality_index"
        }
        assert values["entry@2027"] == "0,75" and values["interim"] == "0,6"
        assert not any("Не распознано" in row.title for row in again.rows(Section))
