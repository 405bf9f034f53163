"""The guard: every kind of wrong, broken or hostile file is refused with one sentence, sound ones pass."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.guard import DEFAULT_LIMITS, check_ooxml
from shnor_desktop.services.guard_limits import Limits

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOC = f'<w:document xmlns:w="{W}"><w:body>%s</w:body></w:document>'
TINY = Limits(
    file=1 << 20,
    unpacked=200_000,
    part=100_000,
    entries=20,
    ratio=50,
    ratio_from=50_000,
    depth=60,
    elements=500,
    paragraphs=300,
)

NOISE = random.Random(1).randbytes(60_000)


def word_file() -> bytes:
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("текст")
    document.save(stream)
    return stream.getvalue()


def package(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def nested(levels: int) -> str:
    return DOC % ("<w:tbl><w:tr><w:tc>" * levels + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * levels)


ENTITY = '<?xml version="1.0" encoding="{}"?><!DOCTYPE r [<!ENTITY e SYSTEM "file:///x">]>' + DOC % "<w:p/>"
BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "пуст"),
    "pdf": (lambda: b"%PDF-1.7\n" + b"x" * 100, "PDF"),
    "rtf": (lambda: b"{\\rtf1 text}", "RTF"),
    "text": (lambda: "Просто текст".encode(), "не документ Word"),
    "old": (
        lambda: OLE + bytes(2000),
        r"Это старый формат Word \(\.doc\)\. Откройте его в Word и сохраните как \.d",
    ),
    "password": (lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(100), "паролем"),
    "truncated": (lambda: word_file()[:9000], "повреждён"),
    "only the magic": (lambda: b"PK\x03\x04" + bytes(2000), "повреждён"),
    "another zip": (lambda: package({"a.txt": "x"}), "не документ Word"),
    "a workbook": (lambda: package({"[Content_Types].xml": "<T/>", "xl/workbook.xml": "<w/>"}), "не документ Word"),
    "macros": (lambda: package({"word/document.xml": DOC % "", "word/vbaProject.bin": b"x"}), "макросы"),
    "entity": (lambda: package({"word/document.xml": ENTITY.format("utf-8")}), "DOCTYPE"),
    "entity in UTF-16": (lambda: package({"word/document.xml": ENTITY.format("utf-16").encode("utf-16")}), "DOCTYPE"),
    "entity in styles": (
        lambda: package({"word/document.xml": DOC % "", "word/styles.xml": ENTITY.format("utf-8")}),
        "DOCTYPE",
    ),
    "deep": (lambda: package({"word/document.xml": nested(50_000)}), "слишком сложно.*пересохраните"),
    "odd compression": (lambda: package({"word/document.xml": DOC % ""}, zipfile.ZIP_LZMA), "пересохраните"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_bad_files_are_refused_in_one_line_with_their_name(tmp_path: Path, kind: str) -> None:
    content, words = BAD_FILES[kind]
    path = tmp_path / "Программа школы.docx"
    path.write_bytes(content())
    with pytest.raises(UserError, match=words) as caught:
        check_ooxml(path, "docx")
    assert "«Программа школы.docx»" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "это PDF, а нужен документ Word .*исходный файл"),
        (b"\xff\xd8\xff\xe0 photo", "это рисунок, .*Текст на рисунке программа не читает"),
        (b"\xef\xbb\xbf<HTML><body>", "веб-страница"),
        (b"MIME-Version: 1.0", "веб-страница"),
        (b"<?xml version='1.0'?><pkg/>", "документ XML"),
        (package({"mimetype": "application/vnd.oasis", "content.xml": "<a/>"}), "а документ OpenDocument"),
        (package({"xl/workbook.xml": "<a/>"}), "а книга Excel"),
    ],
)
def test_what_a_file_is_instead_is_said(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=words):
        check_ooxml(path, "docx")


def test_macros_pass_where_they_stay_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.docm"
    path.write_bytes(package({"word/document.xml": DOC % "", "word/vbaProject.bin": b"x"}))
    assert check_ooxml(path, "docx", macros=True)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"word/document.xml": DOC % NOISE.hex()}, "слишком велик"),
        ({"word/document.xml": DOC % "", **{f"word/{i}.bin": NOISE for i in range(4)}}, "слишком велик"),
        ({"word/document.xml": DOC % "", **{f"word/{i}.xml": "<a/>" for i in range(20)}}, "многих частей"),
        ({"word/document.xml": DOC % (" " * 80_000)}, "сжат подозрительно"),
        ({"word/document.xml": DOC % ("<w:p/>" * 600)}, "десятки тысяч абзацев"),
        ({"word/document.xml": DOC % ("<w:r/>" * 600)}, "сотни тысяч элементов"),
        ({"word/document.xml": DOC % ("<w:p/>" * 200), "word/x.xml": DOC % ("<w:p/>" * 200)}, "на части"),
        ({"word/document.xml": nested(30)}, "слишком сложно"),
    ],
)
def test_bombs(tmp_path: Path, parts: dict[str, str | bytes], words: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(package(parts))
    with pytest.raises(UserError, match=words):
        check_ooxml(path, "docx", TINY)


def test_sizes_are_counted_and_not_believed(tmp_path: Path) -> None:
    """The archive promises 10 bytes where 90,000 come out."""
    content = bytearray(package({"word/document.xml": DOC % (" " * 90_000)}))
    real = (90_000 + len(DOC % "")).to_bytes(4, "little")
    while (place := content.find(real)) >= 0:
        content[place : place + 4] = (10).to_bytes(4, "little")
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(content))
    with pytest.raises(UserError):
        check_ooxml(path, "docx", TINY)


def test_a_large_file_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK" + bytes(2 << 20))
    with pytest.raises(UserError, match="2 МБ при допустимых 1 МБ"):
        check_ooxml(path, "docx", TINY)


def test_repeated_parts(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(package({"word/document.xml": DOC % "", "word/DOCUMENT.xml": DOC % ""}))
    with pytest.raises(UserError, match="повторяются"):
        check_ooxml(path, "docx")


def test_an_encrypted_part(tmp_path: Path) -> None:
    content = bytearray(package({"word/document.xml": DOC % ""}, zipfile.ZIP_STORED))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(content))
    with pytest.raises(UserError, match="паролем"):
        check_ooxml(path, "docx")


def test_a_damaged_part(tmp_path: Path) -> None:
    content = bytearray(package({"word/document.xml": DOC % "текст" * 50}, zipfile.ZIP_STORED))
    content[200] ^= 0xFF
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(content))
    with pytest.raises(UserError, match="повреждён"):
        check_ooxml(path, "docx")


def test_places_without_a_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="«нет.docx» не найден"):
        check_ooxml(tmp_path / "нет.docx", "docx")
    folder = tmp_path / "папка.docx"
    folder.mkdir()
    with pytest.raises(UserError, match="«папка.docx» – это папка"):
        check_ooxml(folder, "docx")
    with pytest.raises(UserError):
        check_ooxml(tmp_path / ("д" * 300), "docx")


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word_file())

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "занят")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match="Не удалось прочитать файл «a.docx»"):
        check_ooxml(path, "docx")


def test_sound_files_pass(tmp_path: Path) -> None:
    word, excel = tmp_path / "a.docx", tmp_path / "b.xlsx"
    word.write_bytes(word_file())
    excel.write_bytes(package({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}))
    check_ooxml(word, "docx")
    check_ooxml(excel, "xlsx")
    with pytest.raises(UserError, match="не документ Word"):
        check_ooxml(excel, "docx")
    with pytest.raises(UserError, match="не книга Excel"):
        check_ooxml(word, "xlsx")
    with pytest.raises(UserError, match=r"старый формат Excel \(\.xls\)"):
        (tmp_path / "c.xlsx").write_bytes(OLE)
        check_ooxml(tmp_path / "c.xlsx", "xlsx")


def test_limits_are_the_callers(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word_file())
    with pytest.raises(UserError):
        check_ooxml(path, "docx", replace(DEFAULT_LIMITS, entries=3))
