"""A journal beside a school file that belongs to another state of it.

A crash leaves a journal, and SQLite takes the half-made edit back with it. But when somebody then lays a good copy
over the damaged file, the same journal would be rolled back into the copy and spoil it without a word.
"""

from __future__ import annotations

from pathlib import Path

from .seal import change_counter

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_PAGE_SIZES = frozenset(1 << power for power in range(9, 17))
ASIDE = ".old"


def set_aside_if_foreign(path: Path) -> Path | None:
    """Move a journal aside that cannot be of this state of the file; where it lies then, None when all is well."""
    journal = path.with_name(f"{path.name}-journal")
    try:
        before = _counter_before(journal)
        now = change_counter(path)
    except OSError:
        return None
    if before is None or now in (before, before + 1 & 0xFFFFFFFF):
        return None
    return journal.replace(journal.with_name(journal.name + ASIDE))


def _counter_before(journal: Path) -> int | None:
    """The file's change counter as the journal's copy of the first page has it; None where there is no such copy."""
    with journal.open("rb") as stream:
        header = stream.read(28)
        sector, size = (int.from_bytes(header[at : at + 4], "big") for at in (20, 24))
        if header[:8] != _MAGIC or size not in _PAGE_SIZES or not 28 <= sector <= 65_536:
            return None
        stream.seek(sector)
        while len(record := stream.read(size + 8)) == size + 8:
            if int.from_bytes(record[:4], "big") == 1:
                return int.from_bytes(record[28:32], "big")
    return None
