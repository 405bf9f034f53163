"""The same programme in another form of the document: looked at first, done as one step that can be undone."""

from __future__ import annotations

from ...models.errors import UserError
from ...services.editing.switching import switch_form
from ...services.form_switch import SwitchPlan
from ...services.formats import catalogue
from ...services.wording import plural
from ..dialogs.switch_form import SwitchFormDialog
from ..tools import Tools
from .files import FileCommands


class FormCommands:
    """Puts the open programme into another form."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools

    def switch(self) -> None:
        """Ask for the form; what it has no place for is listed before, and said again afterwards."""
        file = self._tools.desk.file
        if file is None or not self._tools.desk.settle():
            return
        dialog = SwitchFormDialog(file, self._tools.desk.form, catalogue(), self._tools.window)
        form = dialog.ask()
        if form is None:
            return
        try:
            plan = switch_form(file, form)
        except UserError as error:
            self._tools.messages.fail(str(error))
            return
        self._tools.desk.inform(told(plan))


def told(plan: SwitchPlan) -> str:
    """What was done, in one or two sentences."""
    left = [line.title for line in plan.left_lines]
    done = f"Теперь это «{plan.form.title}». Вернуться можно тем же путём или отменой."
    if not left:
        return done
    count = plural(len(left), "место", "места", "мест")
    return f"{done} Сохранено, но не печатается – {count}: {'; '.join(left)}."
