"""Pictures for texts: judged, and kept in the school's file under the name of their content."""

from __future__ import annotations

import hashlib

from ...models.errors import UserError
from ..documents.image_info import image_info
from ..school_file import SchoolFile

MOST_BYTES = 20 * 1024 * 1024
SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".bmp")
"""Files that a text takes; Word shows all of them."""

_KINDS = {"png", "jpg", "jpeg", "gif", "bmp"}


def keep_picture(file: SchoolFile, data: bytes) -> str:
    """Keep a picture's bytes and give its name; one that is kept already is kept once. It is no step of the history."""
    if len(data) > MOST_BYTES:
        raise UserError("Картинка слишком большая: больше 20 МБ. Уменьшите её и вставьте снова.")
    info = image_info(data)
    if info is None or info.extension.lstrip(".") not in _KINDS:
        raise UserError("Картинка не вставлена: подойдёт PNG, JPEG, GIF или BMP.")
    name = f"{hashlib.sha256(data).hexdigest()}.{info.extension.lstrip('.')}"
    with file.transaction("Картинка") as transaction:
        transaction.add_picture(name, data)
    return name
