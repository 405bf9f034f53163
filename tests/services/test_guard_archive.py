"""The list of an archive: gone through by ourselves it says what zipfile says, whatever was done to it."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_desktop.services.guard_archive import Part, parts_of


def archive(names: list[str], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """An archive with parts of these names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        made.comment = comment
        for number, name in enumerate(names):
            made.writestr(name, f"часть {number} " * number)
    return stream.getvalue()


def by_zipfile(content: bytes) -> list[Part]:
    """The same list as zipfile reads it."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return [
            Part(one.filename, one.flag_bits, one.compress_type, one.compress_size, one.header_offset)
            for one in opened.infolist()
        ]


USUAL = archive(["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])


def test_a_usual_list_is_read_without_zipfile(monkeypatch: pytest.MonkeyPatch):
    wanted = by_zipfile(USUAL)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert parts_of(USUAL) == wanted
    assert [part.name for part in wanted][1] == "xl/workbook.xml"


@pytest.mark.parametrize(
    "content",
    [
        archive(["a.xml"], comment="замечание".encode()),
        archive(["лист.xml", "б.xml"]),
        archive(["a\\b.xml", "a/b.xml"], zipfile.ZIP_STORED),
        archive([]),
        b"before" + USUAL,
        USUAL + b"\0" * 30,
    ],
    ids=["comment", "names in Russian", "stored", "empty", "something before", "something behind"],
)
def test_what_is_unusual_is_read_as_zipfile_reads_it(content: bytes):
    assert parts_of(content) == by_zipfile(content)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", USUAL[:-30], USUAL[: len(USUAL) // 2]])
def test_what_is_no_archive_is_refused(content: bytes):
    with pytest.raises(ValueError, match="no archive"):
        parts_of(content)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_spoiled_list_never_says_what_zipfile_does_not(data: st.DataObject):
    spoiled = bytearray(USUAL)
    start = struct.unpack_from("<L", USUAL, len(USUAL) - 6)[0]
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(start, len(USUAL) - 1))
        spoiled[place] = data.draw(st.sampled_from([0, 1, 2, 20, 63, 64, 255]) | st.integers(0, 255))
    content = bytes(spoiled)
    try:
        wanted = by_zipfile(content)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        with pytest.raises(ValueError if isinstance(error, zipfile.BadZipFile) else type(error)):
            parts_of(content)
    else:
        assert parts_of(content) == wanted
