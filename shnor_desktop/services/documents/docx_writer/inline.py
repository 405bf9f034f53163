"""Runs: stretches of text with one look, hyperlinks around them."""

from __future__ import annotations

from itertools import groupby

from shnor_desktop.services.documents.docx_writer.markup import text_markup
from shnor_desktop.services.documents.docx_writer.package import Package
from shnor_desktop.services.documents.docx_writer.style_map import Look, StyleMap
from shnor_desktop.services.documents.links import safe_link
from shnor_desktop.services.documents.tree import Run


class Inline:
    """Writes the runs of paragraphs; addresses become relationships of the package."""

    def __init__(self, package: Package, styles: StyleMap) -> None:
        self._package = package
        self._link_style = styles.link

    def runs(self, runs: tuple[Run, ...], look: Look) -> str:
        """All runs of a paragraph of that look."""
        if len(runs) == 1 and not runs[0].link:
            return run_markup(runs[0], look)
        if not runs:
            return ""
        return "".join(self._group(address, tuple(group), look) for address, group in groupby(runs, _address))

    def _group(self, address: str, runs: tuple[Run, ...], look: Look) -> str:
        """Neighbours with one address, as one hyperlink or, when it is none, as plain text."""
        style = self._link_style if address else ""
        content = "".join(run_markup(run, look, style) for run in runs)
        if not address or not content:
            return content
        identity = self._package.relate("hyperlink", address, external=True)
        return f'<w:hyperlink r:id="{identity}" w:history="1">{content}</w:hyperlink>'


def _address(run: Run) -> str:
    return safe_link(run.link) if run.link else ""


def run_markup(run: Run, look: Look, style: str = "") -> str:
    """One run; only what differs from the paragraph's style is written."""
    content = text_markup(run.text)
    if not content:
        return ""
    properties = style
    if run.bold and not look.bold:
        properties += "<w:b/>"
    if run.italic and not look.italic:
        properties += "<w:i/>"
    properties += look.size
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>" if properties else f"<w:r>{content}</w:r>"
