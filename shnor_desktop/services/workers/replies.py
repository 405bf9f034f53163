"""What a reading process says of a piece of work, and the sentences for what it could not say itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ...models.errors import UserError

End = Literal["done", "told", "memory", "broken", "late", "gone"]


@dataclass(frozen=True)
class Reply:
    """How a piece of work ended: `value` is its result, the refusal it was told with, or the traceback of our fault."""

    end: End
    value: Any = None


class BrokenWorkError(Exception):
    """Our own fault in a reading process, with the traceback from there."""


_SAVE_AGAIN = "Откройте его в своей программе, оставьте в нём только нужное и сохраните заново."
_SENTENCES = {
    "late": f"Файл «{{name}}» читается слишком долго, чтение прервано. {_SAVE_AGAIN}",
    "memory": f"Файл «{{name}}» требует слишком много памяти. {_SAVE_AGAIN}",
    "gone": f"Файл «{{name}}» не прочитался: он устроен необычно или требует слишком много памяти. {_SAVE_AGAIN}",
}


def opened(reply: Reply, name: str) -> Any:
    """The result; UserError with one sentence about the file of that name where there is none."""
    if reply.end == "done":
        return reply.value
    if reply.end == "told":
        raise reply.value
    if reply.end == "broken":
        raise BrokenWorkError(reply.value)
    raise UserError(_SENTENCES[reply.end].format(name=name))
