"""The whole packet of a control date in a folder."""

from __future__ import annotations

import dataclasses
import email
import email.policy
import hashlib
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from shnor_desktop.cli import main
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.jobs import Cancelled
from shnor_desktop.services.packet.making import Wish, make_mail, make_packet
from shnor_desktop.services.packet.requested import Request
from shnor_desktop.services.queries import ProgrammeData

TODAY = date(2026, 12, 10)


def test_the_packet(example: ProgrammeData, final: Request, tmp_path: Path):
    packet = make_packet(example, final, tmp_path, TODAY, Wish(to="otdel@example.ru"))
    start, end = "МБОУ-Школа-№-7-посёлка-Речной_", "_итоговый_2026-12-15"
    names = [f"{start}Приложение-1-2-3{end}{ending}" for ending in (".xlsx", ".docx")]
    names.append(f"{start}Письмо{end}.docx")
    assert [file.name for file in packet.files] == names
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names, packet.mail])
    for file in packet.files:
        content = (tmp_path / file.name).read_bytes()
        assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    message = email.message_from_bytes((tmp_path / packet.mail).read_bytes(), policy=email.policy.default)
    attached = {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}
    assert attached == {name: (tmp_path / name).read_bytes() for name in names}


def test_what_the_papers_hold(example: ProgrammeData, final: Request, tmp_path: Path):
    packet = make_packet(example, final, tmp_path, TODAY)
    book, word, cover = (tmp_path / file.name for file in packet.files)
    assert openpyxl.load_workbook(book).sheetnames[:3] == ["Приложение 1", "Приложение 2", "Приложение 3"]
    assert len(docx.Document(str(word)).tables) == 3
    letter = docx.Document(str(cover))
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    assert "Направляем материалы мониторинга реализации документа" in text
    assert "по состоянию на 01.12.2026." in text
    assert "Приложение 3. Дневник реализации Программы" in text
    assert example.school.founder in cells
    assert example.school.director in cells
    assert any("10 декабря 2026 года" in cell for cell in cells)


def test_small_numbers_are_told(example: ProgrammeData, final: Request, tmp_path: Path):
    packet = make_packet(example, final, tmp_path, TODAY)
    assert [(one.place, one.count) for one in packet.warnings] == [("criterion:olympiad_count", 4)]
    assert packet.warnings[0].text.startswith("Приложение 1: 0,5 процентов")


def test_a_row_that_names_nothing(example: ProgrammeData, final: Request, tmp_path: Path):
    with pytest.raises(UserError, match="не названо ни одного приложения"):
        make_packet(example, dataclasses.replace(final, sections=()), tmp_path, TODAY)
    with pytest.raises(UserError, match="Папки .* нет"):
        make_packet(example, final, tmp_path / "нет", TODAY)
    assert not list(tmp_path.iterdir())


def test_a_stopped_packet_leaves_nothing(example: ProgrammeData, final: Request, tmp_path: Path):
    def stop(part: float) -> None:
        if part > 0.1:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_packet(example, final, tmp_path, TODAY, progress=stop)
    assert not list(tmp_path.iterdir())


def test_papers_of_the_same_names_are_replaced(example: ProgrammeData, final: Request, tmp_path: Path):
    first = make_packet(example, final, tmp_path, TODAY)
    before = sorted(path.name for path in tmp_path.iterdir())
    assert make_packet(example, final, tmp_path, TODAY).files == first.files
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_the_mail_alone_is_for_what_comes_next(example: ProgrammeData, tmp_path: Path):
    make_mail(example, tmp_path / "a.eml", date(2026, 12, 16))
    message = email.message_from_bytes((tmp_path / "a.eml").read_bytes(), policy=email.policy.default)
    assert "контрольный срок 31.12.2026" in str(message["Subject"])
    make_mail(example, tmp_path / "a.eml", date(2026, 12, 16), "interim")
    message = email.message_from_bytes((tmp_path / "a.eml").read_bytes(), policy=email.policy.default)
    assert "контрольный срок 01.10.2027" in str(message["Subject"])


def test_mail_and_calendar_on_the_command_line(tmp_path: Path, qapp: QApplication):
    school = str(tmp_path / "школа.shnor")
    assert main(["demo", school]) == 0
    assert main(["export", school, str(tmp_path / "письмо.eml"), "--wave", "final"]) == 0
    assert main(["export", school, str(tmp_path / "сроки.ics")]) == 0
    message = email.message_from_bytes((tmp_path / "письмо.eml").read_bytes(), policy=email.policy.default)
    endings = [str(part.get_filename()).rpartition(".")[2] for part in message.iter_attachments()]
    assert endings == ["xlsx", "docx", "pdf", "docx"]
    assert (tmp_path / "сроки.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
