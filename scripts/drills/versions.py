"""Files of every released version are brought up to date with all they hold, and copies come back equal."""

from __future__ import annotations

import gzip
import os
import sqlite3
import tempfile
import time
from pathlib import Path

from shnor_desktop.models.file import MAJOR, migrations, read_version
from shnor_desktop.models.seal import content_sha
from shnor_desktop.services.backups import list_backups, make_backup, restore_as_copy, save_copy
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.school_file import SchoolFile

from .outcome import Outcome

FIXTURES = Path(__file__).resolve().parents[2] / "tests" / "fixtures"
NEVER_RELEASED = {3}
"""Was only on the way from the second version to the fourth."""

Rows = dict[str, list[tuple[object, ...]]]


def versions() -> Outcome:
    """Every kept file, and a copy made and restored in every way there is."""
    outcome = Outcome("файлы прежних версий; копия и восстановление")
    begin = time.perf_counter()
    kept = sorted(FIXTURES.glob("version-*.shnor.gz"))
    with tempfile.TemporaryDirectory(prefix="versions-") as name:
        before = os.environ.get("SHNOR_DATA_DIR")
        os.environ["SHNOR_DATA_DIR"] = name
        try:
            for one in kept:
                _brought_up(one, Path(name) / one.name.removesuffix(".gz"), outcome)
            _copied(Path(name), outcome)
        finally:
            os.environ.pop("SHNOR_DATA_DIR") if before is None else os.environ.update(SHNOR_DATA_DIR=before)
    numbers = {int(one.name.removeprefix("version-").split(".")[0]) for one in kept}
    wanted = set(range(1, len(migrations()) + 1)) - NEVER_RELEASED
    outcome.must(numbers == wanted, f"нет файлов версий {sorted(wanted - numbers)}: scripts/keep_version.py")
    outcome.seen = {"версий": str(len(kept)), "отличий": str(len(outcome.faults))}
    outcome.seconds = time.perf_counter() - begin
    return outcome


def _brought_up(kept: Path, path: Path, outcome: Outcome) -> None:
    path.write_bytes(gzip.decompress(kept.read_bytes()))
    number = read_version(path) & 0xFFFF
    outcome.must(kept.name == f"version-{number}.shnor.gz", f"{kept.name} – версии {number}")
    before = rows_of(path, number)
    SchoolFile.open(path).close()
    outcome.done += 1
    outcome.must(read_version(path) == MAJOR << 16 | len(migrations()), f"{kept.name}: версия прежняя")
    outcome.must(rows_of(path, number) == before, f"{kept.name}: данные иные")
    copies = len(list_backups(path))
    outcome.must(copies == int(number < len(migrations())), f"{kept.name}: копий {copies}")


def rows_of(path: Path, version: int) -> Rows:
    """Everything in the tables and columns that a version had, read without the program."""
    shape = sqlite3.connect(":memory:")
    for script in migrations()[:version]:
        shape.executescript(script)
    names = [name for (name,) in shape.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {name: [row[1] for row in shape.execute(f"PRAGMA table_info({name})")] for name in names}
    shape.close()
    connection = sqlite3.connect(path)
    try:
        return {
            name: connection.execute(f"SELECT {', '.join(columns[name])} FROM {name}").fetchall()
            for name in names
            if name not in ("seal", "sqlite_sequence")
        }
    finally:
        connection.close()


def _copied(folder: Path, outcome: Outcome) -> None:
    path = folder / "школа.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        wanted = content_sha(file.raw)
        made = make_backup(file)
        backup = next(copy for copy in list_backups(path) if copy.path == made)
        restore_as_copy(backup, folder / "из копии.shnor")
        save_copy(file, folder / "копия.shnor")
        file.move_to(folder / "дальше.shnor")
    for name in ("из копии", "копия", "дальше"):
        outcome.done += 1
        with SchoolFile.open(folder / f"{name}.shnor") as file:
            outcome.must(content_sha(file.raw) == wanted, f"{name}: данные иные")
