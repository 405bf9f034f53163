"""The guide for the person at the keyboard: its pages in order, and which page fits the place that is shown.

The pages are Markdown in `resources/guide`; `guide.toml` beside them puts them in order and ties them to the kinds of
sections. A page's title is its own first heading.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..models.errors import UserError
from ..resources import resource_path

_BROKEN = "Руководство не читается: установите программу заново."


@dataclass(frozen=True)
class GuidePage:
    """A page: its name (that of its file), its title, and where it lies."""

    key: str
    title: str
    path: Path

    @property
    def text(self) -> str:
        """The page as Markdown."""
        return _read(self.path)


@dataclass(frozen=True)
class GuideGroup:
    """Pages that belong together in the contents."""

    title: str
    pages: tuple[GuidePage, ...]


@dataclass(frozen=True)
class Guide:
    """All pages. Names of pages by place («start», «overview», «title»), by key and by kind of a section."""

    groups: tuple[GuideGroup, ...]
    places: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def pages(self) -> dict[str, GuidePage]:
        """All pages by name, in the order of the contents."""
        return {page.key: page for group in self.groups for page in group.pages}

    @property
    def first(self) -> str:
        """The page to begin with."""
        return next(iter(self.pages))

    def for_place(self, place: str) -> str:
        """The page for a place that is no section."""
        return self._known(self.places.get(place, ""))

    def for_section(self, kind: str, key: str = "") -> str:
        """The page for a section: one of its own, or that of its kind."""
        return self._known(self.sections.get(key) or self.kinds.get(kind, ""))

    def after(self, key: str) -> Iterator[GuidePage]:
        """The pages after this one, going on from the beginning, and this one at the end."""
        names = list(self.pages)
        start = names.index(key) + 1 if key in self.pages else 0
        yield from (self.pages[name] for name in (*names[start:], *names[:start]))

    def _known(self, key: str) -> str:
        return key if key in self.pages else self.first


def load_guide(folder: Path | None = None) -> Guide:
    """Read the contents; UserError when a part of the guide is missing."""
    folder = folder or resource_path("guide")
    try:
        data = tomllib.loads(_read(folder / "guide.toml"))
        groups = tuple(
            GuideGroup(group["title"], tuple(_page(folder, name) for name in group["pages"])) for group in data["group"]
        )
        guide = Guide(groups, data["places"], data["sections"], data["kinds"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise UserError(_BROKEN) from error
    if not guide.pages:
        raise UserError(_BROKEN)
    return guide


def _page(folder: Path, name: str) -> GuidePage:
    path = folder / f"{name}.md"
    title = _read(path).partition("\n")[0].removeprefix("#").strip()
    return GuidePage(name, title, path)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(_BROKEN) from error
