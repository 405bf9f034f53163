"""Outputs are there whole or not at all, and what goes wrong is told in one sentence."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shnor_desktop.models.errors import UserError
from shnor_desktop.services import files
from shnor_desktop.services.files import write_aside


def write(target: Path, data: bytes = b"new") -> None:
    with write_aside(target) as aside:
        assert aside.parent == target.resolve().parent
        aside.write_bytes(data)


def test_a_new_file_appears_and_nothing_else(tmp_path: Path):
    write(tmp_path / "итог.docx")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"итог.docx": b"new"}


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path: Path):
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write(target)
    assert target.read_bytes() == b"new"
    assert sys.platform == "win32" or stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few have on Windows")
def test_a_link_stays_a_link(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "link").symlink_to("a")
    write(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize("error", [ValueError("ours"), KeyboardInterrupt()])
def test_a_writer_that_fails_or_is_stopped_leaves_the_old_file(tmp_path: Path, error: BaseException):
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    with pytest.raises(type(error)), write_aside(target) as aside:
        aside.write_bytes(b"half")
        raise error
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.docx": b"old"}


def test_a_folder_in_the_place_of_the_file(tmp_path: Path):
    with pytest.raises(UserError, match="это папка"):
        write(tmp_path)


def test_a_missing_folder(tmp_path: Path):
    with pytest.raises(UserError, match="Папки .* нет"):
        write(tmp_path / "нет" / "a.docx")


def test_a_file_in_the_place_of_the_folder(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(UserError, match="Папки .* нет"):
        write(tmp_path / "a" / "b.docx")


def test_a_name_that_no_folder_can_hold(tmp_path: Path):
    with pytest.raises(UserError, match="слишком длинное"):
        write(tmp_path / ("я" * 300 + ".docx"))


def test_the_longest_name_that_a_folder_can_hold(tmp_path: Path):
    target = tmp_path / ("я" * 125 + ".docx")
    write(target)
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="no such file on Windows")
def test_what_is_no_ordinary_file():
    with pytest.raises(UserError, match="не обычный файл"):
        write(Path("/dev/null"))


def test_a_protected_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    target.chmod(0o400)
    if os.access(target, os.W_OK):  # for root nothing is protected
        monkeypatch.setattr(files.os, "access", lambda path, mode: False)
    with pytest.raises(UserError, match="защищён от записи"):
        write(target)
    assert target.read_bytes() == b"old"


def test_a_folder_that_takes_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(self: Path, *args: object) -> None:
        raise PermissionError(errno.EACCES, "refused", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match="нельзя записывать"):
        write(tmp_path / "a.docx")


def test_a_target_that_cannot_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What Windows does with a document that is open in Word."""

    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "in use", str(source), None, str(target))

    (tmp_path / "a.docx").write_bytes(b"old")
    monkeypatch.setattr(files.os, "replace", refuse)
    with pytest.raises(UserError, match="открыт в другой программе"):
        write(tmp_path / "a.docx")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.docx": b"old"}


def test_a_document_open_in_libreoffice(tmp_path: Path):
    (tmp_path / "a.docx").write_bytes(b"old")
    lock = tmp_path / ".~lock.a.docx#"
    lock.write_text(",user,host,,;")
    with pytest.raises(UserError, match="открыт в другой программе"):
        write(tmp_path / "a.docx")
    lock.unlink()
    write(tmp_path / "a.docx")


@pytest.mark.parametrize("lock", ["lockf", "flock"])
def test_a_file_locked_by_another_process(tmp_path: Path, lock: str):
    pytest.importorskip("fcntl")
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    holder = (
        f"import fcntl, sys; f = open(sys.argv[1], 'r+b'); fcntl.{lock}(f, fcntl.LOCK_EX);"
        " print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(UserError, match="открыт в другой программе"):
            write(target)
        process.communicate("")
    assert target.read_bytes() == b"old"
    write(target)


@pytest.mark.parametrize("stage", ["block", "fsync", "replace"])
def test_a_full_disk_at_any_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str):
    def fail(*args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "a.docx").write_bytes(b"old")
    if stage != "block":
        monkeypatch.setattr(files.os, stage, fail)
    with pytest.raises(UserError, match="нет места"), write_aside(tmp_path / "a.docx") as aside:
        aside.write_bytes(b"half")
        if stage == "block":
            fail()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.docx": b"old"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kilobytes; only root may make one."""
    mount = shutil.which("mount")
    folder = tmp_path / "диск"
    folder.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("маленький диск может подключить только администратор")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full(small_disk: Path):
    target = small_disk / "a.docx"
    target.write_bytes(b"old")
    with pytest.raises(UserError, match="нет места"):
        write(target, b"x" * 200_000)
    assert {path.name: path.read_bytes() for path in small_disk.iterdir()} == {"a.docx": b"old"}


def test_an_error_that_is_not_the_disks_goes_on_as_it_is(tmp_path: Path):
    with pytest.raises(FileNotFoundError), write_aside(tmp_path / "a.docx"):
        (tmp_path / "picture").read_bytes()
    assert not list(tmp_path.iterdir())
