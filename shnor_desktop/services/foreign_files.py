"""What a file is that is no Office file of the wanted kind, by its content: the name on it may say anything."""

from __future__ import annotations

from collections.abc import Collection

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xd8\xff", "рисунок"),
    (b"\x89PNG", "рисунок"),
    (b"GIF8", "рисунок"),
    (b"BM", "рисунок"),
    (b"II*\0", "рисунок"),
    (b"MM\0*", "рисунок"),
    (b"<?xml", "документ XML"),
    (b"<html", "веб-страница"),
    (b"<!doctype", "веб-страница"),
    (b"mime-version", "веб-страница"),
)
_PARTS = (("xl/", "книга Excel"), ("word/", "документ Word"), ("ppt/", "презентация"), ("index/", "документ Apple"))
_OPEN_DOCUMENT = "content.xml"

LONGEST_START = 32
"""So many bytes tell what a file is."""


def kind_by_start(head: bytes) -> str:
    """The kind of a file that begins like this, empty when it is not known."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((kind for start, kind in _STARTS if text.lower().startswith(start.lower())), "")


def kind_by_parts(names: Collection[str]) -> str:
    """The kind of an archive with parts of these names (in small letters), empty when it is not known."""
    if _OPEN_DOCUMENT in names and "mimetype" in names:
        return "документ OpenDocument"
    return next((kind for start, kind in _PARTS if any(name.startswith(start) for name in names)), "")


def advice(kind: str, program: str, suffix: str) -> str:
    """What to do with a file of another kind."""
    if kind == "рисунок":
        return f"Текст на рисунке программа не читает: нужен файл {suffix}."
    if kind == "PDF":
        return f"Попросите исходный файл или откройте этот в {program} и сохраните как {suffix}."
    if kind in ("RTF", "документ XML", "веб-страница"):
        return f"Откройте его в {program} и сохраните как {suffix}."
    return f"Выберите другой файл или откройте его в своей программе и сохраните как {suffix}."
