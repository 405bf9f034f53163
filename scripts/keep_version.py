"""Keep a real file of the present version for the tests of later ones: `python scripts/keep_version.py`.

To be called when a version of the school file is released; the file stands in tests/fixtures from then on.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from shnor_desktop.models.all import Activity  # noqa: E402
from shnor_desktop.models.file import read_version  # noqa: E402
from shnor_desktop.services.demo import make_demo  # noqa: E402
from shnor_desktop.services.school_file import SchoolFile  # noqa: E402


def main(folder: Path) -> Path:
    """The example school with two edits, one of them undone."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "школа.shnor"
        make_demo(path)
        with SchoolFile.open(path, "Учитель") as file:
            first, second = [row for row in file.rows(Activity) if row.level == "item"][:2]
            with file.transaction("Изменён срок") as transaction:
                transaction.change(Activity, first.id, period="май 2027")
            with file.transaction("Удалена строка") as transaction:
                transaction.remove(Activity, second.id)
            file.undo()
        kept = folder / f"version-{read_version(path) & 0xFFFF}.shnor.gz"
        kept.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    return kept


if __name__ == "__main__":
    print(main(ROOT / "tests" / "fixtures"))
