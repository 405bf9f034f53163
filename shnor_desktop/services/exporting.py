"""Papers out: from a school file to a document, and from a document to a file by its ending."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path

from ..models.errors import UserError
from .documents.compose import compose
from .documents.tree import Document
from .form_switch import SwitchLine
from .formats import Format, load_format
from .jobs import Progress, no_progress
from .queries import ProgrammeData, programme, read_programme
from .school_file import SchoolFile
from .snapshot import content_of

Writer = Callable[[Document, Path, Progress], None]


def _docx(document: Document, path: Path, progress: Progress) -> None:
    from .documents.docx_writer import write_docx

    write_docx(document, path, progress)


def _html(document: Document, path: Path, progress: Progress) -> None:
    from .documents.html_writer import write_html

    write_html(document, path)


WRITERS: dict[str, Writer] = {".docx": _docx, ".html": _html}
"""What services write by themselves, by ending; pages (PDF) need Qt and are lent by the composition root."""

DATA_ENDINGS = (".json", ".xlsx", ".eml", ".ics")
"""What is written from the data themselves, not from a document."""


def write_document(
    document: Document, path: Path, progress: Progress = no_progress, writers: Mapping[str, Writer] = WRITERS
) -> None:
    """Write a document by the ending of `path`; UserError for an ending nobody knows."""
    writer = writers.get(path.suffix.lower())
    if writer is None:
        known = ", ".join(sorted([*writers, *DATA_ENDINGS]))
        raise UserError(f"Не умею записывать «{path.suffix or path.name}». Выберите одно из окончаний: {known}.")
    writer(document, path, progress)


def export_file(
    path: Path,
    out: Path,
    format_key: str = "",
    part: str = "",
    wave: str = "",
    writers: Mapping[str, Writer] = WRITERS,
) -> tuple[SwitchLine, ...]:
    """Export a school file; the part (a section's key) and the wave that are named must be there.

    JSON holds the whole file all the same. In another form than its own the file itself stays as it is; given back is
    what that form has no place for.
    """
    ending = out.suffix.lower()
    whole = ending == ".json"
    if ending not in DATA_ENDINGS and ending not in writers:
        write_document(Document(()), out, no_progress, writers)
    left: tuple[SwitchLine, ...] = ()
    with SchoolFile.open(path) as file:
        other = load_format(format_key) if format_key and format_key != programme(file).format_key else None
        if other is None:
            data = read_programme(file, hidden=whole)
        else:
            data, left = in_other_form(content_of(file), other, hidden=whole)
    chosen = [part] if part else []
    check_choice(data, chosen, wave)
    if whole:
        from .json_export import write_json

        write_json(data, out)
    elif ending == ".xlsx":
        from .spreadsheets.monitoring_out import write_monitoring

        write_monitoring(data, out, wave, tuple(chosen))
    elif ending == ".eml":
        from .packet.making import make_mail

        make_mail(data, out, date.today(), wave, writers=writers)
    elif ending == ".ics":
        from .packet.reminders import write_calendar

        write_calendar(data, out)
    else:
        write_document(compose(data, sections=chosen, wave=wave), out, no_progress, writers)
    return left


def in_other_form(
    content: bytes, form: Format, *, hidden: bool = False
) -> tuple[ProgrammeData, tuple[SwitchLine, ...]]:
    """A school file's content as it is in another form, and what that has no place for; works on a copy."""
    from .editing.switching import switch_form

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.shnor"
        copy.write_bytes(content)
        with SchoolFile.open(copy, take_over=True) as file:
            plan = switch_form(file, form)
            return read_programme(file, hidden=hidden), plan.left_lines


def compose_checked(data: ProgrammeData, sections: Collection[str | int] = (), wave: str = "") -> Document:
    """Compose, after making sure that the sections and the wave exist."""
    check_choice(data, sections, wave)
    return compose(data, sections=sections, wave=wave)


def check_choice(data: ProgrammeData, sections: Collection[str | int], wave: str) -> None:
    """UserError where a section or the wave does not exist; it names the possible ones."""
    keys = [section.section.key for section in data.sections if section.section.key]
    ids = [section.section.id for section in data.sections]
    for section in sections:
        if section not in keys and section not in ids:
            raise UserError(f"Раздела «{section}» в программе нет. Возможные: {', '.join(keys)}.")
    waves = [row.key for row in data.waves] or [row.key for row in data.form.wave]
    if wave and wave not in waves:
        raise UserError(f"Этапа «{wave}» в программе нет. Возможные: {', '.join(waves)}.")
