"""The log of reports: what was made for which control date, by whom, and the very files, to be given out again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ...models.errors import UserError
from ...models.reports import Report
from ..files import write_aside
from .making import Packet, Wish
from .requested import Request

if TYPE_CHECKING:
    from ..school_file import SchoolFile

_MARK = "|"


@dataclass(frozen=True, slots=True)
class LoggedFile:
    """A file of a report as the log names it."""

    name: str
    sha: str


def note_report(file: SchoolFile, request: Request, wish: Wish, folder: Path, packet: Packet, now: datetime) -> Report:
    """Write a packet that was just made into the log, with the bytes of its files, as one step."""
    names = [*(made.name for made in packet.files), packet.mail]
    contents = [(folder / name).read_bytes() for name in names]
    sums = [hashlib.sha256(content).hexdigest() for content in contents]
    with file.transaction(f"Собран отчёт: {request.title}") as transaction:
        for sha, content in zip(sums, contents, strict=True):
            transaction.add_report_file(sha, content)
        return transaction.add(
            Report(
                at=now.isoformat(timespec="seconds"),
                author=file.author,
                title=request.title,
                wave=request.wave.key if request.wave else "",
                recipient=wish.to or wish.addressee,
                files=tuple(f"{name}{_MARK}{sha}" for name, sha in zip(names, sums, strict=True)),
            )
        )


def files_of(report: Report) -> list[LoggedFile]:
    """The files of a report."""
    parts = (text.rpartition(_MARK) for text in report.files)
    return [LoggedFile(name, sha) for name, _, sha in parts]


def latest_first(reports: Iterable[Report]) -> list[Report]:
    """The log as it is read: the newest on top."""
    return sorted(reports, key=lambda report: (report.at, report.id), reverse=True)


def give_out(file: SchoolFile, report: Report, folder: Path) -> list[Path]:
    """Write a report's files into a folder as they were; files of the same names there are replaced."""
    if not folder.is_dir():
        raise UserError(f"Папки «{folder}» нет: создайте её или выберите другую.")
    written: list[Path] = []
    for logged in files_of(report):
        content = file.report_file(logged.sha)
        if content is None or hashlib.sha256(content).hexdigest() != logged.sha:
            raise UserError(f"Файл «{logged.name}» в журнале не сохранился. Соберите отчёт снова.")
        target = folder / Path(logged.name).name  # a name from a foreign file may hold a path
        with write_aside(target) as aside:
            aside.write_bytes(content)
        written.append(target)
    return written


def made_on(reports: Sequence[Report], request: Request) -> str:
    """The day on which this request was last made, «12.12.2026»; empty when it was not."""
    days = [report.at[:10] for report in reports if report.title == request.title]
    if not days:
        return ""
    year, month, day = max(days).split("-")
    return f"{day}.{month}.{year}"
