"""School files for tests: children that are killed, disks that are full or closed, and everything a file holds."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shnor_desktop.models.all import ALL
from shnor_desktop.models.entity import ENTITIES
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.school_file import SchoolFile

ROOT = Path(__file__).resolve().parent.parent
NOBODY = 65534
TABLES = {cls: name for name, cls in ENTITIES.items()}

_FOREIGN = re.compile(r"sqlite|errno|traceback|exception|error|none\b|\bpragma|[\n\r]", re.IGNORECASE)


def everything(file: SchoolFile) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all row classes as they lie in the file."""
    return {
        TABLES[cls]: [tuple(row) for row in file.raw.execute(f"SELECT * FROM {TABLES[cls]} ORDER BY id")] for cls in ALL
    }


def sound(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in a file that opens and passes SQLite's own check."""
    with SchoolFile.open(path) as file:
        assert file.raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return everything(file)


@contextlib.contextmanager
def refused(words: str) -> Iterator[None]:
    """What happens inside is refused in one Russian line that has these words and no word of a machine."""
    with pytest.raises(UserError, match=words) as caught:
        yield
    text = str(caught.value)
    assert re.search("[а-яё]", text) and text.endswith("."), text
    assert not _FOREIGN.search(text.replace(".shnor", "")), text


def _environment() -> dict[str, str]:
    paths = os.pathsep.join(filter(None, [str(ROOT), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}


def child(code: str, *arguments: object) -> subprocess.Popen[bytes]:
    """Another process of ours that runs `code` with `sys.argv[1:]` given; its input and output are pipes."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(),
    )


def run_ours(script: Path, *arguments: object) -> bytes:
    """What a script of ours says, run as a process of its own to its end."""
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, stdout=subprocess.PIPE, env=_environment(), check=True).stdout


def ended(process: subprocess.Popen[bytes]) -> bytes:
    """Kill a child where it stands and return what it said before."""
    process.kill()
    said, _ = process.communicate()
    return said


HOLDER = """
import sys
from pathlib import Path
from shnor_desktop.models.file import open_file
opened = open_file(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
"""


@contextlib.contextmanager
def held_elsewhere(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The file is open in another process."""
    process = child(HOLDER, path)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"open"
        yield process
    finally:
        ended(process)


@contextlib.contextmanager
def as_ordinary_user() -> Iterator[Path]:
    """A folder of an ordinary user and, for root, to be that user: permissions mean nothing to root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            yield folder
            return
        if not all(parent.stat().st_mode & 0o001 for parent in Path(__file__).resolve().parents):
            pytest.skip("обычный пользователь не видит папку с программой")
        os.chown(folder, NOBODY, NOBODY)
        try:
            os.setresuid(NOBODY, NOBODY, 0)
            yield folder
        finally:
            os.setresuid(0, 0, 0)


@contextlib.contextmanager
def mode(path: Path, bits: int) -> Iterator[None]:
    """The path has these permissions for a while."""
    if os.name == "nt":
        pytest.skip("права доступа POSIX есть не в каждой системе")
    before = path.stat().st_mode
    path.chmod(bits)
    try:
        yield
    finally:
        path.chmod(before)


@contextlib.contextmanager
def small_disk(folder: Path, size: str = "1m") -> Iterator[Callable[[str], None]]:
    """A disk of its own mounted at `folder`; the value mounts it anew with other options. Only root may do that."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("подключать диски может только root в Linux")
    folder.mkdir(exist_ok=True)

    def mount(*options: str) -> int:
        return subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False).returncode

    if mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs"):
        pytest.skip("здесь нельзя подключать диски")
    try:
        yield lambda options: assert_zero(mount("-o", f"remount,{options}"))
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], capture_output=True, check=False)


def assert_zero(code: int) -> None:
    """A command ended well."""
    assert code == 0


@contextlib.contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """The system refuses to make any file of this process larger."""
    resource = pytest.importorskip("resource", reason="предел размера файла есть не в каждой системе")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
