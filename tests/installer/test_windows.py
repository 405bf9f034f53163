"""The script of the Windows installer: what it names is given, it removes exactly what it brought, it compiles."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from installer import facts, windows
from installer.icons import main as make_icons
from scripts.bootstrap import StopError


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "tree"
    (folder / "_internal" / "данные").mkdir(parents=True)
    (folder / windows.EXECUTABLE).write_bytes(b"MZ")
    (folder / "_internal" / "a.dll").write_bytes(b"x" * 5000)
    (folder / "_internal" / "данные" / "цена $.txt").write_text("1", "utf-8")
    return folder


def test_removal_names_every_file_and_every_folder_after_its_content(tree: Path):
    lines = list(windows.removal(tree))
    assert 'Delete "$INSTDIR\\_internal\\данные\\цена $$.txt"' in lines
    assert lines[-2:] == ['RMDir "$INSTDIR\\_internal\\данные"', 'RMDir "$INSTDIR\\_internal"']
    assert len(lines) == 5
    assert not any("/r" in line for line in lines)  # her files in the folder stay


def test_the_script_is_told_all_it_asks_for(tree: Path, tmp_path: Path):
    script = windows.SCRIPT.read_text("utf-8")
    asked = {name for name in re.findall(r"\$\{([A-Z]+)\}", script) if len(name) > 2}
    own = set(re.findall(r"!define ([A-Z]+) ", script)) | {"LABEL"}
    given = windows.defines(tree, tmp_path / "i.ico", tmp_path / "r.nsh", tmp_path / "l.txt", tmp_path / "o.exe")
    assert asked - own == set(given)
    assert given["VERSION"] == facts.version()


def test_it_asks_for_no_administrator_and_writes_only_the_users_part_of_the_registry():
    script = windows.SCRIPT.read_text("utf-8")
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script
    assert "HKCR" not in script
    written = set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', script))
    removed = "\n".join(re.findall(r'DeleteReg\w+ (?:/ifempty )?HKCU "([^"]+)"', script))
    assert written
    for key in written:
        assert any(key.startswith(gone) for gone in removed.splitlines()), key


def test_without_the_program_there_is_no_installer(tmp_path: Path):
    with pytest.raises(StopError, match="сначала соберите"):
        windows.make_installer(tmp_path, tmp_path, tmp_path / "l.txt", tmp_path, tmp_path)


def test_it_compiles(tree: Path, tmp_path: Path):
    if not shutil.which("makensis"):
        pytest.skip("нет NSIS (makensis)")
    make_icons(facts.ICON, tmp_path / "icons")
    out = windows.make_installer(tree, tmp_path / "icons", facts.ROOT / "LICENSE", tmp_path / "work", tmp_path)
    assert out.name == f"shnor-desktop-{facts.version()}-windows-x64.exe"
    assert out.read_bytes()[:2] == b"MZ"


def test_the_properties_of_the_program_name_it():
    text = windows.version_resource()
    assert "'ProductName', 'Программа школы'" in text
    compile(text, "version", "eval")
