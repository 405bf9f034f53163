"""Printing: which pages, how often, in which order, and on paper of which size."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter

from shnor_desktop.services.documents.tree import Document, PageBreak, Part, paragraph
from shnor_desktop.ui.paper.printing import print_document, printing, wanted_pages

DOCUMENT = Document(
    (Part((paragraph("первая"), PageBreak(), paragraph("вторая"))), Part((paragraph("третья"),), True)), "Проба печати"
)


@pytest.fixture()
def printer(tmp_path) -> QPrinter:
    result = QPrinter(QPrinter.PrinterMode.HighResolution)
    result.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    result.setOutputFileName(str(tmp_path / "printed.pdf"))
    return result


def run(command: str, *arguments: object) -> str:
    if shutil.which(command) is None:
        pytest.skip(f"нет программы {command}")
    return subprocess.run([command, *map(str, arguments)], capture_output=True, text=True, check=True).stdout


def printed(printer: QPrinter) -> list[str]:
    """The words of each printed page."""
    return [" ".join(page.split()) for page in run("pdftotext", printer.outputFileName(), "-").split("\f")[:-1]]


def sizes(printer: QPrinter) -> list[tuple[int, int]]:
    lines = [line for line in run("pdfinfo", "-l", 9, printer.outputFileName()).splitlines() if " size:" in line]
    return [
        (round(float(line.split()[3])), round(float(line.split()[5]))) for line in lines if line.startswith("Page ")
    ]


def test_every_page_is_turned_as_it_wants(printer):
    seen: list[float] = []
    pages = print_document(printer, DOCUMENT, seen.append)
    assert len(pages.pages) == 3
    assert printed(printer) == ["первая", "2 вторая", "3 третья"]
    assert sizes(printer) == [(595, 842), (595, 842), (842, 595)]
    assert seen[-1] == 1.0


def test_a_range_of_pages(printer):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    print_document(printer, DOCUMENT)
    assert printed(printer) == ["2 вторая", "3 третья"]


def test_larger_paper_gets_larger_pages(printer, tmp_path):
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
    print_document(printer, DOCUMENT)
    assert sizes(printer) == [(842, 1191), (842, 1191), (1191, 842)]
    boxes = run("pdftotext", "-bbox", printer.outputFileName(), "-")
    word = next(line for line in boxes.splitlines() if "первая" in line)
    left, top, _right, bottom = (float(piece.split('"')[0]) for piece in word.split('="')[1:5])
    assert left == pytest.approx((20 + 12.5) / 25.4 * 72 * 2**0.5, abs=1)
    assert top > 20 / 25.4 * 72 * 2**0.5
    assert bottom - top == pytest.approx(12 * 1.107 * 2**0.5, abs=1)


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [("2", [1]), ("1-2,5", [0, 1, 4]), ("4-99", [3, 4, 5]), ("3,3,1", [0, 2])],
)
def test_ranges_of_many_kinds(printer, ranges, expected):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString(ranges))
    assert wanted_pages(printer, 6) == expected


def test_all_pages_and_the_last_first(printer):
    assert wanted_pages(printer, 3) == [0, 1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert wanted_pages(printer, 3) == [2, 1, 0]


def test_copies_of_a_printer_that_makes_none_itself(printer, monkeypatch):
    monkeypatch.setattr(QPrinter, "supportsMultipleCopies", lambda _self: False)
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert wanted_pages(printer, 2) == [0, 1, 0, 1]
    printer.setCollateCopies(False)
    assert wanted_pages(printer, 2) == [0, 0, 1, 1]


def test_printing_can_be_given_up(printer):
    pages = print_document(printer, DOCUMENT)
    Path(printer.outputFileName()).unlink()
    job = printing(printer, pages)
    assert next(job) == pytest.approx(1 / 3)
    job.close()
    assert printer.printerState() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Idle)
