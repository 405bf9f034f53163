"""Pages: size, margins and the page number at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shnor_desktop.services.documents.docx_writer.markup import R_NAMESPACE, W_NAMESPACE, XML_HEAD, escape
from shnor_desktop.services.documents.docx_writer.package import Package
from shnor_desktop.services.documents.docx_writer.style_map import StyleMap
from shnor_desktop.services.documents.docx_writer.units import twips
from shnor_desktop.services.documents.page_layout import PageLayout
from shnor_desktop.services.documents.styles import PAGE_NUMBER_TOP_MM

if TYPE_CHECKING:
    from shnor_desktop.services.documents.docx_writer.template import Template

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
    paragraph = f'<w:p><w:pPr>{styles.header}<w:jc w:val="center"/></w:pPr>{field}</w:p>'
    header = f'{XML_HEAD}<w:hdr xmlns:w="{W_NAMESPACE}" xmlns:r="{R_NAMESPACE}">{paragraph}</w:hdr>'
    name = package.free_name("word/header", "xml")
    package.add(name, _HEADER_TYPE, header.encode())
    return package.relate("header", name)


@dataclass(frozen=True, slots=True)
class PageSetup:
    """What the sections of a document say about their pages.

    `references` name headers and footers, `first` those of the first section; `header` and `footer` are the distances
    of these from the page's edges in millimetres; a `title_page` has its own or none.
    """

    layout: PageLayout
    references: str
    first: str
    header: float = PAGE_NUMBER_TOP_MM
    footer: float = PAGE_NUMBER_TOP_MM
    title_page: bool = True

    def section(self, *, landscape: bool, first: bool) -> str:
        """The properties of a section; the very first page of the document has a header and footer of its own."""
        width, height = (twips(side) for side in self.layout.page(landscape))
        sides = ("top", "right", "bottom", "left")
        margins = " ".join(f'w:{side}="{twips(getattr(self.layout, side))}"' for side in sides)
        orientation = ' w:orient="landscape"' if landscape else ""
        return (
            f'<w:sectPr>{self.first if first else self.references}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{width}" w:h="{height}"{orientation}/>'
            f'<w:pgMar {margins} w:header="{twips(self.header)}" w:footer="{twips(self.footer)}" w:gutter="0"/>'
            f"{'<w:titlePg/>' if first and self.title_page else ''}</w:sectPr>"
        )


def usual_setup(package: Package, styles: StyleMap, layout: PageLayout) -> PageSetup:
    """The pages of the program's own papers: a number from the second page on."""
    number = f'<w:headerReference w:type="default" r:id="{add_page_number(package, styles)}"/>'
    return PageSetup(layout, number, number)


def template_setup(template: Template, styles: StyleMap, layout: PageLayout) -> PageSetup:
    """The pages of a school's template; a page number of ours where its own headers and footers have none."""
    from shnor_desktop.services.documents.docx_writer.template import has_page_number

    package = template.package
    found = {(kind, which): identity for kind, which, identity in template.references()}
    title_page = template.has_title_page
    numbered = ("header", "default") in found or has_page_number(package, found.get(("footer", "default"), ""))
    if not numbered:
        found["header", "default"] = add_page_number(package, styles)
        if not title_page and ("footer", "default") in found:  # the first page loses our number, not their footer
            found["footer", "first"] = found["footer", "default"]
        title_page = True
    lines = {
        key: f'<w:{key[0]}Reference w:type="{key[1]}" r:id="{escape(identity)}"/>' for key, identity in found.items()
    }
    first = "".join(line for key, line in lines.items() if title_page or key[1] != "first")
    rest = "".join(line for key, line in lines.items() if key[1] != "first")
    header, footer = template.distances
    return PageSetup(layout, rest, first, header, footer, title_page)
