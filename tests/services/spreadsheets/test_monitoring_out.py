"""The workbook of the example school, read back by openpyxl and calculated anew by LibreOffice."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shnor_desktop.cli import main
from shnor_desktop.models.errors import UserError
from shnor_desktop.models.monitoring import CriterionValue
from shnor_desktop.services import shares
from shnor_desktop.services.queries import ProgrammeData, SectionData
from shnor_desktop.services.spreadsheets.book_names import KEY_SHEET, PLACES_SHEET, WHOLE_LABEL
from shnor_desktop.services.spreadsheets.monitoring_out import chosen_wave, write_monitoring

SHEETS = ["Раздел 7", "Раздел 8", "Приложение 1", "Приложение 2", "Приложение 3", "Динамика"]


@pytest.fixture(scope="module")
def written(example: ProgrammeData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the final wave."""
    path = tmp_path_factory.mktemp("book") / "мониторинг.xlsx"
    write_monitoring(example, path, "final")
    return path


def texts(sheet: Any) -> list[str]:
    """All texts of a sheet."""
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")]


def section_of(data: ProgrammeData, key: str) -> SectionData:
    """A section by its key."""
    return next(section for section in data.sections if section.section.key == key)


def places(path: Path) -> dict[str, tuple[str, str]]:
    """The hidden sheet: place → (sheet, cell)."""
    sheet = openpyxl.load_workbook(path)[PLACES_SHEET]
    rows = [(str(row[0].value or ""), str(row[1].value or "")) for row in sheet.iter_rows(max_col=2)]
    cells = {place: address.rpartition("!") for place, address in rows if "!" in address}
    return {place: (name.strip("'"), cell) for place, (name, _, cell) in cells.items()}


def with_value(data: ProgrammeData, key: str, value: CriterionValue) -> ProgrammeData:
    """The data with one value of Приложение 2 in the final wave given anew."""
    section = section_of(data, "appendix_2")
    wave = next(row for row in data.waves if row.key == "final")
    kept = [one for one in section.values if (one.wave_id, one.key) != (wave.id, key)]
    new = dataclasses.replace(value, wave_id=wave.id, key=key)
    changed = dataclasses.replace(section, values=(*kept, new))
    return dataclasses.replace(data, sections=tuple(changed if one is section else one for one in data.sections))


def test_the_sheets_of_a_control_date(written: Path):
    book = openpyxl.load_workbook(written)
    assert book.sheetnames == [*SHEETS, KEY_SHEET, PLACES_SHEET]
    assert book[KEY_SHEET].sheet_state == "veryHidden"


@pytest.mark.parametrize("key", ["appendix_1", "appendix_2"])
def test_labels_of_the_form_stand_to_the_letter(written: Path, example: ProgrammeData, key: str):
    section = section_of(example, key)
    found = texts(openpyxl.load_workbook(written)[section.entry.number])
    for column in section.spec.columns:
        assert column.label in found
    for criterion in section.spec.criterion:
        assert criterion.title in found
        assert {indicator.label for indicator in criterion.indicators} <= set(found)
    assert section.spec.conclusions_label in found
    assert section.spec.measures_label in found
    assert "Итоговый мониторинг: по состоянию на 01.12.2026" in found


