"""What a Word file says besides its text: remarks in the margin, and what does not come over."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.documents.tree import Document, Paragraph

Read = Callable[..., Document]

REMARK = (
    '<w:comment w:id="1" w:author="Завуч"><w:p><w:r><w:t>Проверить</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>срок</w:t></w:r></w:p></w:comment>"
    '<w:comment w:id="2"><w:p><w:r><w:t>Без места</w:t></w:r></w:p></w:comment><w:comment w:id="3"/>'
)
MARKED = (
    '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>до 1</w:t></w:r><w:r><w:t xml:space="preserve"> мая</w:t></w:r>'
    '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>'
)


def with_comments(read: Read, comments: str, body: str) -> Document:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:comments xmlns:w="{namespace}">{comments}</w:comments>'.encode()
    return read(body, relations=(("rId5", "comments", "comments.xml"),), files={"word/comments.xml": xml})


def test_remarks_name_who_says_what_of_which_words(read: Read) -> None:
    document = with_comments(read, REMARK, MARKED)
    assert [block.text for block in document.blocks()] == ["до 1 мая"]
    remarks = [block.text for block in document.remarks if isinstance(block, Paragraph)]
    assert remarks == ["Завуч к словам «до 1 мая»: Проверить срок", "Без места"]
    assert any("Примечаний на полях – 2" in text for text in document.notices)


def test_long_words_under_a_remark_are_cut(read: Read) -> None:
    document = with_comments(read, REMARK, MARKED.replace("до 1", "слово " * 40))
    assert len(document.remarks[0].text) < 140
    assert "…»" in document.remarks[0].text


def test_a_plain_document_has_nothing_to_tell(read: Read) -> None:
    assert read("<w:p><w:r><w:t>а</w:t></w:r></w:p>").notices == ()


def test_what_does_not_come_over_is_told(read: Read) -> None:
    body = (
        '<w:altChunk r:id="rId1"/><w:p><w:subDoc r:id="rId9"/><w:ins w:id="1"><w:r><w:t>а</w:t></w:r></w:ins>'
        '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
        '<w:r><w:pict><v:shape><v:imagedata r:id="rId2"/></v:shape></w:pict></w:r>'
        '<w:r><w:drawing><a:blip r:embed="rId3"/></w:drawing></w:r></w:p>'
    )
    relations = (
        ("rId1", "aFChunk", "положение.html"),
        ("rId2", "image", "media/a.png"),
        ("rId3", "image", "file:///C:/Мои/скан.jpg"),
    )
    notices = read(body, relations=relations, files={"word/media/a.png": b"\x89PNG"}).notices
    words = ["«положение.html»", "«без имени»", "Excel.Sheet.12", "«скан.jpg»", "Рисунков – 1", "исправлени"]
    assert [[word in text for word in words] for text in notices] == [
        [place == n for n in range(len(words))] for place in range(len(words))
    ]


def test_macros_stay_behind_and_are_told(make_docx: Callable[..., Path]) -> None:
    path = make_docx("<w:p><w:r><w:t>а</w:t></w:r></w:p>", files={"word/vbaProject.bin": b"x"})
    document = read_docx(path)
    assert [block.text for block in document.blocks()] == ["а"]
    assert any("макросы" in text for text in document.notices)


def test_a_template_is_read_like_a_document(make_docx: Callable[..., Path], tmp_path: Path) -> None:
    path = make_docx("<w:p><w:r><w:t>а</w:t></w:r></w:p>")
    template = tmp_path / "шаблон.dotx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(template, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"document.main+xml", b"template.main+xml"))
    assert [block.text for block in read_docx(template).blocks()] == ["а"]
