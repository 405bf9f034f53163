"""Files dragged onto the window from a file manager: what they are and what may be done with them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

_KINDS = {".shnor": "school", ".docx": "word", ".docm": "word", ".dotx": "word", ".dotm": "word"}

_BOOKS = frozenset((".xlsx", ".xls", ".ods"))

ONE_FILE = (
    "Перетащите файл школы (.shnor), чтобы открыть его, один документ Word (.docx) – для импорта, "
    "папку или книги Excel – для результатов экзаменов."
)
OLD_WORD = "Это документ старого Word (.doc). Сохраните его в Word как .docx и перетащите снова."


def dragged_files(mime: QMimeData) -> list[Path]:
    """The files of this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def kind_of(paths: list[Path]) -> tuple[str, str]:
    """What to do with them: «school», «word» or «results», or else a sentence for the person."""
    if paths and all(path.is_dir() or path.suffix.casefold() in _BOOKS for path in paths):
        return "results", ""
    suffix = paths[0].suffix.casefold() if len(paths) == 1 else ""
    if suffix in _KINDS:
        return _KINDS[suffix], ""
    return "", OLD_WORD if suffix == ".doc" else ONE_FILE
