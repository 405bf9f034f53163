"""The choice of how pages look: from the row in the file to a layout for writers, and back as one step of undo."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

from ..models.errors import UserError
from ..models.pages import PageLook
from .documents.page_layout import (
    EDITIONS,
    LEFT_MARGINS,
    LETTER_SIZES,
    LINE_SPACINGS,
    TABLE_SIZES,
    USUAL,
    PageLayout,
)
from .queries import page_look
from .school_file import SchoolFile

MOST_TEMPLATE = 5 << 20
"""Bytes: a letterhead with the school's emblem takes some tens of thousands."""

SPACINGS = tuple(round(line * 100) for line in LINE_SPACINGS)
STEP = "Оформление страниц"


def layout_of(look: PageLook) -> PageLayout:
    """The layout for writers; a value that nobody could choose counts as the usual one."""
    return PageLayout(
        edition=look.edition if look.edition in [edition.key for edition in EDITIONS] else USUAL.edition,
        left=float(look.left_margin) if look.left_margin in LEFT_MARGINS else USUAL.left,
        letters=float(look.letters) if look.letters in LETTER_SIZES else USUAL.letters,
        table_letters=float(look.table_letters) if look.table_letters in TABLE_SIZES else USUAL.table_letters,
        line=look.spacing / 100 if look.spacing in SPACINGS else USUAL.line,
    )


def set_page_look(file: SchoolFile, look: PageLook, template: Path | None = None) -> None:
    """Keep a choice; `template` is a Word file to be kept in the school's own, judged before anything is written."""
    data = read_template(template) if template else b""
    if data and template:
        name = f"{hashlib.sha256(data).hexdigest()}.docx"
        look = dataclasses.replace(look, template=name, template_name=template.name)
    fields = {item.name: getattr(look, item.name) for item in dataclasses.fields(look) if item.name != "id"}
    stored = file.get(PageLook, 1)
    if stored is None and dataclasses.replace(look, id=1) == page_look(file):
        return
    with file.transaction(STEP) as transaction:
        if data:
            transaction.add_picture(look.template, data)
        if stored is None:
            transaction.add(dataclasses.replace(look, id=1))
        else:
            transaction.change(PageLook, 1, **fields)


def read_template(path: Path) -> bytes:
    """The content of a template that papers can be made on; UserError in one sentence for any other file."""
    from .documents.docx_writer.template import check_template

    check_template(path)
    data = path.read_bytes()
    if len(data) > MOST_TEMPLATE:
        raise UserError(
            f"Шаблон «{path.name}» слишком велик: больше {MOST_TEMPLATE >> 20} МБ. Уберите из него рисунки."
        )
    return data
