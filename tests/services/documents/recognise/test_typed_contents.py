"""Contents that somebody typed become contents; what only looks a little like them stays."""

from __future__ import annotations

import pytest
from table_tools import FORM, heading, para, table

from shnor_desktop.services.documents.recognise.typed_contents import without_typed_contents
from shnor_desktop.services.documents.tree import Block, Contents, Document, PageBreak, Part
from shnor_desktop.services.import_review import ImportReview

LINES = ("1. Актуальность программы ........ 3", "2. Анализ\t5", "5.1 Обеспечение…………12", "Приложение 1      40")


def kinds(*blocks: Block) -> list[str]:
    document = without_typed_contents(Document((Part(blocks),)))
    return [type(block).__name__ for block in document.blocks()]


@pytest.mark.parametrize("title", [para("Содержание"), heading("ОГЛАВЛЕНИЕ"), para("Содержание:")])
def test_typed_lines_with_pages_are_contents(title: Block):
    document = Document((Part((title, para(""), *map(para, LINES), para(""), PageBreak(), para("Дальше."))),))
    blocks = list(without_typed_contents(document).blocks())
    assert isinstance(blocks[0], Contents)
    assert [type(block).__name__ for block in blocks[1:]] == ["Paragraph", "PageBreak", "Paragraph"]


def test_a_table_with_pages_is_contents():
    rows = (("1", "Актуальность", "3"), ("2", "Анализ", "5"), ("", "Приложения", "40"))
    assert kinds(para("Содержание"), table(*rows), para("Дальше.")) == ["Contents", "Paragraph"]


@pytest.mark.parametrize(
    "blocks",
    [
        (para("Содержание"), para("О чём эта программа."), para("Учёба.")),
        (para("Содержание"), *map(para, LINES[:2])),
        (para("Содержание"), table(("Предмет", "Часы"), ("Алгебра", "пять"), ("Химия", "2"))),
        (para("Содержание"), table(("3",), ("5",), ("7",))),
        (para("План"), *map(para, LINES)),
        (para("Содержание"),),
    ],
)
def test_other_lines_stay(blocks: tuple[Block, ...]):
    assert "Contents" not in kinds(*blocks)


def test_an_import_keeps_no_typed_contents_as_text():
    blocks = (para("Содержание"), *map(para, LINES), heading("1. Актуальность программы"), para("Зачем."))
    review = ImportReview("файл.docx", Document((Part(blocks),)), FORM)
    assert [line.kind for line in review.lines()] == ["contents", "heading", "text"]
    assert review.found.kept["paragraphs"] == 1
    assert review.found.lost == []
