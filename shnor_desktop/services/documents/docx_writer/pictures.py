"""Pictures: parts of the package, placed in the text at a size that fits."""

from __future__ import annotations

from collections.abc import Mapping

from shnor_desktop.services.documents.docx_writer.markup import escape, one_line, text_markup
from shnor_desktop.services.documents.docx_writer.package import Package
from shnor_desktop.services.documents.docx_writer.units import emu
from shnor_desktop.services.documents.image_info import ImageInfo, image_info
from shnor_desktop.services.documents.tree import NO_PICTURE, Picture

_PICTURE_URI = "http://schemas.openxmlformats.org/drawingml/2006/picture"
"""Stands for a picture whose data are missing or of an unknown kind."""


def fitted_size(picture: Picture, info: ImageInfo, width_mm: float, height_mm: float) -> tuple[float, float]:
    """The picture's size in millimetres: as the tree or the file says, made smaller to fit the given room."""
    width, height = picture.width_mm, picture.height_mm
    if width <= 0 and height <= 0:
        width, height = info.width_mm, info.height_mm
    elif width <= 0:
        width = height * info.width_mm / info.height_mm
    elif height <= 0:
        height = width * info.height_mm / info.width_mm
    scale = min(1.0, width_mm / width, height_mm / height)
    return width * scale, height * scale


class Pictures:
    """Puts each picture file into the package once and writes the runs that show it."""

    def __init__(self, package: Package, media: Mapping[str, bytes]) -> None:
        self._package = package
        self._media = media
        self._known: dict[str, tuple[str, ImageInfo] | None] = {}
        self._shown = 0

    def run(self, picture: Picture, width_mm: float, height_mm: float) -> str:
        """The run that shows `picture` in a room of that size, or says that a picture was here."""
        if picture.name not in self._known:
            self._known[picture.name] = self._store(picture.name)
        known = self._known[picture.name]
        if known is None:
            return f"<w:r>{text_markup(f'{NO_PICTURE} {one_line(picture.alt)}'.strip())}</w:r>"
        identity, info = known
        self._shown += 1
        width, height = fitted_size(picture, info, width_mm, height_mm)
        return _drawing(self._shown, identity, f'cx="{emu(width)}" cy="{emu(height)}"', picture)

    def _store(self, name: str) -> tuple[str, ImageInfo] | None:
        """The relationship and header of a picture file, None when there is nothing that Word could show."""
        data = self._media.get(name)
        info = image_info(data) if data else None
        if data is None or info is None:
            return None
        part = self._package.free_name("word/media/image", info.extension)
        self._package.add(part, info.mime, data, by_extension=True)
        return self._package.relate("image", part), info


def _drawing(number: int, identity: str, extent: str, picture: Picture) -> str:
    names = f'id="{number}" name="{escape(one_line(picture.name))}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr {names} descr="{escape(one_line(picture.alt))}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE_URI}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {names}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{identity}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
