"""The order of the build, as far as it needs no PyInstaller: checksums, a failed self-test, the staged wheels."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from installer import build, facts, rehearsal, trial
from scripts.bootstrap import StopError


def test_the_sums_are_those_of_the_files_and_of_nothing_else(tmp_path: Path):
    (tmp_path / "б.deb").write_bytes(b"deb")
    (tmp_path / "а.run").write_bytes(b"run")
    build.write_sums(tmp_path)
    build.write_sums(tmp_path)  # the file of the sums is no installer
    lines = (tmp_path / build.SUMS).read_text("utf-8").splitlines()
    assert lines == [
        f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in (("а.run", b"run"), ("б.deb", b"deb"))
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="вместо программы – скрипт оболочки")
@pytest.mark.parametrize(("code", "word"), [(0, "Итог: всё работает"), (1, "ПЛОХО ] Word: нет lxml")])
def test_what_fails_its_own_test_is_not_packed(tmp_path: Path, capfd: pytest.CaptureFixture[str], code: int, word: str):
    program = tmp_path / facts.NAME
    program.write_text(f'#!/bin/sh\necho "{word}" > "$2"\nexit {code}\n')
    program.chmod(0o755)
    if code:
        with pytest.raises(StopError, match="нет lxml"):
            build.check(tmp_path, tmp_path / "отчёт.txt")
    else:
        build.check(tmp_path, tmp_path / "отчёт.txt")
        assert word in capfd.readouterr().out


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("PySide6/Qt6Core.dll", True),
        ("PySide6/QtWidgets.pyd", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/translations/qtbase_ru.qm", True),
        ("numpy/_core/_multiarray_umath.cp312-win_amd64.pyd", True),
        ("PySide6/Qt6Quick.dll", False),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/designer.exe", False),
        ("PySide6/translations/qtbase_fr.qm", False),
        ("PySide6/qml/QtQuick/qmldir", False),
    ],
)
def test_of_the_wheels_for_windows_the_same_is_staged(name: str, stays: bool):
    assert rehearsal.shipped(name) is stays


@pytest.mark.parametrize("main", [trial.main, rehearsal.main])
def test_without_its_arguments_a_script_says_what_it_wants(main, capsys: pytest.CaptureFixture[str]):
    assert main([]) == 2
    assert "python3 installer/" in capsys.readouterr().err
