"""A layout changes sizes, margins and spacing in Word, on our pages and on the web alike."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt
from docx_tools import WordFile, complaints, problems

from shnor_desktop.services.documents.column_widths import LEAST_SIZE, fit_columns
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.html_writer import html_text
from shnor_desktop.services.documents.page_layout import EDITIONS, USUAL, PageLayout, styles_of
from shnor_desktop.services.documents.styles import STYLES
from shnor_desktop.services.documents.tree import Document, Heading, Part, Row, Run, Table, paragraph, text_cell

LARGE = PageLayout(edition="2016", left=30, letters=14, table_letters=12, line=1.5)
WORDS = ("Результативность", "Ответственные", "ежеквартально", "Математика", "Обществознание", "успеваемость")


def wide(columns: int) -> Table:
    head = Row(tuple(text_cell(WORDS[n % 6], "table_header") for n in range(columns)), header=True)
    return Table((head, Row(tuple(text_cell(WORDS[n % 6]) for n in range(columns)))))


def document(layout: PageLayout, columns: int = 3) -> Document:
    mark = paragraph("ПРИЛОЖЕНИЕ", "approval_mark")
    blocks = (mark, Heading(1, (Run("Цели"),)), paragraph("Текст"), wide(columns))
    return Document((Part(blocks), Part((mark,), landscape=True)), layout=layout)


def test_the_usual_layout_is_the_table_of_styles():
    assert dict(styles_of(USUAL)) == STYLES
    assert USUAL.text_area(landscape=False) == (180.0, 257.0)
    assert LARGE.text_area(landscape=True) == (257.0, 170.0)


def test_editions_differ_in_the_corner():
    assert [(one.key, one.corner) for one in EDITIONS] == [("2025", 80.0), ("2016", 75.0)]
    assert USUAL.styles["approval_mark"].left == 100.0
    assert LARGE.styles["approval_mark"].left == 170.0 - 75.0
    assert PageLayout(edition="1883").corner == 80.0


def test_word_has_the_sizes_margins_and_spacing(tmp_path: Path):
    path = tmp_path / "a.docx"
    write_docx(document(LARGE), path)
    assert problems(WordFile(path)) == []
    assert complaints(path) == []
    word = docx.Document(str(path))
    assert word.styles["Normal"].font.size == Pt(14)
    assert word.styles["Shnor Table"].font.size == Pt(12)
    assert word.styles["Heading 1"].font.size == Pt(16)
    assert word.styles["Normal"].paragraph_format.line_spacing == 1.5
    assert word.styles["Shnor Plain"].paragraph_format.line_spacing == 1.0
    assert [round(section.left_margin / Mm(1)) for section in word.sections] == [30, 30]
    marks = [one for one in word.paragraphs if one.style.name == "Shnor Approval Mark"]
    assert round(word.styles["Shnor Approval Mark"].paragraph_format.left_indent / Mm(1)) == 95
    assert [one.paragraph_format.left_indent is None for one in marks] == [True, False]
    assert round(marks[1].paragraph_format.left_indent / Mm(1)) == 257 - 75


def test_the_web_page_follows():
    text = html_text(document(LARGE))
    assert "padding: 20mm 10mm 20mm 30mm" in text
    assert ".body { font-size: 14pt;" in text
    assert "margin: 0pt 0 14pt max(0mm, 100% - 75mm)" in text


@pytest.mark.parametrize("size", [10.0, 12.0])
def test_a_too_wide_table_takes_smaller_letters_before_words_are_cut(size: float):
    assert fit_columns(wide(4), 180.0, size).size == size
    fitted = fit_columns(wide(8), 180.0, size)
    assert LEAST_SIZE <= fitted.size < size
    assert fit_columns(wide(30), 180.0, size).size == LEAST_SIZE
    assert sum(fitted.widths) == pytest.approx(180.0)
    assert fit_columns(Table(wide(30).rows, borders=False), 180.0, size).size == size


def test_smaller_letters_are_the_same_in_word_and_on_the_web(tmp_path: Path):
    path = tmp_path / "a.docx"
    write_docx(document(USUAL, 8), path)
    assert problems(WordFile(path)) == []
    assert complaints(path) == []
    table = docx.Document(str(path)).tables[0]
    sizes = {run.font.size for cell in table.rows[1].cells for one in cell.paragraphs for run in one.runs}
    planned = fit_columns(wide(8), 180.0)
    assert planned.size < 10
    assert sizes == {Pt(planned.size)}
    text = html_text(document(USUAL, 8))
    assert f'class="letters{round(planned.size * 10)}"' in text
    assert f".letters{round(planned.size * 10)} .table {{ font-size: {planned.size:g}pt; }}" in text
    assert ".letters" not in html_text(document(USUAL, 3))


def test_header_and_group_rows_stay_with_what_they_head(tmp_path: Path):
    rows = (*wide(3).rows, Row((text_cell("Группа", columns=3),)), wide(3).rows[1])
    write_docx(Document((Part((Table(rows),)),)), tmp_path / "a.docx")
    table = docx.Document(str(tmp_path / "a.docx")).tables[0]
    kept = [all(one.paragraph_format.keep_with_next for one in row.cells[0].paragraphs) for row in table.rows]
    assert kept == [True, False, True, False]
