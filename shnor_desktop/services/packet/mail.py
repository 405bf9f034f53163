"""A draft of the mail with its attachments as an .eml file that mail programs open to be sent.

Built with the older half of Python's email package: the newer one loses spaces of long Cyrillic headers when it folds
them.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Sequence
from email.encoders import encode_base64
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import formataddr
from pathlib import Path

from ...models.errors import UserError
from ..documents.text_clean import clean_text
from ..files import write_aside

LARGEST = 20 << 20
"""Bytes of all attachments together: most mail boxes refuse more than 25 MB, and base64 adds a third."""

_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
}


def write_mail(path: Path, *, to: str, subject: str, text: str, attachments: Sequence[Path], name: str = "") -> None:
    """Write the draft to `path`, whole or not at all; `to` may be empty, she fills it in in her mail program."""
    size = sum(attachment.stat().st_size for attachment in attachments)
    if size > LARGEST:
        raise UserError(
            f"Вложения занимают {size >> 20} МБ, почта столько не примет. Отправьте папку архивом или ссылкой."
        )
    message = MIMEMultipart()
    message["X-Unsent"] = "1"  # Outlook and others open it as a draft, not as a letter received
    message["Subject"] = Header(_line(subject), "utf-8", header_name="Subject").encode()
    if to.strip():
        message["To"] = _addresses(to, name)
    parts = [MIMEText(clean_text(text), "plain", "utf-8"), *(_part(attachment) for attachment in attachments)]
    for part in parts:
        message.attach(part)
    mark = hashlib.sha256("".join(part.as_string() for part in parts).encode()).hexdigest()
    message.set_boundary(f"=-{mark[:32]}")  # the same papers give the same file
    with write_aside(path) as aside:
        aside.write_bytes(message.as_bytes(policy=compat32.clone(linesep="\r\n")))


def _part(attachment: Path) -> MIMEBase:
    """A file as a part of the mail; its Cyrillic name in both spellings that mail programs read."""
    known = _TYPES.get(attachment.suffix.lower()) or mimetypes.guess_type(attachment.name)[0]
    main, _, sub = (known or "application/octet-stream").partition("/")
    part = MIMEBase(main, sub)
    part.set_payload(attachment.read_bytes())
    encode_base64(part)
    part.set_param("name", Header(attachment.name, "utf-8", maxlinelen=998).encode(), requote=True)
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", attachment.name))
    return part


def _addresses(text: str, name: str) -> str:
    """One address or several, by comma or semicolon; UserError for what is no address."""
    found = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    for address in found:
        if address.count("@") != 1 or any(letter.isspace() or letter in '<>"(),' for letter in address):
            raise UserError(f"«{address}» не похоже на адрес почты. Пример: otdel@example.ru.")
    return ", ".join(formataddr((_line(name), address), "utf-8") if name else address for address in found)


def _line(text: str) -> str:
    """A header has no line breaks: nothing can be smuggled in behind one."""
    return " ".join(clean_text(text).split())
