"""The command line: the same services as the window, for scripts and for machines without a screen.

Exit status: 0 done, 1 `check` found errors, 2 bad input or environment, told in one Russian line on standard error.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from .models.errors import UserError

if TYPE_CHECKING:
    from .services.documents.tree import Document
    from .services.jobs import Progress

EPILOG = (
    "Без команды открывается окно: shnor-desktop [ФАЙЛ.shnor]. "
    "Цела ли установленная программа: shnor-desktop --self-test [ОТЧЁТ.txt]"
)

COMMANDS = ("demo", "import", "import-results", "export", "check", "consolidate", "formats")
"""Everything else is the window's."""

READING_PROCESS = "--reading-process"
"""Not for people: so the installed program starts itself to read a large file from outside."""


class _Parser(argparse.ArgumentParser):
    """Tells a mistake in one Russian line instead of a page of usage."""

    def error(self, message: str) -> NoReturn:
        raise UserError("Команда записана неверно. Справка: shnor-desktop --help.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    _readable_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == [READING_PROCESS]:
        from .services.workers.child import serve

        return serve()
    try:
        if arguments[:1] == ["--self-test"]:
            return _self_test(arguments[1:])
        if not arguments or arguments[0] not in (*COMMANDS, "-h", "--help", "--version"):
            _check_window(arguments)
            return _window(arguments)
        options = _parser().parse_args(arguments)
        ended = int(options.run(options))
        sys.stdout.flush()
        return ended
    except UserError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        _say_no_more()
    except OSError as error:
        from .models.file import explain

        print(f"Не получилось: {explain(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Остановлено.", file=sys.stderr)
    return 2


def _say_no_more() -> None:
    """Whoever read what is printed has gone, as `head` does when it has enough: nobody hears of it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _readable_streams() -> None:
    """Russian text everywhere, also where the console is set to a narrower encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError, OSError):
                stream.reconfigure(encoding="utf-8" if not stream.isatty() else None, errors="replace")


def _parser() -> argparse.ArgumentParser:
    from . import __version__

    parser = _Parser(prog="shnor-desktop", description="Программа школы", epilog=EPILOG)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(metavar="КОМАНДА", required=True, parser_class=_Parser)

    demo = _command(commands, "demo", "записать файл школы-примера", _demo)
    demo.add_argument("file", metavar="ФАЙЛ.shnor", type=Path)

    read = _command(commands, "import", "прочитать программу из Word в новый или имеющийся файл", _import)
    read.add_argument("source", metavar="ИСХОДНЫЙ.docx", type=Path)
    read.add_argument("file", metavar="ФАЙЛ.shnor", type=Path)
    read.add_argument("--format", metavar="ФОРМА", default="", help="ключ формы; без него её назовёт сам документ")
    read.add_argument("--json", action="store_true", help="отчёт одним объектом JSON")

    results = _command(
        commands, "import-results", "прочитать результаты ВПР, ОГЭ и ЕГЭ из книг и папок", _import_results
    )
    results.add_argument("paths", metavar="ОТКУДА", type=Path, nargs="+", help="книги Excel и папки с ними")
    results.add_argument("file", metavar="ФАЙЛ.shnor", type=Path)
    results.add_argument("--json", action="store_true", help="отчёт одним объектом JSON")

    write = _command(commands, "export", "записать .docx, .pdf, .html, .xlsx, .eml, .ics или .json", _export)
    write.add_argument("file", metavar="ФАЙЛ.shnor", type=Path)
    write.add_argument("out", metavar="КУДА", type=Path)
    write.add_argument("--format", metavar="ФОРМА", default="", help="ключ другой формы документа")
    write.add_argument("--part", metavar="РАЗДЕЛ", default="", help="только раздел, например roadmap, или wall_plan")
    write.add_argument("--template", metavar="ШАБЛОН.docx", type=Path, help="бланк школы для документа Word")
    write.add_argument("--wave", metavar="ЭТАП", default="", help="этап мониторинга: entry, interim или final")

    check = _command(commands, "check", "найти противоречия и пустые места", _check)
    check.add_argument("file", metavar="ФАЙЛ.shnor", type=Path)
    check.add_argument("--json", action="store_true", help="замечания одним объектом JSON")

    whole = _command(commands, "consolidate", "сложить таблицы многих школ в одну книгу", _consolidate)
    whole.add_argument("out", metavar="СВОД.xlsx", type=Path)
    whole.add_argument("paths", metavar="ОТКУДА", type=Path, nargs="+", help="книги школ и папки с ними")
    whole.add_argument("--format", metavar="ФОРМА", default="school-programme", help="ключ формы документа")

    _command(commands, "formats", "известные формы документов", _formats)
    return parser


