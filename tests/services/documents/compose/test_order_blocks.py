"""The foot of an order: the last point, the signature and who prepared it come on one page, in every program."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from municipal import ORDER, PAPERS, numbered, write_paper

from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.reuse import same
from shnor_desktop.services.documents.tree import Paragraph, Table, paragraph
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import import_docx
from shnor_desktop.ui.paper.paginate import layout_document

KEY = "municipal-roadmap"
EXECUTOR = "Проект подготовлен:\nметодический центр\nТихонова А. Б.\n5-55-12"


@pytest.mark.parametrize("count", range(24, 32))
def test_nothing_of_the_foot_stands_alone_on_a_page(count: int, tmp_path: Path, qapp: object):
    points = numbered(*((0, "1." if not n else "", f"Поручить школе дело номер {n}.") for n in range(count)))
    paper = dataclasses.replace(PAPERS[KEY], order=dataclasses.replace(ORDER, executor=EXECUTOR))
    document = compose(write_paper(tmp_path / "а.shnor", KEY, paper, points), sections=["order"])
    pages = layout_document(document).pages
    where = {
        text: next(n for n, page in enumerate(pages) if text in " ".join(item.text for item in page.texts))
        for text in (f"номер {count - 1}.", "Л. Н. Ветрова", "5-55-12", "Проект подготовлен:")
    }
    assert len(set(where.values())) == 1, where


def test_word_is_told_so_and_gives_it_back(tmp_path: Path):
    paper = dataclasses.replace(PAPERS[KEY], order=dataclasses.replace(ORDER, executor=EXECUTOR))
    data = write_paper(tmp_path / "а.shnor", KEY, paper)
    blocks = list(compose(data, sections=["order"]).blocks())
    last, signature = blocks[-2:]
    assert isinstance(last, Paragraph) and last.keep
    assert isinstance(signature, Table) and len(signature.rows) == 1
    assert [cell.text for cell in signature.rows[0].cells] == [f"{ORDER.post}\n{EXECUTOR}", ORDER.person]
    write_docx(compose(data), tmp_path / "а.docx")
    order = import_docx(tmp_path / "а.docx", load_format(KEY)).sections[0].order
    assert order is not None
    assert (order.post, order.person, order.executor) == (ORDER.post, ORDER.person, EXECUTOR)


def test_a_line_that_no_longer_is_the_last_is_laid_out_anew():
    one = paragraph("Контроль оставляю за собой.", "list")
    assert one == dataclasses.replace(one, keep=True)
    assert not same(one, dataclasses.replace(one, keep=True))
