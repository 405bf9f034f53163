"""A programme that goes out to Word and comes in again is the same programme."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from programmes import FORM_KEY, Sketch, shown, sketches, write_sketch

from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile


def _there_and_back(data: ProgrammeData, folder: Path) -> ProgrammeData:
    out = folder / "программа.docx"
    write_docx(compose(data), out)
    found = import_docx(out, load_format(FORM_KEY))
    assert found.lost == []
    with SchoolFile.create(folder / "снова.shnor") as file:
        write_recognised(file, found)
        return read_programme(file)


# no shrinking: each example is a Word file written and read, a minimal one would take minutes to find
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(sketches)
def test_generated_programmes_come_back_equal(sketch: Sketch) -> None:
    with tempfile.TemporaryDirectory() as name:
        data = write_sketch(Path(name) / "школа.shnor", sketch)
        again = _there_and_back(data, Path(name))
        assert shown(again) == shown(data)


def test_the_reference_programme_comes_back_equal(reference_dir: Path, tmp_path: Path) -> None:
    found = import_docx(reference_dir / "school-programme.docx", load_format(FORM_KEY))
    with SchoolFile.create(tmp_path / "школа.shnor") as file:
        write_recognised(file, found)
        data = read_programme(file)
    assert shown(_there_and_back(data, tmp_path)) == shown(data)
