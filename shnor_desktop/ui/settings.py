"""What the window remembers between two starts: its place and size, recent files, the last page of each file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from ..services.visit import Visit

FILE_NAME = "settings.ini"
RECENT_LIMIT = 10
PAGES_LIMIT = 100


class Settings:
    """The settings file in the user's folder; a lost or damaged one costs nothing but the memory."""

    def __init__(self, folder: Path) -> None:
        self._store = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)

    def flush(self) -> None:
        """Put everything on the disk."""
        self._store.sync()

    # files

    @property
    def recent(self) -> list[Path]:
        """The files that were open, the last first; they need not be there any more."""
        return [Path(text) for text in _texts(self._store.value("recent", "[]"))]

    def remember_file(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        path = path.absolute()
        self._keep_recent([path, *(other for other in self.recent if other != path)][:RECENT_LIMIT])

    def forget_file(self, path: Path) -> None:
        """Take a file off the recent ones."""
        self._keep_recent([other for other in self.recent if other != path.absolute()])

    @property
    def reopen(self) -> Path | None:
        """The file that was open at the end; None when the last one was closed by hand."""
        text = str(self._store.value("reopen", "") or "")
        return Path(text) if text else None

    @reopen.setter
    def reopen(self, path: Path | None) -> None:
        self._store.setValue("reopen", str(path.absolute()) if path else "")

    def folder(self, kind: str, default: Path) -> Path:
        """The folder last used for a kind of file, while it is there."""
        text = str(self._store.value(f"folders/{kind}", "") or "")
        return Path(text) if text and Path(text).is_dir() else default

    def remember_folder(self, kind: str, folder: Path) -> None:
        """Begin there the next time."""
        self._store.setValue(f"folders/{kind}", str(folder))

    # pages

    def page(self, path: Path) -> int | None:
        """The place of the outline that was last open in a file; None for a file that was not open yet."""
        return self._pages().get(str(path.absolute()))

    def remember_page(self, path: Path, section_id: int) -> None:
        """Begin on this page the next time."""
        pages = self._pages()
        pages.pop(str(path.absolute()), None)
        kept = [(str(path.absolute()), section_id), *pages.items()][:PAGES_LIMIT]
        import json

        self._store.setValue("pages", json.dumps(kept, ensure_ascii=False))

    def _pages(self) -> dict[str, int]:
        return dict(_pairs(self._store.value("pages", "[]")))

    def visit(self, path: Path) -> Visit | None:
        """How far the person knows a file; None for one that was not open here yet."""
        from ..services.visit import Visit  # with the first file, not with the window

        found = {item[0]: item[1:] for item in self._visits()}.get(str(path.absolute()))
        return Visit(int(found[0]), str(found[1])) if found else None

    def remember_visit(self, path: Path, visit: Visit) -> None:
        """Note how far the person knows a file."""
        name = str(path.absolute())
        kept = [[name, visit.step, visit.at], *(item for item in self._visits() if item[0] != name)][:PAGES_LIMIT]
        import json

        self._store.setValue("visits", json.dumps(kept, ensure_ascii=False))

    def _visits(self) -> list[list[str | int]]:
        items = (item for item in _loaded(self._store.value("visits", "[]")) if isinstance(item, list))
        return [item for item in items if list(map(type, item)) == [str, int, str]]

    # tables

    def widths(self, table: str) -> dict[str, int]:
        """The widths of a table's columns by field, as they were dragged; empty where nobody did."""
        return {field: width for field, width in _pairs(self._store.value(f"widths/{table}", "[]")) if width > 0}

    def remember_widths(self, table: str, widths: Mapping[str, int]) -> None:
        """Begin with these widths the next time; none: with those of the form."""
        if not widths:
            self._store.remove(f"widths/{table}")
            return
        import json

        self._store.setValue(f"widths/{table}", json.dumps(list(widths.items()), ensure_ascii=False))

    # the window

    def word(self, name: str, default: str = "") -> str:
        """A choice of the person's by its name."""
        return str(self._store.value(f"choices/{name}", default) or default)

    def keep_word(self, name: str, word: str) -> None:
        """Keep a choice."""
        self._store.setValue(f"choices/{name}", word)

    def bytes_of(self, name: str) -> QByteArray:
        """A state that Qt gave, empty when there is none."""
        value = self._store.value(f"window/{name}", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_bytes(self, name: str, state: QByteArray) -> None:
        """Keep a state that Qt gave."""
        self._store.setValue(f"window/{name}", state)

    def _keep_recent(self, paths: list[Path]) -> None:
        import json

        self._store.setValue("recent", json.dumps([str(path) for path in paths], ensure_ascii=False))


def _loaded(value: object) -> list[object]:
    if value == "[]":
        return []
    import json  # a first start has nothing to read

    try:
        found = json.loads(str(value))
    except ValueError:
        return []
    return found if isinstance(found, list) else []


def _pairs(value: object) -> list[tuple[str, int]]:
    """Names with numbers; what is damaged is passed over."""
    return [
        (pair[0], pair[1])
        for pair in _loaded(value)
        if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and isinstance(pair[1], int)
    ]


def _texts(value: object) -> list[str]:
    return [item for item in _loaded(value) if isinstance(item, str) and item]
