"""From a document tree to a .docx on the disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from shnor_desktop.resources import resource_path
from shnor_desktop.services.documents.docx_writer.blocks import BlockWriter
from shnor_desktop.services.documents.docx_writer.context import Frame, Ticker, Writing
from shnor_desktop.services.documents.docx_writer.headings import HeadingMarks
from shnor_desktop.services.documents.docx_writer.inline import Inline
from shnor_desktop.services.documents.docx_writer.markup import R_NAMESPACE, W_NAMESPACE, XML_HEAD, escape, one_line
from shnor_desktop.services.documents.docx_writer.numbering import Numbering
from shnor_desktop.services.documents.docx_writer.package import DOCUMENT, STYLES, Package
from shnor_desktop.services.documents.docx_writer.pictures import Pictures
from shnor_desktop.services.documents.docx_writer.sections import template_setup, usual_setup
from shnor_desktop.services.documents.docx_writer.style_map import StyleMap
from shnor_desktop.services.documents.page_layout import USUAL, PageLayout
from shnor_desktop.services.documents.tree import Document, Part, Table
from shnor_desktop.services.files import write_aside

if TYPE_CHECKING:
    from shnor_desktop.services.documents.docx_writer.template import Template

_NAMESPACES = (
    f'xmlns:w="{W_NAMESPACE}" xmlns:r="{R_NAMESPACE}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_CORE_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_BODY_SHARE = 0.7
"""Part of the whole time that making the text takes; the rest is packing."""


def write_docx(
    document: Document,
    path: Path,
    progress: Callable[[float], None] | None = None,
    base: Path | None = None,
    pages: Mapping[int, int] | None = None,
) -> None:
    """Write `document` to `path`, whole or not at all.

    `progress` is called now and then with 0…1 and may raise to stop. `base` is a template of the person's own, used
    in place of the document's: a Word file that gives styles, page set-up, headers, footers and letterhead.
    `pages` are the page numbers for the contents: index of a heading among all headings in reading order (those in
    cells included) → number; without them Word fills the numbers in when the contents are updated.
    The same document gives the same bytes.
    """
    report = progress or _silent
    with write_aside(path) as aside:
        package = Package.open(resource_path("base.docx"))
        template = _template(document, base)
        body = _body(document, package, template, lambda share: report(share * _BODY_SHARE), pages or {})
        _check(body)
        if template is not None:
            package = template.package
            _prune(package, body)
        package.parts[DOCUMENT] = body
        package.set_core(_core(document.title))
        package.save(aside, lambda share: report(_BODY_SHARE + share * (1 - _BODY_SHARE)))
        report(1.0)


def _body(
    document: Document,
    package: Package,
    template: Template | None,
    report: Callable[[float], None],
    pages: Mapping[int, int],
) -> bytes:
    """The main part; everything it points to is put into the package, the template's if there is one."""
    layout = document.layout if template is None else template.layout(document.layout)
    if layout != USUAL:
        package.parts[STYLES] = _restyled(package.parts[STYLES], layout)
    wider = 1.0 if template is None else template.wider
    if template is not None:
        package = _on_template(template, package)
    styles = StyleMap(package.parts[STYLES], layout)
    numbering = Numbering(package)
    writing = Writing(
        styles,
        Inline(package, styles),
        numbering,
        Pictures(package, document.media),
        HeadingMarks(document),
        Ticker(_steps(document), report),
        on_template=template is not None,
    )
    setup = usual_setup(package, styles, layout) if template is None else template_setup(template, styles, layout)
    writer = BlockWriter(writing, pages)
    if template is not None:
        writer.out.append(template.letterhead)
    parts = document.parts or (Part(()),)
    for number, part in enumerate(parts):
        properties = setup.section(landscape=part.landscape, first=number == 0)
        frame = Frame(*setup.layout.text_area(part.landscape), styles.looks, layout.table_letters, wider=wider)
        if number == len(parts) - 1:
            writer.blocks(part.blocks, frame)
            writer.out.append(properties)
        else:
            writer.blocks(part.blocks, frame, properties)
    numbering.finish()
    content = "".join(writer.out)
    return f"{XML_HEAD}<w:document {_NAMESPACES}><w:body>{content}</w:body></w:document>".encode()


def _template(document: Document, base: Path | None) -> Template | None:
    """The template of the person's, if there is one: read only then, for that takes a library of its own."""
    if base is None and not document.template:
        return None
    from shnor_desktop.services.documents.docx_writer import template

    return template.open_template(base) if base is not None else template.open_template_bytes(document.template)


def _on_template(template: Template, ours: Package) -> Package:
    """The template's package, with the styles of ours that it has not."""
    from shnor_desktop.services.documents.docx_writer.template import completed_styles

    package = template.package
    package.parts[STYLES] = completed_styles(package.parts[STYLES], ours.parts[STYLES])
    return package


def _prune(package: Package, body: bytes) -> None:
    from shnor_desktop.services.documents.docx_writer.template import prune

    prune(package, body)


def _restyled(styles: bytes, layout: PageLayout) -> bytes:
    from shnor_desktop.services.documents.docx_writer.restyle import restyled  # the usual pages need no such thing

    return restyled(styles, layout)


def _steps(document: Document) -> int:
    """How many steps the body has: blocks, and the rows of the tables among them."""
    return sum(len(block.rows) + 1 if isinstance(block, Table) else 1 for block in document.blocks())


def _check(body: bytes) -> None:
    """Raise rather than write a file that Word would refuse; a fault here is the program's own."""
    expat.ParserCreate().Parse(body, True)


def _core(title: str) -> bytes:
    """The properties that Word shows; no dates, so that the same document is the same file."""
    content = f"<dc:title>{escape(one_line(title))}</dc:title><dc:language>ru-RU</dc:language>"
    return f"{XML_HEAD}<cp:coreProperties {_CORE_NAMESPACES}>{content}</cp:coreProperties>".encode()


def _silent(share: float) -> None:
    """Progress that nobody watches."""
