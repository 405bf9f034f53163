"""What a generated or damaged file has to live through: read, recognise, write into a file, export, read back."""

from __future__ import annotations

import re
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from xml.etree import ElementTree

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.tree import block_texts
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.founding import founded
from shnor_desktop.services.importing import review_docx, write_recognised
from shnor_desktop.services.queries import read_programme

from .maker import Maker
from .saying import say_at_random

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD = re.compile(r"слово\d{5}я")
SLOWEST = 10.0
"""Seconds that no file of this size may take, on any computer."""


@dataclass
class Outcome:
    """What became of one file."""

    seconds: float = 0.0
    refused: str = ""
    faults: list[str] = field(default_factory=list)


def examine(path: Path, folder: Path, make: Maker | None = None, said: Random | None = None) -> Outcome:
    """Bring a file in and out again; with the maker of the file also count its words.

    With `said` the tables are first said to be this and that, as a person could.
    """
    outcome = Outcome()
    before = sorted(one.name for one in folder.iterdir())
    school, paper = folder / "школа.shnor", folder / "снова.docx"
    begin = time.perf_counter()
    try:
        _whole_way(path, school, paper, make, said, outcome.faults)
    except UserError as error:
        outcome.refused = str(error)
        outcome.faults += _plain_sentence(outcome.refused)
        if sorted(one.name for one in folder.iterdir()) != before:
            outcome.faults.append("half-written files stayed")
    except Exception as error:  # that is what is looked for
        outcome.faults.append(f"{type(error).__name__}: {error}")
    outcome.seconds = time.perf_counter() - begin
    if outcome.seconds > SLOWEST:
        outcome.faults.append(f"took {outcome.seconds:.1f} s")
    for made in (school, paper):
        made.unlink(missing_ok=True)
    if make is not None and outcome.refused:
        outcome.faults.append(f"a sound file was refused: {outcome.refused}")
    return outcome


def _whole_way(
    path: Path, school: Path, paper: Path, make: Maker | None, said: Random | None, faults: list[str]
) -> None:
    review = review_docx(path, load_format("school-programme"))
    if said is not None:
        say_at_random(review, said)
    review.lines()
    found = review.found
    if make is not None:
        faults += _read_faults(path, make)
        aside = [block for section in found.sections if section.hidden for block in section.text("body")]
        told = "\n".join([*found.notices, *block_texts(tuple(aside))])
        faults += [f"not told: {word}" for word in make.told if word not in told]
    with founded(school) as file:
        write_recognised(file, found)
        write_docx(compose(read_programme(file)), paper)
    if make is not None:
        there = set(_WORD.findall(words_of(paper)))
        faults += [f"not in the export: {word}" for word in (*make.said, *make.aside) if word not in there]
        faults += [f"deleted, but in the export: {word}" for word in make.gone if word in there]


def _read_faults(path: Path, make: Maker) -> list[str]:
    """Words that the reader lost, brought back from the dead, or put in another order."""
    document = read_docx(path)
    text = "\n".join(block_texts((*document.blocks(), *document.margins)))
    found = _WORD.findall(text)
    faults = [f"{word} read {found.count(word)} times" for word in (*make.said, *make.aside) if found.count(word) != 1]
    faults += [f"deleted, but read: {word}" for word in make.gone if word in found]
    said = set(make.said)
    order = [word for word in found if word in said]
    if not faults and order != make.said:
        place = next(n for n, (a, b) in enumerate(zip(order, make.said, strict=True)) if a != b)
        faults.append(f"out of order from {make.said[place]} on")
    return faults


def words_of(path: Path) -> str:
    """The text of a written Word file by an independent reader."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    return "\n".join("".join(node.text or "" for node in item.iter(f"{_W}t")) for item in root.iter(f"{_W}p"))


def _plain_sentence(text: str) -> list[str]:
    """What is wrong with the words a person is told."""
    faults = []
    if not re.search("[а-яё]{4}", text) or "\n" in text or len(text) > 300:
        faults.append(f"no plain sentence: {text!r}")
    if re.search(r"Traceback|Error\b|Exception|None|0x[0-9a-f]{6}", text):
        faults.append(f"a sentence for programmers: {text!r}")
    return faults


def memory_mb() -> int:
    """The most memory the process has taken so far, 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
