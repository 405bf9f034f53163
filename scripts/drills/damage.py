"""Damaged school files: bits, bytes, sectors, pages, cut ends, headers.

Such a file is refused in a sentence, or it opens and holds exactly what it held; and what is salvaged from it is
most of its rows. Each opening happens in a process that may crash.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from shnor_desktop.models.all import ALL
from shnor_desktop.models.entity import table_name_of
from shnor_desktop.models.errors import UserError
from shnor_desktop.models.file import open_file
from shnor_desktop.models.seal import content_sha
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.recovery.salvage import salvage
from shnor_desktop.services.school_file import SchoolFile

from . import apart
from .outcome import Outcome, grouped

PAGE, SECTOR, HEADER = 4096, 512, 100
BLOCK = 50
SALVAGE_EVERY = {"страницы": 1, "заголовок": 4}
SALVAGE_OTHERS_EVERY = 12
"""Of each kind every so many is salvaged. Lost headers are all alike; others promise nothing but must not crash."""

Rows = set[tuple[str, tuple[object, ...]]]


def bits(chance: Random, content: bytearray) -> None:
    """One bit, or some."""
    for _ in range(chance.choice((1, 1, 1, 3, 20, 400))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def stretch(chance: Random, content: bytearray) -> None:
    """A few bytes in a row are others."""
    at = chance.randrange(len(content))
    length = min(chance.randint(1, 300), len(content) - at)
    content[at : at + length] = chance.randbytes(length)


def sectors(chance: Random, content: bytearray) -> None:
    """Sectors of the disk: zeros, noise, or what stands in another one."""
    for _ in range(chance.choice((1, 1, 2, 8))):
        at, other = (chance.randrange(len(content) // SECTOR) * SECTOR for _ in range(2))
        content[at : at + SECTOR] = chance.choice(
            (bytes(SECTOR), chance.randbytes(SECTOR), bytes(content[other : other + SECTOR]))
        )


def pages(chance: Random, content: bytearray) -> None:
    """One to five whole pages, not the first."""
    for number in chance.sample(range(1, len(content) // PAGE), chance.randint(1, 5)):
        content[number * PAGE : (number + 1) * PAGE] = chance.choice((bytes(PAGE), chance.randbytes(PAGE)))


def cut(chance: Random, content: bytearray) -> None:
    """The end is missing."""
    del content[chance.randrange(1, len(content)) :]


def header(chance: Random, content: bytearray) -> None:
    """The first hundred bytes."""
    content[:HEADER] = chance.choice((bytes(HEADER), chance.randbytes(HEADER)))


KINDS: tuple[tuple[str, Callable[[Random, bytearray], None]], ...] = (
    ("биты", bits),
    ("байты", stretch),
    ("секторы", sectors),
    ("страницы", pages),
    ("обрезан", cut),
    ("заголовок", header),
)


class Found(NamedTuple):
    """What became of one damaged file."""

    refused: bool
    same: bool
    """It opened and holds what it held."""

    salvaged: float | None = None
    """The part of the rows that came back."""

    trouble: str = ""


def damage(count: int, seed: int = 0) -> Outcome:
    """So many damaged files, of each kind as many."""
    outcome = Outcome("повреждённый файл .shnor", count)
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="damage-", dir=apart.IN_MEMORY) as name:
        folder = Path(name)
        whole = folder / "школа.shnor"
        make_demo(whole)
        with SchoolFile.open(whole) as file:
            rows, sha = rows_of(file), content_sha(file.raw)
        content = whole.read_bytes()
        whole.unlink()
        work = partial(_examined, content=content, rows=rows, sha=sha, folder=folder)
        numbers = range(seed, seed + count)
        _count(outcome, numbers, list(apart.each(work, numbers, block=BLOCK)))
    outcome.seconds = time.perf_counter() - begin
    return outcome


def rows_of(file: SchoolFile) -> Rows:
    """Every row but those of the history."""
    found = ((table_name_of(cls), file.raw.execute(f"SELECT * FROM {table_name_of(cls)}")) for cls in ALL)
    return {(name, tuple(row)) for name, rows in found for row in rows}


def _examined(seed: int, *, content: bytes, rows: Rows, sha: str, folder: Path) -> Found:
    chance, (kind, spoil) = Random(seed), KINDS[seed % len(KINDS)]
    spoilt = bytearray(content)
    spoil(chance, spoilt)
    path, out = folder / f"{seed}.shnor", folder / f"{seed} – спасённый.shnor"
    path.write_bytes(spoilt)
    try:
        found = _opened(path, sha)
        if seed // len(KINDS) % SALVAGE_EVERY.get(kind, SALVAGE_OTHERS_EVERY) == 0:
            path.write_bytes(spoilt)
            found = _salvaged(path, out, rows, found, lost_pages=kind in SALVAGE_EVERY)
        return found
    except Exception as error:  # that is what is looked for
        return Found(False, False, trouble=f"{kind}, № {seed}: {type(error).__name__}: {error}")
    finally:
        for left in (path, out):
            left.unlink(missing_ok=True)


def _opened(path: Path, sha: str) -> Found:
    try:
        opened = open_file(path)
    except UserError:
        return Found(True, False)
    try:
        return Found(False, content_sha(opened.connection) == sha)
    finally:
        opened.close()


def _salvaged(path: Path, out: Path, rows: Rows, found: Found, *, lost_pages: bool) -> Found:
    before = path.read_bytes()
    try:
        salvage(path, out)
    except UserError as refused:
        return found._replace(trouble=str(refused) if lost_pages else "")
    if path.read_bytes() != before:
        return found._replace(trouble=f"{path.name}: спасение изменило сам файл")
    with SchoolFile.open(out) as file:
        back = rows_of(file)
    return found._replace(salvaged=len(back & rows) / len(rows))


def _count(outcome: Outcome, numbers: range, found: list[apart.Told]) -> None:
    deaths = [(number, told.died) for number, told in zip(numbers, found, strict=True) if told.died]
    sound = [(number, told.value) for number, told in zip(numbers, found, strict=True) if not told.died]
    silent = [number for number, one in sound if not one.refused and not one.same and not one.trouble]
    parts: dict[str, list[float]] = {kind: [] for kind, _ in KINDS}
    for number, one in sound:
        if one.salvaged is not None:
            parts[KINDS[number % len(KINDS)][0]].append(one.salvaged)
        if one.trouble:
            outcome.fault(one.trouble)
    for number, died in deaths:
        outcome.fault(f"№ {number}: {died}")
    outcome.must(not silent, f"открылись с другим содержанием: {silent[:9]}")
    lost, headless = parts["страницы"], parts["заголовок"]
    outcome.seen = {
        "отказано": grouped(sum(one.refused for _, one in sound)),
        "открыто в целости": grouped(sum(one.same for _, one in sound)),
        "сбоев": str(len(deaths)),
        "изменено молча": str(len(silent)),
        "спасено строк без 1–5 страниц": _share(lost),
        "без заголовка": _share(headless),
    }
    outcome.must(bool(lost) and sum(lost) / len(lost) >= 0.95, f"спасено в среднем {_share(lost)}")
    outcome.must(bool(headless) and min(headless) == 1.0, f"без заголовка спасено {_share(headless)}")


def _share(parts: list[float]) -> str:
    return f"{sum(parts) / len(parts):.1%} (хуже всего {min(parts):.1%})" if parts else "–"
