"""Which forms there are: those that come with the program, and those a municipality put into the user's folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...models.errors import UserError
from ...resources import resource_path
from ..user_folder import user_folder_path
from .model import Format
from .reading import read_format

USUAL_FORM = "school-programme"
"""Where nobody says otherwise."""

FOLDER = "formats"
"""Of the resources, and of the user's own folder."""

MOST_OWN = 100
"""Files of the user's folder that are looked at: more is no folder of forms."""


@dataclass(frozen=True)
class Catalogue:
    """All forms that can be chosen, shipped ones first, and what is wrong with the files that cannot."""

    shipped: tuple[Format, ...]
    own: tuple[Format, ...] = ()
    troubles: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[Format, ...]:
        """All that can be chosen."""
        return self.shipped + self.own


def own_folder() -> Path:
    """Where the user's own forms lie; the folder need not be there."""
    return user_folder_path() / FOLDER


def load_format(key: str) -> Format:
    """The format of that key, the program's or the user's own; UserError when there is none or it is not sound."""
    if key and not set("/\\.") & set(key):
        if is_shipped(key):
            return read_format(resource_path(FOLDER, f"{key}.toml"))
        trouble: UserError | None = None
        for own in _own_files():
            try:
                form = read_format(own)
            except UserError as error:
                trouble = error if own.stem == key else trouble
            else:
                if form.key == key:
                    return form
        if trouble:
            raise trouble
    raise UserError(f"Форма «{key}» неизвестна. Список форм: shnor-desktop formats.")


def is_shipped(key: str) -> bool:
    """Whether every computer that has the program has the form."""
    return bool(key) and not set("/\\.") & set(key) and resource_path(FOLDER, f"{key}.toml").is_file()


def catalogue() -> Catalogue:
    """Everything that can be chosen; one broken file of the user's hides none of the others."""
    shipped = tuple(known_formats())
    taken = {form.key: "в самой программе" for form in shipped}
    own: list[Format] = []
    troubles: list[str] = []
    for path in _own_files():
        try:
            form = read_format(path)
        except UserError as error:
            troubles.append(str(error))
            continue
        if form.key in taken:
            troubles.append(f"{path.name}: key — форма «{form.key}» уже есть {taken[form.key]}. Дайте другой ключ.")
        else:
            own.append(form)
            taken[form.key] = f"в файле «{path.name}»"
    return Catalogue(shipped, tuple(own), tuple(troubles))


def known_formats() -> list[Format]:
    """All formats the program ships, in the order they are offered: the school's own first, then by key."""
    forms = [read_format(path) for path in sorted(resource_path(FOLDER).glob("*.toml"))]
    return sorted(forms, key=lambda form: form.key != USUAL_FORM)


def _own_files() -> list[Path]:
    try:
        return sorted(path for path in own_folder().glob("*.toml") if path.is_file())[:MOST_OWN]
    except OSError:
        return []
