"""What the грифы can say by themselves: only what is known, only where nothing was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from shnor_desktop.models.all import Approval, School
from shnor_desktop.services.editing.approvals import proposals, propose
from shnor_desktop.services.editing.content import add_row, set_programme
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture
def file(tmp_path: Path):
    with SchoolFile.create(tmp_path / "школа.shnor") as made:
        start_programme(made, load_format("school-programme"), School(director="Л. Л. Лосева"), (2026, 2028))
        yield made


def test_everything_known_is_one_step(file):
    set_programme(file, approval_date="2026-08-28")
    propose(file)
    adopted, approved = file.rows(Approval)
    assert (adopted.body, adopted.details, adopted.person) == ("педагогическим советом", "", "")
    assert (approved.body, approved.details) == ("приказом директора", "от 28.08.2026 №\u00a0___")
    assert approved.person == "Л. Л. Лосева"
    assert proposals(file) == {}
    assert file.undo() == "Грифы: что известно"
    assert [row.body for row in file.rows(Approval)] == ["", ""]


def test_what_was_typed_stays(file):
    approved = file.rows(Approval)[1]
    with file.transaction("Правка") as transaction:
        transaction.change(Approval, approved.id, body="постановлением", details="№ 5", person=" ")
    propose(file)
    assert file.rows(Approval)[1] == Approval(
        **{**vars_of(approved), "body": "постановлением", "details": "№ 5", "person": "Л. Л. Лосева"}
    )


def test_without_a_date_and_a_director_only_the_usual_words(file):
    with file.transaction("Правка") as transaction:
        transaction.change(School, 1, director=" ")
    set_programme(file, approval_date="когда-нибудь")
    add_row(file, Approval(kind="agreed"))
    assert [sorted(fields) for fields in proposals(file).values()] == [["body"]] * 3
    with file.transaction("Прочь") as transaction:
        transaction.remove_all(Approval, [row.id for row in file.rows(Approval)])
    before = file.undo_name
    propose(file)
    assert (proposals(file), file.undo_name) == ({}, before)


def vars_of(row: Approval) -> dict[str, object]:
    import dataclasses

    return dataclasses.asdict(row)
