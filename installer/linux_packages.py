"""The .deb and the .rpm, both by nfpm from one table: what they hold, what they ask of the system."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from scripts.bootstrap import StopError, libraries, say

from . import facts
from .trimming import BUNDLED_XCB

HOME = f"/usr/lib/{facts.NAME}"
DOCS = f"/usr/share/doc/{facts.NAME}"

_KINDS = {"deb": "deb", "rpm": "rpm"}
_FONTS = "fonts-liberation | fonts-liberation2 | ttf-mscorefonts-installer | fonts-dejavu-core"

REFRESH = """#!/bin/sh
# The desktop learns of the program at once; where a tool is missing, at the next login.
for tool in "update-mime-database /usr/share/mime" "update-desktop-database -q /usr/share/applications" \\
    "gtk-update-icon-cache -qtf /usr/share/icons/hicolor"; do
    command -v "${tool%% *}" >/dev/null 2>&1 && $tool >/dev/null 2>&1
done
exit 0
"""
"""For .rpm; Debian does this by itself (triggers)."""


def asked_libraries() -> list[libraries.Package]:
    """The libraries that the system has to bring: Qt's, less those that travel along and the printers'."""
    bundled = {f"libxcb-{name}.so.{number}" for name in BUNDLED_XCB for number in range(9)}
    return [one for one in (*libraries.CORE, *libraries.X11) if one.probe not in bundled and "cups" not in one.probe]


def deb_depends(glibc: str) -> list[str]:
    """What the .deb asks for; Debian 13's renamed libraries (t64) answer to the older names too."""
    names = sorted({one.apt for one in asked_libraries()})
    return [f"libc6 (>= {glibc})", *names, "libexpat1", "zlib1g", "shared-mime-info", "xdg-utils", _FONTS]


def rpm_depends(glibc: str) -> list[str]:
    """What the .rpm asks for: libraries by their own names, since РЕД ОС and ALT call the packages differently."""
    sonames = sorted(f"{one.probe}()(64bit)" for one in asked_libraries())
    return [f"libc.so.6(GLIBC_{glibc})(64bit)", *sonames, "shared-mime-info"]


def config(tree: Path, share: Path, places: Iterable[str], papers: Sequence[Path], glibc: str) -> dict[str, Any]:
    """The table for nfpm (JSON is YAML too): the program's tree, the desktop's files, the licences."""
    contents: list[dict[str, Any]] = [
        {"src": f"{tree}/", "dst": HOME, "type": "tree"},
        {"src": f"{HOME}/{facts.NAME}", "dst": f"/usr/bin/{facts.NAME}", "type": "symlink"},
        *({"src": str(share / place), "dst": f"/usr/share/{place}", "file_info": {"mode": 0o644}} for place in places),
        {"dst": DOCS, "type": "dir", "file_info": {"mode": 0o755}},  # named, so that rpm takes it away too
        *({"src": str(paper), "dst": f"{DOCS}/{paper.name}", "file_info": {"mode": 0o644}} for paper in papers),
    ]
    return {
        "name": facts.NAME,
        "arch": "amd64",
        "version": facts.version(),
        "release": "1",
        "section": "editors",
        "priority": "optional",
        "maintainer": facts.MAINTAINER,
        "description": f"{facts.TITLE}\n{facts.DESCRIPTION}",
        "license": facts.LICENCE,
        "contents": contents,
        "overrides": {
            "deb": {
                "depends": deb_depends(glibc),
                "recommends": ["libcups2", "fonts-liberation", "libwayland-client0", "libwayland-cursor0"],
            },
            "rpm": {
                "depends": rpm_depends(glibc),
                "scripts": {"postinstall": str(share / "refresh.sh"), "postremove": str(share / "refresh.sh")},
            },
        },
        "deb": {"compression": "xz"},
        "rpm": {"compression": "xz", "summary": facts.TITLE, "group": "Applications/Productivity"},
    }


def make_packages(nfpm: Path, table: dict[str, Any], share: Path, out: Path, kinds: Iterable[str]) -> list[Path]:
    """Write the packages of these kinds (deb, rpm) into a folder."""
    (share / "refresh.sh").write_text(REFRESH, "utf-8")
    text = share.parent / "nfpm.json"
    text.write_text(json.dumps(table, ensure_ascii=False, indent=1), "utf-8")
    made = []
    for kind in kinds:
        say(f"— .{kind}")
        target = out / package_name(kind)
        command = [str(nfpm), "package", "--config", str(text), "--packager", _KINDS[kind], "--target", str(target)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise StopError(f"nfpm не собрал .{kind}: {(done.stderr or done.stdout).strip()}")
        made.append(target)
    return made


def package_name(kind: str) -> str:
    """The file's name as that family of systems writes it."""
    names = {"deb": f"{facts.NAME}_{facts.version()}_amd64.deb", "rpm": f"{facts.NAME}-{facts.version()}-1.x86_64.rpm"}
    return names[kind]
