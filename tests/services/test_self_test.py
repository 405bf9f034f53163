"""The self-test itself: a broken part is named, the others are looked at all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.tree import Document
from shnor_desktop.services.exporting import WRITERS
from shnor_desktop.services.jobs import Progress
from shnor_desktop.services.self_test import Outcome, SelfTestError, Step, report, service_steps, taken, write_report


def broken() -> str:
    raise SelfTestError("нет букв")


def missing() -> str:
    raise ModuleNotFoundError("No module named 'lxml'")


def test_every_step_is_taken_and_what_is_broken_is_named():
    outcomes = taken([Step("Первый", broken), Step("Второй", missing), Step("Третий", lambda: "есть")])
    assert outcomes == [
        Outcome("Первый", False, "нет букв"),
        Outcome("Второй", False, "ModuleNotFoundError: No module named 'lxml'"),
        Outcome("Третий", True, "есть"),
    ]
    text = report(outcomes, {"Qt": "6"})
    assert "ПЛОХО ] Первый: нет букв" in text
    assert "Qt: 6" in text
    assert text.endswith("Итог: не работает частей: 2 из 3\n")


def test_the_services_do_their_work_and_a_writer_that_writes_rubbish_is_found_out(tmp_path: Path):
    def rubbish(document: Document, path: Path, progress: Progress) -> None:
        path.write_bytes(b"%PDF-1.4 no letters")

    outcomes = {outcome.name: outcome for outcome in taken(service_steps(tmp_path, {**WRITERS, ".pdf": rubbish}))}
    assert [name for name, outcome in outcomes.items() if not outcome.good] == ["PDF"]
    assert "нет страниц или букв" in outcomes["PDF"].told
    assert (tmp_path / "пример.docx").stat().st_size > 10_000


def test_a_report_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path):
    with pytest.raises(UserError, match="Папки .* нет"):
        write_report("текст", tmp_path / "нет такой" / "отчёт.txt")
