"""Numbers that a text took from the results: found where they differ, taken anew in one step, spared where rounded."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import exam_rows
import pytest

from shnor_desktop.models.all import ExamResult, School, Section, SectionText
from shnor_desktop.services.checks import bound_text, fixes, run_checks
from shnor_desktop.services.checks.finding import Finding
from shnor_desktop.services.documents.bound_runs import bound_runs, with_bound
from shnor_desktop.services.documents.tree import Block, Paragraph, ResultTable, Row, Run, Table, paragraph, text_cell
from shnor_desktop.services.documents.tree_json import load_blocks
from shnor_desktop.services.editing import results_text
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.results import methods
from shnor_desktop.services.results.section_two import Wanted, whole
from shnor_desktop.services.school_file import SchoolFile

QUALITY = "vpr/2026/Математика/4/quality"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "Школа.shnor") as opened:
        start_programme(opened, load_format("school-programme"), School(short_name="Школа № 7"), (2026, 2028))
        put_results(opened)
        yield opened


def put_results(file: SchoolFile, *args: dict[int, int]) -> None:
    """The results of `exam_rows` in place of those that are there."""
    with file.transaction("Результаты") as transaction:
        transaction.remove_all(ExamResult, [row.id for row in file.rows(ExamResult)])
        transaction.add_all([dataclasses.replace(row, id=0) for row in exam_rows.rows(*args)])


def analysis(file: SchoolFile) -> int:
    return next(row.id for row in file.rows(Section) if row.key == "analysis")


def text(file: SchoolFile) -> tuple[Block, ...]:
    (row,) = file.rows(SectionText, section_id=analysis(file), slot="body")
    return load_blocks(row.body)


def findings(file: SchoolFile) -> list[Finding]:
    return list(bound_text.bound_values(read_programme(file)))


def say(file: SchoolFile, shown: str, key: str = QUALITY) -> None:
    runs = (Run("Качество – "), Run(shown, bound=key), Run("."))
    results_text.append_text(file, analysis(file), (paragraph("До."), Paragraph(runs)))


def test_what_the_program_wrote_is_right_until_the_data_change(file: SchoolFile):
    results_text.append_text(file, analysis(file), whole(results_text.results_of(file), Wanted()))
    in_section = [one for one in run_checks(read_programme(file)) if one.section_id == analysis(file)]
    assert in_section == []
    put_results(file, {5: 10, 4: 10, 3: 1})
    found = findings(file)
    assert {one.code for one in found} == {"bound-differs"}
    assert any("«42,86\u00a0%», по данным 95,24\u00a0%." in one.message for one in found)
    assert results_text.refresh_numbers(file, [analysis(file)]) == len(found)
    assert findings(file) == []
    assert file.undo_name == "Числа из результатов"
    file.undo()
    assert len(findings(file)) == len(found)


def test_the_same_words_for_two_values_are_both_taken_anew(file: SchoolFile):
    success = QUALITY.replace("quality", "success")
    runs = (Run("Качество – "), Run("58 %", bound=QUALITY), Run(", успеваемость – "), Run("58 %", bound=success))
    results_text.append_text(file, analysis(file), (Paragraph(runs),))
    data = read_programme(file)
    made = [fix for one in findings(file) if (fix := fixes.fix_of(one, data)) is not None]
    assert len(made) == 2 and len({one.key for one in made}) == 2
    fixes.apply(file, made)
    assert findings(file) == []


def test_other_methods_make_what_was_written_a_finding_and_the_numbers_are_taken_anew(file: SchoolFile):
    results_text.append_text(file, analysis(file), whole(results_text.results_of(file), Wanted()))
    methods.set_methods(file, {**methods.USUAL, "corridor": 1.0, "no_conclusions": 50.0, "limited": 60.0})
    found = findings(file)
    assert found and {one.code for one in found} == {"bound-differs"}
    told = [one.message for one in found]
    assert any("по данным «ниже коридора – задание 2, выше – задания 1 и 5(1)»" in one for one in told)
    assert any(one.startswith("В тексте «10», по данным 1") for one in told)
    assert any("по данным «меньше 50: выводы о классе в целом не делаются»" in one for one in told)
    assert results_text.refresh_numbers(file, [analysis(file)]) == len(found)
    assert findings(file) == []
    file.undo()
    file.undo()
    assert findings(file) == []


def test_another_number_typed_over_is_a_finding_with_its_fix(file: SchoolFile):
    say(file, "58 %")
    (found,) = findings(file)
    assert found.message == "В тексте «58 %», по данным 42,86\u00a0%."
    assert (found.severity, found.place) == ("error", "section_text:body:1:58 %")
    fix = fixes.fix_of(found, read_programme(file))
    assert fix is not None and fix.label == "Взять из данных"
    fixes.apply(file, [fix])
    assert findings(file) == []
    assert text(file)[1] == Paragraph((Run("Качество – "), Run("42,86\u00a0%", bound=QUALITY), Run(".")))
    file.undo()
    assert len(findings(file)) == 1


def test_a_well_rounded_number_and_other_words_around_it_are_right(file: SchoolFile):
    for shown in ("43 %", "42,9 %", "около 42,86 %", "меньше половины"):
        say(file, shown)
    assert findings(file) == []
    before = text(file)
    assert results_text.refresh_numbers(file) == 0
    assert text(file) == before


def test_results_that_are_gone_can_be_left_as_words(file: SchoolFile):
    say(file, "58 %", "vpr/2019/Математика/4/quality")
    results_text.append_text(file, analysis(file), (ResultTable("vpr-low/vpr/2019/Математика/4"),))
    gone, table = findings(file)
    assert (gone.code, gone.severity) == ("bound-gone", "warning")
    assert table.code == "result-table-gone" and "больше нет" in table.message
    fix = fixes.fix_of(gone, read_programme(file))
    assert fix is not None
    fixes.apply(file, [fix])
    assert [one.code for one in findings(file)] == ["result-table-gone"]
    assert text(file)[1] == Paragraph((Run("Качество – "), Run("58 %"), Run(".")))
    assert results_text.refresh_numbers(file) == 0


def test_a_fix_spares_what_was_mended_meanwhile(file: SchoolFile):
    say(file, "58 %")
    (found,) = findings(file)
    fix = fixes.fix_of(found, read_programme(file))
    assert fix is not None
    results_text.refresh_numbers(file)
    before = text(file)
    fixes.apply(file, [fix])
    assert text(file) == before


def test_numbers_in_cells_of_tables_are_looked_at_too(file: SchoolFile):
    cell = dataclasses.replace(text_cell(""), blocks=(Paragraph((Run("58 %", bound=QUALITY),), "table"),))
    results_text.append_text(file, analysis(file), (Table((Row((text_cell("Качество"), cell)),)),))
    assert [one.code for one in findings(file)] == ["bound-differs"]
    assert results_text.refresh_numbers(file) == 1
    assert findings(file) == []


def test_a_table_of_results_in_a_cell_is_looked_for_too(file: SchoolFile):
    there, gone = ResultTable("vpr-low/vpr/2026/Математика/4"), ResultTable("vpr-low/vpr/2019/Математика/4")
    for table, told in ((there, []), (gone, ["result-table-gone"])):
        cell = dataclasses.replace(text_cell(""), blocks=(paragraph("Таблица:"), table))
        results_text.append_text(file, analysis(file), (Table((Row((text_cell("Класс"), cell)),)),))
        assert [one.code for one in findings(file)] == told
    (found,) = findings(file)
    assert found.place.endswith(":3")  # the paragraph above it, of the second table


def test_a_value_in_pieces_of_several_looks_is_one():
    pieces = (Run("42,", bound=QUALITY), Run("86 %", bold=True, bound=QUALITY), Run("."), Run("3", bound="другой"))
    block = Paragraph(pieces)
    assert [run.text for run in bound_runs(block)] == ["42,86 %", "3"]
    assert with_bound((block,), lambda run: run) == (block,)
    (said,) = with_bound((block,), lambda run: dataclasses.replace(run, text="нет"))
    assert isinstance(said, Paragraph) and said.text == "нет.нет"


def test_only_sections_of_text_are_offered_the_analysis_first(file: SchoolFile):
    offered = results_text.text_sections(file)
    assert offered[0].key == "analysis"
    assert {section.kind for section in offered} == {"text"}
