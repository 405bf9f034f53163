"""The archive that installs itself into a home folder: a shell script with the compressed tree behind its last line."""

from __future__ import annotations

import io
import lzma
import shutil
import tarfile
from pathlib import Path

from scripts.bootstrap import say

from . import facts
from .desktop import write_share

COMMAND = "@COMMAND@"
"""Stands in the menu entry until the script knows the home folder."""


def archive_name() -> str:
    """The file's name."""
    return f"{facts.NAME}-{facts.version()}-linux-x86_64.run"


def script(name: str) -> str:
    """One of the shell scripts beside this module, with the program's facts in it."""
    text = (Path(__file__).parent / name).read_text("utf-8")
    text = text.replace("@NAME@", facts.NAME).replace("@VERSION@", facts.version()).replace("@MIME@", facts.MIME)
    return text.replace("@LINES@", str(text.count("\n") + 1))


def make_archive(tree: Path, pictures: Path, papers: list[Path], work: Path, out: Path, preset: int = 9) -> Path:
    """Write the archive into a folder `out`; `work` is a folder for what is made on the way."""
    say("— .run")
    target = out / archive_name()
    share = work / "share-home"
    shutil.rmtree(share, ignore_errors=True)
    write_share(share, pictures, COMMAND)
    with target.open("wb") as file:
        file.write(script("selfextract.sh").encode())
        with lzma.open(file, "wb", preset=preset) as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
            tar.add(tree, "program", filter=_plain)
            for paper in papers:
                tar.add(paper, f"program/{paper.name}", filter=_plain)
            tar.add(share, "share", filter=_plain)
            remover = script("remove.sh").encode()
            entry = tarfile.TarInfo("remove.sh")
            entry.size, entry.mode = len(remover), 0o755
            tar.addfile(entry, io.BytesIO(remover))
    target.chmod(0o755)
    return target


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the builder's name: the files belong to whoever unpacks them."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry
