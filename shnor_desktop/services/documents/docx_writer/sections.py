"""Pages: size, margins and the page number at the top."""

from __future__ import annotations

from shnor_desktop.services.documents.docx_writer.markup import R_NAMESPACE, W_NAMESPACE, XML_HEAD
from shnor_desktop.services.documents.docx_writer.package import Package
from shnor_desktop.services.documents.docx_writer.style_map import StyleMap
from shnor_desktop.services.documents.docx_writer.units import page_size, twips
from shnor_desktop.services.documents.styles import MARGINS_MM, PAGE_NUMBER_TOP_MM

_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def add_page_number(package: Package, styles: StyleMap) -> str:
    """Put the header with the page number into the package; the id by which sections name it."""
    field = "".join(
        f"<w:r>{piece}</w:r>"
        for piece in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    paragraph = f"<w:p><w:pPr>{styles.header}</w:pPr>{field}</w:p>"
    header = f'{XML_HEAD}<w:hdr xmlns:w="{W_NAMESPACE}" xmlns:r="{R_NAMESPACE}">{paragraph}</w:hdr>'
    name = package.free_name("word/header", "xml")
    package.add(name, _HEADER_TYPE, header.encode())
    return package.relate("header", name)


def section(header_id: str, *, landscape: bool, first: bool) -> str:
    """The properties of a section; the very first page of the document shows no number."""
    width, height = (twips(side) for side in page_size(landscape))
    left, right, top, bottom = (twips(MARGINS_MM[side]) for side in ("left", "right", "top", "bottom"))
    orientation = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header_id}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orientation}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        f' w:header="{twips(PAGE_NUMBER_TOP_MM)}" w:footer="{twips(PAGE_NUMBER_TOP_MM)}" w:gutter="0"/>'
        f"{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )
