"""The one thing pyproject.toml cannot say: the data folder ``resources/`` travels inside the wheel."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

RESOURCES = Path(__file__).resolve().parent / "resources"


class BuildWithResources(build_py):
    """Copies ``resources/`` to ``shnor_desktop/_resources``; an editable install reads the checkout's own folder."""

    def run(self) -> None:
        """Build as usual, then add the folder."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "shnor_desktop" / "_resources"
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(RESOURCES, target)


setup(cmdclass={"build_py": BuildWithResources})
