"""The tree for an old glibc: PyInstaller's tables around another Python, with what each part needs and no more."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from installer import glibc, old_glibc
from scripts.bootstrap import StopError


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Packages with a freeze-core whose module needs a library, which needs another one."""
    folder = tmp_path / "site"
    tag = f"cpython-{sys.version_info[0]}{sys.version_info[1]}-x86_64-linux-gnu"
    held = {
        "freeze_core/__init__.py": b"",
        f"freeze_core/bases/console-{tag}": b"program",
        "freeze_core/lib/_lzma.so": b"..liblzma-00000001.so.5..",
        "freeze_core.libs/liblzma-00000001.so.5": b"..libz-00000002.so.1..",
        "freeze_core.libs/libz-00000002.so.1": b"..",
        "freeze_core.libs/libtk8-00000003.so": b"..",
        "numpy/core.so": b"numpy",
    }
    for name, data in held.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    monkeypatch.syspath_prepend(folder)
    return folder


def entries(site: Path, machine: Path) -> list[old_glibc.Entry]:
    """A table of binaries as PyInstaller makes it."""
    for name in ("_lzma.so", "libssl.so.3", "libxcb-util.so.1"):
        (machine / name).write_bytes(b"the machine's")
    return [
        ("python3.11/lib-dynload/_lzma.so", str(machine / "_lzma.so"), "EXTENSION"),
        ("libssl.so.3", str(machine / "libssl.so.3"), "BINARY"),
        ("libxcb-util.so.1", str(machine / "libxcb-util.so.1"), "BINARY"),
        ("numpy/core.so", str(site / "numpy/core.so"), "EXTENSION"),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
    ]


def files(folder: Path) -> set[str]:
    """Everything in a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_machines_python_and_its_libraries_stay_at_home(tmp_path: Path, site: Path):
    source = tmp_path / "package" / "__init__.py"
    source.parent.mkdir()
    source.write_text("WORD = 'слово'\n", "utf-8")
    base = tmp_path / "base.zip"
    with zipfile.ZipFile(base, "w") as archive:
        archive.writestr("encodings/__init__.pyc", b"")
    pure = [("package", str(source), "PYMODULE"), ("namespace", "-", "PYMODULE")]
    datas = [("base_library.zip", str(base), "DATA"), ("resources/a.txt", str(source), "DATA")]
    out = tmp_path / "out"
    (out / "left from before").mkdir(parents=True)
    old_glibc.lay_out(pure, entries(site, tmp_path), datas, out)
    assert files(out) == {
        "shnor-desktop",
        "lib/__init__shnor_desktop.pyc",
        "lib/package/__init__.pyc",
        "lib/encodings/__init__.pyc",
        "lib/resources/a.txt",
        "lib/numpy/core.so",
        "lib/python/modules/_lzma.so",
        "lib/freeze_core.libs/liblzma-00000001.so.5",
        "lib/freeze_core.libs/libz-00000002.so.1",
        "lib/PySide6/Qt/lib/libxcb-util.so.1",
    }
    assert (out / "lib/python/modules/_lzma.so").read_bytes().startswith(b"..lib")
    command = [sys.executable, "-I", "-c", "import sys; sys.path.insert(0, sys.argv[1]); import package as p; print(p)"]
    said = subprocess.run([*command, str(out / "lib")], capture_output=True, text=True, check=True).stdout
    assert "__init__.pyc" in said
    assert str(tmp_path).encode() not in (out / "lib/package/__init__.pyc").read_bytes()


def test_a_module_that_the_other_python_lacks_stops_the_build(tmp_path: Path, site: Path):
    (site / "freeze_core/lib/_lzma.so").unlink()
    with pytest.raises(StopError, match=r"_lzma\.so"):
        old_glibc.lay_out([], entries(site, tmp_path), [], tmp_path / "out")


def test_a_python_that_freeze_core_has_no_program_for_is_refused(tmp_path: Path, site: Path):
    for path in (site / "freeze_core/bases").iterdir():
        path.unlink()
    with pytest.raises(StopError, match="возьмите Python"):
        old_glibc.lay_out([], [], [], tmp_path / "out")


def test_a_tree_that_asks_for_a_newer_c_library_is_not_packed(tmp_path: Path):
    if sys.platform != "linux" or not glibc.needed(Path(sys.executable).resolve().read_bytes()):
        pytest.skip("этот Python собран не для glibc")
    (tmp_path / "python").write_bytes(Path(sys.executable).resolve().read_bytes())
    glibc.fits(tmp_path, "99.0")
    with pytest.raises(StopError, match="просит glibc"):
        glibc.fits(tmp_path, "2.1")
