"""A storm over one school file: children that write as fast as they can and are killed, one after another.

Run as a program of its own (`python storm.py WHAT FILE KILLS`), so that children are forked from a small process. A
child says what will be there before a commit and again after it; after each kill the file is looked through here.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import multiprocessing
import random
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

from file_tools import everything

from shnor_desktop.models.all import Activity, School, Section
from shnor_desktop.models.file import open_file
from shnor_desktop.services.backups import list_backups, make_backup, save_copy
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.transaction import Transaction


def digest(file: SchoolFile) -> str:
    """What the file holds, in short."""
    return hashlib.sha256(repr(everything(file)).encode()).hexdigest()


def write_something(file: SchoolFile, transaction: Transaction, chance: random.Random, section_id: int) -> None:
    """A batch of new, changed and removed rows of many sizes."""
    rows = file.rows(Activity)
    for _ in range(chance.randint(1, 5)):
        text = "ж" * chance.randint(1, 3000)
        transaction.add(Activity(section_id=section_id, position=chance.randint(0, 99), text=text))
    for row in chance.sample(rows, min(len(rows), 4) if len(rows) < 25 else 15):
        if chance.random() < 0.6:
            transaction.remove(Activity, row.id)
        else:
            transaction.change(Activity, row.id, percent=chance.randint(0, 100), text="ё" * chance.randint(0, 900))
    transaction.change(School, 1, director=str(chance.random()))


def edit(path: Path, seed: int, pipe: Connection) -> None:
    """Edits, undoes and redoes without end; says ("i", state) before and ("a", state) after each commit."""
    chance = random.Random(seed)
    file = SchoolFile.open(path)
    section_id = file.rows(Section)[0].id
    states, at = [digest(file)], 0
    pipe.send(("a", states[0]))
    while True:
        what = chance.random()
        if what < 0.15 and at:
            at -= 1
            pipe.send(("i", states[at]))
            file.undo()
        elif what < 0.25 and at + 1 < len(states):
            at += 1
            pipe.send(("i", states[at]))
            file.redo()
        else:
            with file.transaction("Правка") as transaction:
                write_something(file, transaction, chance, section_id)
                at += 1
                states[at:] = [digest(file)]
                pipe.send(("i", states[at]))
        pipe.send(("a", states[at]))


def copy(path: Path, seed: int, pipe: Connection) -> None:
    """Makes copies of an open file without end, one over the last and one beside it."""
    file = SchoolFile.open(path)
    pipe.send(("a", ""))
    while True:
        save_copy(file, path.with_name("копия.shnor"))
        make_backup(file)
        pipe.send(("a", ""))


def killed(target: object, path: Path, chance: random.Random, acknowledged: int) -> list[tuple[str, str]]:
    """What a child said that was killed somewhere in the work after so many acknowledged ones.

    Not so many seconds, but a part of the time that its last work took: a busy machine is no calmer storm.
    """
    kind = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(kind)
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(path, chance.randrange(10**9), theirs))
    process.start()
    theirs.close()
    said = [ours.recv()]
    took = 0.0
    for _ in range(acknowledged):
        begun = time.monotonic()
        said.append(ours.recv())
        while said[-1][0] != "a":
            said.append(ours.recv())
        took = time.monotonic() - begun
    time.sleep(chance.uniform(0, took))
    process.kill()
    process.join()
    with contextlib.suppress(EOFError, OSError):
        while True:
            said.append(ours.recv())
    return said


def edits(path: Path, kills: int) -> dict[str, int]:
    """Kills in a storm of edits; counts what was acknowledged, lost, torn and damaged."""
    chance = random.Random(7)
    seen = dict.fromkeys(("kills", "acknowledged", "unfinished", "lost", "damaged", "journals"), 0)
    for _ in range(kills):
        said = killed(edit, path, chance, chance.randint(1, 5))
        seen["kills"] += 1
        seen["acknowledged"] += sum(kind == "a" for kind, _ in said) - 1
        seen["journals"] += path.with_name(path.name + "-journal").exists()
        acknowledged = [state for kind, state in said if kind == "a"][-1]
        on_the_way = said[-1][1]
        with SchoolFile.open(path) as file:
            seen["damaged"] += file.raw.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
            seen["damaged"] += len(file.raw.execute("PRAGMA foreign_key_check").fetchall())
            found = digest(file)
        seen["unfinished"] += found != acknowledged
        seen["lost"] += found not in (acknowledged, on_the_way)
    return seen


def copies(path: Path, kills: int) -> dict[str, int]:
    """Kills among copies; counts copies that are there and not whole, or other than the file."""
    chance = random.Random(7)
    with SchoolFile.open(path) as file:
        wanted = digest(file)
    seen = dict.fromkeys(("kills", "made", "bad", "asides"), 0)
    for _ in range(kills):
        said = killed(copy, path, chance, chance.randint(1, 2))
        seen["kills"] += 1
        seen["made"] += len(said) - 1
        target = path.with_name("копия.shnor")
        latest = [backup.path for backup in list_backups(path)[:2]]
        for place in [target, *latest] if target.exists() else latest:
            opened = open_file(place)
            seen["bad"] += digest(SchoolFile(opened)) != wanted
            opened.close()
        seen["asides"] += sum(entry.name.startswith(".") and "~" not in entry.name for entry in path.parent.iterdir())
    return seen


if __name__ == "__main__":
    what = {"edits": edits, "copies": copies}[sys.argv[1]]
    print(json.dumps(what(Path(sys.argv[2]), int(sys.argv[3]))))
