"""PDF files: the same text in the same order, pages of the right size, whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.tree import (
    Contents,
    Document,
    Heading,
    Part,
    Row,
    Run,
    Table,
    paragraph,
    text_cell,
)
from shnor_desktop.services.jobs import Cancelled
from shnor_desktop.ui.paper.paginate import layout_document
from shnor_desktop.ui.paper.pdf import pdf_bytes, write_pages, write_pdf

SENTENCE = "Совет школы обсуждает итоги четверти, принимает решения – и следит за тем, как они исполняются № 5. "
PLAN = Table(
    (
        Row((text_cell("Срок", "table_header"), text_cell("Мероприятие", "table_header")), header=True),
        *(Row((text_cell("ежегодно"), text_cell(f"Мероприятие {number}"))) for number in range(40)),
    ),
    (1, 4),
)
DOCUMENT = Document(
    (
        Part((paragraph("Программа", "title_name"), Contents())),
        Part((Heading(1, (Run("Цели"),), "1."), paragraph(SENTENCE * 40))),
        Part((Heading(1, (Run("План"),), "2."), PLAN), landscape=True),
    ),
    "Программа школы № 5",
)


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"нет программы {name}")
    return found


def test_the_text_can_be_read_back_in_order(tmp_path):
    command = tool("pdftotext")
    pages = write_pdf(DOCUMENT, tmp_path / "а б.pdf")
    read = subprocess.run(
        [command, "-raw", tmp_path / "а б.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    for page, text in zip(pages.pages, read.split("\f"), strict=False):
        number = page.number.text if page.number else ""
        written = number + "".join(item.text for item in page.texts)
        assert "".join(text.split()) == "".join(written.split())
    assert " ".join(SENTENCE.split()[:6]) in " ".join(read.split())  # words are parted by spaces, justified or not


def test_pages_have_their_sizes_and_the_file_its_title(tmp_path):
    command = tool("pdfinfo")
    write_pdf(DOCUMENT, tmp_path / "a.pdf")
    read = subprocess.run([command, "-l", "99", tmp_path / "a.pdf"], capture_output=True, text=True, check=True).stdout
    sizes = [
        line.split("size:")[1].split()[0:3:2]
        for line in read.splitlines()
        if line.startswith("Page ") and "size" in line
    ]
    expected = [
        ["842" if page.landscape else "595", "595" if page.landscape else "842"]
        for page in layout_document(DOCUMENT).pages
    ]
    assert [[f"{float(side):.0f}" for side in size] for size in sizes] == expected
    assert ["842", "595"] in expected
    assert "Программа школы № 5" in read


def test_fonts_are_in_the_file(tmp_path):
    command = tool("pdffonts")
    write_pdf(DOCUMENT, tmp_path / "a.pdf")
    read = subprocess.run([command, tmp_path / "a.pdf"], capture_output=True, text=True, check=True).stdout
    fonts = [line.split() for line in read.splitlines()[2:]]
    assert len(fonts) >= 2
    assert all(font[-5] == "yes" and font[-3] == "yes" for font in fonts)  # embedded, with a way back to the letters


def test_an_old_file_stays_when_the_new_one_cannot_be_made(tmp_path):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def cancel(part: float) -> None:
        if part > 0.9:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(DOCUMENT, target, cancel)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["нет такой/a.pdf", "."])
def test_a_place_that_cannot_be_written_is_told(tmp_path, name):
    with pytest.raises(UserError):
        write_pages(layout_document(Document(())), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_progress_goes_to_the_end(tmp_path):
    seen: list[float] = []
    write_pdf(DOCUMENT, tmp_path / "a.pdf", seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_an_empty_document_is_a_blank_page():
    data = pdf_bytes(layout_document(Document(())))
    assert data.startswith(b"%PDF-")
    assert b"/Count 1" in data


def test_a_program_without_a_window_can_write_a_pdf(tmp_path):
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from shnor_desktop.services.documents.tree import Document, Part, paragraph\n"
        "from shnor_desktop.ui.paper.pdf import export_pdf_headless\n"
        "export_pdf_headless(Document((Part((paragraph('Проба'),)),)), Path(sys.argv[1]))\n"
        "export_pdf_headless(Document((Part((paragraph('Снова'),)),)), Path(sys.argv[1]))\n"
        "assert 'PySide6.QtWidgets' not in sys.modules\n"
    )
    environment = {key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "DISPLAY")}
    environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[3])
    subprocess.run([sys.executable, "-c", program, tmp_path / "a.pdf"], env=environment, check=True, timeout=60)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