def test_criteria_are_merged_over_their_indicators(written: Path, example: ProgrammeData):
    sheet = openpyxl.load_workbook(written)["Приложение 1"]
    section = section_of(example, "appendix_1")
    starts = {cell.value: cell.row for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    for criterion in section.spec.criterion:
        area = merged[starts[criterion.title], 2]
        assert area.max_row - area.min_row + 1 == len(criterion.indicators)


def test_shares_are_formulas_with_their_values(written: Path, example: ProgrammeData):
    formulas, values = openpyxl.load_workbook(written), openpyxl.load_workbook(written, data_only=True)
    known = places(written)
    counted = 0
    for section in (section_of(example, "appendix_1"), section_of(example, "appendix_2")):
        wave = next(row for row in example.waves if row.key == "final")
        for indicator in section.spec.indicators:
            if indicator.kind != "share":
                continue
            sheet, cell = known[f"criterion_value:{section.section.key}/final/{indicator.key}:value"]
            count = section.value(wave.id, indicator.of)
            assert count is not None
            share = shares.share(count.numerator, count.denominator)
            assert share is not None
            assert str(formulas[sheet][cell].value).startswith("=")
            assert values[sheet][cell].value == pytest.approx(share / 100)
            counted += 1
    assert counted == 6


SHARE = "criterion_value:appendix_2/final/single_parent"


@pytest.fixture(scope="module")
def calculated(
    written: Path, recalculated: Callable[..., list[Path]], tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    """The workbook as LibreOffice calculates it, and what a colleague's count, or the want of it, makes of it there."""
    known, book, folder = places(written), openpyxl.load_workbook(written), tmp_path_factory.mktemp("typed")
    (sheet, count), (_, whole) = known[f"{SHARE}_count:value"], known[f"{SHARE}_count:denominator"]
    book[sheet][count], book[sheet][whole] = 3, 8
    book.save(folder / "другая.xlsx")
    book[sheet][count] = "нет данных"
    book.save(folder / "без данных.xlsx")
    return recalculated(written, folder / "другая.xlsx", folder / "без данных.xlsx")


def test_libreoffice_calculates_the_same(written: Path, calculated: list[Path]):
    """Every formula calculated anew gives the value that the program wrote beside it, and none is an error."""
    ours = openpyxl.load_workbook(written, data_only=True)
    theirs = openpyxl.load_workbook(calculated[0], data_only=True)
    formulas = openpyxl.load_workbook(written)
    count = 0
    for name in SHEETS:
        for row in formulas[name].iter_rows():
            for cell in row:
                if not str(cell.value).startswith("="):
                    continue
                value, again = ours[name][cell.coordinate].value, theirs[name][cell.coordinate].value
                if isinstance(value, (int, float)):
                    assert again == pytest.approx(value), (name, cell.coordinate)
                else:
                    assert (again or "") == (value or ""), (name, cell.coordinate)
                count += 1
    assert count > 30


def test_a_share_follows_what_a_colleague_types(written: Path, calculated: list[Path]):
    sheet, share = places(written)[f"{SHARE}_share:value"]
    found = [openpyxl.load_workbook(path, data_only=True)[sheet][share].value for path in calculated[1:]]
    assert found == [pytest.approx(0.375), "нет данных"]


def test_only_values_are_free_to_type(written: Path, example: ProgrammeData):
    book = openpyxl.load_workbook(written)
    for name in SHEETS:
        assert book[name].protection.sheet, name
    free = {
        (name, cell.coordinate)
        for name in SHEETS
        for row in book[name].iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    known = places(written)
    formulas = {where for where in known.values() if str(book[where[0]][where[1]].value).startswith("=")}
    typed = {where for place, where in known.items() if not place.startswith("dynamics:")} - formulas
    assert typed <= free
    assert not formulas & free
    labels = {column.label for section in example.sections for column in section.spec.columns}
    assert not [where for where in free if book[where[0]][where[1]].value in labels]


def test_lists_to_choose_from(written: Path):
    sheet = openpyxl.load_workbook(written)["Приложение 1"]
    _, cell = places(written)["criterion_value:appendix_1/final/quality_group:value"]
    rule = next(rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref)
    assert rule.formula1 == '"1,2,3,4,5,6,нет данных"'
    assert rule.errorStyle == "warning"


def test_paper(written: Path):
    book = openpyxl.load_workbook(written)
    for name in SHEETS:
        sheet = book[name]
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
    aside = next(cell for row in book["Приложение 1"].iter_rows() for cell in row if cell.value == WHOLE_LABEL)
    last = book["Приложение 1"].print_area.rpartition(":")[2].strip("$")
    assert last[0] < aside.column_letter


def test_every_cell_to_type_in_has_a_name(written: Path):
    book = openpyxl.load_workbook(written)
    named = {name.attr_text for name in book.defined_names.values()}
    free = {(sheet, cell) for sheet, cell in places(written).values() if not book[sheet][cell].protection.locked}
    quoted = {(name.rpartition("!")[0].strip("'"), name.rpartition("!")[2].replace("$", "")) for name in named}
    assert quoted == free
    assert len(free) > 150


def test_the_difference_to_the_wave_before(written: Path, example: ProgrammeData):
    sheet = openpyxl.load_workbook(written, data_only=True)["Динамика"]
    known = places(written)
    section = section_of(example, "appendix_2")
    waves = [next(row for row in example.waves if row.key == key) for key in ("entry", "final")]
    was, became = (section.value(wave.id, "single_parent_count") for wave in waves)
    assert was is not None
    assert became is not None
    assert was.numerator is not None
    assert became.numerator is not None
    _, change = known["dynamics:appendix_2/single_parent_count:change"]
    assert sheet[change].value == became.numerator - was.numerator
    _, change = known["dynamics:appendix_2/single_parent_share:change"]
    shares_ = [shares.share(one.numerator, one.denominator) for one in (was, became)]
    assert shares_[0] is not None
    assert shares_[1] is not None
    assert sheet[change].value == pytest.approx(shares_[1] - shares_[0])


def test_the_first_wave_has_nothing_to_compare_with(example: ProgrammeData, tmp_path: Path):
    write_monitoring(example, tmp_path / "a.xlsx", "entry")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == [*SHEETS[:-1], KEY_SHEET, PLACES_SHEET]


def test_no_data_is_no_zero(example: ProgrammeData, tmp_path: Path):
    data = with_value(example, "deviant_count", CriterionValue(no_data=True))
    write_monitoring(data, tmp_path / "a.xlsx", "final")
    values, known = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True), places(tmp_path / "a.xlsx")
    for key in ("deviant_count", "deviant_share"):
        sheet, cell = known[f"criterion_value:appendix_2/final/{key}:value"]
        assert values[sheet][cell].value == "нет данных"


def test_only_one_part(example: ProgrammeData, tmp_path: Path):
    write_monitoring(example, tmp_path / "a.xlsx", "", ("roadmap",))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Раздел 6", KEY_SHEET, PLACES_SHEET]
    roadmap = section_of(example, "roadmap")
    found = texts(book["Раздел 6"])
    assert {entry.row.period for entry in roadmap.activities if entry.row.period} <= set(found)


def test_a_part_that_is_no_table(example: ProgrammeData, tmp_path: Path):
    with pytest.raises(UserError, match="нет таблиц"):
        write_monitoring(example, tmp_path / "a.xlsx", "", ("relevance",))
    assert not list(tmp_path.iterdir())


def test_the_wave_that_is_shown_by_itself(example: ProgrammeData):
    wave = chosen_wave(example)
    assert wave is not None
    assert wave.key == "final"


def test_the_same_data_give_the_same_bytes(example: ProgrammeData, tmp_path: Path):
    for name in ("a.xlsx", "b.xlsx"):
        write_monitoring(example, tmp_path / name, "final")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["demo", str(tmp_path / "школа.shnor")]) == 0
    assert main(["export", str(tmp_path / "школа.shnor"), str(tmp_path / "школа.xlsx"), "--wave", "entry"]) == 0
    assert zipfile.is_zipfile(tmp_path / "школа.xlsx")
    assert main(["export", str(tmp_path / "школа.shnor"), str(tmp_path / "нет.xlsx"), "--wave", "spring"]) == 2
    assert "Этапа «spring» в программе нет" in capsys.readouterr().err
    assert not (tmp_path / "нет.xlsx").exists()
