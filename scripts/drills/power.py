"""The power goes off at any moment of a storm of edits: what was not flushed is lost, torn or, by chance, there.

The program edits a school's file on a disk that writes everything down (`disk`). Then, for each cut, a moment is
chosen and the disk is made as it could have been found after it; the program's own opening has to find there what
the person was last told to be stored, or the edit after it, whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import tempfile
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from shnor_desktop.models import file as models_file
from shnor_desktop.models.all import ALL, Activity, School, Section
from shnor_desktop.models.entity import table_name_of
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.transaction import Transaction

from . import apart, disk
from .disk import Event, Scribe
from .outcome import Outcome, grouped

SECTOR = 512
EDITS_A_STORM = 40
CUTS_A_STORM = 250
BEGINNING = "Начало"


def power(cuts: int, seed: int = 0) -> Outcome:
    """So many cuts, and a tenth of them more with a program that does not flush: those must lose something."""
    outcome = Outcome("отключение питания")
    begin = time.perf_counter()
    if not disk.available():
        outcome.left_out = "SQLite встроена в Python"
        return outcome
    counts = _storms(cuts, seed, outcome)
    outcome.done = cuts
    outcome.seen = {"правок": grouped(counts["edits"]), "потеряно": str(counts["lost"]), "порвано": str(counts["torn"])}
    outcome.must(counts["lost"] == 0, f"потеряно подтверждённых правок: {counts['lost']}")
    outcome.must(counts["torn"] == 0, f"файлов с половиной правки или повреждённых: {counts['torn']}")
    with _without_flushing():
        control = max(cuts // 10, 20)
        spoilt = _storms(control, seed, None)
    share = (spoilt["lost"] + spoilt["torn"]) / control
    outcome.seen["без сброса на диск испорчено"] = f"{share:.0%} из {grouped(control)}"
    outcome.must(share >= 0.9, f"учение ничего не ловит: без сброса на диск испорчено только {share:.0%}")
    outcome.seconds = time.perf_counter() - begin
    return outcome


def _storms(cuts: int, seed: int, outcome: Outcome | None) -> dict[str, int]:
    counts = dict.fromkeys(("edits", "lost", "torn"), 0)
    for number, start in enumerate(range(0, cuts, CUTS_A_STORM)):
        chance = Random(f"{seed} {number}")
        with tempfile.TemporaryDirectory(prefix="power-", dir=apart.IN_MEMORY) as name:
            path = Path(name) / "Школа.shnor"
            scribe, states = storm(path, chance)
            counts["edits"] += len(states) - 1
            found = Path(name) / "после" / path.name
            found.parent.mkdir()
            for _ in range(min(CUTS_A_STORM, cuts - start)):
                kind = _cut(scribe, states, chance, found)
                if kind:
                    counts[kind] += 1
                    if outcome is not None:
                        outcome.fault(f"{kind}: буря {number}")
    return counts


def storm(path: Path, chance: Random) -> tuple[Scribe, list[str]]:
    """Edits, undoes and redoes of a file, written down; the states it went through, in the order they were stored."""
    with SchoolFile.create(path) as file, file.transaction(BEGINNING) as transaction:
        transaction.add(School(id=1, full_name="Школа"))
        section = transaction.add(Section(title="План", kind="activities"))
        for number in range(30):
            transaction.add(Activity(section_id=section.id, position=number, text="ж" * chance.randint(1, 400)))
    scribe = Scribe()
    with scribe.at_work():
        file = SchoolFile.open(path)
        states = [state_of(file.raw)]
        for _ in range(EDITS_A_STORM):
            _act(file, chance, section.id)
            states.append(state_of(file.raw))
            scribe.say("stored")
        file.close()
    return scribe, states


def _act(file: SchoolFile, chance: Random, section_id: int) -> None:
    what = chance.random()
    if what < 0.1 and file.undo_name != BEGINNING and file.undo():
        return
    if what < 0.2 and file.redo():
        return
    with file.transaction("Правка") as transaction:
        _edit(file, transaction, chance, section_id)


def _edit(file: SchoolFile, transaction: Transaction, chance: Random, section_id: int) -> None:
    rows = file.rows(Activity)
    for _ in range(chance.choice((0, 1, 4))):
        text = "ё" * chance.randint(1, 3000)
        transaction.add(Activity(section_id=section_id, position=chance.randint(0, 99), text=text))
    for row in chance.sample(rows, min(len(rows), chance.choice((1, 1, 3, 12)))):
        if chance.random() < 0.3:
            transaction.remove(Activity, row.id)
        else:
            transaction.change(Activity, row.id, text="ж" * chance.randint(1, 900))
    transaction.change(School, 1, director=str(chance.random()))


def state_of(connection: sqlite3.Connection) -> str:
    """Everything that a file holds but its history, in short."""
    tables = (connection.execute(f"SELECT * FROM {table_name_of(cls)} ORDER BY id").fetchall() for cls in ALL)
    return hashlib.sha256(repr([[tuple(row) for row in rows] for rows in tables]).encode()).hexdigest()


def _cut(scribe: Scribe, states: Sequence[str], chance: Random, found: Path) -> str:
    """One cut; «lost», «torn», or nothing when all is well."""
    moment = chance.randrange(len(scribe.events) + 1)
    told = [at for at, event in enumerate(scribe.events) if event.kind == "said"]
    stored = bisect_right(told, moment - 1)
    _lay(scribe, scribe.events[:moment], chance, found)
    try:
        opened = models_file.open_file(found)
    except UserError:
        return "torn"
    try:
        sound = opened.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        state = state_of(opened.connection)
    except sqlite3.Error:
        return "torn"
    finally:
        opened.close()
    if sound and state in states[stored : stored + 2]:
        return ""
    return "lost" if sound and state in states else "torn"


def _lay(scribe: Scribe, events: Sequence[Event], chance: Random, found: Path) -> None:
    """Make the folder as the disk could have been left after these events."""
    sure: dict[str, bytearray | None] = {name: bytearray(data) or None for name, data in scribe.first.items()}
    loose: dict[str, list[Event]] = {}
    for event in events:
        if event.kind in ("write", "cut"):
            loose.setdefault(event.name, []).append(event)
        elif event.kind == "flush":
            sure[event.name] = _after(sure.get(event.name), loose.pop(event.name, []))
        elif event.kind == "delete-flushed":
            sure[event.name] = None
            loose.pop(event.name, None)
        elif event.kind == "delete":
            loose.setdefault(event.name, []).append(event)
    for old in found.parent.iterdir():
        old.unlink()
    for name in {*sure, *loose}:
        content = _by_chance(sure.get(name), loose.get(name, []), chance)
        if content is not None:
            found.with_name(Path(name).name).write_bytes(content)


def _after(content: bytearray | None, events: Sequence[Event]) -> bytearray:
    content = bytearray() if content is None else content
    for event in events:
        if event.kind == "write":
            _put(content, event.place, event.data)
        elif event.kind == "cut":
            del content[event.place :]
        else:
            content = bytearray()
    return content


def _by_chance(content: bytearray | None, events: Sequence[Event], chance: Random) -> bytearray | None:
    """What was never flushed came in any order, sector by sector, or not at all."""
    deleted = next((at for at, event in enumerate(events) if event.kind == "delete"), None)
    if deleted is not None:  # the folder was not flushed: the old file is there again, or whatever came in its place
        if chance.random() < 0.5:
            return _by_chance(content, events[:deleted], chance)
        return _by_chance(None, events[deleted + 1 :], chance)
    after = None if content is None else bytearray(content)
    order = list(events)
    if chance.random() < 0.5:
        chance.shuffle(order)
    for event in order:
        if event.kind == "cut":
            if after is not None and chance.random() < 0.5:
                del after[event.place :]
            continue
        for start in range(0, len(event.data), SECTOR):
            if chance.random() < 0.5:
                after = bytearray() if after is None else after
                _put(after, event.place + start, event.data[start : start + SECTOR])
    return after


def _put(content: bytearray, place: int, data: bytes) -> None:
    if len(content) < place:
        content.extend(bytes(place - len(content)))
    content[place : place + len(data)] = data


@contextlib.contextmanager
def _without_flushing() -> Iterator[None]:
    before = models_file._PRAGMAS
    models_file._PRAGMAS = tuple("synchronous = OFF" if "synchronous" in one else one for one in before)
    try:
        yield
    finally:
        models_file._PRAGMAS = before
