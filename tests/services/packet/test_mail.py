"""The draft parsed back by Python's newer reader and by one in Rust."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest
from fast_mail_parser import parse_email
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.packet import mail
from shnor_desktop.services.packet.mail import write_mail

SUBJECT = (
    "МБОУ «Школа № 7 посёлка Речной»: итоговый мониторинг программы, контрольный срок 15.12.2026, очень длинная тема"
)
TEXT = "Здравствуйте!\n\nНаправляем материалы.\n– Приложение 1\n"


@pytest.fixture
def attachments(tmp_path: Path) -> list[Path]:
    """Files with Cyrillic names and bytes of every value."""
    (tmp_path / "Школа_Приложение-1_входной_2026-04-20.xlsx").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "Письмо № 5 (копия).docx").write_bytes(b"PK\r\n.\r\nFrom me\r\n")
    (tmp_path / "без окончания").write_bytes(b"")
    return sorted(path for path in tmp_path.iterdir())


def test_two_readers_see_the_same(attachments: list[Path], tmp_path: Path):
    path = tmp_path / "письмо.eml"
    write_mail(path, to="otdel@example.ru; priem@example.ru", subject=SUBJECT, text=TEXT, attachments=attachments)
    content = path.read_bytes()
    ours = email.message_from_bytes(content, policy=email.policy.default)
    theirs = parse_email(content)
    assert ours["Subject"] == theirs.subject == SUBJECT
    assert ours["X-Unsent"] == "1"
    assert [address.addr_spec for address in ours["To"].addresses] == ["otdel@example.ru", "priem@example.ru"]
    body = ours.get_body()
    assert body is not None
    assert body.get_content() == TEXT
    assert theirs.text_plain[0] == TEXT
    wanted = [(path.name, path.read_bytes()) for path in attachments]
    parts = [(part.get_filename(), part.get_payload(decode=True)) for part in ours.iter_attachments()]
    assert parts == wanted
    assert [(part.filename, bytes(part.content)) for part in theirs.attachments] == wanted
    assert not ours.defects


def test_the_same_papers_give_the_same_file(attachments: list[Path], tmp_path: Path):
    for name in ("а.eml", "б.eml"):
        write_mail(tmp_path / name, to="", subject=SUBJECT, text=TEXT, attachments=attachments)
    assert (tmp_path / "а.eml").read_bytes() == (tmp_path / "б.eml").read_bytes()
    assert b"\nTo:" not in (tmp_path / "а.eml").read_bytes()


@given(st.text(max_size=120))
def test_nothing_is_smuggled_in_behind_a_line_break(tmp_path_factory: pytest.TempPathFactory, subject: str):
    path = tmp_path_factory.mktemp("mail") / "a.eml"
    write_mail(path, to="a@example.ru", subject=f"{subject}\r\nBcc: x@example.ru", text="т", attachments=[])
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message["Bcc"] is None
    assert message["To"] == "a@example.ru"


@pytest.mark.parametrize("address", ["отдел", "a@b@c", "a b@example.ru", "<a@example.ru>", "a@example.ru\nBcc: x@y.ru"])
def test_what_is_no_address(tmp_path: Path, address: str):
    with pytest.raises(UserError, match="не похоже на адрес"):
        write_mail(tmp_path / "a.eml", to=address, subject="т", text="т", attachments=[])
    assert not list(tmp_path.iterdir())


def test_attachments_that_no_box_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mail, "LARGEST", 10)
    (tmp_path / "большой.pdf").write_bytes(b"0" * 11)
    with pytest.raises(UserError, match="почта столько не примет"):
        write_mail(tmp_path / "a.eml", to="", subject="т", text="т", attachments=[tmp_path / "большой.pdf"])