def _command(commands: Any, name: str, text: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _check_window(arguments: list[str]) -> None:
    """A mistyped command shall not open a window."""
    first = arguments[0] if arguments else "-"
    if not first.startswith("-") and not first.lower().endswith(".shnor") and not Path(first).exists():
        raise UserError(f"Команды «{first}» нет. Справка: shnor-desktop --help.")


def _window(arguments: list[str]) -> int:
    from .app import main as window

    return window(arguments)


def _self_test(arguments: list[str]) -> int:
    from .app import started
    from .ui.self_test import main as self_test

    return self_test(arguments, started)


def _demo(options: argparse.Namespace) -> int:
    from .services.demo import make_demo

    make_demo(options.file)
    print(f"Записан пример школы: {options.file}")
    return 0


def _import(options: argparse.Namespace) -> int:
    from .services.formats import load_format
    from .services.founding import founded
    from .services.importing import import_docx, write_recognised
    from .services.queries import form_of
    from .services.school_file import SchoolFile

    form = load_format(options.format) if options.format else None
    with contextlib.ExitStack() as stack:
        old = stack.enter_context(SchoolFile.open(options.file)) if options.file.exists() else None
        found = import_docx(options.source, form, usual=form_of(old) if old else None)
        file = old or stack.enter_context(founded(options.file))
        write_recognised(file, found)
    if options.json:
        report = {"format": found.form.key, "recognised": found.counts, "kept_as_text": found.kept, "lost": found.lost}
        print(json.dumps(report, ensure_ascii=False))
    else:
        print(f"Форма: {found.form.title}")
        for label, text in found.lines():
            print(f"{label}: {text}")
        for notice in (*found.notices, *(f"Не нашло места и стоит в конце: {text}" for text in found.lost)):
            print(notice)
        print(f"Записано: {options.file}")
    return 0


def _import_results(options: argparse.Namespace) -> int:
    from .models.file import check_place
    from .models.results import ExamResult
    from .services.founding import founded
    from .services.results.importing import own_name, prepare_results, write_prepared
    from .services.results.reading import read_results
    from .services.school_file import SchoolFile

    if options.file.suffix.lower() != ".shnor":
        raise UserError(f"Последним назовите файл школы (.shnor), а не «{options.file.name}».")
    if options.file.exists():
        with SchoolFile.open(options.file) as file:
            prepared = prepare_results(file.rows(ExamResult), read_results(options.paths, own_name(file)))
            write_prepared(file, prepared)
    else:
        check_place(options.file)
        prepared = prepare_results((), read_results(options.paths))
        if prepared.imported:
            with founded(options.file) as file:
                write_prepared(file, prepared)
    if options.json:
        print(json.dumps({"files": [report.as_json() for report in prepared.reports]}, ensure_ascii=False))
    else:
        for report in prepared.reports:
            print(report.line())
    if not prepared.known:
        raise UserError("Результатов ВПР, ОГЭ и ЕГЭ здесь не нашлось, ничего не записано. Выберите другую папку.")
    if not options.json:
        print(f"Записано: {options.file}" if prepared.imported else "Новых результатов нет, ничего не записано.")
    return 0


def _export(options: argparse.Namespace) -> int:
    from .services.exporting import WRITERS, export_file
    from .services.wall_plan import WALL_PLAN

    if options.part == WALL_PLAN:
        return _wall_plan(options)
    writers = {**WRITERS, ".pdf": _pdf, ".docx": _on_template(options) if options.template else _docx}
    left = export_file(options.file, options.out, options.format, options.part, options.wave, writers)
    for line in left:
        print(f"В этой форме нет места: {line.title} – {line.told}")
    print(f"Записано: {options.out}")
    return 0


def _pdf(document: Document, path: Path, progress: Progress) -> None:
    """Pages are laid out by Qt, which the services do not know: this composition root lends them the writer."""
    from .ui.paper.pdf import export_pdf_headless

    export_pdf_headless(document, path)


def _wall_plan(options: argparse.Namespace) -> int:
    """The plan of a year as a calendar on a large sheet: it has pages of its own and no document."""
    from .services.queries import read_programme
    from .services.school_file import SchoolFile
    from .services.wall_plan import wall_plan

    if options.out.suffix.lower() != ".pdf":
        raise UserError("План на стену записывается только в PDF: назовите файл с окончанием .pdf.")
    with SchoolFile.open(options.file) as file:
        plan = wall_plan(read_programme(file))

    from .ui.paper.pdf import application_without_window, write_pages
    from .ui.paper.wall import wall_pages

    application = application_without_window()
    write_pages(wall_pages(plan), options.out)
    del application
    print(f"Записано: {options.out}")
    return 0


def _on_template(options: argparse.Namespace) -> Callable[[Document, Path, Progress], None]:
    """A writer of Word files on the school's own one, which is judged before anything is read."""
    from .services.page_looks import read_template

    if options.out.suffix.lower() != ".docx":
        raise UserError("Шаблон бывает только у документа Word: назовите файл .docx или уберите --template.")
    template = read_template(options.template)

    def write(document: Document, path: Path, progress: Progress) -> None:
        _docx(replace(document, template=template), path, progress)

    return write


def _docx(document: Document, path: Path, progress: Progress) -> None:
    """With the numbers of its pages in the contents, where Qt is there to count them."""
    from .services.documents.headings import counts_pages
    from .services.exporting import WRITERS

    write = WRITERS[".docx"]
    if counts_pages(document):
        with contextlib.suppress(ImportError):
            from .ui.paper.writers import write_headless as write
    write(document, path, progress)


def _check(options: argparse.Namespace) -> int:
    from .services.checks import run_checks
    from .services.queries import read_programme
    from .services.school_file import SchoolFile

    with SchoolFile.open(options.file) as file:
        findings = run_checks(read_programme(file))
    if options.json:
        names = ("severity", "code", "where", "message")
        report = {"findings": [{name: str(getattr(finding, name)) for name in names} for finding in findings]}
        print(json.dumps(report, ensure_ascii=False))
    else:
        for finding in findings:
            print(f"{_SEVERITY[finding.severity]}: {finding.where}: {finding.message}")
        print(f"Замечаний: {len(findings)}")
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def _consolidate(options: argparse.Namespace) -> int:
    from .services.formats import load_format
    from .services.spreadsheets.consolidated_book import write_consolidated
    from .services.spreadsheets.consolidation import consolidate

    if options.out.suffix.lower() != ".xlsx":
        raise UserError(f"Первой назовите книгу, куда сложить (.xlsx), а не «{options.out.name}».")
    found = consolidate(options.paths, load_format(options.format))
    write_consolidated(found, options.out)
    for file in found.files:
        if file.reason:
            print(f"{file.path.name}: {file.reason}")
    print(f"Школ: {len(found.schools)}, книг: {len(found.files)}, замечаний: {len(found.remarks)}")
    print(f"Записано: {options.out}")
    return 0


_SEVERITY = {"error": "ошибка", "warning": "внимание", "hint": "подсказка"}


def _formats(options: argparse.Namespace) -> int:
    from .services.formats import catalogue

    known = catalogue()
    for form in known.forms:
        print(f"{form.key}\t{form.title}{'' if form in known.shipped else ' (своя)'}")
    for trouble in known.troubles:
        print(trouble, file=sys.stderr)
    return 0
