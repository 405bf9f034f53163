"""Nothing of the reference documents is lost or moved: counted by python-docx and a plain walk, not by our reader."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest

from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.founding import founded
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.queries import read_programme

REFERENCES = {
    "school-programme": 2000,
    "municipal-programme": 45,
    "municipal-roadmap": 340,
    "municipal-action-plan": 370,
    "support-concept": 140,
}
"""The documents, and how many paragraphs (those of cells among them) each has at least."""

WAYS = [(name, form) for name in REFERENCES for form in dict.fromkeys(("school-programme", name))]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TELLING = 12
"""So many letters make a text that stands once worth looking for its place."""


def plain(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]+", "", text.lower().replace("ё", "е"))


def paragraphs(path: Path) -> list[str]:
    """The texts of all paragraphs, those of cells, boxes and links included, in the order of the file."""
    return [text for text in map(plain, _paragraphs(path)) if text]


def _paragraphs(path: Path) -> Iterator[str]:
    for element in docx.Document(str(path)).element.body.iter(W + "p"):
        own = (node for node in element.iter(W + "t") if next(node.iterancestors(W + "p")) is element)
        yield "".join(node.text or "" for node in own)


def cells(path: Path) -> list[str]:
    """The texts of all cells."""
    body = docx.Document(str(path)).element.body
    texts = ("".join(node.text or "" for node in cell.iter(W + "t")) for cell in body.iter(W + "tc"))
    return [text for text in map(plain, texts) if text]


@pytest.fixture(scope="module")
def exported(reference_dir: Path, tmp_path_factory: pytest.TempPathFactory):
    """Brings a reference in and writes it out again; each way once."""
    folder = tmp_path_factory.mktemp("туда-и-обратно")
    made: dict[tuple[str, str], Path] = {}

    def export(name: str, form: str) -> tuple[Path, Path]:
        source, target = reference_dir / f"{name}.docx", folder / f"{name}-{form}.docx"
        if (name, form) not in made:
            with founded(folder / f"{name}-{form}.shnor") as file:
                write_recognised(file, import_docx(source, load_format(form)))
                write_docx(compose(read_programme(file)), target)
            made[name, form] = target
        return source, target

    return export


@pytest.mark.parametrize(("name", "form"), WAYS)
def test_every_paragraph_and_cell_comes_back(name: str, form: str, exported):
    source, target = exported(name, form)
    wanted, whole = paragraphs(source), "".join(paragraphs(target))
    assert len(wanted) >= REFERENCES[name]
    assert [text for text in wanted if text not in whole and not _renumbered(text, whole)] == []
    inside = {*cells(source)}
    assert inside
    flat = "".join(cells(target)) + whole
    assert [text for text in inside if text not in flat and not _in_pieces(text, source, flat)] == []


def as_read(path: Path) -> list[str]:
    """The texts in the order in which a person reads them: a row that a page has cut in two is one row.

    Such a rest stands under a header that is repeated in the middle of the table, and has no number.
    """
    body = docx.Document(str(path)).element.body
    order: list[str] = []
    for element in body:
        rows = [] if element.tag != W + "tbl" else [[_own_texts(cell) for cell in row] for row in _rows(element)]
        for index, cells in enumerate(rows):
            if index > 1 and rows[index - 1] == rows[0] and cells[0] == [] and len(cells) == len(rows[index - 2]):
                for place, rest in enumerate(cells):
                    rows[index - 2][place] += rest
                rows[index] = []
        order += [text for cells in rows for cell in cells for text in cell] if rows else _own_texts(element)
    return order


def _rows(table: Any) -> list[list[Any]]:
    return [row.findall(W + "tc") for row in table.findall(W + "tr")]


def _own_texts(element: Any) -> list[str]:
    found = (plain("".join(node.text or "" for node in one.iter(W + "t"))) for one in element.iter(W + "p"))
    return [text for text in found if text]


@pytest.mark.parametrize(("name", "form"), WAYS)
def test_the_order_of_the_source_is_kept(name: str, form: str, exported):
    source, target = exported(name, form)
    wanted, whole = as_read(source), "".join(paragraphs(target))
    assert sorted(wanted) == sorted(paragraphs(source))
    once = Counter(wanted)
    telling = [text for text in wanted if len(text) >= _TELLING and once[text] == 1 and whole.count(text) == 1]
    assert len(telling) >= 35
    assert moved([whole.index(text) for text in telling], telling) == []


def test_the_measure_of_order_sees_what_has_moved():
    assert moved([1, 2, 9, 3, 4], ["а", "б", "в", "г", "д"]) == ["в"]


def moved(places: Sequence[int], texts: Sequence[str]) -> list[str]:
    """The texts that do not belong to the longest run of growing places."""
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(places)
    for index, place in enumerate(places):
        length = bisect_left(tails, place)
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [index]
        before[index] = ends[length - 1] if length else -1
    kept, index = set(), ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return [text for index, text in enumerate(texts) if index not in kept]


def _renumbered(text: str, whole: str) -> bool:
    """Whether a heading stands there with the number that the form gives it."""
    bare = re.sub(r"^\d{1,2}", "", text)
    return bool(bare) and bare in whole


def _in_pieces(text: str, source: Path, whole: str) -> bool:
    """Whether a cell of several paragraphs stands there paragraph by paragraph, with a number of ours between them."""
    body = docx.Document(str(source)).element.body
    for cell in body.iter(W + "tc"):
        pieces = [plain("".join(node.text or "" for node in one.iter(W + "t"))) for one in cell.iter(W + "p")]
        if "".join(pieces) == text:
            return all(piece in whole for piece in pieces)
    return False
