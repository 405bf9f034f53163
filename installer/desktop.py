"""How a Linux desktop comes to know the program: the menu entry, the kind of file and its magic, the icons' places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from . import facts
from .icons import PNG_SIZES

ICON_OF_FILES = facts.MIME.replace("/", "-")
"""What desktops look for as the icon of a kind of file."""


def desktop_entry(command: str = facts.NAME) -> str:
    """The entry of the Start menu; `command` is how the program is started."""
    fields = {
        "Type": "Application",
        "Name": facts.TITLE,
        "GenericName": facts.SUMMARY,
        "Comment": "Программа, дорожная карта, мониторинг и документы школы",
        "Exec": f"{command} %f",
        "Icon": facts.NAME,
        "Terminal": "false",
        "Categories": "Office;Qt;",
        "Keywords": "школа;программа;дорожная карта;мониторинг;shnor;",
        "MimeType": f"{facts.MIME};",
        "StartupWMClass": facts.NAME,
        "StartupNotify": "true",
    }
    return "[Desktop Entry]\n" + "".join(f"{key}={value}\n" for key, value in fields.items())


def mime_package() -> str:
    """The kind of file for shared-mime-info: by its ending, and by the number that SQLite keeps in its header."""
    number = facts.application_id().to_bytes(4, "big").decode("ascii")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type={quoteattr(facts.MIME)}>
    <comment>School programme file</comment>
    <comment xml:lang="ru">{escape(facts.FILE_KIND)}</comment>
    <sub-class-of type="application/vnd.sqlite3"/>
    <magic priority="70">
      <match type="string" offset="0" value="SQLite format 3">
        <match type="string" offset="{facts.APPLICATION_ID_OFFSET}" value={quoteattr(number)}/>
      </match>
    </magic>
    <glob pattern="*{facts.SUFFIX}" weight="60"/>
    <icon name="{ICON_OF_FILES}"/>
  </mime-type>
</mime-info>
"""


def icon_places() -> Iterator[tuple[str, str]]:
    """Every icon: the made file's name ("" is the sign itself), and its place below the folder `share`."""
    for kind, name in (("apps", facts.NAME), ("mimetypes", ICON_OF_FILES)):
        for size in PNG_SIZES:
            yield f"{size}.png", f"icons/hicolor/{size}x{size}/{kind}/{name}.png"
        yield "", f"icons/hicolor/scalable/{kind}/{name}.svg"


def write_share(share: Path, pictures: Path, command: str = facts.NAME) -> list[str]:
    """Lay everything below a folder `share`; the places are given back."""
    texts = {
        f"applications/{facts.NAME}.desktop": desktop_entry(command),
        f"mime/packages/{facts.NAME}.xml": mime_package(),
    }
    files = {place: (pictures / name if name else facts.ICON).read_bytes() for name, place in icon_places()}
    files |= {place: text.encode() for place, text in texts.items()}
    for place, data in files.items():
        target = share / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return sorted(files)
