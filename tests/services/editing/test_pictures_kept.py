"""Pictures in the school's file: by their content, once, and only those that Word shows."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.editing import pictures
from shnor_desktop.services.school_file import SchoolFile

GIF = b"GIF89a\x02\x00\x02\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x00\x00\x00\x00\x00,\x00"
EMF = b"\x01\x00\x00\x00" + b"\x00" * 20 + b"\x00\x00\x00\x00" * 2 + b"\x64\x00\x00\x00" * 2 + b" EMF" + b"\x00" * 60


def test_a_picture_is_kept_once_and_is_no_step(tmp_path: Path):
    with SchoolFile.create(tmp_path / "школа.shnor") as file:
        before = file.undo_name
        name = pictures.keep_picture(file, GIF)
        assert name == f"{hashlib.sha256(GIF).hexdigest()}.gif"
        assert pictures.keep_picture(file, GIF) == name
        assert file.picture(name) == GIF
        assert file.undo_name == before


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", EMF, "слова".encode()])
def test_anything_else_is_refused(tmp_path: Path, data: bytes):
    with SchoolFile.create(tmp_path / "школа.shnor") as file, pytest.raises(UserError, match="PNG, JPEG"):
        pictures.keep_picture(file, data)


def test_a_picture_may_be_too_large(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    with SchoolFile.create(tmp_path / "школа.shnor") as file, pytest.raises(UserError, match="слишком большая"):
        pictures.keep_picture(file, GIF)
