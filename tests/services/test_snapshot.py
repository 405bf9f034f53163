"""A copy in memory reads like the file it was taken of, pictures in texts too."""

from __future__ import annotations

from pathlib import Path

from page_tools import entry_of, form_of, small_programme
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from shnor_desktop.models.seal import content_sha
from shnor_desktop.services.editing.charts import insert_chart
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.snapshot import LARGE, content_of, is_large, opened, programme_of, sha_of_content


def png() -> bytes:
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_a_programme_with_a_picture_is_read_whole(tmp_path: Path):
    with small_programme(tmp_path / "школа.shnor") as file:
        insert_chart(file, entry_of(file, "relevance").section.id, png(), "График")
        form = form_of(file)
        read = programme_of(content_of(file), form)
        assert list(read.media.values()) == [png()]
        assert read == read_programme(file, form)
        with opened(content_of(file)) as snapshot:
            assert snapshot.picture("нет.png") is None


def test_a_file_is_large_by_what_is_in_it(tmp_path: Path):
    with small_programme(tmp_path / "школа.shnor") as file:
        assert not is_large(file)
        insert_chart(file, entry_of(file, "relevance").section.id, png() + bytes(LARGE), "График")
        assert is_large(file)
        file.undo()


def test_the_sum_of_a_copy_is_that_of_the_file(tmp_path: Path):
    with small_programme(tmp_path / "школа.shnor") as file:
        assert sha_of_content(content_of(file)) == content_sha(file.raw)
