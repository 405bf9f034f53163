"""What the guards of Office files have in common: how large a file may be, and two ways of refusing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..models.errors import UserError

Kind = Literal["docx", "xlsx"]
PROGRAM = {"docx": "Word", "xlsx": "Excel"}
"""Kind of file → the program that makes it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, in bytes; what comes out of the archive is counted, its promises are not believed."""

    file: int = 30 << 20
    unpacked: int = 200 << 20
    part: int = 80 << 20
    entries: int = 3000
    ratio: int = 300
    ratio_from: int = 4 << 20  # small parts may shrink as they like: empty tables do
    depth: int = 250
    elements: int = 450_000
    paragraphs: int = 50_000  # a plan of 10,000 rows has so many; more is not read in five seconds


class TooLargeError(UserError):
    """Sound as far as known, but larger than was asked for."""


def damaged(name: str, kind: Kind) -> str:
    """The sentence for a file that is broken inside."""
    return (
        f"Файл «{name}» повреждён или скачан не полностью. "
        f"Откройте его в {PROGRAM[kind]} и пересохраните как .{kind} или возьмите другую копию."
    )
