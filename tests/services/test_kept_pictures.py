"""Pictures stay as long as a text or a step of the history names them, and not much longer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from file_tools import everything

from shnor_desktop.models.all import Activity, Section
from shnor_desktop.services import history
from shnor_desktop.services.documents.recognise import FoundSection, Recognised
from shnor_desktop.services.documents.tree import Block, Cell, Picture, Row, Table
from shnor_desktop.services.editing import content
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import write_recognised
from shnor_desktop.services.school_file import SchoolFile

FORM = load_format("school-programme")


@pytest.fixture(autouse=True)
def short_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "KEPT_STEPS", 10)
    monkeypatch.setattr(history, "_TRIM_EVERY", 10)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Школа.shnor"
    with SchoolFile.create(path) as file, file.transaction("Начало") as transaction:
        section = transaction.add(Section(title="План"))
        transaction.add(Activity(section_id=section.id, text="Занятия"))
    return path


@pytest.fixture
def file(path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.open(path) as opened:
        yield opened


def name_of(data: bytes) -> str:
    return f"{hashlib.sha256(data).hexdigest()}.png"


def bring(file: SchoolFile, data: bytes, block: Block | None = None) -> str:
    """Import a programme with one picture; returns its name."""
    name = name_of(data)
    found = Recognised(FORM)
    found.media = {name: data}
    found.sections = [FoundSection(title="Раздел", texts={"body": [block or Picture(name)]})]
    write_recognised(file, found)
    return name


def names(file: SchoolFile) -> list[str]:
    return [name for (name,) in file.raw.execute("SELECT name FROM picture ORDER BY rowid")]


def work(file: SchoolFile, steps: int = 25) -> None:
    """Enough steps for the history to be trimmed."""
    for number in range(steps):
        with file.transaction("Раздел") as transaction:
            transaction.add(Section(title=str(number)))


def last_step(file: SchoolFile) -> int:
    return int(file.raw.execute("SELECT max(id) FROM history_step").fetchone()[0])


def reopened(file: SchoolFile) -> SchoolFile:
    path = file.path
    file.close()
    return SchoolFile.open(path)


def test_a_picture_that_nothing_names_goes_with_the_history(file: SchoolFile):
    brought = [bring(file, bytes([n]) * 100) for n in range(5)]
    assert names(file) == brought
    with reopened(file) as again:
        work(again)
        assert names(again) == brought[-1:]
        assert again.picture(brought[-1]) == bytes([4]) * 100


def test_undo_finds_its_pictures_again(file: SchoolFile):
    """An import that can still be taken back keeps what stood there before it."""
    first = bring(file, b"first")
    with reopened(file) as again:
        while last_step(again) < 27:
            work(again, 1)
        before = everything(again)
        second = bring(again, b"second")
        work(again, 4)
        assert names(again) == [first, second]
        (kept,) = again.raw.execute("SELECT count(*) FROM history_step").fetchone()
        assert kept < 20, "the history was trimmed after the import"
        for _ in range(5):
            assert again.undo()
        assert everything(again) == before
        assert again.picture(first) == b"first"


def test_pictures_in_cells_are_named_too(file: SchoolFile):
    name = name_of(b"cell")
    bring(file, b"cell", Table((Row((Cell((Picture(name),)),)),)))
    with reopened(file) as again:
        work(again)
        assert names(again) == [name]


def test_a_picture_that_an_open_text_may_hold_stays(file: SchoolFile):
    """It is kept before the text that shows it is: until the text is left, nothing in the file names it."""
    section = file.rows(Section)[0].id
    name = name_of(b"just now")
    with file.transaction("Картинка") as transaction:
        transaction.add_picture(name, b"just now")
    work(file)
    assert names(file) == [name]
    content.set_text(file, section, "body", (Picture(name),))
    with reopened(file) as again:
        work(again)
        assert names(again) == [name]
        assert again.picture(name) == b"just now"
        content.set_text(again, section, "body", ())
        work(again)
        assert names(again) == [name]  # shown in this session: it may lie on the clipboard
    with SchoolFile.open(file.path) as later:
        work(later)
        assert names(later) == []


def test_the_newest_steps_stay_however_many_were_undone(file: SchoolFile, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(history, "KEPT_STEPS", 60)
    work(file, 55)
    for _ in range(50):
        assert file.undo()
    work(file, 50)
    count = 0
    while file.undo():
        count += 1
    assert count == 1 + 5 + 50
