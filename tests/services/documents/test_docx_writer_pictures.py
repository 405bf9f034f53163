"""Pictures in Word files: parts, sizes, and what stands for a picture that cannot be shown."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx_tools import NAMESPACES, WordFile, problems
from strategies_tree import png

from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.tree import Block, Cell, Document, Part, Picture, Row, Table

MM = 36_000


def written(tmp_path: Path, *blocks: Block, **media: bytes) -> WordFile:
    path = tmp_path / "a.docx"
    write_docx(Document((Part(blocks),), media=media), path)
    file = WordFile(path)
    assert problems(file) == []
    return file


def sizes(file: WordFile) -> list[tuple[float, float]]:
    """Widths and heights in millimetres."""
    extents = file.all(".//wp:extent")
    return [(round(int(e.get("cx", "")) / MM, 1), round(int(e.get("cy", "")) / MM, 1)) for e in extents]


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (0, 0, (10.6, 5.3)),  # 40 × 20 pixels of the screen
        (60, 0, (60, 30)),
        (0, 60, (120, 60)),
        (50, 50, (50, 50)),
        (360, 0, (180, 90)),  # not wider than the text
        (100, 514, (50, 257)),  # not higher than the page
    ],
)
def test_sizes(tmp_path: Path, width: float, height: float, size: tuple[float, float]):
    assert sizes(written(tmp_path, Picture("a", width, height), a=png())) == [size]


def test_a_picture_in_a_cell_fits_the_cell(tmp_path: Path):
    table = Table((Row((Cell((Picture("a", 170),)), Cell())),))
    ((width, height),) = sizes(written(tmp_path, table, a=png()))
    assert 80 < width < 90
    assert height == pytest.approx(width / 2, abs=0.1)


def test_a_picture_shown_twice_is_stored_once_and_python_docx_sees_it(tmp_path: Path):
    data = png()
    file = written(tmp_path, Picture("a", alt='Схема "один"'), Picture("a"), Picture("b"), a=data, b=png(10, 10))
    assert [name for name in file.names if "media" in name] == ["word/media/image1.png", "word/media/image2.png"]
    document = docx.Document(str(tmp_path / "a.docx"))
    assert len(document.inline_shapes) == 3
    properties = file.all(".//wp:docPr")
    assert [(each.get("name"), each.get("descr")) for each in properties][:2] == [("a", 'Схема "один"'), ("a", "")]
    relation = document.part.rels[document.inline_shapes[0]._inline.graphic.graphicData.pic.blipFill.blip.embed]
    assert relation.target_part.blob == data


@pytest.mark.parametrize("data", [None, b"", b"not a picture", png()[:20], b"GIF89a\0\0\0\0"])
def test_what_cannot_be_shown_leaves_a_word_in_its_place(tmp_path: Path, data: bytes | None):
    media = {} if data is None else {"a": data}
    file = written(tmp_path, Picture("a", 10, 10, "график\nуспеваемости"), **media)
    assert file.texts() == ["[рисунок] график успеваемости"]
    assert not file.body.findall(".//w:drawing", NAMESPACES)
