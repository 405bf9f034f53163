"""The packet itself: a folder with the workbook, the Word and PDF of the appendices, the letter and the mail draft."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ...models.errors import UserError
from ..exporting import WRITERS, Writer, compose_checked, write_document
from ..files import write_aside
from ..jobs import Progress, no_progress, within
from ..queries import ProgrammeData
from ..spreadsheets.monitoring_out import write_monitoring
from .letter import letter, message, papers, subject
from .mail import write_mail
from .names import PATTERN, file_name
from .requested import Request, requests
from .small_numbers import SmallNumber, small_numbers


@dataclass(frozen=True, slots=True)
class Wish:
    """How she wants it: to whom, under which names; `pdf` needs a writer that the composition root lends."""

    to: str = ""
    addressee: str = ""
    pattern: str = PATTERN
    pdf: bool = True


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file of the packet and what proves later that it is the one that was sent."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Packet:
    """What was made, and what she should look at before she sends it."""

    files: tuple[MadeFile, ...]
    mail: str
    warnings: tuple[SmallNumber, ...]


def make_packet(
    data: ProgrammeData,
    request: Request,
    folder: Path,
    today: date,
    wish: Wish = Wish(),
    progress: Progress = no_progress,
    writers: Mapping[str, Writer] = WRITERS,
) -> Packet:
    """Make the packet in `folder`: all of its files or none; files of the same names are replaced."""
    if not request.sections:
        raise UserError("В строке графика не названо ни одного приложения или раздела: допишите, что сдаётся.")
    if not folder.is_dir():
        raise UserError(f"Папки «{folder}» нет: создайте её или выберите другую.")
    with _beside(folder) as aside:
        made = _write_all(data, request, aside, today, wish, progress, writers)
        files = tuple(_made(path) for path in made)
        for path in made:
            _into_place(path, folder / path.name)
    wave = request.wave.key if request.wave else ""
    return Packet(files[:-1], files[-1].name, tuple(small_numbers(data, request.sections, wave)))


def make_mail(
    data: ProgrammeData,
    path: Path,
    today: date,
    wave: str = "",
    wish: Wish = Wish(),
    writers: Mapping[str, Writer] = WRITERS,
) -> None:
    """The mail draft alone, its attachments inside; for the wave named, else for the report that is due next."""
    known = [request for request in requests(data) if request.sections]
    if wave:
        known = [request for request in known if request.wave and request.wave.key == wave]
    if not known:
        raise UserError("В графике отчётности нет строки для такого письма: впишите, что и когда сдаётся.")
    chosen = next((request for request in known if request.day and request.day >= today), known[-1])
    with tempfile.TemporaryDirectory(prefix="shnor-") as aside:
        *_, mail = _write_all(data, chosen, Path(aside), today, wish, no_progress, writers)
        with write_aside(path) as target:
            target.write_bytes(mail.read_bytes())


@contextlib.contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A hidden folder inside `folder`, so that finished files only need to be renamed."""
    try:
        aside = Path(tempfile.mkdtemp(prefix=".", dir=folder))
    except OSError as error:
        raise UserError(f"В папку «{folder}» нельзя писать: выберите другую.") from error
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _into_place(made: Path, target: Path) -> None:
    try:
        made.replace(target)
    except OSError as error:
        raise UserError(f"«{target.name}» не заменить: закройте его в других программах и повторите.") from error


def _write_all(
    data: ProgrammeData,
    request: Request,
    folder: Path,
    today: date,
    wish: Wish,
    progress: Progress,
    writers: Mapping[str, Writer],
) -> list[Path]:
    """Every file into a folder of its own, the mail draft last."""
    school = data.school.short_name or data.school.full_name or "Школа"
    wave = request.wave.key if request.wave else ""
    stage = request.wave.title.split()[0].lower() if request.wave else ""

    def path(document: str, ending: str) -> Path:
        name = file_name(wish.pattern, ending, school=school, document=document, wave=stage, day=request.day)
        return folder / name

    what = _document_name(request)
    ids = tuple(section.section.id for section in request.sections)
    book = path(what, ".xlsx")
    write_monitoring(data, book, wave, ids)
    progress(0.2)
    tree = compose_checked(data, ids, wave)
    endings = [".docx", *([".pdf"] if wish.pdf and ".pdf" in writers else [])]
    documents = [path(what, ending) for ending in endings]
    for index, target in enumerate(documents):
        write_document(tree, target, within(progress, 0.2 + 0.3 * index, 0.5 + 0.3 * index), writers)
    names = [book.name, *(target.name for target in documents)]
    cover = path("Письмо", ".docx")
    write_document(letter(data, request, names, today, wish.addressee), cover, no_progress, writers)
    attachments = [book, *documents, cover]
    mail = path("Черновик-письма", ".eml")
    text = message(data, request, [*papers(request), *(target.name for target in attachments)])
    write_mail(mail, to=wish.to, subject=subject(data, request), text=text, attachments=attachments)
    progress(1.0)
    return [*attachments, mail]


def _document_name(request: Request) -> str:
    """«Приложение-1-2-3» for appendices, else the first section's number or title."""
    numbers = [section.entry.number.removeprefix("Приложение ").strip() for section in request.sections]
    if all(section.section.numbering == "appendix" for section in request.sections):
        return "Приложение-" + "-".join(numbers)
    return request.sections[0].entry.title[:40]


def _made(path: Path) -> MadeFile:
    content = path.read_bytes()
    return MadeFile(path.name, len(content), hashlib.sha256(content).hexdigest())
